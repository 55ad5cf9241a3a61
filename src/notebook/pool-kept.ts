/** Kept runs, put together. */
import { canonical } from '../lab/canonical.ts';
import { itemCount } from '../lab/experiment.ts';
import { pool } from '../lab/pool.ts';
import type { RunRecord } from '../lab/record.ts';
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

/** As `pool` of the lab, which knows no adapters. Throws a sentence where the runs cannot be put together. */
export function poolKept(runs: readonly KeptRun[]): PooledRuns {
  const [first, ...others] = runs;
  if (!first || others.length === 0) throw new NotebookError('failed', 'One run alone is no pool. Choose two or more runs of the same experiment.');
  const size = (run: KeptRun) => itemCount(run.record.experiment) / run.record.experiment.items.seeds.length;
  for (const other of others) {
    if (other.summary.adapterHash !== first.summary.adapterHash) throw new NotebookError('failed', `“${first.summary.name}” and “${other.summary.name}” cannot be pooled: their models were tuned differently. Compare them instead.`);
    const part = [first, other].find(({ record }) => record.planned !== undefined);
    if (part && size(first) !== size(other) && canonical(withoutItems(first.record)) === canonical(withoutItems(other.record))) {
      throw new NotebookError('failed', `“${part.summary.name}” is a part with ${size(part)} items, and runs that are pooled have as many of each seed. Compare them instead, or pool it with a part as long.`);
    }
  }
  const record = pool([first.record, ...others.map((other) => other.record)]);
  return {
    record,
    name: `Pool of ${runs.length}: ${first.summary.name}`.slice(0, LONGEST_NAME).trim(),
    adapterHash: first.summary.adapterHash,
    ms: runs.reduce((sum, { summary }) => sum + summary.ms, 0),
  };
}

function withoutItems({ experiment: { items: _, ...rest } }: RunRecord): unknown {
  return rest;
}
