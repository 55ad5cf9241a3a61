import type { Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';

/** page.ts and all that it imports, by file name, made as the site's own scripts are. */
async function bundle(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'silent',
    base: './',
    build: {
      write: false,
      assetsInlineLimit: 0,
      modulePreload: false,
      target: 'chrome125',
      rolldownOptions: { input: 'e2e/load/page.ts', preserveEntrySignatures: 'strict', output: { entryFileNames: 'page.js' } },
    },
    worker: { format: 'es' },
  })) as Rolldown.RolldownOutput;
  return new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
}

/** Lets a page of the site, and its workers, import page.ts from the address this resolves to. */
export async function serveLoad(page: Page, siteUrl: string): Promise<string> {
  const files = await bundle();
  const folder = new URL('load/', siteUrl).href;
  await page.context().route(`${folder}**`, async (route) => {
    const body = files.get(new URL(route.request().url()).pathname.slice(new URL(folder).pathname.length));
    if (body === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({
      body: typeof body === 'string' ? body : Buffer.from(body),
      contentType: typeof body === 'string' ? 'text/javascript' : 'application/wasm',
    });
  });
  return new URL('page.js', folder).href;
}
