/** What the consistency lab shows of a prompt. */
import type { Lever } from '../../lab/experiment.ts';
import type { Estimate } from '../../lab/statistics/wilson.ts';
import type { IntervalRow } from '../shared/interval-cells.ts';

export interface FigureRow extends IntervalRow {
  readonly lever: Lever;
}

/** The lists of rows: the measures, how often levels of a factor agree, how far apart they are in accuracy, where the variance comes from. */
export const PARTS = ['measures', 'levels', 'spreads', 'sources'] as const;
export type Part = (typeof PARTS)[number];

export interface PromptFigures {
  readonly id: string;
  readonly label: string;
  /** Items. */
  readonly n: number;
  /** How often two variants answer the same, and how often an answer is right. */
  readonly same: Estimate;
  readonly right: Estimate;
  readonly rows: Readonly<Record<Part, readonly FigureRow[]>>;
  /** The finding of each list. */
  readonly titles: Readonly<Record<Part, string>>;
  /** What the caption says of each list. */
  readonly notes: Readonly<Record<Part, string>>;
}

/** The end of a caption: which run the rows are from. */
export function runWords(which: 'recorded' | 'live', tickets: number): string {
  return `${which === 'live' ? 'Your run' : 'Recorded run'}, ${tickets} tickets.`;
}
