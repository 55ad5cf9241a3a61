import { expect, test } from 'vitest';
import { readCard, type Card } from '../../lab/card.ts';
import { percent } from '../../lab/wording.ts';
import { curveTitle, lossStages, missed, reachedTitle, shortfalls, targeted, thinned } from './findings.ts';

const card = readCard();

test('a thinned curve keeps the mean and the end', () => {
  const curve = Array.from({ length: 100 }, (_, i) => [i + 1, i % 2] as const);
  expect(thinned(curve, 10)).toEqual(Array.from({ length: 10 }, (_, i) => [10 * i + 10, 0.5]));
  expect(thinned(curve.slice(0, 7), 3)).toEqual([[3, 1 / 3], [6, 2 / 3], [7, 0]]);
});

test('every missed target is in the list of shortfalls, and the title counts them', () => {
  for (const { title, label, value } of missed(card)) {
    expect(shortfalls(card).find((group) => group.title === title)?.rows).toContain(`${label} ${percent(value)}`);
  }
  expect(reachedTitle(card)).toBe(`TinyDesk reaches ${targeted(card) - missed(card).length} of ${targeted(card)} targets`);
  const reached: Card = { ...card, abilities: card.abilities.map((ability) => ({ ...ability, figures: ability.figures.map((figure) => ({ ...figure, ...(figure.target && { reached: true }) })) })) };
  expect(shortfalls(reached)).toEqual([]);
});

test('the loss curve names its ends and the stages that the run came to', () => {
  expect(curveTitle(card)).toMatch(/^From \d+\.\d to \d\.\d\d nats a token in \d+\.\d million tokens$/);
  expect(lossStages({ ...card, training: { ...card.training, tokens: card.curriculum.keywordsUntil } })).toHaveLength(1);
  expect(() => curveTitle({ ...card, training: { ...card.training, curve: [] } })).toThrow(/Publish the model again/);
});
