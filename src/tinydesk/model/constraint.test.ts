import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { tinyTokenizerJson } from '../testing/tiny-model.ts';
import { Tokenizer } from '../tokenizer/tokenizer.ts';
import { Constraint, jsonPattern, many, literal, oneOf, sequence, type JsonSchema, type Pattern } from './constraint.ts';

const tokenizer = Tokenizer.parse(tinyTokenizerJson());
const end = tokenizer.special('<|end|>');
const TOKENS = Array.from({ length: tokenizer.size }, (_, id) => tokenizer.decode([id]));

/** An answer drawn evenly from what the constraint allows at each step, ending where it may after `length` tokens. */
function wander(start: Constraint, random: Random, length: number): string {
  let at = start;
  const ids: number[] = [];
  for (;;) {
    const mask = at.mask(tokenizer, end);
    const allowed = [...TOKENS.keys()].filter(mask);
    if (mask(end) && (ids.length >= length || allowed.length === 1)) return tokenizer.decode(ids);
    // Quotes, brackets and commas are rare among all tokens: take them often enough to get out of strings and lists.
    const closing = allowed.filter((id) => id !== end && /^["\]}]/.test(TOKENS[id]!));
    const next = random.pick(closing.length > 0 && random.chance(0.3) ? closing : allowed.filter((id) => id !== end));
    ids.push(next);
    at = at.after(tokenizer, next);
  }
}

const allowedTexts = (pattern: Pattern): string[] => {
  const mask = new Constraint(pattern).mask(tokenizer, end);
  return [...TOKENS.keys()].filter(mask).map((id) => tokenizer.decode([id], { special: true }));
};

test('an enumeration gives one of its texts, whatever is drawn', () => {
  const texts = ['billing', 'bill', 'shipping', 'naïve 😀'];
  const seen = new Set<string>();
  const start = new Constraint(oneOf(texts));
  for (let i = 0; i < 100; i++) seen.add(wander(start, new Random(`enum ${i}`), i % 3));
  expect([...seen].sort()).toEqual([...texts].sort());
});

test('an answer may end exactly where its pattern does', () => {
  expect(allowedTexts(sequence(literal('a'), many(literal('b'))))).toEqual(['a']);
  const behind = new Constraint(oneOf(['a', 'ab'])).after(tokenizer, tokenizer.encode('a')[0]!);
  const mask = behind.mask(tokenizer, end);
  expect([mask(end), mask(tokenizer.encode('b')[0]!), mask(tokenizer.encode('a')[0]!)]).toEqual([true, true, false]);
});

test('special tokens are never part of an answer', () => {
  expect(allowedTexts(many(oneOf(['<', '|', 'pad', '>']))).filter((text) => text.startsWith('<|'))).toEqual(['<|end|>']);
});

const SCHEMAS: JsonSchema[] = [
  { type: 'string' },
  { type: 'integer' },
  { type: 'number' },
  { type: 'array', items: { type: 'array', items: { type: 'boolean' } } },
  { enum: ['a "quoted" word', 12, -0.5, true, null, '😀'] },
  { const: 'x' },
  {
    type: 'object',
    properties: {
      'category': { type: 'string', enum: ['billing', 'shipping'] } as JsonSchema,
      'order "no"': { type: 'integer' },
      'items': { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, price: { type: 'number' } } } },
      'none': { type: 'null' },
    },
    required: ['category'],
    additionalProperties: false,
  },
  { type: 'object', properties: {} },
];

test.each(SCHEMAS.map((schema) => [JSON.stringify(schema), schema] as const))('whatever is drawn under %s parses, and has its shape', (_, schema) => {
  const start = new Constraint(jsonPattern(schema));
  for (let i = 0; i < 40; i++) {
    const text = wander(start, new Random(`json ${i}`), i % 7);
    expect(text).not.toContain('\ufffd');
    expect(fits(JSON.parse(text), schema), text).toBe(true);
  }
});

function fits(value: unknown, schema: JsonSchema): boolean {
  if ('enum' in schema) return schema.enum.includes(value as string);
  if ('const' in schema) return value === schema.const;
  switch (schema.type) {
    case 'string': case 'number': case 'boolean': return typeof value === schema.type;
    case 'integer': return typeof value === 'number' && Number.isInteger(value);
    case 'null': return value === null;
    case 'array': return Array.isArray(value) && value.every((item) => fits(item, schema.items));
    case 'object': {
      const entries = Object.entries(value as object);
      return entries.map(([key]) => key).join() === Object.keys(schema.properties).join()
        && entries.every(([key, item]) => fits(item, schema.properties[key]!));
    }
  }
}

test.each<[unknown, string]>([
  [null, 'not an object'],
  [[], 'not an object'],
  [{}, 'type undefined'],
  [{ type: 'date' }, 'type "date"'],
  [{ type: ['string', 'null'] }, 'type ["string","null"]'],
  [{ type: 'string', pattern: 'a+' }, 'the keyword "pattern"'],
  [{ type: 'integer', minimum: 0 }, 'the keyword "minimum"'],
  [{ $ref: '#/x', type: 'string' }, 'the keyword "$ref"'],
  [{ enum: [] }, 'an enum without values'],
  [{ enum: [{}] }, 'neither text'],
  [{ enum: [1, Infinity] }, 'a number too large'],
  [{ type: 'integer', enum: [1, 'a'] }, '"a" among values of type "integer"'],
  [{ type: 'array' }, 'not an object'],
  [{ type: 'object' }, 'without properties'],
  [{ type: 'object', properties: { a: { type: 'null' } }, required: ['b'] }, 'does not describe'],
  [{ type: 'object', properties: {}, additionalProperties: { type: 'string' } }, 'additionalProperties'],
  [Array.from({ length: 40 }).reduce((items) => ({ type: 'array', items }), { type: 'null' }), 'more than 32 levels'],
])('the schema %j is refused by naming what is not understood', (schema, reason) => {
  expect(() => jsonPattern(schema as JsonSchema)).toThrow(reason);
});

test('a schema nested too deeply to be shown is refused all the same', () => {
  const type: unknown = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000));
  expect(() => jsonPattern({ type } as unknown as JsonSchema)).toThrow('type [[');
  expect(() => jsonPattern({ enum: ['a'], type } as unknown as JsonSchema)).toThrow('"a" among values of type [[');
});

test('a text of any length, and texts that share much of it, can be followed', () => {
  const long = 'ab'.repeat(10_000);
  const texts = [long, `${long}c`, `${long.slice(0, -1)}d`];
  let at = new Constraint(oneOf(texts));
  for (const id of tokenizer.encode(texts[2]!)) at = at.after(tokenizer, id);
  const mask = at.mask(tokenizer, end);
  expect([...TOKENS.keys()].filter(mask)).toEqual([end]);
  const steps = new Constraint(oneOf(Array.from({ length: 190 }, (_, i) => 'a'.repeat(i + 1))));
  expect(steps.after(tokenizer, tokenizer.encode('a')[0]!).mask(tokenizer, end)(end)).toBe(true);
});

test('of thousands of values, only what can come next is ever looked at', () => {
  const values = Array.from({ length: 2_300 }, (_, i) => `v${i}`);
  const pattern = oneOf(values);
  const widest = (part: Pattern): number => {
    if (part.kind === 'either') return Math.max(part.options.length, ...part.options.map(widest));
    return part.kind === 'sequence' ? Math.max(widest(part.first), widest(part.rest)) : 1;
  };
  expect(widest(pattern)).toBe(11);
  expect(values).toContain(wander(new Constraint(pattern), new Random('values'), 1));
});

test('notes beside a schema change nothing', () => {
  expect(wander(new Constraint(jsonPattern({ title: 't', description: 'd', $schema: 's', const: 1 } as JsonSchema)), new Random(0), 1)).toBe('1');
});

test('a token that is not allowed cannot be taken', () => {
  expect(() => new Constraint(literal('a')).after(tokenizer, tokenizer.encode('b')[0]!)).toThrow('not allowed here');
});
