/**
 * Figures that run do not hold the page up: their first run on a fresh page, with all that it fetches, has no task of 50 ms.
 * Others are measured where their runs are compared with the recorded ones, in the tests of their chapters. Not measured
 * is that of role, whose longest task comes near to it.
 */
import { expectNoLongTask } from './load/main-thread.ts';
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
    await expectNoLongTask(browser, tab, `${page}, ${figure}`, async () => {
      await run.click();
      await expect(controls).not.toHaveAttribute('data-running', { timeout: LIVE });
    });
    await expect(controls.getByRole('alert')).toBeEmpty();
  });
}
