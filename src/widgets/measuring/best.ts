/** Choosing the best of many: what the winner promises on the tickets it was chosen on, and what is left of it on others. */
import { itemCount } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';
import { percentiles } from '../../lab/statistics/bootstrap.ts';
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { signed } from '../../lab/wording.ts';
import { Random } from '../../tinydesk/random.ts';

/** How many wordings are tried. */
export const TRIED = [1, 2, 4, 8, 12] as const;
/** Development tickets that they are tried on. */
export const TRIAL_SIZES = [10, 20, 50] as const;
export const OPENING_TRIAL = 20;
/** Choices that are made for each row. */
export const CHOICES = 1000;

/** Gains over the mean of all wordings on the same tickets, with the range of the middle 95% of choices. */
export interface Choice {
  readonly tried: number;
  readonly promised: Estimate;
  readonly kept: Estimate;
}

/** One character a ticket, 1 for right, of each wording. */
export type Outcomes = readonly string[];

export function outcomesOf(record: RunRecord): Outcomes {
  return record.arms.map(({ verdicts }) => verdicts['exact']!.slice(0, itemCount(record.experiment)));
}

/**
 * Draws `size` development tickets and `tried` wordings, keeps the wording that does best there (the first of equals),
 * and looks its held-out score up; a thousand times. The held-out outcomes take no part in the choice. `breathe` is
 * waited for every now and then.
 */
export async function bestOf(dev: Outcomes, test: Outcomes, tried: number, size: number, seed = 'best-of', breathe?: () => Promise<void>): Promise<Choice> {
  const random = new Random(`${seed}/${tried}/${size}`);
  const heldOut = test.map((outcomes) => right(outcomes) / outcomes.length);
  const usual = mean(heldOut);
  const wordings = Array.from(dev, (_, at) => at);
  const tickets = Array.from(dev[0]!, (_, at) => at);
  const promised: number[] = [];
  const kept: number[] = [];
  for (let choice = 0; choice < CHOICES; choice++) {
    if (choice % 100 === 99) await breathe?.();
    const drawn = random.sample(tickets, size);
    const scores = dev.map((outcomes) => drawn.reduce((sum, ticket) => sum + (outcomes[ticket] === '1' ? 1 : 0), 0) / size);
    const candidates = random.sample(wordings, tried);
    const winner = candidates.reduce((best, at) => (scores[at]! > scores[best]! ? at : best));
    promised.push(scores[winner]! - mean(scores));
    kept.push(heldOut[winner]! - usual);
  }
  return { tried, promised: spread(promised), kept: spread(kept) };
}

export function bestFinding(choices: readonly Choice[], size: number): string {
  const { tried, promised, kept } = choices.at(-1)!;
  const lost = promised.value - kept.value;
  if (lost <= 0.005) return `The best of ${tried} wordings on ${size} tickets keeps what it promised`;
  return `The best of ${tried} wordings promises ${points(promised.value)} on ${size} tickets and keeps ${points(kept.value)}`;
}

function points(share: number): string {
  const text = signed(share);
  return `${text} ${text === '1' || text === '−1' ? 'point' : 'points'}`;
}

function spread(values: readonly number[]): Estimate {
  return { value: mean(values), ...percentiles(values) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function right(outcomes: string): number {
  return outcomes.split('1').length - 1;
}
