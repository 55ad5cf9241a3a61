/** Training texts as token ids and loss weights. */
import type { Random } from '../random.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { Example, PlainText } from '../world/example.ts';
import type { Batch } from './backprop.ts';

export interface Encoded {
  ids: number[];
  /** What predicting each token is worth: as long as `ids`. */
  weights: number[];
}

/** Role tokens are given, so they weigh nothing; the end of an answer weighs as much as the answer's last span. */
export function encodeExample(tokenizer: Tokenizer, example: Example | PlainText): Encoded {
  const ids: number[] = [];
  const weights: number[] = [];
  const add = (tokens: readonly number[], weight: number): void => {
    ids.push(...tokens);
    for (let i = 0; i < tokens.length; i++) weights.push(weight);
  };
  const end = tokenizer.special('<|end|>');
  if ('text' in example) {
    add([end], 0);
    add([...tokenizer.encode(example.text), end], 1);
    return { ids, weights };
  }
  for (const { role, spans } of example.turns) {
    add([tokenizer.special(`<|${role}|>`)], 0);
    for (const { text, weight } of spans) add(tokenizer.encode(text), weight);
    if (role === 'assistant') add([end], spans[spans.length - 1]?.weight ?? 0);
  }
  return { ids, weights };
}

/** A lighter prediction is left out now and then instead. */
const LIGHTEST = 0.25;

/**
 * Leaves out most of the light predictions and lets the others stand for them. The expected loss and gradient stay the
 * same, and the vocabulary softmax has far fewer rows to compute.
 */
export function thinned({ ids, weights }: Encoded, random: Random): Encoded {
  const thin = (weight: number): number => (random.chance(weight / LIGHTEST) ? LIGHTEST : 0);
  return { ids, weights: weights.map((weight) => (weight > 0 && weight < LIGHTEST ? thin(weight) : weight)) };
}

/** A batch of whole texts; each text's last token has nothing to predict and is left out. */
export function batchOf(texts: readonly Encoded[]): Batch {
  const lengths = texts.map(({ ids }) => ids.length - 1);
  const total = lengths.reduce((a, b) => a + b, 0);
  const batch: Batch = { tokens: new Int32Array(total), targets: new Int32Array(total), weights: new Float32Array(total), lengths };
  let at = 0;
  for (const { ids, weights } of texts) {
    for (let t = 0; t + 1 < ids.length; t++, at++) {
      batch.tokens[at] = ids[t]!;
      batch.targets[at] = ids[t + 1]!;
      batch.weights[at] = weights[t + 1]!;
    }
  }
  return batch;
}
