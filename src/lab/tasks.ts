/** Every task an arm can set: those of TinyDesk's world, and the lab's own. */
import type { Random } from '../tinydesk/random.ts';
import { answerOf, promptOf, type Example, type Message } from '../tinydesk/world/example.ts';
import { FAMILIES } from '../tinydesk/world/mixture.ts';
import type { Split } from '../tinydesk/world/split.ts';
import { factChain } from './tasks/fact-calls.ts';
import { fiveShots } from './tasks/five-shots.ts';
import { handTyped } from './tasks/hand-typed.ts';
import { houseRecord } from './tasks/house-record.ts';
import { houseRoute } from './tasks/house-route.ts';
import { houseShots } from './tasks/house-shots.ts';
import { inRole } from './tasks/in-role.ts';
import { prompted } from './tasks/prompted.ts';
import { roleplay } from './tasks/roleplay.ts';
import { ruleCases } from './tasks/rule-cases.ts';
import { shots } from './tasks/shots.ts';
import { stepChain } from './tasks/step-chain.ts';
import { tray } from './tasks/tray.ts';
import { wordedShots } from './tasks/worded-shots.ts';
import { written } from './tasks/written.ts';
import type { WorkedExample } from './template/values.ts';

/** A prompt and the answer that counts as right. */
export interface Item {
  readonly messages: readonly Message[];
  readonly reference: string;
  /** In a chain of calls: what to ask after these answers; nothing when they are all. */
  readonly next?: (answers: readonly string[]) => readonly Message[] | undefined;
  /** In a chain of calls: the answer that they make together; the last one where not said. */
  readonly join?: (answers: readonly string[]) => string;
}

/** Where in its item set an item stands: tasks with a fixed list of tickets go through it in order. */
export interface Place {
  readonly split: Split;
  readonly index: number;
  /** A text of the reader's own, in place of a ticket of the world, and its right answer. */
  readonly given?: WorkedExample;
}

/** Plain text asks nothing. */
const families: Omit<typeof FAMILIES, 'plain'> = FAMILIES;
const LAB_TASKS = { prompted, factChain, shots, fiveShots, wordedShots, tray, roleplay, handTyped, houseRecord, houseRoute, houseShots, stepChain, ruleCases, inRole, written };

type World = typeof families;
type Lab = typeof LAB_TASKS;
type OptionsOf<F> = F extends (random: Random, at: never, ...rest: infer R) => unknown ? NonNullable<R[0]> : never;

/** A task by name, with the options that its function takes. */
export type Task =
  | { [N in keyof World]: { readonly name: N; readonly options?: Parameters<World[N]> extends [unknown, unknown, (infer O)?] ? O : never } }[keyof World]
  | { [N in keyof Lab]: { readonly name: N; readonly options: OptionsOf<Lab[N]> } }[keyof Lab];

export const TASK_NAMES: readonly string[] = [...Object.keys(families).filter((name) => name !== 'plain'), ...Object.keys(LAB_TASKS)];

/** The task's item, from a random stream of the item's own. */
export async function itemOf(task: Task, random: Random, place: Place): Promise<Item> {
  if (task.name in LAB_TASKS) {
    const make = LAB_TASKS[task.name as keyof Lab] as (random: Random, place: Place, options: unknown) => Item | Promise<Item>;
    return make(random, place, task.options);
  }
  const make = families[task.name as keyof World] as (random: Random, split: Split, options?: unknown) => Example;
  const example = make(random, place.split, task.options);
  return { messages: promptOf(example), reference: answerOf(example) };
}
