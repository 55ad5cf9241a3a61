import { expect, test } from 'vitest';
import { readCard, type Card } from '../../lab/card.ts';
import { percentBeside } from '../../lab/wording.ts';
import { curveTitle, lossStages, missed, reachedTitle, shortfalls, targeted, thinned } from './findings.ts';

const card = readCard();

test('a thinned curve keeps its start, its means and its end', () => {
  const curve = Array.from({ length: 101 }, (_, i) => [i, i % 2] as const);
  expect(thinned(curve, 11)).toEqual([[0, 0], ...Array.from({ length: 10 }, (_, i) => [10 * i + 10, 0.5])]);
  expect(thinned(curve.slice(0, 8), 4)).toEqual([[0, 0], [3, 2 / 3], [6, 1 / 3], [7, 1]]);
  expect(thinned(curve.slice(0, 1), 4)).toEqual([[0, 0]]);
});

test('the title of the loss curve names the ends of the curve that is drawn', () => {
  const curve = Array.from({ length: 120 }, (_, i) => [1000 * (i + 1), 6 - i / 24] as const);
  const drawn = thinned(curve, 20);
  expect(curveTitle({ ...card, training: { ...card.training, curve } })).toMatch(`From ${drawn[0]![1].toFixed(1)} to ${drawn.at(-1)![1].toFixed(2)} nats`);
});

test('every missed target is in the list of shortfalls, and the title counts them', () => {
  for (const { title, label, value, target } of missed(card)) {
    expect(shortfalls(card).find((group) => group.title === title)?.rows).toContain(`${label} ${percentBeside(value, target?.least)}`);
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
