import { test as base, expect } from '@playwright/test';
import { serve } from '../scripts/serve.mjs';
import { dist } from './dist.ts';

export { expect } from '@playwright/test';

/**
 * Playwright's test with the built site served under a sub-path as its base URL, so that `page.goto('about/')`
 * works. Every test also fails on a console error, an uncaught exception, a violation of the content
 * security policy and a request to another origin. `test.use({ allowed: [/…/] })` lets through what a test
 * provokes on purpose.
 */
export const test = base.extend<{ allowed: readonly RegExp[]; nothingAmiss: undefined }, { siteUrl: string }>({
  siteUrl: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern
    async ({}, use) => {
      const server = await serve({ root: dist, port: 0, base: '/some/sub/path/' });
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ siteUrl }, use) => {
    await use(siteUrl);
  },
  allowed: [[], { option: true }],
  nothingAmiss: [
    async ({ context, siteUrl, allowed }, use) => {
      const amiss: string[] = [];
      const { origin } = new URL(siteUrl);
      context.on('console', (message) => {
        if (message.type() === 'error') amiss.push(`console: ${message.text()}`);
      });
      context.on('weberror', (error) => amiss.push(`exception: ${error.error().message}`));
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== origin) amiss.push(`other origin: ${url.href}`);
      });
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
          console.error(`CSP ${violatedDirective} blocked ${blockedURI} ${sample}`);
        });
      });
      await use(undefined);
      expect(amiss.filter((message) => !allowed.some((pattern) => pattern.test(message)))).toEqual([]);
    },
    { auto: true },
  ],
});
