/** A button that saves a run or a search as a file, for where the notebook does not take it. */
import { download } from './download.ts';

/** The file is one that the page of runs can import; `make` makes its text. */
export function saveButton(name: string, make: () => Promise<string>): HTMLButtonElement {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: 'save it as a file' });
  button.addEventListener('click', () => void make().then((text) => download(text, `${name}.jsonl`, 'application/jsonl')));
  return button;
}
