/** Run records as text: equal records give equal bytes, and text from anywhere is checked before it is believed. */
import { canonical } from './canonical.ts';
import { FACTORS, itemCount, type Experiment, type Factor } from './experiment.ts';
import { keyOf, type Grader } from './grader.ts';
import { checkedGrader } from './grader-check.ts';
import { FORMAT, summaryOf, type ArmRecord, type RunRecord } from './record.ts';
import { TASK_NAMES } from './tasks.ts';

/** A text that is no record, or one that contradicts itself, with the reason. */
export class RecordError extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(`This is not a run record that can be read here: ${reason}. Record the run again with this version, or choose another file.`);
    this.name = 'RecordError';
    this.reason = reason;
  }
}

/** Longer chains of calls are refused. */
const MOST_CALLS = 100;
/** Longer texts are refused. */
const LONGEST = 30_000_000;

/** The record as JSON with sorted keys, one arm a line. */
export function recordToJson(record: RunRecord): string {
  const { arms, ...rest } = record;
  const lines = Object.entries({ ...rest, arms: null }).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) =>
    key === 'arms' ? `"arms":[\n${arms.map(canonical).join(',\n')}\n]` : `${JSON.stringify(key)}:${canonical(value)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** Reads a record and checks that it is whole and agrees with itself. Throws a RecordError that says what is wrong. */
export function recordFromJson(text: string): RunRecord {
  const record = members(parsed(text), 'the record', ['format', 'experiment', 'engine', 'arms'], ['planned']);
  if (record['format'] !== FORMAT) throw new RecordError(`its format is ${JSON.stringify(record['format'])}, and this version reads ${FORMAT}`);
  const experiment = experimentFrom(record['experiment']);
  const { planned } = record;
  if (planned !== undefined) whole(planned, 'planned', itemCount(experiment), 1_000_000);
  const engine = engineFrom(record['engine']);
  const arms = list(record['arms'], 'arms');
  if (arms.length !== experiment.arms.length) throw new RecordError(`it has ${arms.length} arms, and its experiment ${experiment.arms.length}`);
  return {
    format: FORMAT,
    experiment,
    engine,
    arms: arms.map((arm, at) => armFrom(arm, experiment, experiment.arms[at]!.id)),
    ...(planned !== undefined && { planned: planned as number }),
  };
}

function parsed(text: string): unknown {
  if (text.length > LONGEST) throw new RecordError(`it has ${text.length} characters, and at most ${LONGEST} are read`);
  try {
    return JSON.parse(text);
  } catch {
    throw new RecordError('it is not JSON');
  }
}

/** Reads an experiment that someone wrote down. Throws a RecordError that says what is wrong; the options of its tasks show when its items are made. */
export function experimentFromJson(text: string): Experiment {
  return experimentFrom(parsed(text));
}

/** Who answered, checked. Throws a RecordError. */
export function engineFrom(value: unknown): RunRecord['engine'] {
  const { engine, model, modelHash, versions } = members(value, 'engine', ['engine', 'model', 'modelHash', 'versions']);
  if (engine !== 'tinydesk' && engine !== 'webllm') throw new RecordError(`it names the engine ${JSON.stringify(engine)}`);
  const each = Object.entries(members(versions, 'engine.versions')).map(([name, version]) => [name, words(version, `engine.versions.${name}`)] as const);
  return { engine, model: words(model, 'engine.model'), modelHash: words(modelHash, 'engine.modelHash'), versions: Object.fromEntries(each) };
}

/** An experiment, checked as far as that can be without asking it. Throws a RecordError. */
export function experimentFrom(value: unknown): Experiment {
  const experiment = members(value, 'experiment', ['id', 'title', 'items', 'samples', 'request', 'graders', 'arms'], ['draws']);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(words(experiment['id'], 'experiment.id'))) throw new RecordError('experiment.id is not lower-case words joined by hyphens');
  words(experiment['title'], 'experiment.title');
  whole(experiment['samples'], 'experiment.samples', 1, 128);
  if (experiment['draws'] !== undefined && experiment['draws'] !== 'own') throw new RecordError(`experiment.draws is ${JSON.stringify(experiment['draws'])}`);
  members(experiment['request'], 'experiment.request');
  const items = members(experiment['items'], 'experiment.items', ['split', 'count', 'seeds'], ['counts', 'given']);
  if (!['train', 'dev', 'test'].includes(items['split'] as string)) throw new RecordError(`experiment.items.split is ${JSON.stringify(items['split'])}`);
  whole(items['count'], 'experiment.items.count', 1, 1_000_000);
  const seeds = list(items['seeds'], 'experiment.items.seeds').map((seed) => words(seed, 'a seed'));
  if (seeds.length === 0 || new Set(seeds).size !== seeds.length) throw new RecordError('its seeds are missing or repeated');
  const { counts, given } = items;
  if (counts !== undefined) {
    const each = list(counts, 'experiment.items.counts');
    for (const count of each) whole(count, 'an entry in experiment.items.counts', 1, items['count'] as number);
    if (each.length !== seeds.length || !each.includes(items['count']) || each.every((count) => count === items['count'])) throw new RecordError('its numbers of items do not say of each seed how many it gives, the largest being its count');
  }
  if (given !== undefined) {
    if (list(given, 'experiment.items.given').length !== items['count']) throw new RecordError('its own items are not as many as it says');
    for (const own of given as unknown[]) for (const [name, text] of Object.entries(members(own, 'an item of its own', ['text', 'reference']))) words(text, `the ${name} of an item of its own`);
  }
  const graders = list(experiment['graders'], 'experiment.graders');
  for (const grader of graders) checkGrader(grader);
  if (graders.length === 0) throw new RecordError('it names no grader');
  if (new Set(graders.map((grader) => keyOf(grader as Grader))).size !== graders.length) throw new RecordError('it names a grader twice');
  const ids = list(experiment['arms'], 'experiment.arms').map((arm, at) => {
    const where = `experiment.arms[${at}]`;
    const { id, label, lever, task, variant } = members(arm, where, ['id', 'label', 'lever', 'task'], ['request', 'variant']);
    words(label, `${where}.label`);
    if (!['base', 'prompt', 'tune', 'both'].includes(lever as string)) throw new RecordError(`${where}.lever is ${JSON.stringify(lever)}`);
    if (variant !== undefined) checkVariant(variant, `${where}.variant`);
    const { name } = members(task, `${where}.task`, ['name'], ['options']);
    if (!TASK_NAMES.includes(words(name, `${where}.task.name`))) throw new RecordError(`it sets the task ${JSON.stringify(name)}, which this version does not have`);
    return words(id, `${where}.id`);
  });
  if (ids.length === 0 || new Set(ids).size !== ids.length) throw new RecordError('its arms are missing or share a name');
  return experiment as unknown as Experiment;
}

function checkGrader(grader: unknown): void {
  try {
    checkedGrader(grader);
  } catch (error) {
    throw new RecordError((error as Error).message);
  }
}

function checkVariant(value: unknown, name: string): void {
  const { of, levels } = members(value, name, ['of', 'levels']);
  words(of, `${name}.of`);
  for (const [factor, level] of Object.entries(members(levels, `${name}.levels`))) {
    if (!FACTORS.includes(factor as Factor)) throw new RecordError(`${name} varies ${JSON.stringify(factor)}, which is none of ${FACTORS.join(', ')}`);
    words(level, `${name}.levels.${factor}`);
  }
}

function armFrom(value: unknown, experiment: Experiment, id: string): ArmRecord {
  const arm = members(value, `arm "${id}"`, ['id', 'answers', 'outcomes', 'verdicts', 'cut', 'promptTokens', 'answerTokens', 'summary'], ['calls']) as unknown as ArmRecord;
  if (arm.id !== id) throw new RecordError(`where arm "${id}" belongs it has ${JSON.stringify(arm.id)}`);
  const items = itemCount(experiment);
  const outcomes = items * experiment.samples;
  const answers = list(arm.answers, `the answers of arm "${id}"`).map((answer) => words(answer, `an answer of arm "${id}"`));
  const counts = (numbers: unknown, name: string, length: number | undefined, most: number) => {
    const values = list(numbers, `${name} of arm "${id}"`);
    if (length !== undefined && values.length !== length) throw new RecordError(`${name} of arm "${id}" has ${values.length} entries where ${length} belong`);
    for (const n of values) whole(n, `an entry in ${name} of arm "${id}"`, 0, most);
  };
  counts(arm.outcomes, 'outcomes', outcomes, answers.length - 1);
  counts(arm.cut, 'cut', undefined, outcomes - 1);
  counts(arm.promptTokens, 'promptTokens', items, 10_000_000);
  counts(arm.answerTokens, 'answerTokens', items, 10_000_000);
  if (arm.calls !== undefined) checkCalls(arm.calls, outcomes, id);
  const keys = experiment.graders.map(keyOf);
  const verdicts = members(arm.verdicts, `the verdicts of arm "${id}"`, keys);
  for (const grader of keys) {
    if (!new RegExp(`^[01-]{${outcomes}}$`).test(words(verdicts[grader], `the verdicts of arm "${id}"`))) throw new RecordError(`the verdicts of arm "${id}" by "${grader}" are not ${outcomes} of 1, 0 and -`);
  }
  if (canonical(summaryOf(experiment, arm)) !== canonical(arm.summary)) throw new RecordError(`the summary of arm "${id}" does not follow from its outcomes`);
  return arm;
}

function checkCalls(value: unknown, outcomes: number, id: string): void {
  const calls = members(value, `the calls of arm "${id}"`, ['answers', 'outcomes']);
  const answers = list(calls['answers'], `the answers to the calls of arm "${id}"`);
  for (const answer of answers) words(answer, `an answer to a call of arm "${id}"`);
  const each = list(calls['outcomes'], `the calls of arm "${id}"`);
  if (each.length !== outcomes) throw new RecordError(`the calls of arm "${id}" are of ${each.length} outcomes, and it has ${outcomes}`);
  for (const places of each) {
    whole(list(places, `the calls of an outcome of arm "${id}"`).length, `the number of calls of an outcome of arm "${id}"`, 1, MOST_CALLS);
    for (const place of places as unknown[]) whole(place, `a call of arm "${id}"`, 0, answers.length - 1);
  }
}

/** An object with these members and no others; with any, where none are named. */
function members(value: unknown, name: string, required?: readonly string[], optional: readonly string[] = []): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new RecordError(`${name} is not an object`);
  const object = value as Record<string, unknown>;
  if (!required) return object;
  for (const key of required) if (!Object.hasOwn(object, key)) throw new RecordError(`${name} has no "${key}"`);
  for (const key of Object.keys(object)) if (!required.includes(key) && !optional.includes(key)) throw new RecordError(`${name} has an unknown member "${key}"`);
  return object;
}

function list(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw new RecordError(`${name} is not a list`);
  return value;
}

function words(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new RecordError(`${name} is not a text`);
  return value;
}

function whole(value: unknown, name: string, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) throw new RecordError(`${name} is ${JSON.stringify(value)} where a whole number from ${least} to ${most} belongs`);
}
