/** What calls and training cost, from the vendors' price lists in content/data/prices.json. */
import listed from '../../content/data/prices.json' with { type: 'json' };

/** Where a price stands, and the month in which it was read there. */
interface Listed {
  readonly model: string;
  readonly author: string;
  readonly href: string;
  /** YYYY-MM. */
  readonly read: string;
}

/** USD per 1M tokens; `cacheWrite` is a multiple of `input`. */
export interface CallPrice extends Listed {
  readonly input: number;
  readonly cached: number;
  readonly cacheWrite: number;
  readonly output: number;
}

/** USD per 1M tokens that training reads, each epoch counted. */
export interface TrainingPrice extends Listed {
  readonly tokens: number;
}

export const CALL_PRICES: readonly CallPrice[] = listed.calls;
export const TRAINING_PRICES: readonly TrainingPrice[] = listed.training;

/** The tokens of one call. */
export interface Call {
  /** What stands at the head of every call and can be cached. */
  readonly prefix: number;
  /** What differs from call to call. */
  readonly own: number;
  readonly answer: number;
  /** The share of calls that find the prefix cached, 0 to 1; where there are any, the others pay to write it. */
  readonly hits: number;
}

/** USD that a call costs on average. */
export function callPrice({ input, cached, cacheWrite, output }: CallPrice, { prefix, own, answer, hits }: Call): number {
  const missed = hits > 0 ? cacheWrite * input : input;
  return (prefix * (hits * cached + (1 - hits) * missed) + own * input + answer * output) / 1e6;
}

/** USD that training on so many examples of so many tokens costs. */
export function trainingPrice({ tokens: price }: TrainingPrice, { examples, tokens, epochs }: { readonly examples: number; readonly tokens: number; readonly epochs: number }): number {
  return (examples * tokens * epochs * price) / 1e6;
}

/** "$0.57": two decimals, whole dollars from a hundred on. */
export function dollars(usd: number): string {
  return `$${usd >= 100 ? Math.round(usd).toLocaleString('en') : usd.toFixed(2)}`;
}
