/** The switch of what answers: above every figure that asks a model, with the larger model not available yet. */
import type { Locator } from '@playwright/test';
import { parseHTML } from 'linkedom';
import { readFileSync } from 'node:fs';
import { builtPages } from './dist.ts';
import { expect, test } from './test.ts';

const pages = builtPages().map(({ path, file }) => ({ path, document: parseHTML(readFileSync(file, 'utf8')).document }));
/** The model card measures TinyDesk itself. */
const CARD = 'tinydesk/';
const PROMPTING = ['prompt-engineering/', 'chain-of-thought/', 'few-shot/', 'role/', 'step-by-step/', 'conditional/', 'better-prompts/'];

test('every figure that loads a model has one switch, named apart from the others, and no other figure has one', () => {
  const chapters = new Set<string>();
  for (const { path, document } of pages) {
    for (const figure of document.querySelectorAll('figure')) {
      const loads = /\bloads TinyDesk\b/.test(figure.querySelector('.head span')?.textContent ?? '') && path !== CARD;
      expect(figure.querySelectorAll('.model-switch'), `/${path}#${figure.id}`).toHaveLength(loads ? 1 : 0);
      if (loads) chapters.add(path);
    }
    const switches = Array.from(document.querySelectorAll('.model-switch'));
    expect(document.querySelectorAll('figure .model-switch'), `/${path}`).toHaveLength(switches.length);
    const names = switches.map((element) => new Set(Array.from(element.querySelectorAll('input'), (input) => input.getAttribute('name'))));
    expect(names.map((group) => group.size), `/${path}: one group a switch`).toEqual(switches.map(() => 1));
    expect(new Set(names.flatMap((group) => [...group])).size, `/${path}: a name of its own`).toBe(switches.length);
  }
  expect([...chapters]).toEqual(expect.arrayContaining([...PROMPTING, 'start-here/', 'from-prompt-to-text/', 'measuring-honestly/', 'consistency-lab/']));
});

test('no widget asks a model outside a figure that says so', () => {
  // What the notebook repeats is a run of a figure; these two simulate.
  const free = ['measuring-peek', 'measuring-best', 'run-notebook'];
  for (const { path, document } of pages) {
    if (path === CARD) continue;
    for (const controls of document.querySelectorAll('run-controls')) {
      const widget = controls.closest('figure') ?? controls.parentElement;
      const simulated = free.some((name) => controls.closest(name));
      expect(widget?.querySelectorAll('.model-switch').length, `/${path}: ${widget?.id || widget?.localName}`).toBe(simulated ? 0 : 1);
    }
  }
});

async function expectTruthful(group: Locator): Promise<void> {
  const tinydesk = group.getByRole('radio', { name: 'TinyDesk (in this tab, offline)' });
  const larger = group.getByRole('radio', { name: 'A larger model, on your graphics card (not available yet)' });
  await expect(group.getByRole('radio')).toHaveCount(2);
  await expect(tinydesk).toBeChecked();
  await expect(tinydesk).toBeEnabled();
  await expect(larger).toBeDisabled();
  for (const described of [group, larger]) await expect(described).toHaveAccessibleDescription(/WebGPU.*download/);
  await expect(group.getByText('not available yet')).toBeVisible();
}

for (const { path, document } of pages) {
  const count = document.querySelectorAll('.model-switch').length;
  if (count === 0) continue;

  test(`/${path}: TinyDesk answers, and the larger model says what it waits for, once the widgets are live`, async ({ page }) => {
    await page.goto(path);
    const groups = page.getByRole('group', { name: 'Answered by', exact: true });
    await expect(groups).toHaveCount(count);
    for (const figure of await page.locator('figure:has(.model-switch)').all()) {
      await figure.scrollIntoViewIfNeeded();
      await expect(figure.locator('[data-run]').or(figure.locator('next-token textarea')).first()).toBeEnabled();
      await expectTruthful(figure.getByRole('group', { name: 'Answered by', exact: true }));
    }
  });
}

test.describe('on a phone without JavaScript', () => {
  test.use({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });

  test('the switch reads the same, within the page, and stays off paper', async ({ page }) => {
    await page.goto('few-shot/');
    const group = page.getByRole('group', { name: 'Answered by', exact: true }).first();
    await expectTruthful(group);
    const box = await group.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 320).toBe(true);
    await page.emulateMedia({ media: 'print' });
    await expect(group).toBeHidden();
  });
});
