/** What a reader can set in the figures of the chapter, and how a link remembers it. */
import type { Experiment } from '../../lab/experiment.ts';
import { numberIn } from '../shared/link.ts';

/** The prompt figure: which prompt is shown. */
export interface PromptSettings {
  /** The held-out ticket, from 0. */
  readonly ticket: number;
  /** Examples in the prompt. */
  readonly k: number;
  /** 0 for the order as drawn; any other whole number shuffles the examples. */
  readonly order: number;
  /** The reader's own words in place of the held-out ticket. */
  readonly own?: string;
}

/** The curve figure: what is run. */
export interface CurveSettings {
  readonly labels: 'unseen' | 'known';
  readonly form: 'turns' | 'inline';
  readonly tickets: number;
  /** Names the stream that the tickets are drawn from. */
  readonly seed: string;
}

export const OPENING_PROMPT: PromptSettings = { ticket: 0, k: 3, order: 0 };
export const OPENING_CURVE: CurveSettings = { labels: 'unseen', form: 'turns', tickets: 50, seed: 'few-shot' };

/** The most examples that the slider goes to. */
export const MOST_EXAMPLES = 8;
/** Choices of how many tickets to run on. */
export const TICKET_COUNTS = [20, 50, 100, 200] as const;
/** Longer tickets of the reader's own are cut. */
export const LONGEST_TICKET = 600;
const LONGEST_SEED = 40;
const MOST_ORDERS = 9999;

type Settings = ReadonlyMap<string, string>;

/** Settings of the prompt figure from a link; whatever is missing or makes no sense is as at first. */
export function promptSettings(linked: Settings, tickets: number): PromptSettings {
  const own = linked.get('own')?.slice(0, LONGEST_TICKET);
  return {
    ticket: (whole(linked.get('ticket'), 1, tickets) ?? OPENING_PROMPT.ticket + 1) - 1,
    k: whole(linked.get('k'), 0, MOST_EXAMPLES) ?? OPENING_PROMPT.k,
    order: whole(linked.get('order'), 0, MOST_ORDERS) ?? OPENING_PROMPT.order,
    ...(own?.trim() && { own }),
  };
}

/** Settings of the curve figure from a link. */
export function curveSettings(linked: Settings): CurveSettings {
  const tickets = whole(linked.get('tickets'), 1, Infinity);
  return {
    labels: linked.get('names') === 'known' ? 'known' : OPENING_CURVE.labels,
    form: linked.get('form') === 'inline' ? 'inline' : OPENING_CURVE.form,
    tickets: TICKET_COUNTS.find((count) => count === tickets) ?? OPENING_CURVE.tickets,
    seed: linked.get('seed')?.trim().slice(0, LONGEST_SEED) || OPENING_CURVE.seed,
  };
}

/** What a link must say to lead to these settings: nothing of what is as at first. */
export function promptLink({ ticket, k, order, own }: PromptSettings): Map<string, string> {
  const link = new Map<string, string>();
  if (ticket !== OPENING_PROMPT.ticket) link.set('ticket', String(ticket + 1));
  if (k !== OPENING_PROMPT.k) link.set('k', String(k));
  if (order !== OPENING_PROMPT.order) link.set('order', String(order));
  if (own !== undefined) link.set('own', own);
  return link;
}

export function curveLink({ labels, form, tickets, seed }: CurveSettings): Map<string, string> {
  const link = new Map<string, string>();
  if (labels !== OPENING_CURVE.labels) link.set('names', labels);
  if (form !== OPENING_CURVE.form) link.set('form', form);
  if (tickets !== OPENING_CURVE.tickets) link.set('tickets', String(tickets));
  if (seed !== OPENING_CURVE.seed) link.set('seed', seed);
  return link;
}

/** The settings of the curve figure that an experiment was made with, as near as they come; nothing where it is no such curve. */
export function settingsOf({ id, arms, items: { count, seeds } }: Experiment): CurveSettings | undefined {
  const task = arms[0]?.task;
  if (!/^few-shot(-known)?(-inline)?$/.test(id) || task?.name !== 'shots') return undefined;
  return curveSettings(new Map(Object.entries({ names: task.options.labels, form: task.options.form, tickets: String(count), seed: seeds[0] })));
}

/** What such a run is called in the notebook. */
export function nameOf(experiment: Experiment): string {
  const { form = OPENING_CURVE.form } = settingsOf(experiment) ?? {};
  const { count, seeds } = experiment.items;
  return `${experiment.title}, ${form === 'inline' ? 'in one message' : 'as turns of a chat'}, ${count} tickets${seeds[0] === OPENING_CURVE.seed ? '' : `, seed “${seeds[0]}”`}`;
}

function whole(text: string | undefined, least: number, most: number): number | undefined {
  const value = numberIn(text, least, most);
  return Number.isInteger(value) ? value : undefined;
}
