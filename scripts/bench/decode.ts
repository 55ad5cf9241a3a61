/** How fast the whole model reads and writes: our engine, and one token at a time in plain JavaScript. */
import { Llama, type Sequence } from '../../src/tinydesk/model/llama.ts';
import { Random } from '../../src/tinydesk/random.ts';
import { SHAPE } from '../../src/tinydesk/shape.ts';
import { race } from './measure.ts';
import { PlainLlama } from './plain-llama.ts';
import { subject } from './subject.ts';

/** Decoding is timed at positions 92 to 99. */
const PROMPT = 92;
const ANSWER = 8;
const BATCH = 32;
/** Tokens of the prompt that prefill is timed on. */
const LONG_PROMPT = 256;
const ROUNDS = 40;

export interface DecodeFigures {
  parameters: number;
  /** Tokens a second, greedy, at positions 92 to 99. */
  decode1: number;
  /** The same for 32 sequences at once: tokens of all of them. */
  decode32: number;
  /** Tokens a second of a 256-token prompt, logits after the last. */
  prefill: number;
  javascript: number;
}

export async function decodeFigures(): Promise<DecodeFigures> {
  const { kernels, weights } = await subject();
  const llama = new Llama(kernels, weights);
  const { logits: columns } = weights.dim;
  const random = new Random('bench/decode');
  const prompts = Array.from({ length: BATCH }, () => Array.from({ length: PROMPT }, () => random.int(0, SHAPE.vocab_size - 1)));
  const longPrompt = Array.from({ length: LONG_PROMPT }, () => random.int(0, SHAPE.vocab_size - 1));
  const sequences = prompts.map(() => llama.sequence(PROMPT + ANSWER));
  const long = llama.sequence(LONG_PROMPT);
  const out = kernels.allocate(BATCH * columns);
  sequences.forEach((sequence, i) => llama.run([{ sequence, tokens: prompts[i]!, logits: 'none' }], out));

  /** Greedy answers of ANSWER tokens, from the prompts' end. */
  const answer = (group: readonly Sequence[], begin: readonly number[]): number[][] => {
    let next = [...begin];
    const answers = group.map((): number[] => []);
    for (const sequence of group) sequence.length = PROMPT;
    for (let t = 0; t < ANSWER; t++) {
      llama.run(group.map((sequence, i) => ({ sequence, tokens: [next[i]!], logits: 'last' as const })), out);
      next = group.map((_, i) => kernels.run.argmax(out + 4 * i * columns, columns));
      next.forEach((id, i) => answers[i]!.push(id));
    }
    return answers;
  };
  const begin = prompts.map((prompt) => prompt[0]!);

  const plain = new PlainLlama(SHAPE, (name) => weights.parameter(name));
  for (const token of prompts[0]!) plain.step(token);
  const plainAnswer = (): number[] => {
    plain.truncate(PROMPT);
    const ids: number[] = [];
    for (let t = 0, next = begin[0]!; t < ANSWER; t++) ids.push((next = argmax(plain.step(next))));
    return ids;
  };

  const repeated = (work: () => unknown) => (times: number): void => {
    for (let i = 0; i < times; i++) work();
  };
  const seconds = await race({
    decode1: repeated(() => answer(sequences.slice(0, 1), begin)),
    decode32: repeated(() => answer(sequences, begin)),
    prefill: repeated(() => {
      long.length = 0;
      llama.run([{ sequence: long, tokens: longPrompt, logits: 'last' }], out);
    }),
    javascript: repeated(plainAnswer),
  }, ROUNDS);
  return {
    parameters: weights.layout.count,
    decode1: ANSWER / seconds.decode1,
    decode32: (BATCH * ANSWER) / seconds.decode32,
    prefill: LONG_PROMPT / seconds.prefill,
    javascript: ANSWER / seconds.javascript,
  };
}

function argmax(x: Float32Array): number {
  let best = 0;
  for (let i = 1; i < x.length; i++) if (x[i]! > x[best]!) best = i;
  return best;
}
