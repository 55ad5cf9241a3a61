/** What the runs on good practice show: each habit added and taken away, the guide's prompt in pieces, and the log of a refinement. */
import { contrast, type Contrast } from '../../lab/contrast.ts';
import { REVISIONS, type Revision } from '../../lab/experiments/better-prompts.ts';
import { sampleSize, shareRight } from '../../lab/figure.ts';
import { tallyOf, type RunRecord } from '../../lab/record.ts';
import type { SearchRecord } from '../../lab/search-record.ts';
import { percent, signed, thousands } from '../../lab/wording.ts';
import type { ShareRow } from '../search/rows.ts';
import type { NumberQuestion } from '../numbers/numbers.ts';

/** Each habit added to the bare request, best first. */
export function alone(record: RunRecord): { readonly arm: string; readonly gain: Contrast }[] {
  return ['explicit', 'shaped', 'examples', 'chained'].map((arm) => ({ arm, gain: contrast(record, arm, 'bare') })).sort((a, b) => b.gain.difference.value - a.gain.difference.value);
}

/** What is lost when a habit is taken from all three, the costliest loss first. */
export function without(record: RunRecord): { readonly arm: string; readonly loss: Contrast }[] {
  return ['all-but-explicit', 'all-but-shaped', 'all-but-examples'].map((arm) => ({ arm, loss: contrast(record, arm, 'all') })).sort((a, b) => a.loss.difference.value - b.loss.difference.value);
}

export function practiceFinding(record: RunRecord): string {
  const settled = without(record).filter(({ loss }) => loss.settled && loss.difference.value < 0);
  const names: Readonly<Record<string, string>> = { 'all-but-explicit': 'the explicit request', 'all-but-shaped': 'the fixed structure', 'all-but-examples': 'the examples' };
  if (settled.length === 0) return 'Take any one habit away, and the other two make up for it';
  if (settled.length === 3) return 'Each of the three habits is missed when it goes';
  return `Of the three habits, ${settled.map(({ arm }) => names[arm]!).join(' and ')} ${settled.length === 1 ? 'is the one that is' : 'are the ones that are'} missed`;
}

export interface Entry extends Revision {
  readonly right: number;
  readonly of: number;
  /** Against the best so far; nothing for the first draft. */
  readonly gain?: Contrast;
  readonly isKept: boolean;
}

/** The log as it was written: a revision is kept where it is right on more items than the best so far. */
export function logOf(record: RunRecord): Entry[] {
  let best = REVISIONS[0]!.id;
  return REVISIONS.map((revision): Entry => {
    const { right } = tallyOf(record, revision.id);
    if (revision.id === REVISIONS[0]!.id) return { ...revision, right, of: sampleSize(record), isKept: true };
    const gain = contrast(record, revision.id, best);
    const isKept = right > tallyOf(record, best).right;
    if (isKept) best = revision.id;
    return { ...revision, right, of: sampleSize(record), gain, isKept };
  });
}

/** The revision that the log ends with. */
export function keptIn(record: RunRecord): Entry {
  return logOf(record).filter(({ isKept }) => isKept).at(-1)!;
}

/** Revisions kept after the first one that was. */
export function lateGains(record: RunRecord): number {
  return Math.max(0, logOf(record).filter(({ isKept }) => isKept).length - 2);
}

/** Arms of a run as rows of shares. */
export function armRows(record: RunRecord, ids: readonly string[]): ShareRow[] {
  return ids.map((id) => {
    const { label, lever } = record.experiment.arms.find((arm) => arm.id === id)!;
    return { name: label, lever, estimate: { ...shareRight(record, id), n: sampleSize(record) } };
  });
}

/** What a role adds to the numbered points. */
export function roleAdds(record: RunRecord): Contrast {
  return contrast(record, 'role-points', 'points');
}

/** "+68 (60 to 75)": a gain over the best so far, in points. */
export function gainWords({ difference }: Contrast): string {
  return `${signed(difference.value)} (${signed(difference.low)} to ${signed(difference.high)})`;
}

export function questions(practices: RunRecord, { search, result, final }: SearchRecord): NumberQuestion[] {
  const first = result.rounds[0]!.standings[0]!;
  const tested = shareRight(final, 'winner').value;
  const { promptTokens } = practices.arms.find(({ id }) => id === 'all-but-shaped')!.summary;
  const plain = practices.arms.find(({ id }) => id === 'explicit')!.summary.promptTokens;
  const n = sampleSize(practices);
  const extra = (promptTokens - plain) / n;
  return [
    {
      ask: `In the first round of the search the best of ${search.space.candidates} prompts was right on ${first.right} of ${first.items} items. On test items the winner is right on ${percent(tested)}. By how many points did the first round flatter?`,
      unit: 'points', answer: 100 * (first.right / first.items - tested), tolerance: 1, why: 'The best of many on few items is mostly the luckiest. The test items were nobody’s luck.',
    },
    {
      ask: `The examples of Figure 1 lengthen an explicit prompt by about ${Math.round(extra)} tokens. At 50,000 tickets a day, how many million more tokens is that in a day?`,
      unit: 'million', answer: (extra * 50_000) / 1e6, tolerance: 0.3, why: `${Math.round(extra)} times 50,000.`,
    },
    {
      ask: `The search spent ${thousands(result.tokens)} tokens. If the prompt it found saves nothing but lifts accuracy, after how many tickets of ${Math.round(result.winner.tokens)} tokens each has the search cost as much as the work itself?`,
      unit: 'tickets', answer: result.tokens / result.winner.tokens, tolerance: 60, why: 'The tokens of the search, divided by those of a ticket. After that the search is the smaller part of the bill.',
    },
  ];
}
