/** Bringing a table: a file that is chosen, dropped or pasted, or the text of one. */
import { sentenceOf } from '../../shared/run-controls.ts';
import { button, element } from './elements.ts';

/** Longer texts are read at once when they are pasted: a text field would hold the page up with them. In characters. */
const LONG_PASTE = 20_000;
const PASTED = 'pasted text';

/** Reads what was brought, takes it over, and says what became of it. Rejects with a sentence, and then nothing has changed. */
export type Take = (content: string | Uint8Array, name: string) => Promise<string | readonly (string | Node)[]>;

/** The controls and the places for what happened, to stand in `section`, onto which files may be dropped. */
export function bring(section: HTMLElement, what: string, take: Take): HTMLElement[] {
  const { ownerDocument: document } = section;
  const file = element(document, 'input', 'field', { type: 'file', accept: '.csv,.tsv,.txt,.jsonl,.ndjson' });
  const chosen = element(document, 'label', 'chosen', {}, `A file with ${what}, or drop one here`);
  chosen.append(file);
  const area = element(document, 'textarea', 'field', { rows: '3', spellcheck: 'false', autocomplete: 'off' });
  const pasted = element(document, 'label', 'pasted', {}, 'Or paste its rows, the header first');
  pasted.append(area);
  const status = element(document, 'p', '', { role: 'status' });
  const alert = element(document, 'p', '', { role: 'alert' });
  let turn = 0;

  const read = async (name: string, content: () => string | Uint8Array | Promise<string | Uint8Array>): Promise<void> => {
    const mine = (turn += 1);
    alert.textContent = '';
    status.textContent = `Reading ${name}.`;
    try {
      const said = await take(await content(), name);
      if (mine === turn) status.replaceChildren(...(typeof said === 'string' ? [said] : said));
    } catch (error) {
      if (mine !== turn) return;
      status.textContent = '';
      alert.textContent = `${sentenceOf(error)} Nothing here has changed.`;
    }
  };
  const readFile = (chosenFile: File) => void read(chosenFile.name, async () => new Uint8Array(await chosenFile.arrayBuffer()));
  const readText = (text: string) => void read(PASTED, () => text);

  file.addEventListener('change', () => {
    if (file.files?.[0]) readFile(file.files[0]);
    // So that the same file, corrected, can be chosen again.
    file.value = '';
  });
  area.addEventListener('paste', (event) => {
    const { clipboardData } = event;
    const text = clipboardData?.getData('text/plain') ?? '';
    if (clipboardData?.files[0]) readFile(clipboardData.files[0]);
    else if (text.length > LONG_PASTE) readText(text);
    else return;
    event.preventDefault();
  });
  section.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    section.toggleAttribute('data-over', true);
  });
  section.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!section.contains(relatedTarget as Node | null)) section.removeAttribute('data-over');
  });
  section.addEventListener('drop', (event) => {
    section.removeAttribute('data-over');
    const dropped = event.dataTransfer?.files[0];
    if (!dropped) return;
    event.preventDefault();
    readFile(dropped);
  });
  return [chosen, pasted, button(document, 'Read what is pasted', 'button quiet', () => readText(area.value)), status, alert];
}
