/** Writing recorded runs, and checking that they come out the same again. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { ChatEngine } from '../../src/engines/chat.ts';
import { firstDifference } from '../../src/lab/compare.ts';
import type { Experiment } from '../../src/lab/experiment.ts';
import type { RunRecord } from '../../src/lab/record.ts';
import { recordFromJson, RecordError, recordToJson } from '../../src/lab/record-json.ts';
import { run } from '../../src/lab/runner.ts';
import { runSearch, searchToJson, type PromptSearch, type SearchRecord } from '../../src/lab/search-record.ts';
import type { ProgressLine } from './progress.ts';
import { sideBySide } from './side-by-side.ts';

/** Experiments under way at a time: while one waits for the last of its answers, the other keeps every engine busy. */
const AT_ONCE = 2;

export interface Recording {
  readonly experiments: readonly Experiment[];
  readonly folder: string;
  readonly engine: ChatEngine;
  /** A line of progress for each experiment, by its id. */
  readonly progress: (id: string) => ProgressLine;
  readonly signal?: AbortSignal;
}

/** Runs every experiment and writes its record. A run that is cancelled leaves the record of before. */
export async function recordRuns(recording: Recording): Promise<void> {
  const { experiments, folder } = recording;
  mkdirSync(folder, { recursive: true });
  await sideBySide(experiments, AT_ONCE, async (experiment) => {
    const record = await watched(experiment, recording);
    writeFileSync(`${folder}/${experiment.id}.part`, recordToJson(record));
    renameSync(`${folder}/${experiment.id}.part`, `${folder}/${experiment.id}.json`);
  });
}

/**
 * Runs every recorded experiment again; returns a sentence for each record that is missing, unreadable or different.
 * A record of another model or of an experiment that has changed is reported without running it. With `complete`, a
 * record without an experiment is reported too.
 */
export async function checkRuns(recording: Recording & { readonly complete: boolean }): Promise<string[]> {
  const { experiments, folder, complete } = recording;
  const checked = await sideBySide(experiments, AT_ONCE, (experiment) => check(experiment, `${folder}/${experiment.id}.json`, recording));
  const differences = checked.filter((difference) => difference !== undefined);
  if (!complete) return differences;
  const known = new Set(experiments.map(({ id }) => `${id}.json`));
  const strays = existsSync(folder) ? readdirSync(folder).filter((file) => !known.has(file)) : [];
  return [...differences, ...strays.map((file) => `${folder}/${file} belongs to no recorded experiment. Delete it, or add its experiment to src/lab/experiments/index.ts.`)];
}

/** Where searches go, and how they are run. */
export interface SearchRecording extends Omit<Recording, 'experiments'> {
  readonly searches: readonly PromptSearch[];
}

/** Runs every search and writes its record. */
export async function recordSearches(recording: SearchRecording): Promise<void> {
  const { searches, folder } = recording;
  mkdirSync(folder, { recursive: true });
  for (const search of searches) writeFileSync(`${folder}/${search.id}.json`, searchToJson(await watchedSearch(search, recording)));
}

/** Runs every recorded search again; returns a sentence for each record that is missing or different. */
export async function checkSearches(recording: SearchRecording): Promise<string[]> {
  const { searches, folder } = recording;
  const differences: string[] = [];
  for (const search of searches) {
    const path = `${folder}/${search.id}.json`;
    const again = `npm run record -- --only ${search.id}`;
    if (!existsSync(path)) differences.push(`${path} does not exist. Record it with: ${again}`);
    else if (searchToJson(await watchedSearch(search, recording)) !== readFileSync(path, 'utf8')) differences.push(`${path} does not come out the same. Record it again with: ${again}`);
  }
  return differences;
}

async function watchedSearch(search: PromptSearch, { engine, progress, signal }: SearchRecording): Promise<SearchRecord> {
  const line = progress(search.id);
  const record = await runSearch(search, engine, { ...(signal && { signal }), onProgress: ({ done, of }) => line.update(done, of) });
  line.end();
  return record;
}

async function check(experiment: Experiment, path: string, recording: Recording): Promise<string | undefined> {
  const again = `npm run record -- --only ${experiment.id}`;
  if (!existsSync(path)) return `${path} does not exist. Record it with: ${again}`;
  const text = readFileSync(path, 'utf8');
  let recorded: RunRecord;
  try {
    recorded = recordFromJson(text);
  } catch (error) {
    if (error instanceof RecordError) return `${path}: ${error.message}`;
    throw error;
  }
  const { engine: kind, model, modelHash, versions } = await recording.engine.info();
  const setting = firstDifference(recorded, { ...recorded, experiment, engine: { engine: kind, model, modelHash, versions } });
  if (setting !== undefined) return `${path} was recorded under other conditions. ${setting} Record it again with: ${again}`;
  const record = await watched(experiment, recording);
  const difference = firstDifference(recorded, record);
  if (difference !== undefined) return `${path} does not come out the same. ${difference}`;
  return recordToJson(record) === text ? undefined : `${path} holds the same run written otherwise. Record it again with: ${again}`;
}

async function watched(experiment: Experiment, { engine, progress, signal }: Recording): Promise<RunRecord> {
  const line = progress(experiment.id);
  const record = await run(experiment, engine, { keepCalls: true, ...(signal && { signal }), onProgress: ({ done, of }) => line.update(done, of) });
  line.end();
  return record;
}
