/**
 * No figure that runs holds the page up: its first run on a fresh page, with all that it fetches, has no task of 50 ms.
 * The grid, the curves and the live runs are measured where they are compared with the recorded ones, in the tests of their chapters.
 */
import { longestTask } from './load/main-thread.ts';
import { expect, test } from './test.ts';

const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

for (const [page, figure] of [
  ['measuring-honestly', 'measuring-sizes'],
  ['measuring-honestly', 'measuring-peek'],
  ['measuring-honestly', 'measuring-best'],
] as const) {
  test(`${page}: ${figure}`, async ({ page: tab, browser }) => {
    await tab.goto(`${page}/`);
    const widget = tab.locator(figure).first();
    await widget.scrollIntoViewIfNeeded();
    const run = widget.locator('[data-run]');
    await expect(run).toBeEnabled();
    const controls = widget.locator('run-controls');
    const { longest } = await longestTask(browser, tab, async () => {
      await run.click();
      await expect(controls).not.toHaveAttribute('data-running', { timeout: LIVE });
    });
    await expect(controls.getByRole('alert')).toBeEmpty();
    console.log(`${page}, ${figure}: no task with more than ${longest.toFixed(1)} ms of the processor`);
    expect(longest).toBeLessThan(50);
  });
}
