/** A prompt search as rows of shares: the winner in each round, the first prompt over all rounds, and the one look at test items. */
import type { Contrast } from '../../lab/contrast.ts';
import type { Lever } from '../../lab/experiment.ts';
import { family } from '../../lab/family.ts';
import { sampleSize, shareRight } from '../../lab/figure.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { Candidate, Round, SearchResult, Standing } from '../../lab/search.ts';
import type { SearchRecord } from '../../lab/search-record.ts';
import { wilson, type Estimate } from '../../lab/statistics/wilson.ts';
import { unpairedDifference } from '../../notebook/unpaired-difference.ts';

export interface ShareRow {
  readonly name: string;
  readonly lever: Lever;
  readonly estimate: Estimate & { readonly n: number };
}

const share = ({ right, items }: Pick<Standing, 'right' | 'items'>): ShareRow['estimate'] => ({ ...wilson(right, items), n: items });

/** How many prompts of a round were right as often as its best one. */
export function tied({ standings }: Round): number {
  return standings.filter(({ right }) => right === standings[0]!.right).length;
}

/** "winner in round 1: level with 29 of 32": how many were as good is part of what a round says. */
function roundName(round: Round, at: number, winner: Candidate): string {
  const { standings } = round;
  const mine = standings.find(({ candidate }) => candidate.id === winner.id);
  const level = tied(round);
  const stood = mine?.right !== standings[0]!.right ? 'not ahead' : level === 1 ? 'ahead' : `level with ${level - 1}`;
  return `winner in round ${at + 1}: ${stood} of ${standings.length}`;
}

/** The winner, round by round, on development items; then test items where the seal has been opened. */
export function searchRows({ rounds, winner, baseline }: SearchResult, final?: RunRecord): ShareRow[] {
  const tested = (id: string): ShareRow['estimate'] => ({ ...shareRight(final!, id), n: sampleSize(final!) });
  return [
    ...rounds.flatMap((round, at): ShareRow[] => {
      const standing = round.standings.find(({ candidate }) => candidate.id === winner.candidate.id);
      return standing ? [{ name: roundName(round, at, winner.candidate), lever: 'prompt', estimate: share(standing) }] : [];
    }),
    { name: 'first prompt, all rounds', lever: 'base', estimate: share(baseline) },
    ...(final
      ? [
          { name: 'test: the first prompt', lever: 'base' as const, estimate: tested('baseline') },
          { name: 'test: written by hand', lever: 'prompt' as const, estimate: tested('by-hand') },
          { name: 'test: the winner', lever: 'prompt' as const, estimate: tested('winner') },
        ]
      : winner.candidate.id === baseline.candidate.id ? [{ name: 'the winner is the first prompt', lever: 'base' as const, estimate: share(winner) }] : []),
  ];
}

/** What the winner gains on test items over the first prompt and over the one written by hand, by Holm's p-values for the two. */
export function gains(final: RunRecord): { readonly overFirst: Contrast; readonly overHand: Contrast } {
  const [overFirst, overHand] = family(final, [['winner', 'baseline'], ['winner', 'by-hand']]);
  return { overFirst: overFirst!, overHand: overHand! };
}

export function searchFinding({ result, final }: SearchRecord): string {
  if (result.winner.candidate.id === result.baseline.candidate.id) return 'The search found nothing better than the first prompt';
  const { overFirst, overHand } = gains(final);
  if (!overFirst.settled) return 'On test items, what the search found cannot be told from the first prompt';
  if (overFirst.difference.value < 0) return 'On test items, what the search found is worse than the first prompt';
  if (!overHand.settled) return 'What the search found beats the first prompt, and cannot be told from one written by hand';
  return `What the search found beats the first prompt, and is ${overHand.difference.value > 0 ? 'better' : 'worse'} than one written by hand`;
}

/** How much better each prompt is on development items than on test items, which are others, and what of the winner's lead there is left when the other's is taken away. */
export interface Flattery {
  readonly winner: Estimate;
  readonly byHand: Estimate;
  readonly left: Estimate;
}

/**
 * By how much the development items flatter the winner, which was chosen on them. They may also be easier than the test
 * items: that shows on the prompt written by hand, which nobody chose there.
 */
export function flattery({ result, control, final }: Pick<SearchRecord, 'result' | 'control' | 'final'>): Flattery {
  const winner = unpairedDifference(share(result.winner), shareRight(final, 'winner'));
  const byHand = unpairedDifference(share(control), shareRight(final, 'by-hand'));
  return { winner, byHand, left: unpairedDifference(winner, byHand) };
}
