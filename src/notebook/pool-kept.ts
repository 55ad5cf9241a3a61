/** Kept runs, put together. */
import { pool, poolFault } from '../lab/pool.ts';
import type { RunRecord } from '../lab/record.ts';
import { moment } from './moment.ts';
import { NotebookError } from './notebook-error.ts';
import { LONGEST_NAME } from './run-summary.ts';
import type { KeptRun } from './runs.ts';

export interface PooledRuns {
  readonly record: RunRecord;
  readonly name: string;
  readonly adapterHash: string | null;
  /** All of them together, in ms. */
  readonly ms: number;
}

/** As `pool` of the lab, which knows no adapters. Throws a sentence that names two runs which cannot be put together, and says why. */
export function poolKept(runs: readonly KeptRun[]): PooledRuns {
  const [first, ...others] = runs;
  if (!first || others.length === 0) throw new NotebookError('failed', 'One run alone is no pool. Choose two or more runs of the same experiment.');
  for (const [at, run] of runs.entries()) {
    for (const other of runs.slice(at + 1)) {
      const fault = faultOf(run, other);
      if (fault) throw new NotebookError('failed', `${toldApart(run, other)} cannot be pooled: ${fault}`);
    }
  }
  return {
    record: pool([first.record, ...others.map((other) => other.record)]),
    name: `Pool of ${runs.length}: ${first.summary.name}`.slice(0, LONGEST_NAME).trim(),
    adapterHash: first.summary.adapterHash,
    ms: runs.reduce((sum, { summary }) => sum + summary.ms, 0),
  };
}

function faultOf(a: KeptRun, b: KeptRun): string | undefined {
  if (a.summary.adapterHash !== b.summary.adapterHash) return 'their models were tuned differently. Compare them instead.';
  return poolFault(a.record, b.record);
}

/** Both by their names; where these are the same, with when they were made, as the list has them. */
function toldApart({ summary: a }: KeptRun, { summary: b }: KeptRun): string {
  return a.name === b.name ? `“${a.name}” of ${moment(a.when)} and the one of ${moment(b.when)}` : `“${a.name}” and “${b.name}”`;
}
