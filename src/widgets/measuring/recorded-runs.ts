/** The committed runs of this chapter, fetched when a figure first needs them. */
import type { RunRecord } from '../../lab/record.ts';

const runs = import.meta.glob<RunRecord>('../../../content/runs/measuring*.json', { import: 'default' });

export async function recordedRun(id: 'measuring' | 'measuring-wordings' | 'measuring-wordings-dev'): Promise<RunRecord> {
  const fetched = runs[`../../../content/runs/${id}.json`];
  if (!fetched) throw new Error(`There is no recorded run "${id}" in content/runs. Record it with: npm run record -- --only ${id}`);
  return fetched();
}
