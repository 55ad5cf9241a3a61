/** The committed runs, for pages at build time: every measured number in the text comes from one of them. */
import { contrast } from './contrast.ts';
import { figureOf, type FigureKind } from './figure.ts';
import type { GraderKey } from './grader.ts';
import type { RunRecord } from './record.ts';
import { recordFromJson } from './record-json.ts';
import type { SearchRecord } from './search-record.ts';
import { verdict } from './wording.ts';

const texts = import.meta.glob<string>('../../content/runs/*.json', { query: '?raw', import: 'default', eager: true });
const searches = import.meta.glob<SearchRecord>('../../content/searches/*.json', { import: 'default', eager: true });
const records = new Map<string, RunRecord>();

/** The committed run of that id. Throws a sentence where there is none. */
export function committedRun(id: string): RunRecord {
  const known = records.get(id);
  if (known) return known;
  const text = texts[`../../content/runs/${id}.json`];
  if (text === undefined) throw new Error(`There is no recorded run "${id}" in content/runs. Record it with: npm run record -- --only ${id}`);
  const record = recordFromJson(text);
  records.set(id, record);
  return record;
}

/** The committed prompt search of that id. Throws a sentence where there is none. */
export function committedSearch(id: string): SearchRecord {
  const found = searches[`../../content/searches/${id}.json`];
  if (!found) throw new Error(`There is no recorded search "${id}" in content/searches. Record it with: npm run record -- --only ${id}`);
  return found;
}

/** Whether that run has been committed. */
export function isCommitted(id: string): boolean {
  return Object.hasOwn(texts, `../../content/runs/${id}.json`);
}

/** A number of a committed run: `figure('few-shot', 'k8', 'measured')` is "87%, 95% interval 75 to 93, n = 50". */
export function figure(run: string, arm: string, kind: FigureKind, grader?: GraderKey): string {
  return figureOf(committedRun(run), arm, kind, grader);
}

/** What arm A gains over arm B in a committed run, in words. */
export function difference(run: string, a: string, b: string, grader?: GraderKey): string {
  return verdict(contrast(committedRun(run), a, b, grader));
}
