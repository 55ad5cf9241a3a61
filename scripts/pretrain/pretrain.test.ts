import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'pretrain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs pretraining up to so many tokens, about 2,400 a step, and returns the checkpoint's bytes. */
async function pretrain(name: string, tokens: number, workers: number): Promise<Buffer> {
  const args = ['scripts/pretrain.ts', '--tokens', String(tokens), '--workers', String(workers), '--budget', '1e6', '--folder', join(folder, name)];
  await promisify(execFile)(process.execPath, args);
  return readFileSync(join(folder, name, 'checkpoint.safetensors'));
}

/** What an unbroken run of two workers ends with, which both tests compare with. */
let unbroken: Buffer;
beforeAll(async () => {
  unbroken = await pretrain('unbroken', 5_000, 2);
}, 120_000);

test('the number of workers does not change a single bit', { timeout: 120_000 }, async () => {
  expect((await pretrain('one', 5_000, 1)).equals(unbroken)).toBe(true);
});

test('a resumed run ends where an unbroken one does', { timeout: 120_000 }, async () => {
  const part = await pretrain('resumed', 3_000, 2);
  expect(part.equals(unbroken)).toBe(false);
  const resumed = await pretrain('resumed', 5_000, 2);
  expect(resumed.equals(unbroken)).toBe(true);
});
