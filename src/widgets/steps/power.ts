/** The questions of the exercise on lists of steps, with the answers that the recorded run and the formula give. */
import { itemCount } from '../../lab/experiment.ts';
import { shareRight } from '../../lab/figure.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import { percent } from '../../lab/wording.ts';
import type { NumberQuestion } from '../numbers/numbers.ts';

export function questions(record: RunRecord): NumberQuestion[] {
  const one = shareRight(record, 'list-1').value;
  const tokens = (arm: string) => armOf(record, arm).summary.promptTokens / itemCount(record.experiment);
  const times = tokens('chain-8') / tokens('list-8');
  const wanted = 0.9 ** (1 / 6);
  return [
    {
      ask: `One step is right on ${percent(one)} of the tickets. If steps failed independently, on what share would five together be right?`,
      unit: '%', answer: 100 * one ** 5, tolerance: 3, why: `${(100 * one).toFixed(1)}% to the fifth power: ${percent(one ** 5)}.`,
    },
    {
      ask: 'You want six independent steps to be right together on 90% of the tickets. How often must each be right, at least?',
      unit: '%', answer: 100 * wanted, tolerance: 0.6, why: `The sixth root of 0.9: ${(100 * wanted).toFixed(1)}%.`,
    },
    {
      ask: `Eight steps in one prompt read ${Math.round(tokens('list-8'))} tokens a ticket; a call each reads ${Math.round(tokens('chain-8'))} in all. At 100,000 tickets a day, how many million prompt tokens more is that?`,
      unit: 'million', answer: (tokens('chain-8') - tokens('list-8')) / 10, tolerance: 1, why: `${Math.round(tokens('chain-8') - tokens('list-8'))} tokens more a ticket, ${times.toFixed(1)} times as many.`,
    },
  ];
}
