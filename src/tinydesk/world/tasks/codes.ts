import type { Random } from '../../random.ts';
import { CATEGORIES, type Category } from '../frames/format.ts';
import { listed } from '../prompt.ts';

/** A table of categories and made-up codes, in one of several ways of writing it. */
export function codeTable(random: Random, codes: Readonly<Record<Category, string>>): string {
  return pairs(random, random.shuffle(CATEGORIES).map((category) => [category, codes[category]]));
}

/** Names and values as a table of the prompt. */
export function pairs(random: Random, entries: readonly (readonly [string, string])[]): string {
  const rows = (write: (name: string, value: string) => string, between: string) => entries.map(([name, value]) => write(name, value)).join(between);
  switch (random.int(0, 9)) {
    case 0:
      return `${rows((name, value) => `${name}: ${value}`, ', ')}.`;
    case 1:
      return rows((name, value) => `${name}: ${value}`, '\n');
    case 2:
      return `use ${listed(entries.map(([name, value]) => `${value} for ${name}`), 'and')}.`;
    case 3:
    case 4:
      return `${rows((name, value) => `${name} "${value}"`, ', ')}.`;
    case 5:
    case 6:
      return `${rows((name, value) => `${name}=${value}`, ', ')}.`;
    default:
      return `${rows((name, value) => `${name} = ${value}`, ', ')}.`;
  }
}
