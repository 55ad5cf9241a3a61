/** Timing contestants side by side on a machine that may be busy with other things. */

/** Does its work the given number of times. */
export type Contestant = (times: number) => void | Promise<void>;

/** How long each turn lasts, in ms: longer than the clock's grain and short enough to fall between interruptions. */
const TURN = 5;
const WARM_UP = 100;

/**
 * Seconds that one repetition takes each contestant: its best turn of `rounds`, after a warm-up. The contestants take
 * turns, so that a slow stretch of the machine meets them all.
 */
export async function race<Name extends string>(contestants: Record<Name, Contestant>, rounds: number): Promise<Record<Name, number>> {
  const entries = Object.entries(contestants) as [Name, Contestant][];
  const runners: { name: Name; contestant: Contestant; times: number; best: number }[] = [];
  for (const [name, contestant] of entries) runners.push({ name, contestant, times: await warmUp(contestant), best: Infinity });
  for (let round = 0; round < rounds; round++) {
    for (const runner of runners) runner.best = Math.min(runner.best, (await time(runner.contestant, runner.times)) / runner.times);
  }
  return Object.fromEntries(runners.map(({ name, best }) => [name, best / 1000])) as Record<Name, number>;
}

/** Runs until warm; returns how many repetitions fill a turn. */
async function warmUp(contestant: Contestant): Promise<number> {
  let times = 1;
  let fastest = Infinity;
  for (let spent = 0; spent < WARM_UP; ) {
    const took = await time(contestant, times);
    spent += took;
    fastest = Math.min(fastest, took / times);
    if (took < TURN) times *= 2;
  }
  return Math.max(1, Math.round(TURN / fastest));
}

/** Milliseconds. */
async function time(contestant: Contestant, times: number): Promise<number> {
  const start = performance.now();
  await contestant(times);
  return performance.now() - start;
}
