/** The prompt bench on the page that the specs drive it on. */
import type { Locator, Page } from '@playwright/test';
import { expect } from './test.ts';

export const bench = (page: Page): Locator => page.locator('prompt-bench');

/** Completions that the run under way has. */
export const progress = (page: Page): Promise<number> => bench(page).getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value);

export async function open(page: Page): Promise<void> {
  await page.goto('chain-of-thought/');
  await near(page);
}

/** Brings the bench into view and waits until it lives, as after a reload. */
export async function near(page: Page): Promise<void> {
  await bench(page).scrollIntoViewIfNeeded();
  await expect(bench(page).locator('[data-run]')).toBeEnabled();
}
