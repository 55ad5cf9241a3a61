/** Run records as text: equal records give equal bytes, and text from anywhere is checked before it is believed. */
import { canonical } from './canonical.ts';
import { itemCount, type Experiment } from './experiment.ts';
import { GRADERS } from './graders.ts';
import { FORMAT, summaryOf, type ArmRecord, type RunRecord } from './record.ts';
import { TASK_NAMES } from './tasks.ts';

/** A text that is no record, or one that contradicts itself, with the reason. */
export class RecordError extends Error {
  constructor(reason: string) {
    super(`This is not a run record that can be read here: ${reason}. Record the run again with this version, or choose another file.`);
    this.name = 'RecordError';
  }
}

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
  if (text.length > LONGEST) throw new RecordError(`it has ${text.length} characters, and at most ${LONGEST} are read`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new RecordError('it is not JSON');
  }
  const record = members(json, 'the record', ['format', 'experiment', 'engine', 'arms']);
  if (record['format'] !== FORMAT) throw new RecordError(`its format is ${JSON.stringify(record['format'])}, and this version reads ${FORMAT}`);
  const experiment = experimentFrom(record['experiment']);
  const engine = members(record['engine'], 'engine', ['engine', 'model', 'modelHash', 'versions']);
  if (engine['engine'] !== 'tinydesk' && engine['engine'] !== 'webllm') throw new RecordError(`it names the engine ${JSON.stringify(engine['engine'])}`);
  const versions = Object.entries(members(engine['versions'], 'engine.versions')).map(([name, version]) => [name, words(version, `engine.versions.${name}`)] as const);
  const arms = list(record['arms'], 'arms');
  if (arms.length !== experiment.arms.length) throw new RecordError(`it has ${arms.length} arms, and its experiment ${experiment.arms.length}`);
  return {
    format: FORMAT,
    experiment,
    engine: { engine: engine['engine'], model: words(engine['model'], 'engine.model'), modelHash: words(engine['modelHash'], 'engine.modelHash'), versions: Object.fromEntries(versions) },
    arms: arms.map((arm, at) => armFrom(arm, experiment, experiment.arms[at]!.id)),
  };
}

function experimentFrom(value: unknown): Experiment {
  const experiment = members(value, 'experiment', ['id', 'title', 'items', 'samples', 'request', 'graders', 'arms']);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(words(experiment['id'], 'experiment.id'))) throw new RecordError('experiment.id is not lower-case words joined by hyphens');
  words(experiment['title'], 'experiment.title');
  whole(experiment['samples'], 'experiment.samples', 1, 128);
  members(experiment['request'], 'experiment.request');
  const items = members(experiment['items'], 'experiment.items', ['split', 'count', 'seeds']);
  if (!['train', 'dev', 'test'].includes(items['split'] as string)) throw new RecordError(`experiment.items.split is ${JSON.stringify(items['split'])}`);
  whole(items['count'], 'experiment.items.count', 1, 1_000_000);
  const seeds = list(items['seeds'], 'experiment.items.seeds').map((seed) => words(seed, 'a seed'));
  if (seeds.length === 0 || new Set(seeds).size !== seeds.length) throw new RecordError('its seeds are missing or repeated');
  const graders = list(experiment['graders'], 'experiment.graders');
  for (const grader of graders) if (!Object.hasOwn(GRADERS, words(grader, 'a grader'))) throw new RecordError(`it names the grader ${JSON.stringify(grader)}, which this version does not have`);
  if (graders.length === 0) throw new RecordError('it names no grader');
  const ids = list(experiment['arms'], 'experiment.arms').map((arm, at) => {
    const where = `experiment.arms[${at}]`;
    const { id, label, lever, task } = members(arm, where, ['id', 'label', 'lever', 'task'], ['request']);
    words(label, `${where}.label`);
    if (!['base', 'prompt', 'tune', 'both'].includes(lever as string)) throw new RecordError(`${where}.lever is ${JSON.stringify(lever)}`);
    const { name } = members(task, `${where}.task`, ['name'], ['options']);
    if (!TASK_NAMES.includes(words(name, `${where}.task.name`))) throw new RecordError(`it sets the task ${JSON.stringify(name)}, which this version does not have`);
    return words(id, `${where}.id`);
  });
  if (ids.length === 0 || new Set(ids).size !== ids.length) throw new RecordError('its arms are missing or share a name');
  return experiment as unknown as Experiment;
}

function armFrom(value: unknown, experiment: Experiment, id: string): ArmRecord {
  const arm = members(value, `arm "${id}"`, ['id', 'answers', 'outcomes', 'verdicts', 'cut', 'promptTokens', 'answerTokens', 'summary']) as unknown as ArmRecord;
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
  const verdicts = members(arm.verdicts, `the verdicts of arm "${id}"`, experiment.graders);
  for (const grader of experiment.graders) {
    if (!new RegExp(`^[01-]{${outcomes}}$`).test(words(verdicts[grader], `the verdicts of arm "${id}"`))) throw new RecordError(`the verdicts of arm "${id}" by "${grader}" are not ${outcomes} of 1, 0 and -`);
  }
  if (canonical(summaryOf(experiment, arm)) !== canonical(arm.summary)) throw new RecordError(`the summary of arm "${id}" does not follow from its outcomes`);
  return arm;
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
