/** What a reader can set in the grid, and how a link remembers it. */
import { numberIn } from '../shared/link.ts';

export interface GridSettings {
  /** Tickets that each prompt is run on. */
  readonly tickets: number;
  /** The ticket that is shown, from 0. */
  readonly ticket: number;
}

export const OPENING: GridSettings = { tickets: 50, ticket: 0 };
/** Choices of how many tickets to run on. */
export const TICKET_COUNTS = [20, 50, 100, 200] as const;

/** Settings from a link; whatever is missing or makes no sense is as at first. `recorded` tickets can be shown. */
export function gridSettings(linked: ReadonlyMap<string, string>, recorded: number): GridSettings {
  const tickets = numberIn(linked.get('tickets'), 1, Infinity);
  const ticket = numberIn(linked.get('ticket'), 1, recorded);
  return {
    tickets: TICKET_COUNTS.find((count) => count === tickets) ?? OPENING.tickets,
    ticket: ticket !== undefined && Number.isInteger(ticket) ? ticket - 1 : OPENING.ticket,
  };
}

/** What a link must say to lead to these settings: nothing of what is as at first. */
export function gridLink({ tickets, ticket }: GridSettings): Map<string, string> {
  const link = new Map<string, string>();
  if (tickets !== OPENING.tickets) link.set('tickets', String(tickets));
  if (ticket !== OPENING.ticket) link.set('ticket', String(ticket + 1));
  return link;
}
