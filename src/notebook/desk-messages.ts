/** What a page and the worker with its desk say to each other, checked on both sides. Every answer carries the id of its question. */
import { anything, count, fields, flag, list, oneOf, text, variants, type Checked } from '../engines/check.ts';
import type { Desk } from './desk.ts';

export const TASKS = ['look', 'lookAtSearch', 'compare', 'pool', 'keepPool', 'save', 'share', 'exportRuns', 'importRuns'] as const satisfies readonly (keyof Desk)[];

/** The desk checks what it is given against what is kept. */
export const deskQuestion = fields({ id: count, task: oneOf(...TASKS), given: list(anything) });

export const deskAnswer = variants({
  done: fields({ type: oneOf('done'), id: count, result: anything }),
  /** `readable`: the message is a sentence for the reader. */
  failed: fields({ type: oneOf('failed'), id: count, message: text, readable: flag }),
});

export type DeskQuestion = Checked<typeof deskQuestion>;
export type DeskAnswer = Checked<typeof deskAnswer>;
