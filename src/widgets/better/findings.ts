/** What the runs on good practice show: each habit added and taken away, the guide's prompt in pieces, and the log of a refinement. */
import { contrast, type Contrast } from '../../lab/contrast.ts';
import { REVISIONS, type Revision } from '../../lab/experiments/better-prompts.ts';
import { family } from '../../lab/family.ts';
import { sampleSize, shareRight } from '../../lab/figure.ts';
import { armOf, tallyOf, type RunRecord } from '../../lab/record.ts';
import type { SearchRecord } from '../../lab/search-record.ts';
import { percent, signed, thousands } from '../../lab/wording.ts';
import type { ShareRow } from '../search/rows.ts';
import type { NumberQuestion } from '../numbers/numbers.ts';

/** What Figure 1 compares. Examples alone are not among it: see midway. */
const COMPARED = [
  { arm: 'explicit', against: 'bare', name: 'explicit, for a bare request' },
  { arm: 'headed', against: 'bare', name: 'structured request, for a bare one' },
  { arm: 'held', against: 'bare', name: 'bare request, answer held to JSON' },
  { arm: 'chained', against: 'explicit', name: 'four calls, for one explicit call' },
  { arm: 'all-but-explicit', against: 'all', name: 'all, less the explicit request' },
  { arm: 'all-but-headed', against: 'all', name: 'all, less its structure' },
  { arm: 'all-but-examples', against: 'all', name: 'all, less the examples' },
  { arm: 'all-but-held', against: 'all', name: 'all, less the hold on JSON' },
] as const;
type Compared = (typeof COMPARED)[number]['arm'];

export interface Change {
  readonly arm: Compared;
  readonly name: string;
  /** By Holm's p-values for all of Figure 1. */
  readonly gain: Contrast;
}

/** Each habit added to the bare request, the chain against one call, and each habit taken from all of them. */
export function changes(record: RunRecord): Change[] {
  const gains = family(record, COMPARED.map(({ arm, against }) => [arm, against]));
  return COMPARED.map(({ arm, name }, at) => ({ arm, name, gain: gains[at]! }));
}

export function changeOf(all: readonly Change[], arm: Compared): Contrast {
  return all.find((change) => change.arm === arm)!.gain;
}

const TAKEN: Readonly<Partial<Record<Compared, string>>> = {
  'all-but-explicit': 'the explicit request', 'all-but-headed': 'its structure', 'all-but-examples': 'the examples', 'all-but-held': 'the hold on JSON',
};

/** What taking each habit out of all of them costs, as a title. */
export function practiceFinding(all: readonly Change[]): string {
  const taken = all.filter(({ arm }) => arm in TAKEN);
  const named = ({ arm, gain: { difference } }: Change) => `${TAKEN[arm]!} ${difference.value < 0 ? 'costs' : 'gains'} ${signed(Math.abs(difference.value))} points`;
  const settled = taken.filter(({ gain }) => gain.settled);
  if (settled.length === 0) return 'Take any one habit away, and the others make up for it';
  const open = taken.filter(({ gain }) => !gain.settled);
  const rest = open.length === 0 ? '' : open.length === 1 ? `; taking out ${TAKEN[open[0]!.arm]!} costs nothing that shows` : '; taking out any other habit costs nothing that shows';
  return `Taking out ${settled.map(named).join(', and ')}${rest}`;
}

/** Answers to the examples alone that begin in the middle of the JSON they copy: how many, and one of them. Nothing where there are none. */
export function midway(record: RunRecord): { readonly count: number; readonly of: number; readonly answer: string } | undefined {
  const { answers, outcomes } = armOf(record, 'examples');
  const torn = outcomes.map((place) => answers[place]!).filter((answer) => !answer.startsWith('{') && answer.includes('","'));
  return torn.length === 0 ? undefined : { count: torn.length, of: outcomes.length, answer: torn[0]! };
}

/** What the guide's better prompt is made of: the numbered points against the bare request, and the role on top of them, by Holm's p-values for the two. */
export function inPieces(record: RunRecord): { readonly points: Contrast; readonly role: Contrast } {
  const [points, role] = family(record, [['points', 'bare'], ['role-points', 'points']]);
  return { points: points!, role: role! };
}

export interface Entry extends Revision {
  readonly right: number;
  readonly of: number;
  /** Against the best so far; nothing for the first draft. Its p is raised for all revisions. */
  readonly gain?: Contrast;
  readonly isKept: boolean;
}

/**
 * The log as it was written: a revision is kept where it is shown to be better than the best so far. Its p is multiplied
 * by the number of revisions (Bonferroni): what is kept decides what is tried next, so it cannot wait for the later
 * p-values that Holm's method needs.
 */
export function logOf(record: RunRecord): Entry[] {
  let best = REVISIONS[0].id;
  return REVISIONS.map((revision): Entry => {
    const { right } = tallyOf(record, revision.id);
    const entry = { ...revision, right, of: sampleSize(record) };
    if (revision.id === REVISIONS[0].id) return { ...entry, isKept: true };
    const { moreItems: _, ...found } = contrast(record, revision.id, best);
    const p = Math.min(1, (REVISIONS.length - 1) * found.p!);
    const isKept = p < 0.05 && found.difference.value > 0;
    if (isKept) best = revision.id;
    return { ...entry, gain: { ...found, p, settled: p < 0.05 }, isKept };
  });
}

/** The revision that the log ends with. */
export function keptIn(log: readonly Entry[]): Entry {
  return log.filter(({ isKept }) => isKept).at(-1)!;
}

/** The revision that was right on most tickets more than the best so far and yet was not kept, if any was. */
export function luckiest(log: readonly Entry[]): Entry | undefined {
  return log.filter(({ gain, isKept }) => !isKept && gain!.difference.value > 0).sort((a, b) => b.gain!.difference.value - a.gain!.difference.value)[0];
}

/** What the log shows, as a sentence: how many revisions were kept, and what became of the others. */
export function logFinding(log: readonly Entry[]): string {
  const revisions = log.slice(1);
  const kept = revisions.filter(({ isKept }) => isKept);
  if (kept.length === 0) return 'None of the revisions is shown to be better than the first draft';
  const others = revisions.length - kept.length;
  return `${kept.map(({ id, change }) => `${id}, “${change}”,`).join(' and ')} ${kept.length === 1 ? 'is' : 'are'} shown to be better${others === 0 ? '' : `; of ${others === 1 ? 'the other one' : `the other ${others}`} that cannot be said`}`;
}

/** Arms of a run as rows of shares. */
export function armRows(record: RunRecord, ids: readonly string[]): ShareRow[] {
  return ids.map((id) => {
    const { label, lever } = record.experiment.arms.find((arm) => arm.id === id)!;
    return { name: label, lever, estimate: { ...shareRight(record, id), n: sampleSize(record) } };
  });
}

/** "+68 (60 to 75)": a gain in points with its interval. */
export function gainWords({ difference }: Contrast): string {
  const { value, low, high } = difference;
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${signed(Math.abs(value))} (${signed(low)} to ${signed(high)})`;
}

/** "below 0.001": a p-value in two decimals. */
export function pWords({ p }: Contrast): string {
  return p! < 0.001 ? 'below 0.001' : p! < 0.01 ? p!.toFixed(3) : p!.toFixed(2);
}

export function questions(practices: RunRecord, { result, final }: SearchRecord): NumberQuestion[] {
  const { right, items } = result.winner;
  const tested = Number(percent(shareRight(final, 'winner').value).replace('%', ''));
  const extra = tokensOf(practices, 'all') - tokensOf(practices, 'all-but-examples');
  const [found, byHand] = ['winner', 'by-hand'].map((arm) => Math.round(tokensOf(final, arm)));
  return [
    {
      ask: `The winner of the search was right on ${right} of ${items} development items, and on ${tested}% of the test items. How many points lower is it on the test items?`,
      unit: 'points', answer: (100 * right) / items - tested, tolerance: 1, why: 'The development items chose it, so its share there flatters. How much of the difference is that and how much is chance, one pair of shares cannot say.',
    },
    {
      ask: `The examples of Figure 1 lengthen the prompt by about ${Math.round(extra)} tokens. At 50,000 tickets a day, how many million more tokens is that in a day?`,
      unit: 'million', answer: (Math.round(extra) * 50_000) / 1e6, tolerance: 0.3, why: `${Math.round(extra)} times 50,000.`,
    },
    ...(found === byHand
      ? []
      : [{
          ask: `The search spent ${thousands(result.tokens)} tokens. A call takes ${found!} tokens of prompt with what it found, and ${byHand!} with the prompt written by hand. After how many tickets do the calls with the ${found! > byHand! ? 'found' : 'hand-written'} prompt have cost as many tokens more as the search spent?`,
          unit: 'tickets', answer: result.tokens / Math.abs(found! - byHand!), tolerance: 0.02 * result.tokens / Math.abs(found! - byHand!), why: `${thousands(result.tokens)} divided by the ${Math.abs(found! - byHand!)} tokens between them. A search is paid once, and a longer prompt on every call.`,
        }]),
  ];
}

/** Tokens of a prompt, on average. */
export function tokensOf(record: RunRecord, arm: string): number {
  return armOf(record, arm).summary.promptTokens / sampleSize(record);
}
