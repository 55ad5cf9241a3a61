/** A run of the bench as a file of the reader's. */
import { recordToCsv } from '../../lab/export/csv.ts';
import { recordToJsonl } from '../../lab/export/jsonl.ts';
import { recordToMarkdown } from '../../lab/export/markdown.ts';
import type { RunRecord } from '../../lab/record.ts';
import { download } from '../shared/download.ts';

const KINDS: Readonly<Record<string, readonly [write: (record: RunRecord) => string, type: string]>> = {
  csv: [recordToCsv, 'text/csv'],
  jsonl: [recordToJsonl, 'application/jsonl'],
  md: [recordToMarkdown, 'text/markdown'],
};

export function saveAs(kind: string, record: RunRecord, name: string): void {
  const [write, type] = KINDS[kind]!;
  download(write(record), `${name}.${kind}`, type);
}
