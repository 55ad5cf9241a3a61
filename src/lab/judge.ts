/**
 * A model as judge of two answers (Zheng et al. 2023). Models favour a place in the prompt over what stands there, so each
 * pair is judged in both orders, and only a judgement that survives the exchange counts. How often the judge is wrong is
 * measured on pairs whose better answer is known, and belongs beside everything it decides.
 */
import type { ChatEngine, ChatRequest } from '../engines/chat.ts';
import { wilson, type Estimate } from './statistics/wilson.ts';
import { fillPrompt, parsePrompt, type MessageSource } from './template/prompt.ts';

/** What the judge is told: the question that was answered, and the two answers. It is to name "first" or "second". */
export const JUDGE_SLOTS = { question: 'text', first: 'text', second: 'text' } as const;

export const JUDGE_PROMPT: readonly MessageSource[] = [
  { role: 'system', template: 'You compare two answers to the same request. Say which one is better: first or second. Answer with that one word.' },
  { role: 'user', template: 'Request:\n{{question|quote}}\n\nFirst answer:\n{{first|quote}}\n\nSecond answer:\n{{second|quote}}\n\nWhich is better, first or second?' },
];

export interface JudgedPair {
  readonly question: string;
  readonly a: string;
  readonly b: string;
  /** Where it is known which answer is better. */
  readonly better?: 'a' | 'b';
}

/** `order`: the judge named the same place both times, so the order decided. `unreadable`: it named no place. */
export type Judgement = 'a' | 'b' | 'order' | 'unreadable';

export interface Judgements {
  /** One a pair. */
  readonly judgements: readonly Judgement[];
  /** Of the pairs that it read both times, the share whose judgement changed with the order. */
  readonly swayed: Estimate;
  /** Of all places that it named, the share that were the first: 0.5 for a judge without a favourite. */
  readonly first: Estimate;
  /** Of pairs whose better answer is known, and on which it decided, the share decided wrongly; and how many those are. */
  readonly wrong: Estimate & { readonly n: number };
}

/** Judges every pair in both orders, greedily. Rejects with the engine's error. */
export async function judge(engine: ChatEngine, pairs: readonly JudgedPair[], { prompt = JUDGE_PROMPT, signal }: { prompt?: readonly MessageSource[]; signal?: AbortSignal } = {}): Promise<Judgements> {
  const template = parsePrompt(prompt, JUDGE_SLOTS);
  const ask = (question: string, first: string, second: string): ChatRequest => ({ messages: fillPrompt(template, { question, first, second }), temperature: 0, max_tokens: 16, seed: 1 });
  const completions = await engine.complete(pairs.flatMap(({ question, a, b }) => [ask(question, a, b), ask(question, b, a)]), signal ? { signal } : {});
  const named = completions.map(({ choices }) => placeIn(choices[0]!.message.content));
  const judgements = pairs.map((_, at): Judgement => {
    const [ab, ba] = [named[2 * at]!, named[2 * at + 1]!];
    if (ab === 'none' || ba === 'none') return 'unreadable';
    if (ab === ba) return 'order';
    return ab === 'first' ? 'a' : 'b';
  });
  const count = (which: (judgement: Judgement, at: number) => boolean) => judgements.filter(which).length;
  const read = count((judgement) => judgement !== 'unreadable');
  const decided = count((judgement, at) => (judgement === 'a' || judgement === 'b') && pairs[at]!.better !== undefined);
  const places = named.filter((place) => place !== 'none');
  return {
    judgements,
    swayed: wilson(count((judgement) => judgement === 'order'), read),
    first: wilson(places.filter((place) => place === 'first').length, places.length),
    wrong: { ...wilson(count((judgement, at) => (judgement === 'a' || judgement === 'b') && pairs[at]!.better !== undefined && pairs[at]!.better !== judgement), decided), n: decided },
  };
}

/** The place that an answer names; none where it names none or both. */
function placeIn(answer: string): 'first' | 'second' | 'none' {
  const [first, second] = [/\bfirst\b/i.test(answer), /\bsecond\b/i.test(answer)];
  return first === second ? 'none' : first ? 'first' : 'second';
}
