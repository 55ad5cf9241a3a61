import { expect, test } from 'vitest';
import { sideBySide } from './side-by-side.ts';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('results have the order of the tasks, whichever ends first, and no more run at once than asked', async () => {
  let running = 0;
  let most = 0;
  const results = await sideBySide([8, 1, 4, 1, 2], 2, async (ms) => {
    most = Math.max(most, (running += 1));
    await later(ms);
    running -= 1;
    return 10 * ms;
  });
  expect(results).toEqual([80, 10, 40, 10, 20]);
  expect(most).toBe(2);
});

test('the first error is passed on, and nothing is begun after it', async () => {
  const begun: number[] = [];
  const failing = sideBySide([1, 2, 3, 4, 5], 2, async (task) => {
    begun.push(task);
    await later(2);
    if (task === 2) throw new Error('no more');
  });
  await expect(failing).rejects.toThrow('no more');
  await later(10);
  expect(begun).toEqual([1, 2, 3]);
});

test('nothing to do is done', async () => {
  expect(await sideBySide([], 2, () => Promise.reject(new Error('It ran.')))).toEqual([]);
});
