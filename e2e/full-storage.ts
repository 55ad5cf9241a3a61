/** A browser that has no room left for the site, and what a figure then offers instead. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Leaves the site no storage; the function that comes back gives it the usual again. */
export async function fillStorage(page: Page, siteUrl: string): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(siteUrl);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  return async () => {
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  };
}

/** What could not be kept is on the page all the same, and is saved as a file: its path. */
export async function savedInstead(page: Page, figure: Locator, what: 'run' | 'search', timeout: number): Promise<string> {
  const status = figure.getByRole('status');
  await expect(status).toContainText(`The browser’s storage for this site is full, so this ${what} is not in your notebook: save it as a file before you leave this page.`, { timeout });
  await expect(figure.locator('.here tbody tr')).not.toHaveCount(0);
  const download = page.waitForEvent('download');
  await status.getByRole('button', { name: 'save it as a file' }).click();
  return (await download).path();
}
