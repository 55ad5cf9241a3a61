import { chromium } from '@playwright/test';
import { existsSync } from 'node:fs';

const installed = [
  // Chromium without its windows, as Playwright's own for tests is: it takes half the processor's time of the whole one.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  `${process.env['PROGRAMFILES'] ?? 'C:\\Program Files'}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['PROGRAMFILES(X86)'] ?? 'C:\\Program Files (x86)'}\\Microsoft\\Edge\\Application\\msedge.exe`,
];

/**
 * The browser to test with: CHROMIUM_PATH if set, else Playwright's own (undefined: Playwright finds it), else
 * one that the system has. Throws, saying what to install, when there is none.
 */
export function findChromium(): string | undefined {
  const given = process.env['CHROMIUM_PATH'];
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH is ${given}, where there is no browser. Correct it or unset it.`);
    return given;
  }
  if (existsSync(chromium.executablePath())) return undefined;
  const found = installed.find((path) => existsSync(path));
  if (found) return found;
  throw new Error(
    'There is no Chromium to test with. Run "npx playwright install --with-deps chromium", or set CHROMIUM_PATH to a Chromium, Chrome or Edge.',
  );
}
