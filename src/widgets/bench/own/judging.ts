/** Two prompts of a run before a model as judge: which pairs it is shown, and what is said of it afterwards. */
import type { JudgedPair, Judgements } from '../../../lab/judge.ts';
import { measured, percent, thousands } from '../../../lab/wording.ts';
import type { Shown } from '../results.ts';

/** Pairs that are judged at most: twice as many completions. */
export const MOST_PAIRS = 50;

/** What two prompts answered to the same items, where that differs; the better one by the run's grader, where only one is right. */
export function pairsOf({ rows, items }: Pick<Shown, 'rows' | 'items'>, a: number, b: number): JudgedPair[] {
  const pairs: JudgedPair[] = [];
  for (const { item, cells } of rows) {
    const [one, other] = [cells[a]!, cells[b]!];
    if (one.answer.trim() === other.answer.trim()) continue;
    const [oneRight, otherRight] = [one.verdict === '1', other.verdict === '1'];
    pairs.push({ question: items[item]!.prompts[a]!.at(-1)!.content, a: one.answer, b: other.answer, ...(oneRight !== otherRight && { better: oneRight ? 'a' : 'b' }) });
    if (pairs.length === MOST_PAIRS) break;
  }
  return pairs;
}

/** What the judge decided, how often the order decided for it, and how often it was wrong where that is known: sentences, its error rate first. */
export function judgedSentences({ judgements, swayed, wrong, first }: Judgements, a: string, b: string): string[] {
  const count = (which: (typeof judgements)[number]) => judgements.filter((judgement) => judgement === which).length;
  const readable = judgements.length - count('unreadable');
  return [
    wrong.n === 0
      ? 'Its error rate cannot be told: it settled on no pair whose better answer the grader knows. So nothing below says which prompt is better.'
      : `Its error rate, where the grader knows the better answer and it settled on one: ${measured(wrong, wrong.n)}.`,
    readable === 0
      ? 'It named no place in any pair.'
      : `The order decided in its place: ${measured(swayed, readable)} pairs that it read. Of all places it named, ${percent(first.value)} were the first.`,
    `Of ${thousands(judgements.length)} pairs of different answers it settled on “${a}” in ${thousands(count('a'))} and on “${b}” in ${thousands(count('b'))}; ${thousands(count('order'))} changed with the order, and ${thousands(count('unreadable'))} could not be read.`,
  ];
}

