import type { Experiment } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';

const runs = import.meta.glob<RunRecord>('../../../content/runs/few-shot{,-inline,-known,-exercise}.json', { import: 'default' });

/** The committed run of an experiment of the chapter, fetched when asked for. Its items may be others than the experiment's. */
export async function recordedRun({ id }: Pick<Experiment, 'id'>): Promise<RunRecord> {
  const fetched = runs[`../../../content/runs/${id}.json`];
  if (!fetched) throw new Error(`There is no recorded run "${id}" in content/runs. Record it with: npm run record -- --only ${id}`);
  return fetched();
}
