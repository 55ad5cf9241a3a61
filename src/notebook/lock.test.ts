import { afterEach, describe, expect, test, vi } from 'vitest';
import { takeLock } from './lock.ts';

afterEach(() => vi.unstubAllGlobals());

describe.each<[string, () => unknown]>([
  ['with locks', () => navigator],
  ['without locks', () => ({})],
  ['where they are denied', () => ({ locks: { request: async () => { throw new DOMException('Denied.', 'SecurityError'); } } })],
])('a page %s', (_name, page) => {
  test('lends a name to one at a time', async () => {
    vi.stubGlobal('navigator', page());
    const release = (await takeLock('a'))!;
    expect(await takeLock('a')).toBeUndefined();
    const other = (await takeLock('b'))!;
    release();
    const again = (await takeLock('a'))!;
    expect(again).toBeTypeOf('function');
    again();
    other();
  });
});

test('a tab that is just being closed is waited for', async () => {
  const release = (await takeLock('c'))!;
  setTimeout(release, 100);
  const next = await takeLock('c');
  expect(next).toBeTypeOf('function');
  next!();
});
