import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { answerOf, promptOf, type Example, type PlainText } from './example.ts';
import { account } from './frames/account.ts';
import { billing } from './frames/billing.ts';
import { expand, parse } from './frames/expand.ts';
import { CATEGORIES } from './frames/format.ts';
import { product } from './frames/product.ts';
import { returns } from './frames/returns.ts';
import { shipping } from './frames/shipping.ts';
import { freshLabels, isReserved } from './labels.ts';
import { goods, items, wares } from './lexicon.ts';
import { curriculum, FAMILIES, RAMP, SENTENCES_UNTIL, type Family } from './mixture.ts';
import { itemIn } from './named-item.ts';
import { noise } from './noise.ts';
import { bySplit, type Split } from './split.ts';
import { closers, context, openers, resolved, urgency } from './surround.ts';
import { kshot } from './tasks/kshot.ts';
import { registerOf, role, routeOf } from './tasks/role.ts';
import { rules } from './tasks/rules.ts';
import { totals } from './tasks/totals.ts';
import { ticket } from './ticket.ts';

const SPLITS: readonly Split[] = ['train', 'dev', 'test'];
const CORES = { billing, shipping, returns, account, product };
const LISTS = [...Object.values(CORES), openers, closers, context, ...Object.values(resolved), ...Object.values(urgency)];

const textOf = (piece: Example | PlainText) => ('text' in piece ? piece.text : piece.turns.flatMap((turn) => turn.spans.map((span) => span.text)).join('\n'));
const examples = (family: Family, split: Split, count: number) => {
  const random = new Random(`${family} ${split}`);
  return Array.from({ length: count }, () => FAMILIES[family](random, split));
};

test('the same seed tells the same world', () => {
  const tell = () => {
    const random = new Random('again');
    return Array.from({ length: 300 }, (_, i) => JSON.stringify(curriculum(random, i * 100_000)));
  };
  expect(tell()).toEqual(tell());
});

test('every frame parses, and every list has sentences for each split', () => {
  for (const list of LISTS) {
    for (const frame of list) expect(() => parse(frame)).not.toThrow();
    for (const sentences of Object.values(bySplit(list))) expect(sentences.length).toBeGreaterThan(0);
  }
  for (const category of CATEGORIES) expect(CORES[category].length).toBeGreaterThanOrEqual(130);
});

test('the splits share no frame', () => {
  for (const list of LISTS) {
    const { train, dev, test } = bySplit(list);
    const all = [...train, ...dev, ...test];
    expect(all.length).toBe(list.length);
    expect(new Set(all).size).toBe(all.length);
  }
});

test('a broken frame says what is wrong', () => {
  expect(() => parse('my {kettle|mug')).toThrow(/does not close/);
  expect(() => parse('my kettle}')).toThrow(/stray/);
  expect(() => parse('my <thing>')).toThrow(/unknown slot <thing>/);
});

test('nested choices and slots expand, and a slot said twice says the same', () => {
  const random = new Random(1);
  for (let i = 0; i < 50; i++) {
    expect(expand('a{b|c {d|e}|}f', random)).toMatch(/^a(b|c d|c e|)f$/);
    expect(expand('<city> <city>', random)).toMatch(/^(.+) \1$/);
  }
  expect(expand('an <item>', random, { item: 'kettle' })).toBe('a kettle');
  expect(expand('a <item>', random, { item: 'umbrella' })).toBe('an umbrella');
});

test('what is true of a ticket can be read in it', () => {
  for (const split of SPLITS) {
    const random = new Random(split);
    for (let i = 0; i < 3000; i++) {
      const { text, order, item } = ticket(random, { split });
      if (order === 'none') expect(text).not.toMatch(/\d{4}/);
      else expect(text).toContain(order);
      if (item !== 'none') expect(text.toLowerCase()).toContain(item);
      expect(text).not.toMatch(/[{}|<>]|undefined/);
    }
  }
});

test('no good stands twice in the lexicon', () => {
  const all = [...items, ...goods, ...wares];
  expect(new Set(all).size).toBe(all.length);
});

test.each([
  ['the zipper on the jacket jammed on day one, order 8732.', 'jacket'],
  ["tumble dryer won't drain. filter is clean, is it the pump?", 'tumble dryer'],
  ['the zip on my navy body warmer ripped the first time out.', 'body warmer'],
  ['mounted the venetian blind with a spirit level and it rolls up skew.', 'venetian blind'],
  ['too noisy for me. back please: one pasta roller, order 4599.', 'pasta roller'],
  ['how do i use both gift cards for a telescope?', 'telescope'],
  ['is it right that i pay a deposit for an engraved ring?', 'ring'],
  ['i bought an unsuitable raincoat by accident. not opened.', 'raincoat'],
  ['would be nice if party hats came before guests arrive.', 'party hats'],
  ['do you lot do a deal if someone takes ten tyres?', 'tyres'],
  ['these sunglasses sit crooked on my nose.', 'sunglasses'],
  ['anybody actually clean the burr grinder? no catch anywhere.', 'burr grinder'],
  ['carried forty kilos of soil through the snow.', 'soil'],
  ['this is about the ankle boots swap, order 8960.', 'ankle boots'],
  ['it makes me look like a sofa. back it goes.', undefined],
  ["the driver can't find us. ring the bell at the top floor.", undefined],
  ['i bought it from my laptop and it never came.', undefined],
  ['the strap of it came unstitched, and the lamp in this thing burnt out.', undefined],
  ['still being charged for the coffee subscription and a gift card.', undefined],
])('%s', (core, item) => {
  for (const category of CATEGORIES) expect(itemIn(core, category)).toBe(item);
});

test('what a customer signs in with was not bought', () => {
  expect(itemIn('i set up a passkey with my new phone and now the tablet is signed out.', 'account')).toBeUndefined();
  expect(itemIn('i wrote a review of the nail drill. make it show initials?', 'account')).toBe('nail drill');
});

test('noise at level 1 keeps the item and the number', () => {
  const random = new Random('noise');
  for (let i = 0; i < 500; i++) {
    const out = noise("hello, my rain jacket isn't here. order 4812, please. hana", random, { level: 1, keep: ['rain jacket'], proper: ['hana'] });
    expect(out.toLowerCase()).toContain('rain jacket');
    expect(out).toContain('4812');
  }
});

test('made-up names of development and test never occur in training', () => {
  const random = new Random('labels');
  expect(freshLabels(random, 500, 'train').some(isReserved)).toBe(false);
  expect(freshLabels(random, 500, 'dev').every(isReserved)).toBe(true);
  expect(freshLabels(random, 500, 'test').every(isReserved)).toBe(true);
});

test.each(Object.keys(FAMILIES) as Family[])('%s gives a prompt and an answer in every split, of bearable length', (family) => {
  for (const split of SPLITS) {
    for (const piece of examples(family, split, 300)) {
      const text = textOf(piece);
      expect(text).not.toMatch(/undefined|NaN/);
      // Records and extracts have brackets of their own.
      if (family !== 'record' && family !== 'extract') expect(text).not.toMatch(/[{}|<]/);
      if ('text' in piece) {
        expect(piece.text.length).toBeGreaterThan(0);
        continue;
      }
      expect(promptOf(piece).length).toBeGreaterThan(0);
      for (const { content } of promptOf(piece)) expect(content.trim()).not.toBe('');
      expect(answerOf(piece).trim()).not.toBe('');
      if (split === 'train') expect(text.length).toBeLessThan(1700);
    }
  }
});

test('outside training, the asked class is among the k shown, and from five on every class is', () => {
  const random = new Random('kshot');
  for (let k = 1; k <= 8; k++) {
    for (let i = 0; i < 40; i++) {
      const example = kshot(random, 'test', { k, kind: 'fresh', form: 'turns' });
      const shown = promptOf(example).filter(({ role }) => role === 'assistant').map(({ content }) => content);
      expect(shown).toHaveLength(k);
      expect(shown).toContain(answerOf(example));
      if (k >= 5) expect(new Set(shown).size).toBe(5);
    }
  }
});

test('every rule and the default decide often enough', () => {
  const random = new Random('rules');
  const fired = [0, 0, 0, 0];
  for (let i = 0; i < 1200; i++) {
    const example = rules(random, 'train', { branches: 3 });
    const said = [...promptOf(example).map(({ content }) => content).join(' ').matchAll(/(?:, |else |otherwise )(?:say|answer|write) "?([a-z]+)"?[.;]/g)].map((match) => match[1]);
    fired[said.indexOf(answerOf(example))]!++;
  }
  for (const count of fired) expect(count).toBeGreaterThan(120);
});

test('the working of a total adds up', () => {
  const random = new Random('totals');
  for (let i = 0; i < 300; i++) {
    const example = totals(random, 'test', { k: 3, worked: true });
    const lines = [...promptOf(example)[0]!.content.matchAll(/(\d+) x [^,.]*? at (\d+)/g)];
    const total = lines.reduce((sum, [, count, price]) => sum + Number(count) * Number(price), 0);
    expect(lines).toHaveLength(3);
    expect(answerOf(example).endsWith(`; answer ${total}`)).toBe(true);
    for (const step of answerOf(example).split('; ').slice(0, -1)) {
      const sides = step.split(' = ').map((side) => side.split(' + ').reduce((sum, part) => sum + part.split(' x ').reduce((product, factor) => product * Number(factor), 1), 0));
      expect(new Set(sides).size).toBe(1);
    }
  }
});

test('a reply shows its register and its route', () => {
  const random = new Random('role');
  for (const register of ['neutral', 'formal', 'friendly', 'pirate', 'lawyer', 'robot', 'poet'] as const) {
    for (let i = 0; i < 50; i++) {
      const reply = answerOf(role(random, 'test', { register }));
      expect(registerOf(reply)).toBe(register);
      expect(routeOf(reply)).toBeDefined();
    }
  }
});

test('the mixture begins dense and ends whole', () => {
  const random = new Random('mixture');
  const early = new Set(Array.from({ length: 500 }, () => curriculum(random, 0).family));
  const late = new Set(Array.from({ length: 3000 }, () => curriculum(random, SENTENCES_UNTIL + RAMP).family));
  expect([...early].sort()).toEqual(['copying', 'kwshot', 'recall']);
  expect([...late].sort()).toEqual(Object.keys(FAMILIES).sort());
});
