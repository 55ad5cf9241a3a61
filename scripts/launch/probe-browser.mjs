/*
 * Starts a browser as the tests do and ends with 0 if that works, else with 1 and the reason.
 *
 *   node probe-browser.mjs [program]
 */
import { chromium } from 'playwright';

const program = process.argv[2];
try {
  const browser = await chromium.launch({ timeout: 45_000, ...(program ? { executablePath: program } : {}) });
  await browser.newPage();
  await browser.close();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
