import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { CATEGORIES } from '../../tinydesk/world/frames/format.ts';
import type { Place } from '../tasks.ts';
import { TemplateError } from '../template.ts';
import { ANSWERS, examplePool, POOL, prompted, type PromptedOptions } from './prompted.ts';

const place: Place = { split: 'dev', index: 0 };
const options: PromptedOptions = { prompt: [{ role: 'system', template: 'answer with one word.' }, { role: 'user', template: 'ticket: {{ticket}}' }], ticket: 'full', answer: 'word' };

test('arms with different prompts ask about the same ticket', () => {
  const one = prompted(new Random(1), place, options);
  const other = prompted(new Random(1), place, { ...options, prompt: [{ role: 'user', template: '{{ticket}}\nwhich code?' }], answer: 'code' });
  expect(one.messages[1]!.content.slice('ticket: '.length)).toBe(other.messages[0]!.content.split('\n')[0]);
  expect(CATEGORIES).toContain(one.reference);
  expect(other.reference).toBe({ billing: 'BIL', shipping: 'SHP', returns: 'RET', account: 'ACC', product: 'PRD' }[one.reference]);
});

test('chosen examples come as turns before the last message, or in their slot', () => {
  const pool = examplePool('full', 'word');
  const turns = prompted(new Random(1), place, { ...options, examples: [3, 0] });
  expect(turns.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user', 'assistant', 'user']);
  expect(turns.messages.slice(1, 3).map(({ content }) => content)).toEqual([pool[3]!.text, pool[3]!.reference]);
  const slot = prompted(new Random(1), place, { ...options, examples: [3, 0], shown: 'slot', prompt: [{ role: 'user', template: '{{examples}}\n{{ticket}} ->' }] });
  expect(slot.messages).toHaveLength(1);
  expect(slot.messages[0]!.content.startsWith(`${pool[3]!.text} -> ${pool[3]!.reference}\n${pool[0]!.text} -> ${pool[0]!.reference}\n`)).toBe(true);
  expect(() => prompted(new Random(1), place, { ...options, examples: [POOL] })).toThrow(/numbered from 0; number 40/);
});

test('the pool holds each department equally often, and the same for ever', () => {
  for (const answer of ANSWERS) expect(examplePool('short', answer)).toHaveLength(POOL);
  const references = examplePool('short', 'word').map(({ reference }) => reference);
  for (const category of CATEGORIES) expect(references.filter((reference) => reference === category)).toHaveLength(POOL / 5);
  expect(examplePool('short', 'word')).toBe(examplePool('short', 'word'));
});

test('a text of the reader\'s own stands in for the ticket, and is not read as a template', () => {
  const own = prompted(new Random(1), { ...place, given: { text: 'where is {{examples}}?', reference: 'shipping' } }, options);
  expect(own).toEqual({ messages: [{ role: 'system', content: 'answer with one word.' }, { role: 'user', content: 'ticket: where is {{examples}}?' }], reference: 'shipping' });
});

test('a slot that there is not is refused', () => {
  expect(() => prompted(new Random(1), place, { ...options, prompt: [{ role: 'user', template: '{{tikcet}}' }] })).toThrow(TemplateError);
});
