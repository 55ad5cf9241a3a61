/**
 * What a reader may bring to the bench: items, prompts, and a way of grading. Built when it is first opened, with its
 * styles; the bench itself holds what was brought.
 */
import { macrotask } from '../../../engines/macrotask.ts';
import type { Pair } from '../../../lab/sandbox.ts';
import type { Bench, Variant } from '../bench.ts';
import { download } from '../../shared/download.ts';
import { lateStyles } from '../../shared/late-styles.ts';
import type { Shown } from '../results.ts';
import { itemsFromTableInSteps, namedColumns, type ItemColumns } from '../../../lab/table/items.ts';
import { readTableInSteps } from '../../../lab/table/read.ts';
import type { Table } from '../../../lab/table/table.ts';
import { bring } from './bring.ts';
import { columnPicker } from './columns.ts';
import { button, element } from './elements.ts';
import { gradingSection } from './grading-section.ts';
import { judgeSection } from './judge-section.ts';
import { HOLDS, HOLD_WORDS, heldCount, heldWords } from './held.ts';
import { countOf, itemsSentence } from './items.ts';
import type { Material } from './material.ts';
import styles from './own.css?url';
import { promptsOfTable, promptsToCsv, promptsToJsonl } from './prompts.ts';

/** The bench, as the panel sees it. */
export interface Host {
  /** As it stands, and as it was recorded. */
  read(): Promise<Bench>;
  opening(): Promise<Bench>;
  material(): Material;
  /** Takes over what has changed. */
  take(material: Material): void;
  /** Asks, below a choice, whether so many sealed items are to be looked at; if so, that is counted as an opening. */
  unseal(count: number, choice: HTMLElement): Promise<boolean>;
  /** Puts other prompts in place of those that stand there. */
  deal(variants: readonly Variant[]): void;
  /** The answers listed first, with what is right. */
  answers(): Promise<readonly Pair[]>;
  /** The last whole run, or the recorded one. */
  shown(): Promise<Shown>;
}

export interface Panel {
  readonly element: HTMLElement;
  /** Follows what has changed elsewhere. */
  show(material: Material): void;
}

export async function ownPanel(document: Document, id: string, host: Host): Promise<Panel> {
  await lateStyles(document, styles);
  const panel = element(document, 'div', 'own', { id: `${id}-own` });
  const grading = gradingSection(document, await host.opening(), host);
  const items = itemsSection(document, host);
  const judging = judgeSection(document, host);
  panel.append(items.element, promptsSection(document, id, host), grading.element, judging.element);
  const show = (material: Material) => {
    items.show(material);
    grading.show(material);
    judging.refresh();
  };
  show(host.material());
  return { element: panel, show };
}

function itemsSection(document: Document, host: Host): Panel {
  const section = titled(document, 'Your own items');
  const held = element(document, 'p', 'held');
  let turn = 0;
  /** Nothing is taken, and nothing said, where another table was brought meanwhile. */
  const take = async (table: Table, columns: ItemColumns): Promise<string> => {
    const mine = turn;
    const own = await itemsFromTableInSteps(table, columns);
    await macrotask();
    if (mine !== turn) return '';
    host.take({ ...host.material(), own });
    return itemsSentence(own, table.name);
  };
  const backToFile = () => section.querySelector<HTMLElement>('input')!.focus();
  const [file, pasted, read, status, alert] = bring(section, 'items', async (content, name) => {
    const mine = (turn += 1);
    const table = await readTableInSteps(content, { name });
    // What is made of it has a task of its own.
    await macrotask();
    if (mine !== turn) return '';
    const columns = namedColumns(table);
    if (!columns) {
      picker.ask(table);
      return `“${name}” has no columns named text and answer, so say below which they are.`;
    }
    const said = await take(table, columns);
    if (said) picker.close();
    return said;
  });
  const picker = columnPicker(document, async (table, columns) => {
    const said = await take(table, columns);
    if (!said) return;
    status!.textContent = said;
    alert!.textContent = '';
    backToFile();
  }, () => {
    status!.textContent = 'The table is put away. Nothing here has changed.';
    backToFile();
  });
  const share = shareToHold(document, host, (sentence) => {
    alert!.textContent = '';
    status!.textContent = sentence;
  });
  section.append(
    element(document, 'p', '', {}, 'CSV or JSONL with the columns text and answer, or with others of which you say which they are; up to 10,000 rows, read here and sent nowhere. TinyDesk knows nothing but its shop’s desk, and worked examples stay the desk’s own.'),
    file!, pasted!, read!, status!, alert!, picker.element, held, share.element,
  );
  const remove = button(document, 'Remove them', 'link', () => {
    const { own: _, hold: __, ...rest } = host.material();
    host.take(rest);
    alert!.textContent = '';
    status!.textContent = 'Your items are removed; tickets are drawn again.';
    backToFile();
  });
  return {
    element: section,
    show: (material) => {
      const { own, hold } = material;
      const words = own ? heldWords(own, hold) : '';
      held.replaceChildren(...(own ? [`${countOf(own)} in use${words && `, ${words}`}. `, remove] : []));
      share.show(material);
    },
  };
}

/** The choice of how many of the reader's items are held back. `say` tells what has come of it. */
function shareToHold(document: Document, host: Host, say: (sentence: string) => void): { readonly element: HTMLElement; show(material: Material): void } {
  const select = element(document, 'select', 'field');
  select.append(element(document, 'option', '', { value: '' }, 'none'), ...HOLDS.map((each) => element(document, 'option', '', { value: String(each) }, HOLD_WORDS[each])));
  const choice = element(document, 'label', '', {}, 'Held back for the final comparison');
  choice.append(select);
  const note = element(document, 'p', '', {}, 'What is held back is asked by the final comparison alone. Hold it back before you run: what you have seen is no longer new.');
  const made = element(document, 'div', 'holding', { hidden: '' });
  made.append(choice, note);
  const show = ({ own, hold }: Material): void => {
    made.hidden = !own || own.length < 2;
    select.value = String(hold ?? '');
  };
  select.addEventListener('change', () => void (async () => {
    made.querySelector('.declare')?.remove();
    const wanted = HOLDS.find((each) => String(each) === select.value);
    const { own = [], hold } = host.material();
    const fewer = heldCount(own.length, hold) - heldCount(own.length, wanted);
    if (fewer <= 0 || (await host.unseal(fewer, select))) {
      const { hold: _, ...rest } = host.material();
      host.take({ ...rest, ...(wanted && { hold: wanted }) });
      say(wanted ? `Of your items: ${heldWords(own, wanted)}.` : 'None of your items is held back.');
    } else show(host.material());
  })());
  return { element: made, show };
}

function promptsSection(document: Document, id: string, host: Host): HTMLElement {
  const section = titled(document, 'Your own prompts');
  const [file, pasted, read, status, alert] = bring(section, 'prompts', async (content, name) => {
    const variants = await promptsOfTable(content, name);
    const before = (await host.read()).variants;
    host.deal(variants);
    const back = button(document, 'Put those back', 'link', () => {
      host.deal(before);
      status!.textContent = 'The prompts from before are back.';
      section.querySelector<HTMLElement>('input')!.focus();
    });
    return [`${variants.length === 1 ? '1 prompt' : `${variants.length} prompts`} from “${name}” in place of the ${before.length} from before. `, back];
  });
  const save = async (kind: 'csv' | 'jsonl'): Promise<void> => {
    try {
      const { variants } = await host.read();
      download(kind === 'csv' ? promptsToCsv(variants) : promptsToJsonl(variants), `${id}-prompts.${kind}`, kind === 'csv' ? 'text/csv' : 'application/jsonl');
    } catch (error) {
      status!.textContent = '';
      alert!.textContent = error instanceof Error ? error.message : String(error);
    }
  };
  const saving = element(document, 'p', '', {}, 'Save the prompts as they stand as ');
  saving.append(button(document, 'CSV', 'link', () => void save('csv')), ' or ', button(document, 'JSONL', 'link', () => void save('jsonl')), '.');
  for (const made of saving.querySelectorAll('button')) made.setAttribute('aria-label', `Save the prompts as ${made.textContent}`);
  section.append(
    element(document, 'p', '', {}, 'CSV or JSONL with the columns name and user, and where you like system and examples (how many, 0 to 8), up to six rows. {{ticket}} stands where the text belongs.'),
    file!, pasted!, read!, status!, alert!, saving,
  );
  return section;
}

function titled(document: Document, title: string): HTMLElement {
  const section = element(document, 'section', '', { 'aria-label': title });
  section.append(element(document, 'h3', '', {}, title));
  return section;
}
