/** A prompt search as rows of shares: the best prompt of each round, the winner over all rounds, and the one look at test items. */
import { contrast } from '../../lab/contrast.ts';
import type { Lever } from '../../lab/experiment.ts';
import { sampleSize, shareRight } from '../../lab/figure.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { Candidate, SearchResult, SearchSpace, Standing } from '../../lab/search.ts';
import type { SearchRecord } from '../../lab/search-record.ts';
import { wilson, type Estimate } from '../../lab/statistics/wilson.ts';

export interface ShareRow {
  readonly name: string;
  readonly lever: Lever;
  readonly estimate: Estimate & { readonly n: number };
}

/** "“answer with the code.” and 2 examples": a candidate as the reader knows it. */
export function described({ instructions }: SearchSpace, { instruction, examples }: Candidate): string {
  const words = instructions[instruction]![0]!.template.split('\n')[0]!;
  const shown = examples.length === 0 ? '' : ` and ${examples.length} ${examples.length === 1 ? 'example' : 'examples'}`;
  return `“${words}”${shown}`;
}

const share = ({ right, items }: Standing): ShareRow['estimate'] => ({ ...wilson(right, items), n: items });

/** Development items first, then test items where the seal has been opened. */
export function searchRows({ rounds, winner, baseline }: SearchResult, final?: RunRecord): ShareRow[] {
  const tested = (id: string): ShareRow['estimate'] => ({ ...shareRight(final!, id), n: sampleSize(final!) });
  return [
    ...rounds.map(({ standings }, at): ShareRow => ({ name: `round ${at + 1}: best of ${standings.length}`, lever: 'prompt', estimate: share(standings[0]!) })),
    { name: 'the first prompt, all rounds', lever: 'base', estimate: share(baseline) },
    ...(final
      ? [
          { name: 'test: the first prompt', lever: 'base' as const, estimate: tested('baseline') },
          { name: 'test: the winner', lever: 'prompt' as const, estimate: tested('winner') },
        ]
      : winner.candidate.id === baseline.candidate.id ? [{ name: 'the winner is the first prompt', lever: 'base' as const, estimate: share(winner) }] : []),
  ];
}

export function searchFinding({ result, final }: SearchRecord): string {
  if (result.winner.candidate.id === result.baseline.candidate.id) return 'The search found nothing better than the first prompt';
  const { difference, settled } = contrast(final, 'winner', 'baseline');
  if (!settled) return 'On test items, what the search found cannot be told from the first prompt';
  if (difference.value < 0) return 'On test items, what the search found is worse than the first prompt';
  return overfit(result, final) > 0 ? 'The search found a better prompt, though not as good as its first round said' : 'The search found a better prompt, as good as its first round said';
}

/** How far the first round's best flatters: its share there minus the winner's on test items. */
export function overfit({ rounds }: SearchResult, final: RunRecord): number {
  return share(rounds[0]!.standings[0]!).value - shareRight(final, 'winner').value;
}
