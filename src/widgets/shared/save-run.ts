/** A button that saves a run as a file, for where the notebook does not take it. */
import type { RunRecord } from '../../lab/record.ts';
import { download } from './download.ts';

/** The file is one that the page of runs can import. */
export function saveButton(record: RunRecord, note: { readonly name: string; readonly ms: number }): HTMLButtonElement {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: 'save it as a file' });
  button.addEventListener('click', () => void save(record, note));
  return button;
}

async function save(record: RunRecord, note: { readonly name: string; readonly ms: number }): Promise<void> {
  const { fileOfRun } = await import('../../notebook/run-file.ts');
  download(await fileOfRun(record, note), `${record.experiment.id}.jsonl`, 'application/jsonl');
}
