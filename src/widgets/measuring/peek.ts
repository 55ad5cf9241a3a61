/** What looking early costs, row by row: the share of comparisons of two equal prompts that stop with a “difference”. */
import { firstFinding, RUNS, type Peeking } from '../../lab/statistics/peeking.ts';
import { LEVEL, wilson, type Estimate } from '../../lab/statistics/wilson.ts';
import { percent } from '../../lab/wording.ts';

/** Numbers of looks that have a row. */
export const LOOKS = [1, 2, 5, 10, 20, 40] as const;
export const EVERY = [10, 20, 50] as const;
export const DISCORDANT = [0.1, 0.2, 0.3] as const;

export type PeekSettings = Omit<Peeking, 'looks'>;
export const OPENING_PEEK: PeekSettings = { every: 20, discordant: 0.2 };

/** For each number of looks, how many of the simulated comparisons have stopped by then. `runs` at a time, so that a page can breathe between. */
export function* stopped(settings: PeekSettings, runs = 50, seed = 'peeking'): Generator<{ readonly done: number; readonly counts: readonly number[] }> {
  const counts = LOOKS.map(() => 0);
  for (let run = 0; run < RUNS; run++) {
    const at = firstFinding({ ...settings, looks: LOOKS.at(-1)! }, run, seed);
    if (at !== undefined) LOOKS.forEach((looks, row) => at <= looks && counts[row]!++);
    if ((run + 1) % runs === 0 || run === RUNS - 1) yield { done: run + 1, counts: [...counts] };
  }
}

/** The false-finding rate at each number of looks. */
export function peekRates(settings: PeekSettings = OPENING_PEEK): Estimate[] {
  let counts: readonly number[] = [];
  for (const step of stopped(settings, RUNS)) counts = step.counts;
  return counts.map((count) => wilson(count, RUNS));
}

export function peekFinding(rates: readonly Estimate[]): string {
  const over = rates.findIndex(({ low }) => low > LEVEL);
  const most = rates.at(-1)!;
  if (over < 0) return `At these settings not even ${LOOKS.at(-1)} looks take false findings clearly above 5%`;
  return `Two equal prompts are “told apart” in ${percent(most.value)} of comparisons that are looked at ${LOOKS.at(-1)} times`;
}
