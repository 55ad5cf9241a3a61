import { expect, test } from 'vitest';
import { readCard, type Card } from '../../lab/card.ts';
import { percentBeside } from '../../lab/wording.ts';
import { curveTitle, drawnCurve, lossStages, missed, reachedTitle, shortfalls, targeted } from './findings.ts';

const card = readCard();

test('the title of the loss curve names the ends of the curve that is drawn', () => {
  const curve = Array.from({ length: 120 }, (_, i) => [1000 * (i + 1), 6 - i / 24] as const);
  const made = { ...card, training: { ...card.training, curve } };
  const drawn = drawnCurve(made);
  expect(curveTitle(made)).toMatch(`From ${drawn[0]![1].toFixed(1)} to ${drawn.at(-1)![1].toFixed(2)} nats`);
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
