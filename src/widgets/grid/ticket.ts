/** One ticket of a run: its text, what should come of it, every prompt about it and every answer to it. */
import type { RunRecord } from '../../lab/record.ts';
import { placeOf } from '../../lab/items.ts';
import { itemOf } from '../../lab/tasks.ts';
import { Random } from '../../tinydesk/random.ts';
import type { Message } from '../../tinydesk/world/example.ts';

export interface ShownTicket {
  readonly text: string;
  readonly code: string;
  readonly record: string;
  readonly filed: readonly { readonly label: string; readonly answer: string; readonly right: boolean }[];
  readonly prompts: readonly { readonly label: string; readonly messages: readonly Message[] }[];
}

export async function ticketOf({ experiment, arms }: RunRecord, n: number): Promise<ShownTicket> {
  const { name, place } = placeOf(experiment, n);
  const items = await Promise.all(experiment.arms.map(({ task }) => itemOf(task, new Random(name), place)));
  const last = items[0]!.messages.at(-1)!.content;
  return {
    text: last.slice(last.indexOf('ticket: ') + 'ticket: '.length),
    code: items[0]!.reference,
    record: items.at(-1)!.reference,
    filed: experiment.arms.map(({ label }, at) => {
      const { answers, outcomes, verdicts } = arms[at]!;
      return { label, answer: answers[outcomes[n]!]!, right: verdicts.exact![n] === '1' };
    }),
    prompts: experiment.arms.map(({ label }, at) => ({ label, messages: items[at]!.messages })),
  };
}
