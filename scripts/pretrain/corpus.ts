/** The text that the tokenizer's vocabulary is learnt from: the training mixture itself, without chat tokens. */
import type { Random } from '../../src/tinydesk/random.ts';
import { curriculum, RAMP, SENTENCES_UNTIL } from '../../src/tinydesk/world/mixture.ts';

const TEXTS = 40_000;

export function* corpus(random: Random): Generator<string> {
  for (let i = 0; i < TEXTS; i++) {
    const example = curriculum(random, SENTENCES_UNTIL + RAMP);
    if ('text' in example) yield example.text;
    else for (const { spans } of example.turns) for (const { text } of spans) yield text;
  }
}
