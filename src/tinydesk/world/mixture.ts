/**
 * What pretraining reads, and when. The order is a finding, not a taste: labels learned from examples need a
 * dense beginning of nothing else, and the other abilities must fade in rather than arrive at once.
 */
import type { Random } from '../random.ts';
import type { Example, PlainText } from './example.ts';
import type { Split } from './split.ts';
import { copying } from './tasks/copying.ts';
import { dates } from './tasks/dates.ts';
import { kwshot, sshot } from './tasks/dense.ts';
import { explicit } from './tasks/explicit.ts';
import { extract } from './tasks/extract.ts';
import { facts } from './tasks/facts.ts';
import { kshot } from './tasks/kshot.ts';
import { plain } from './tasks/plain.ts';
import { policy } from './tasks/policy.ts';
import { recall } from './tasks/recall.ts';
import { record } from './tasks/record.ts';
import { role } from './tasks/role.ts';
import { rules } from './tasks/rules.ts';
import { steps } from './tasks/steps.ts';
import { sums } from './tasks/sums.ts';
import { table } from './tasks/table.ts';
import { totals } from './tasks/totals.ts';
import { vague } from './tasks/vague.ts';

/** Every family of texts. Those of the dense beginning come first. */
export const FAMILIES = {
  copying, recall, kwshot, sshot,
  vague, explicit, kshot, table, record, totals, sums, dates, facts, rules, steps, role, policy, extract, plain,
} satisfies Record<string, (random: Random, split: Split) => Example | PlainText>;
export type Family = keyof typeof FAMILIES;

/** The share of each family's texts in the whole mixture. A k-shot text is about twice as long as another. */
export const WEIGHTS = {
  vague: 0.038, explicit: 0.18, kshot: 0.066, table: 0.038, record: 0.133, totals: 0.057, sums: 0.0095, dates: 0.014, facts: 0.085, rules: 0.161,
  steps: 0.033, role: 0.019, policy: 0.019, extract: 0.2, plain: 0.0055,
} as const satisfies Partial<Record<Family, number>>;

/**
 * Pretraining tokens up to which only keyword tickets are labelled, then conversations in which some tickets are
 * keywords and some sentences, and then only short sentences.
 */
export const KEYWORDS_UNTIL = 1_200_000;
export const BRIDGE_UNTIL = 4_500_000;
export const SENTENCES_UNTIL = 5_000_000;
/** The share of keyword tickets in a conversation that bridges. */
export const BRIDGE_SHARE = 0.35;
/** Tokens over which the whole mixture fades in, and the share of texts it reaches. */
export const RAMP = 3_000_000;
export const WHOLE_SHARE = 0.85;
/** When labels are learned from examples safely, the model grows (see train/reshape.ts) and the dense kind makes more room. */
export const GROWN_AT = 18_000_000;
export const GROWN_SHARE = 0.93;
/** Of the dense kind: how much is copying and look-up, and how often labels are the real names. */
export const RECALL_SHARE = 0.12;
export const REAL_NAMES = 0.35;

/** The next training text after so many tokens. */
export function curriculum(random: Random, tokensSeen: number): Example | PlainText {
  const share = tokensSeen < GROWN_AT ? WHOLE_SHARE : GROWN_SHARE;
  const whole = Math.min(1, Math.max(0, (tokensSeen - SENTENCES_UNTIL) / RAMP)) * share;
  if (random.chance(whole)) return FAMILIES[random.weighted(WEIGHTS)](random, 'train');
  if (random.chance(RECALL_SHARE)) return random.chance(0.4) ? copying(random, 'train') : recall(random, 'train');
  const real = random.chance(REAL_NAMES);
  const keyworded = tokensSeen < KEYWORDS_UNTIL || random.chance(0.15);
  return keyworded ? kwshot(random, 'train', { real }) : sshot(random, 'train', { real, keywords: tokensSeen < BRIDGE_UNTIL ? BRIDGE_SHARE : 0 });
}
