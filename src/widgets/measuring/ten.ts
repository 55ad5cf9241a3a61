/** Ten tickets at a time out of those of a recorded run: how far a ten-ticket score wanders. */
import { Random } from '../../tinydesk/random.ts';

export const TEN = 10;
/** Draws that the page is built with. */
export const SHOWN = 200;

/** One draw of ten: whether each ticket is right under either request. */
export interface Draw {
  readonly a: readonly boolean[];
  readonly b: readonly boolean[];
}

export interface Wandering {
  readonly draws: number;
  /** How often A scored 0, 1 … 10. */
  readonly scores: readonly number[];
  /** Draws in which A was ahead, level and behind. */
  readonly ahead: number;
  readonly level: number;
  readonly behind: number;
}

export const NONE: Wandering = { draws: 0, scores: Array.from({ length: TEN + 1 }, () => 0), ahead: 0, level: 0, behind: 0 };

/** Draw number `draw` of ten different tickets; `a` and `b` hold one character a ticket, 1 for right. The same number is the same draw. */
export function drawTen(a: string, b: string, draw: number): Draw {
  const places = new Random(`ten/${draw}`).sample(Array.from(a, (_, place) => place), TEN);
  return { a: places.map((place) => a[place] === '1'), b: places.map((place) => b[place] === '1') };
}

export function counted(before: Wandering, { a, b }: Draw): Wandering {
  const [inA, inB] = [a.filter(Boolean).length, b.filter(Boolean).length];
  return {
    draws: before.draws + 1,
    scores: before.scores.map((count, score) => count + (score === inA ? 1 : 0)),
    ahead: before.ahead + (inA > inB ? 1 : 0),
    level: before.level + (inA === inB ? 1 : 0),
    behind: before.behind + (inA < inB ? 1 : 0),
  };
}

/** The lowest and the highest score that came up. */
export function scoreRange({ scores }: Wandering): readonly [number, number] {
  const seen = scores.flatMap((count, score) => (count > 0 ? [score] : []));
  return [seen[0] ?? 0, seen.at(-1) ?? 0];
}

/** What the draws say, as a title. */
export function tenFinding(of: Wandering): string {
  if (of.draws === 0) return 'No draw yet';
  const [low, high] = scoreRange(of);
  if (of.draws === 1) return `One draw: ${high} of ten right`;
  return low === high ? `In ${of.draws} draws request A scored ${low} of ten every time` : `The same request on ten tickets: anything from ${low} to ${high} right`;
}

/** Who led, in words. */
export function leadWords({ draws, ahead, level, behind }: Wandering): string {
  return `A leads in ${ahead} of ${draws} draws, B in ${behind}, and ${level} end level.`;
}
