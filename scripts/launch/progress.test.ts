import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withProgress } from './progress.mjs';

const words = { doing: 'Fetching', done: 'Fetched' };

/** What `withProgress` writes in `seconds` of work that then ends as `work` does. */
async function written(seconds: number, terminal: { isTTY?: boolean; columns?: number }, { work = () => Promise.resolve(), detail = (): string => '' } = {}) {
  let text = '';
  const out = { ...terminal, write: (part: string) => (text += part) };
  const running = withProgress({ ...words, detail }, () => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000)).then(work), out).catch(() => {});
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  await running;
  const after = text;
  await vi.advanceTimersByTimeAsync(120_000);
  expect(text).toBe(after);
  return text;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('withProgress', () => {
  it('gives what the work gives', async () => {
    expect(await withProgress(words, () => Promise.resolve(7), { write: () => true })).toBe(7);
    await expect(withProgress(words, () => Promise.reject(new Error('no')), { write: () => true })).rejects.toThrow('no');
  });

  it('needs two lines for a short step, on a terminal and elsewhere', async () => {
    expect(await written(0.4, { isTTY: true })).toBe('Fetching\nFetched in 0.4 s\n');
    expect(await written(29, {})).toBe('Fetching\nFetched in 29.0 s\n');
  });

  it('changes one line in place on a terminal', async () => {
    let packages = 0;
    const text = await written(3.5, { isTTY: true, columns: 80 }, { detail: () => `${++packages} of 3 packages` });
    expect(text).toBe('Fetching\n\r  1 of 3 packages, 1 s so far\x1b[K\r  2 of 3 packages, 2 s so far\x1b[K\r  3 of 3 packages, 3 s so far\x1b[K\r\x1b[KFetched in 3.5 s\n');
  });

  it('never wraps that line', async () => {
    expect(await written(1.5, { isTTY: true, columns: 10 })).toContain('\r  1 s so \x1b[K');
  });

  it('prints a plain line every 30 s elsewhere', async () => {
    expect(await written(95, {})).toBe('Fetching\n  30 s so far\n  1 min 00 s so far\n  1 min 30 s so far\nFetched in 1 min 35 s\n');
  });

  it('leaves how far it came when the work fails', async () => {
    const work = () => Promise.reject(new Error('no'));
    expect(await written(1.5, { isTTY: true }, { work })).toBe('Fetching\n\r  1 s so far\x1b[K\n');
    expect(await written(31, {}, { work })).toBe('Fetching\n  30 s so far\n');
  });
});
