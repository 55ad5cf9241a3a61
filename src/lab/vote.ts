/** Self-consistency (Wang et al. 2022): draw several answers, and let them vote. */
import { headlineOf } from './experiment.ts';
import type { GraderKey } from './grader.ts';
import { armOf, readings, type RunRecord } from './record.ts';
import { bootstrapMean } from './statistics/bootstrap.ts';
import { wilson, type Estimate } from './statistics/wilson.ts';

/** The reading that most of the answers have; of equally many, the one that came first. What is unreadable does not vote; null where nothing does. */
export function vote(readings: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const reading of readings) if (reading !== null) counts.set(reading, (counts.get(reading) ?? 0) + 1);
  let winner: string | null = null;
  for (const [reading, count] of counts) if (winner === null || count > counts.get(winner)!) winner = reading;
  return winner;
}

/** For each item, whether the vote of its first `voters` answers is right. */
export function votedRight(record: RunRecord, arm: string, voters: number, grader: GraderKey = headlineOf(record.experiment)): boolean[] {
  const { samples } = record.experiment;
  const outcomes = armOf(record, arm);
  const read = readings(record.experiment, outcomes, grader);
  const verdicts = outcomes.verdicts[grader]!;
  return read.map((item, at) => {
    const block = item.slice(0, voters);
    const winner = vote(block);
    return winner !== null && verdicts[at * samples + block.indexOf(winner)] === '1';
  });
}

/**
 * The share of items that a vote of `voters` answers gets right, with its 95% interval over items, and what it costs in
 * answer tokens an item. Every run of `voters` consecutive samples of an item is one vote, so that all samples count.
 */
export function voting(record: RunRecord, arm: string, voters: number, grader: GraderKey = headlineOf(record.experiment)): { readonly right: Estimate; readonly answerTokens: number } {
  const { samples } = record.experiment;
  if (!Number.isInteger(voters) || voters < 1 || voters > samples) throw new RangeError(`A vote of ${voters} was asked for, and the run "${record.experiment.id}" drew ${samples} answers an item. Let 1 to ${samples} vote.`);
  const outcomes = armOf(record, arm);
  const read = readings(record.experiment, outcomes, grader);
  const verdicts = outcomes.verdicts[grader]!;
  const shares = read.map((item, at) => {
    const votes = Math.floor(samples / voters);
    let right = 0;
    for (let n = 0; n < votes; n++) {
      const block = item.slice(n * voters, (n + 1) * voters);
      const winner = vote(block);
      if (winner !== null && verdicts[at * samples + n * voters + block.indexOf(winner)] === '1') right += 1;
    }
    return right / votes;
  });
  const right = shares.every((share) => share === 0 || share === 1) ? wilson(shares.reduce<number>((sum, share) => sum + share, 0), shares.length) : bootstrapMean(shares, 'vote');
  return { right, answerTokens: (outcomes.summary.answerTokens / (shares.length * samples)) * voters };
}
