import { afterEach, expect, test, vi } from 'vitest';
import { askToPersist } from './persistence.ts';

afterEach(() => vi.unstubAllGlobals());

function storage(): Map<string, string> {
  const items = new Map<string, string>();
  vi.stubGlobal('localStorage', { getItem: (key: string) => items.get(key) ?? null, setItem: (key: string, value: string) => items.set(key, value) });
  return items;
}

test.each<[string, () => Promise<boolean>]>([
  ['says yes', () => Promise.resolve(true)],
  ['says no', () => Promise.resolve(false)],
  ['fails', () => Promise.reject(new Error('not here'))],
])('a browser that %s is asked once, on this page and on those after it', async (_what, answer) => {
  storage();
  const persist = vi.fn(answer);
  vi.stubGlobal('navigator', { storage: { persist } });
  askToPersist();
  askToPersist();
  await new Promise((resolve) => setImmediate(resolve));
  expect(persist).toHaveBeenCalledOnce();
});

test('it never waits for an answer', () => {
  storage();
  vi.stubGlobal('navigator', { storage: { persist: () => new Promise(() => undefined) } });
  expect(askToPersist()).toBeUndefined();
});

test('a browser that does not know the question, and one that forbids storage, are left alone', () => {
  const items = storage();
  for (const navigator of [{}, { storage: {} }]) {
    vi.stubGlobal('navigator', navigator);
    expect(askToPersist).not.toThrow();
  }
  // It may learn it.
  expect(items.size).toBe(0);
  const persist = vi.fn();
  vi.stubGlobal('navigator', { storage: { persist } });
  vi.stubGlobal('localStorage', { getItem: () => { throw new DOMException('no', 'SecurityError'); } });
  expect(askToPersist).not.toThrow();
  expect(persist).not.toHaveBeenCalled();
});
