import { beforeEach, expect, test } from 'vitest';
import { recordToJson } from '../lab/record-json.ts';
import { importRuns } from './exchange.ts';
import { closeNotebook, openNotebook } from './notebook.ts';
import { fileOfRun } from './run-file.ts';
import { getRun, listRuns } from './runs.ts';
import { emptyStorage } from './testing/fake-storage.ts';
import { madeRun } from './testing/made-run.ts';

beforeEach(emptyStorage);

test('a run saved as a file comes back whole by an import, with its name and its time', async () => {
  const record = await madeRun('a', { samples: 2 });
  const text = await fileOfRun(record, { name: 'Saved', ms: 12 });
  const notebook = await openNotebook();
  expect((await listRuns(notebook)).runs).toEqual([]);
  const { kept, refused, altered } = await importRuns(notebook, text);
  expect([refused, altered]).toEqual([[], false]);
  expect(kept).toMatchObject([{ name: 'Saved', ms: 12, partial: false }]);
  expect(recordToJson((await getRun(notebook, kept[0]!.id)).record)).toBe(recordToJson(record));
  closeNotebook(notebook);
});
