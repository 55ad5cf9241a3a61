import { defineConfig } from '@playwright/test';
import { findChromium } from './e2e/chromium.ts';

const executablePath = findChromium();

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: executablePath ? { executablePath } : {},
  },
});
