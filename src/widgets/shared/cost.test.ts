import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { showCost } from './cost.ts';

test('the run is told anew, and what the page was built with stays', () => {
  const { document } = parseHTML('<figure><div class="head"><p>Run it</p><span>400 completions; loads TinyDesk (2.4 MB) on first use, nothing is sent</span></div><a-widget></a-widget></figure>');
  const widget = document.querySelector<HTMLElement>('a-widget')!;
  for (const run of ['800 completions, about 6 s here', '160 completions, about 2 s here']) {
    showCost(widget, run);
    expect(document.querySelector('.head span')!.textContent).toBe(`${run}; loads TinyDesk (2.4 MB) on first use, nothing is sent`);
  }
});

test('a widget outside a figure has no place for it', () => {
  const { document } = parseHTML('<a-widget></a-widget>');
  expect(() => showCost(document.querySelector<HTMLElement>('a-widget')!, 'x')).not.toThrow();
});
