/**
 * Draws public/social-card.png and public/apple-touch-icon.png from the built site's own cover and mark, and the picture of
 * the README from the few-shot chapter after a run. Run it after "npm run build" when one of them has changed, also when a
 * new model is published, and commit what it draws.
 *
 *   node scripts/draw-images.ts
 */
import { chromium } from '@playwright/test';
import { findChromium } from '../e2e/chromium.ts';
import { serve } from './serve.mjs';

const executablePath = findChromium();
const site = await serve({ root: 'dist', port: 0 });
const browser = await chromium.launch(executablePath ? { executablePath } : {});
const page = await browser.newPage({ colorScheme: 'light' });

/** Leaves only `html` on the cover page, where `FIELD` and `MARK` stand for its two pictures, and takes its picture. */
async function draw(path: string, width: number, height: number, html: string): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.goto(site.url);
  await page.evaluate((body) => {
    const picture = (selector: string) => document.querySelector(selector)?.outerHTML ?? '';
    document.body.innerHTML = body.replace('FIELD', picture('.lever-field')).replace('MARK', picture('.brand svg'));
  }, html);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path });
  console.log(`${path}  ${width} × ${height}`);
}

await draw(
  'public/social-card.png',
  1200,
  630,
  `<div style="display:grid;grid-template-columns:1fr 470px;gap:60px;align-items:center;height:630px;padding:0 75px 0 90px">
     <div>
       <p style="font:600 104px/1 var(--serif);letter-spacing:-.032em;margin:0">Two Levers</p>
       <p style="font:italic 400 40px/1.3 var(--serif);color:var(--soft);margin:30px 0 0">Prompt it, or tune it?<br>Settled by experiment.</p>
     </div>
     <div>FIELD</div>
   </div>`,
);
await draw(
  'public/apple-touch-icon.png',
  180,
  180,
  '<div style="display:grid;place-items:center;height:180px;line-height:0"><div style="zoom:5.4">MARK</div></div>',
);

// A run of the few-shot curve: what the reader sees when it has ended.
await page.setViewportSize({ width: 1000, height: 1200 });
await page.goto(`${site.url}few-shot/`);
const curve = page.locator('few-shot-curve');
await curve.scrollIntoViewIfNeeded();
await curve.locator('[data-run]:enabled').click();
await curve.getByText('Live equals recorded').waitFor();
await page.evaluate(() => document.fonts.ready);
await curve.screenshot({ path: '.github/few-shot.png' });
console.log('.github/few-shot.png');

await browser.close();
await site.close();
