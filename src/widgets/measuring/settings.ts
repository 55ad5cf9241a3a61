/** What a reader can set in the figure of sizes, and how a link remembers it. */
import type { Experiment } from '../../lab/experiment.ts';
import type { MeasuringOptions, RequestId } from '../../lab/experiments/measuring.ts';
import { numberIn } from '../shared/link.ts';
import { SIZES } from './sizes.ts';

export interface SizesSettings {
  /** The request that is compared with the listed one. */
  readonly other: RequestId;
  /** Tickets that are asked about. */
  readonly tickets: number;
  /** The seed of other tickets than the recorded ones. */
  readonly others?: string;
}

export const OTHERS = ['open', 'topic', 'vague'] as const satisfies readonly RequestId[];
export const OPENING: SizesSettings = { other: 'open', tickets: 100 };

/** Settings from a link; whatever is missing or makes no sense is as at first. */
export function sizesSettings(linked: ReadonlyMap<string, string>): SizesSettings {
  const tickets = numberIn(linked.get('tickets'), 1, Infinity);
  const seed = linked.get('seed');
  return {
    other: OTHERS.find((id) => id === linked.get('other')) ?? OPENING.other,
    tickets: SIZES.find((size) => size === tickets) ?? OPENING.tickets,
    ...(seed !== undefined && /^others-\d{1,6}$/.test(seed) && { others: seed }),
  };
}

/** What a link must say to lead to these settings: nothing of what is as at first. */
export function sizesLink({ other, tickets, others }: SizesSettings): Map<string, string> {
  const link = new Map<string, string>();
  if (other !== OPENING.other) link.set('other', other);
  if (tickets !== OPENING.tickets) link.set('tickets', String(tickets));
  if (others !== undefined) link.set('seed', others);
  return link;
}

/** What is asked at these settings. */
export function asked({ other, tickets, others }: SizesSettings): MeasuringOptions {
  return { count: tickets, requests: ['listed', other], ...(others !== undefined && { seed: others }) };
}

/** The settings that an experiment was made with, as near as they come; nothing where it is no such comparison. */
export function settingsOf({ id, arms, items: { count, seeds } }: Experiment): SizesSettings | undefined {
  if (id !== 'measuring' || arms.length !== 2) return undefined;
  return sizesSettings(new Map([['other', arms[1]!.id], ['tickets', String(count)], ['seed', seeds[0]]]));
}

/** What such a run is called in the notebook. */
export function nameOf({ arms, items: { count, seeds } }: Experiment): string {
  return `Sizes of a comparison: ${arms.map(({ label }) => label).join(' and ')}, ${count} tickets${seeds[0].startsWith('others-') ? `, seed ${seeds[0]}` : ''}`;
}

/** The seed after this one. */
export function nextOthers(seed: string): string {
  return `others-${Number(seed.slice('others-'.length)) + 1}`;
}
