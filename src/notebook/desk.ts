/**
 * What is done with whole records. Reading, checking and writing one of 5 MB holds a thread up for a quarter of a second,
 * so that a page has it done elsewhere: see desk-apart.ts.
 */
import { recordToCsv } from '../lab/export/csv.ts';
import { recordToJsonl } from '../lab/export/jsonl.ts';
import { recordToMarkdown } from '../lab/export/markdown.ts';
import { itemsOf, type PairedItem } from '../lab/items.ts';
import type { RunRecord } from '../lab/record.ts';
import { encodeExperiment } from '../lab/share/shared-experiment.ts';
import { comparisonSheet, type ComparisonSheet } from './comparison-sheet.ts';
import { exportRuns, importRuns, type ExportedRuns, type ImportReport } from './exchange.ts';
import type { Notebook } from './notebook.ts';
import { poolKept } from './pool-kept.ts';
import { runSheet, type RunSheet } from './run-sheet.ts';
import type { RunSummary } from './run-summary.ts';
import { getRun, keepRun } from './runs.ts';
import { searchSheet, type SearchSheet } from './search-sheet.ts';
import type { SearchSummary } from './search-summary.ts';
import { finalOf, getSearch } from './searches.ts';

/** Every one rejects with a sentence. */
export interface Desk {
  look(id: string): Promise<{ readonly summary: RunSummary; readonly sheet: RunSheet }>;
  /** A search, with the run that tried its winner on test items where that is kept. */
  lookAtSearch(id: string): Promise<{ readonly summary: SearchSummary; readonly sheet: SearchSheet; readonly final?: { readonly id: string; readonly name: string } }>;
  compare(a: string, b: string, arms?: readonly [a: string, b: string]): Promise<ComparisonSheet>;
  pool(ids: readonly string[]): Promise<{ readonly name: string; readonly sheet: RunSheet }>;
  /** Keeps the pool as a run of its own; gives its id. */
  keepPool(ids: readonly string[]): Promise<string>;
  /** The outcomes of one run. */
  save(id: string, as: 'csv' | 'jsonl' | 'md'): Promise<Blob>;
  /** The text of a link to the run's experiment; of a part, to what was asked. */
  share(id: string): Promise<string>;
  exportRuns(ids: readonly string[]): Promise<Omit<ExportedRuns, 'text'> & { readonly file: Blob }>;
  importRuns(file: Blob): Promise<Omit<ImportReport, 'stopped'> & { readonly stopped?: { readonly why: string; readonly left: number } }>;
}

const SAVES: Readonly<Record<'csv' | 'jsonl' | 'md', readonly [write: (record: RunRecord, items: readonly PairedItem[], name: string) => string | Promise<string>, type: string]>> = {
  csv: [recordToCsv, 'text/csv'], jsonl: [recordToJsonl, 'application/jsonl'], md: [recordToMarkdown, 'text/markdown'],
};

export function openDesk(notebook: Notebook): Desk {
  const all = (ids: readonly string[]) => Promise.all(ids.map((id) => getRun(notebook, id)));
  return {
    look: async (id) => {
      const { summary, record } = await getRun(notebook, id);
      return { summary, sheet: runSheet(record) };
    },
    lookAtSearch: async (id) => {
      const { summary, record } = await getSearch(notebook, id);
      const final = await finalOf(notebook, summary);
      return { summary, sheet: await searchSheet(record), ...(final && { final }) };
    },
    compare: async (a, b, arms) => comparisonSheet(await getRun(notebook, a), await getRun(notebook, b), arms),
    pool: async (ids) => {
      const { name, record } = poolKept(await all(ids));
      return { name, sheet: runSheet(record) };
    },
    keepPool: async (ids) => {
      const { record, ...note } = poolKept(await all(ids));
      return (await keepRun(notebook, record, note)).id;
    },
    save: async (id, as) => {
      const [write, type] = SAVES[as];
      const { record, summary } = await getRun(notebook, id);
      return new Blob([await write(record, await itemsOf(record.experiment), summary.name)], { type });
    },
    share: async (id) => {
      const { summary: { name, engine }, record: { experiment } } = await getRun(notebook, id);
      return encodeExperiment({ name, experiment, engine });
    },
    exportRuns: async (ids) => {
      const { text, ...report } = await exportRuns(notebook, ids);
      return { ...report, file: new Blob([text], { type: 'application/jsonl' }) };
    },
    importRuns: async (file) => {
      const { stopped, ...report } = await importRuns(notebook, file);
      return { ...report, ...(stopped && { stopped: { why: stopped.error.message, left: stopped.left } }) };
    },
  };
}
