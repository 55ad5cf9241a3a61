import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTinyDesk } from './node.ts';
import { folderOf, tinyFiles, withHashes } from './testing/tiny-repository.ts';

test('a model opens in a thread and in this process, with the same answers and the same description', async () => {
  const folder = folderOf(withHashes(tinyFiles()));
  const [thread, here] = [await openTinyDesk({ folder }), await openTinyDesk({ folder, inProcess: true })];
  const requests = [{ messages: [{ role: 'user' as const, content: 'a' }], n: 6, max_tokens: 40 }];
  expect(await thread.complete(requests)).toEqual(await here.complete(requests));
  expect(await thread.info()).toEqual(await here.info());
  expect((await here.info()).model).toMatch(/^tinydesk-tinydesk-/);
  await Promise.all([thread.close(), here.close()]);
});

test.each([true, false])('a folder without a model is named (in process: %s)', async (inProcess) => {
  const folder = mkdtempSync(join(tmpdir(), 'empty-'));
  const outcome = openTinyDesk({ folder, inProcess });
  await expect(outcome).rejects.toMatchObject({ name: 'EngineError', code: 'model-missing' });
  await expect(outcome).rejects.toThrow(folder);
});
