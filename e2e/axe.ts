/** Accessibility as axe-core sees it, in both themes. */
import type { Page } from '@playwright/test';
import { createRequire } from 'node:module';
import { expect } from './test.ts';

// Playwright's wrapper of axe-core sends the details of all that passed out of the page (800 kB on a long one), reads
// axe in anew each time, and opens a second page for pages in pages. Here axe runs in the page and says what is amiss.
const { source } = createRequire(import.meta.resolve('@axe-core/playwright'))('axe-core') as { source: string };

interface Rules { readonly runOnly?: readonly string[]; readonly rules?: Readonly<Record<string, { readonly enabled: boolean }>> }

/** axe-core in a page, as far as it is used. */
interface Axe {
  run(context: Document | string, options: Rules & { readonly resultTypes: readonly string[] }): Promise<{ violations: { id: string; nodes: { html: string }[] }[]; passes: unknown[] }>;
}

/** Every rule that is on by default. */
const all: Rules = {};

/** Of those, the rules about colours (their only other one, contrast of 7 to 1, is off by default). */
const colours: Rules = { runOnly: ['cat.color'], rules: { 'color-contrast-enhanced': { enabled: false } } };

async function analyse(page: Page, within: string | undefined, rules: Rules): Promise<string[]> {
  expect(page.frames(), 'axe looks at one document, so pages in pages would need to be looked at too').toHaveLength(1);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const { found, passed } = await page.evaluate(
    async ({ within, rules }) => {
      const { violations, passes } = await (globalThis as unknown as { axe: Axe }).axe.run(within ?? document, { ...rules, resultTypes: ['violations'] });
      return { found: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`), passed: passes.length };
    },
    { within, rules },
  );
  expect(found.length + passed, 'rules of axe that had something to look at').toBeGreaterThan(0);
  return found;
}

/**
 * What of the page's style could differ between the themes beside how things are painted, and so is more than what the
 * rules about colours look at: a style that follows the theme and sets more than paint, or an element that is for
 * one theme. `light-dark()` holds nothing but colours, and no script asks for the theme (html.spec.ts).
 */
function themedBesidePaint(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const theme = /prefers-color-scheme/;
    const paint = new Set(['color', 'background-color', 'fill', 'stroke', 'color-scheme', 'font-style', 'font-weight', 'text-decoration']);
    const declarations = ({ style }: CSSStyleRule): string[] =>
      Array.from(style)
        .filter((property) => !(paint.has(property) || property.startsWith('text-decoration-') || (property.startsWith('--') && CSS.supports('color', style.getPropertyValue(property)))))
        .map((property) => `${property}: ${style.getPropertyValue(property)}`);
    const walk = (rules: CSSRuleList, themed: boolean): string[] =>
      Array.from(rules).flatMap((rule) => [
        ...(themed && rule instanceof CSSStyleRule ? declarations(rule) : []),
        ...('cssRules' in rule ? walk(rule.cssRules as CSSRuleList, themed || (rule instanceof CSSMediaRule && theme.test(rule.conditionText))) : []),
      ]);
    return [
      ...Array.from(document.styleSheets).flatMap((sheet) => walk(sheet.cssRules, theme.test(sheet.media.mediaText))),
      ...Array.from(document.querySelectorAll('[media]:not(meta[name=theme-color])')).filter((element) => theme.test(element.getAttribute('media')!)).map((element) => element.outerHTML),
    ];
  });
}

/** Fails with what axe finds amiss in the page as it is. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await analyse(page, undefined, all)).toEqual([]);
}

/**
 * Fails with what axe finds amiss in either theme, in the whole page or within the elements of a selector. The themes
 * differ in how things are painted and in nothing else, which is checked: so rules that are not about colours find
 * the same in both, and are asked once.
 */
export async function expectAccessibleInBothThemes(page: Page, { within, where = '' }: { within?: string; where?: string } = {}): Promise<void> {
  expect(await themedBesidePaint(page), 'styles for one theme that are more than paint: ask every rule of axe in both themes if they have to be').toEqual([]);
  for (const [colorScheme, rules] of [['light', all], ['dark', colours]] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await analyse(page, within, rules), `${colorScheme}${where && `, ${where}`}`).toEqual([]);
  }
}
