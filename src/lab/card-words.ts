/** How the card words a target, a figure and a size: the same on the page and in the README. */
import type { AbilityFigure } from './ability-figures.ts';
import type { Card } from './card.ts';
import type { Target } from './experiments/abilities.ts';
import { interval, percent } from './wording.ts';

/** "at least 97%", "40% to 85%"; empty where nothing was asked. */
export function targetWords(target: Target | undefined): string {
  const { least, most } = target ?? {};
  if (least !== undefined && most !== undefined) return `${percent(least)} to ${percent(most)}`;
  if (least !== undefined) return `at least ${percent(least)}`;
  return most === undefined ? '' : `at most ${percent(most)}`;
}

/** The same in signs, for a column: "≥ 97%", "40–85%". */
export function targetSigns(target: Target | undefined): string {
  const { least, most } = target ?? {};
  if (least !== undefined && most !== undefined) return `${percent(least).slice(0, -1)}–${percent(most)}`;
  if (least !== undefined) return `≥ ${percent(least)}`;
  return most === undefined ? '' : `≤ ${percent(most)}`;
}

/** What a figure counts: "right", "right department", "pairs that agree". */
export function measureWords(measure: AbilityFigure['measure']): string {
  return COUNTED[measure] ?? 'right';
}

const COUNTED: Partial<Record<AbilityFigure['measure'], string>> = {
  agreement: 'pairs that agree',
  category: 'right department',
  register: 'right voice',
  route: 'right route',
};

/** "reached", "missed", or empty where there is no target. */
export function reachedWords({ reached, independent }: AbilityFigure): string {
  if (reached !== undefined) return reached ? 'reached' : 'missed';
  return independent === undefined ? '' : independentWords(independent);
}

/** What steps would reach together if each succeeded on its own, as often as a single one does. */
export function independentWords(share: number): string {
  return `pⁿ = ${percent(share)}`;
}

/** "83 to 90%". */
export function intervalWords(figure: Pick<AbilityFigure, 'low' | 'high'>): string {
  return `${interval(figure)}%`;
}

/** "86 bytes", "49 kB", "2.43 MB": thousands and millions of bytes. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 100_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;
}

/** Where the published weights lie between those of two moments of the run; empty where they are those of its end. */
export function betweenWords({ tokens, towards }: Card['training']): string {
  return towards ? `Its weights lie ${percent(1 - towards.share)} of the way from those after ${millions(towards.tokens)} tokens to those after ${millions(tokens)}.` : '';
}

/** "30.0 million". */
export function millions(count: number): string {
  return `${(count / 1e6).toFixed(1)} million`;
}
