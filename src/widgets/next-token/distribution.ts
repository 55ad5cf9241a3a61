/** What comes next, before and after the two dials: the same arithmetic as the sampler's, on log-probabilities. */

/** A token that may come next. */
export interface Candidate {
  readonly text: string;
  readonly bytes: readonly number[];
  /** Natural logarithm of the model's probability for it. */
  readonly logprob: number;
}

/**
 * The model's distribution over its vocabulary, as far as an engine tells it: the likeliest tokens, and how many others
 * there are. What those others share is taken as spread evenly. Nothing is flatter, so that above temperature 1, where
 * the unlikely gain, their share is never understated.
 */
export interface Distribution {
  /** Likeliest first. */
  readonly likely: readonly Candidate[];
  readonly others: number;
}

/** A token's chance under the dials. */
export interface Bar {
  readonly text: string;
  readonly bytes: readonly number[];
  /** What the model says: its probability at temperature 1 and top-p 1. */
  readonly model: number;
  /** Its chance of being drawn. */
  readonly chance: number;
  /** Whether top-p leaves it in. */
  readonly kept: boolean;
}

export interface Shaped {
  readonly bars: readonly Bar[];
  /** All tokens without a bar of their own, together. */
  readonly rest: { readonly tokens: number; readonly model: number; readonly chance: number };
  /** Whether the chances are bounds: the rest's from above, and so each bar's from below. */
  readonly bounds: boolean;
}

/**
 * The chances at a temperature (0: the likeliest token always; 1: as the model says) and within the top p: the fewest
 * likeliest tokens whose chances add up to it. As in the sampler, top-p applies after the temperature.
 */
export function reshape({ likely, others }: Distribution, temperature: number, topP: number): Shaped {
  const left = Math.max(0, 1 - sum(likely.map(({ logprob }) => Math.exp(logprob))));
  const top = likely[0]?.logprob ?? 0;
  // Relative to the likeliest token, so that nothing overflows at low temperatures.
  const weight = (logprob: number): number => (temperature === 0 ? 0 : Math.exp((logprob - top) / temperature));
  const weights = likely.map(({ logprob }, i) => (i === 0 ? 1 : weight(logprob)));
  const other = left > 0 && others > 0 ? weight(Math.log(left / others)) : 0;
  const total = sum(weights) + others * other;

  let reached = 0;
  const kept = weights.map((value, i) => {
    const inside = value > 0 && (i === 0 || topP >= 1 || reached < topP * total);
    if (inside) reached += value;
    return inside;
  });
  const othersKept = topP >= 1 ? others : other > 0 ? Math.min(others, Math.max(0, Math.ceil((topP * total - reached) / other))) : 0;
  reached += othersKept * other;
  return {
    bars: likely.map(({ text, bytes, logprob }, i) => ({ text, bytes, model: Math.exp(logprob), chance: kept[i] ? weights[i]! / reached : 0, kept: kept[i]! })),
    rest: { tokens: others, model: left, chance: (othersKept * other) / reached },
    bounds: temperature > 1 && othersKept * other > 0,
  };
}

/** The same with fewer bars: those beyond `shown` join the rest. */
export function fold({ bars, rest, bounds }: Shaped, shown: number): Shaped {
  const folded = bars.slice(shown);
  return {
    bars: bars.slice(0, shown),
    rest: {
      tokens: rest.tokens + folded.length,
      model: rest.model + sum(folded.map(({ model }) => model)),
      chance: rest.chance + sum(folded.map(({ chance }) => chance)),
    },
    bounds,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
