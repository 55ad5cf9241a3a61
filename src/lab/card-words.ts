/** How the card words a target, a figure and a size: the same on the page and in the README. */
import type { AbilityFigure } from './ability-figures.ts';
import type { Target } from './experiments/abilities.ts';
import { interval, percent } from './wording.ts';

/** "at least 97%", "40% to 85%"; empty where nothing was asked. */
export function targetWords(target: Target | undefined): string {
  const { least, most } = target ?? {};
  if (least !== undefined && most !== undefined) return `${percent(least)} to ${percent(most)}`;
  if (least !== undefined) return `at least ${percent(least)}`;
  return most === undefined ? '' : `at most ${percent(most)}`;
}

/** What a figure counts: "all right", "right department", "pairs that agree". */
export function measureWords(measure: AbilityFigure['measure']): string {
  switch (measure) {
    case 'agreement':
      return 'pairs that agree';
    case 'category':
      return 'right department';
    case 'register':
      return 'right voice';
    case 'route':
      return 'right route';
    default:
      return 'right';
  }
}

/** "reached", "missed", or empty where there is no target. */
export function reachedWords({ reached }: AbilityFigure): string {
  return reached === undefined ? '' : reached ? 'reached' : 'missed';
}

/** "83 to 90%". */
export function intervalWords(figure: AbilityFigure): string {
  return `${interval(figure)}%`;
}

/** "2.43 MB", in millions of bytes. */
export function megabytes(bytes: number): string {
  return bytes < 100_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;
}

/** "30.0 million". */
export function millions(count: number): string {
  return `${(count / 1e6).toFixed(1)} million`;
}
