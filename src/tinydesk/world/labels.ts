import { hash32, type Random } from '../random.ts';
import { CATEGORIES, type Category } from './frames/format.ts';
import type { Split } from './split.ts';

const ONSETS = 'b d f g k l m n p r s t v z'.split(' ');
const CLUSTERS = 'br dr gr kl pl tr st sk fl'.split(' ');
const VOWELS = 'a e i o u'.split(' ');
const CODAS = 'x k l m n r s t'.split(' ');

/** Whether a made-up name is kept out of training: a seventh of all names, by their hash. */
export function isReserved(name: string): boolean {
  return (hash32(name) >>> 0) % 7 === 0;
}

/** `count` different made-up label names ("zor", "brantel") out of some 580,000. Train never sees a reserved one; dev and test see no other. */
export function freshLabels(random: Random, count: number, split: Split): string[] {
  const names: string[] = [];
  while (names.length < count) {
    const coda = (probability: number) => (random.chance(probability) ? random.pick(CODAS) : '');
    const long = random.chance(0.6);
    let name = random.pick(random.chance(0.2) ? CLUSTERS : ONSETS) + random.pick(VOWELS) + coda(long ? 0.35 : 0.9);
    if (long) name += random.pick(ONSETS) + random.pick(VOWELS) + coda(0.6);
    if (name.length >= 3 && !names.includes(name) && isReserved(name) === (split !== 'train')) names.push(name);
  }
  return names;
}

/** The five ways of naming a category that the desk knows by heart. */
export const CONVENTIONS = ['word', 'code', 'number', 'sentence', 'team'] as const;
export type Convention = (typeof CONVENTIONS)[number];

export const CODES: Readonly<Record<Category, string>> = { billing: 'BIL', shipping: 'SHP', returns: 'RET', account: 'ACC', product: 'PRD' };

/** A category's name under a convention: billing, BIL, 1, "this is about billing.", "team: billing". */
export function nameOf(category: Category, convention: Convention): string {
  switch (convention) {
    case 'word':
      return category;
    case 'code':
      return CODES[category];
    case 'number':
      return String(CATEGORIES.indexOf(category) + 1);
    case 'sentence':
      return `this is about ${category}.`;
    case 'team':
      return `team: ${category}`;
  }
}

/** Label names for all five categories: made up, or those of a convention. */
export function labelSet(name: (category: Category, index: number) => string): Record<Category, string> {
  return Object.fromEntries(CATEGORIES.map((category, index) => [category, name(category, index)])) as Record<Category, string>;
}

/** A made-up name for each category. */
export function freshLabelSet(random: Random, split: Split): Record<Category, string> {
  const names = freshLabels(random, CATEGORIES.length, split);
  return labelSet((_, index) => names[index]!);
}
