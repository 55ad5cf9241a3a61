import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { parse } from './frames/expand.ts';
import { CATEGORIES } from './frames/format.ts';
import { addTrainingSentences, cores, urgent } from './sentences.ts';
import { ticket } from './ticket.ts';
import { trainingSentences as more } from './training-sentences.ts';
import { URGENCIES } from './urgency.ts';

const held = [...Object.values(cores), ...Object.values(urgent)].flatMap(({ dev, test }) => [...dev, ...test]);
const tickets = (split: 'train' | 'dev' | 'test') => Array.from({ length: 200 }, (_, n) => ticket(new Random(`${split} ${n}`), { split }));

test('more sentences widen training and leave every held-out ticket as it is', () => {
  const before = { train: tickets('train'), dev: tickets('dev'), test: tickets('test') };
  addTrainingSentences(more);
  expect(tickets('dev')).toEqual(before.dev);
  expect(tickets('test')).toEqual(before.test);
  expect(tickets('train')).not.toEqual(before.train);

  for (const [of, added] of [...CATEGORIES.map((name) => [cores[name], more.cores[name]] as const), ...URGENCIES.map((name) => [urgent[name], more.urgent[name]] as const)]) {
    expect(new Set(of.train).size).toBe(of.train.length);
    expect(of.train.length).toBeGreaterThan(added.length);
    expect(added.length).toBeGreaterThan(100);
    for (const frame of added) {
      expect(() => parse(frame)).not.toThrow();
      expect(held).not.toContain(frame);
    }
  }
  for (const frame of Object.values(more.urgent).flat()) expect(frame).not.toMatch(/<(?:item|order)>/);
});
