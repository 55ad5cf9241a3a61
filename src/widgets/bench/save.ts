/** A run of the bench as a file of the reader's. */
import { recordToCsv } from '../../lab/export/csv.ts';
import { recordToJsonl } from '../../lab/export/jsonl.ts';
import { recordToMarkdown } from '../../lab/export/markdown.ts';
import { itemsOf } from '../../lab/items.ts';
import type { RunRecord } from '../../lab/record.ts';
import { download } from '../shared/download.ts';

/** `kind` is csv, jsonl or md; `file` is what the file is called without its ending, and `name` what the run is. */
export async function saveAs(kind: string, record: RunRecord, { file, name }: { readonly file: string; readonly name: string }): Promise<void> {
  const items = await itemsOf(record.experiment);
  const [text, type] = kind === 'csv' ? [await recordToCsv(record, items), 'text/csv']
    : kind === 'jsonl' ? [await recordToJsonl(record, items), 'application/jsonl']
      : [recordToMarkdown(record, items, name), 'text/markdown'];
  download(text, `${file}.${kind}`, type);
}
