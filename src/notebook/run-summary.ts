/** A kept run without its outcomes: what a list of runs shows. */
import { anything, CheckError, count, either, fields, finite, flag, list, nothing, oneOf, record as recordCheck, text, type Check } from '../engines/check.ts';
import { sha256 } from '../engines/sha256.ts';
import { headlineOf, itemCount, type Lever } from '../lab/experiment.ts';
import { shareRight } from '../lab/figure.ts';
import { tallyOf, type RunRecord } from '../lab/record.ts';
import type { Estimate } from '../lab/statistics/wilson.ts';
import { device, type Device } from './device.ts';
import { experimentIdentity, UUID } from './identity.ts';
import { NotebookError } from './notebook-error.ts';

/** What is known of a run besides its record. */
export interface RunNote {
  readonly id: string;
  readonly name: string;
  /** When it was made: ISO 8601, UTC. */
  readonly when: string;
  /** SHA-256 of the adapter that answered with the model; null where there was none. */
  readonly adapterHash: string | null;
  readonly device: Device;
  /** How long it took, in ms. */
  readonly ms: number;
}

export interface RunSummary extends RunNote {
  readonly experiment: string;
  readonly title: string;
  /** Of the experiment without its seeds: see experimentIdentity. */
  readonly identity: string;
  /** SHA-256 of the record's text: equal for runs that are equal in every answer. */
  readonly content: string;
  readonly engine: RunRecord['engine'];
  readonly seeds: readonly string[];
  readonly items: number;
  readonly samples: number;
  /** Counts by the headline grader, and the share right with its 95% interval. */
  readonly arms: readonly { readonly id: string; readonly label: string; readonly lever: Lever; readonly right: number; readonly outcomes: number; readonly share: Estimate }[];
  /** Ended early: the record is of its first items. */
  readonly partial: boolean;
  /** UTF-8 bytes of the record's text. */
  readonly bytes: number;
}

/** Longer names are refused. */
export const LONGEST_NAME = 200;

/** A name as it is kept: without line breaks and outer spaces. Throws a NotebookError where nothing or too much is left. */
export function runName(name: string): string {
  const clean = name.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (clean === '') throw new NotebookError('bad-name', 'A run needs a name. Type a few words that tell it from others.');
  if (clean.length > LONGEST_NAME) throw new NotebookError('bad-name', `This name has ${clean.length} characters, and at most ${LONGEST_NAME} are kept. Shorten it.`);
  return clean;
}

/** As much of a name as is kept, for one that is put together from what others wrote. */
export function cutName(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

/** What follows from a record and the note on it. `recordText` is the record's text. */
export async function summarise(record: RunRecord, recordText: string, { id, name, when, adapterHash, device: { engine, cores, platform }, ms }: RunNote): Promise<RunSummary> {
  const { experiment } = record;
  const headline = headlineOf(experiment);
  const bytes = new TextEncoder().encode(recordText);
  return {
    id, name, when, adapterHash, device: { engine, cores, platform }, ms,
    experiment: experiment.id,
    title: experiment.title,
    identity: await experimentIdentity(experiment),
    content: await sha256(bytes),
    engine: record.engine,
    seeds: experiment.items.seeds,
    items: itemCount(experiment),
    samples: experiment.samples,
    arms: experiment.arms.map((arm) => ({ id: arm.id, label: arm.label, lever: arm.lever, right: tallyOf(record, arm.id, headline).right, outcomes: itemCount(experiment) * experiment.samples, share: shareRight(record, arm.id, headline) })),
    partial: record.planned !== undefined,
    bytes: bytes.length,
  };
}

const matching = (pattern: RegExp, belongs: string): Check<string> => (value, path) => {
  if (!pattern.test(text(value, path))) throw new CheckError(path, belongs);
  return value as string;
};
const name: Check<string> = (value, path) => {
  if (text(value, path).length > LONGEST_NAME || runName(value as string) !== value) throw new CheckError(path, `a name of at most ${LONGEST_NAME} characters`);
  return value;
};
const when: Check<string> = (value, path) => {
  const time = new Date(text(value, path));
  if (Number.isNaN(time.getTime()) || time.toISOString() !== value) throw new CheckError(path, 'a time in ISO 8601');
  return value;
};
const duration: Check<number> = (value, path) => {
  if (finite(value, path) < 0) throw new CheckError(path, 'a time in ms');
  return value as number;
};
const id = matching(UUID, 'a UUID');
export const hash = matching(/^[0-9a-f]{64}$/, 'a SHA-256');
/** The checks of a note's members. */
export const noteFields = { id, name, when, adapterHash: either(nothing, text), device, ms: duration };
export const engine: Check<RunRecord['engine']> = fields({ engine: oneOf('tinydesk', 'webllm'), model: text, modelHash: text, versions: recordCheck(text) });
export const estimate: Check<Estimate> = fields({ value: finite, low: finite, high: finite });

/** A note from elsewhere, checked: throws a CheckError or a NotebookError that says what is wrong. */
export const checkNote: Check<RunNote> = fields(noteFields);

export const checkSummary: Check<RunSummary> = fields({
  ...noteFields,
  experiment: text, title: text, identity: hash, content: hash,
  engine,
  seeds: list(text), items: count, samples: count,
  arms: list(fields({ id: text, label: text, lever: oneOf('base', 'prompt', 'tune', 'both'), right: count, outcomes: count, share: estimate })),
  partial: flag, bytes: count,
});

/** The id and name of a row that may be damaged, as far as there are any. */
export function callsItself(row: unknown): { id: string; name: string } {
  const said = (key: string) => (typeof row === 'object' && row !== null ? anything((row as Record<string, unknown>)[key], key) : undefined);
  const words = (value: unknown) => (typeof value === 'string' ? value.slice(0, LONGEST_NAME) : '');
  return { id: words(said('id')), name: words(said('name')) || 'a run without a name' };
}
