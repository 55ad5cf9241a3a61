/** A pretraining checkpoint: weights and optimiser state in one safetensors file. */
import { existsSync, readFileSync } from 'node:fs';
import { ConfigError, parseConfig } from '../../src/tinydesk/model/config.ts';
import type { ParameterLayout } from '../../src/tinydesk/model/parameters.ts';
import { storageOf, weightsFrom } from '../../src/tinydesk/model/quantised.ts';
import { readSafetensors, SafetensorsError, type SafetensorsFile, type Tensor } from '../../src/tinydesk/model/safetensors.ts';
import { Tokenizer, TokenizerError } from '../../src/tinydesk/tokenizer/tokenizer.ts';
import { stateSize } from '../../src/tinydesk/train/optimiser.ts';
import type { Stage } from '../../src/tinydesk/train/plan.ts';
import type { Source } from '../../src/tinydesk/train/reshape.ts';
import { CommandError } from '../command.ts';

export const STATE_PREFIX = 'optimiser.';

export interface Checkpoint {
  step: number;
  tokens: number;
  /** The step at which this run began: 0, or where the model that it started from ended. */
  began: number;
  /** What the run was asked for; nothing where an early checkpoint does not say. */
  seed: string | undefined;
  stage: string | undefined;
  tensors: Map<string, Tensor>;
}

/** The folder's checkpoint, or nothing where there is none yet. A damaged one is a CommandError. */
export function readCheckpoint(folder: string): Checkpoint | undefined {
  const path = `${folder}/checkpoint.safetensors`;
  if (!existsSync(path)) return undefined;
  const { tensors, metadata } = weightsFile(path);
  const [step, tokens, began] = [Number(metadata['step']), Number(metadata['tokens']), Number(metadata['began'] ?? 0)];
  if (![step, tokens, began].every((count) => Number.isSafeInteger(count) && count >= 0)) {
    throw new CommandError(`${path} does not say after how many steps and tokens it was written. Move it away, and its run starts afresh.`);
  }
  return { step, tokens, began, seed: metadata['seed'], stage: metadata['stage'], tensors };
}

/** Refuses a checkpoint whose weights, or optimiser state where it is wanted, have other shapes than those of `layout`. */
export function checkShapes(folder: string, { tensors }: Checkpoint, { parameters }: ParameterLayout, { state }: { state: boolean }): void {
  const wanted = parameters.flatMap((p): [string, readonly number[]][] => [[p.name, p.shape], ...(state ? [[STATE_PREFIX + p.name, [stateSize(p)]] as [string, number[]]] : [])]);
  for (const [name, shape] of wanted) {
    const found = tensors.get(name)?.shape.join(', ');
    if (found === shape.join(', ')) continue;
    throw new CommandError(`The checkpoint in ${folder} is of another model: ${name} ${found === undefined ? 'is not there' : `has the shape [${found}]`}, and src/tinydesk/shape.ts asks for [${shape.join(', ')}]. Name another folder.`);
  }
}

/** Refuses to go on with a checkpoint of another seed, stage or shape: what it became would not be what its file says. */
export function checkResumes(folder: string, checkpoint: Checkpoint, layout: ParameterLayout, wanted: { seed: string; stage: Stage }): void {
  for (const key of ['seed', 'stage'] as const) {
    const found = checkpoint[key];
    if (found !== undefined && found !== wanted[key]) {
      throw new CommandError(`The checkpoint in ${folder} is of the ${key} "${found}", and this run is of "${wanted[key]}". Go on with --${key} ${found}, or name another --folder.`);
    }
  }
  checkShapes(folder, checkpoint, layout, { state: true });
}

/** The tokenizer.json at a path; a CommandError where it is none. */
export function readTokenizer(path: string): Tokenizer {
  try {
    return Tokenizer.parse(json(path));
  } catch (error) {
    if (error instanceof TokenizerError) throw new CommandError(`${path}: ${error.message}`);
    throw error;
  }
}

function weightsFile(path: string): SafetensorsFile {
  try {
    return readSafetensors(readFileSync(path));
  } catch (error) {
    if (error instanceof SafetensorsError) throw new CommandError(`${path} cannot be read: ${error.reason}. It is damaged; move it away and make it again.`);
    throw error;
  }
}

function json(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${path} is not JSON. Make it again, or name another.`);
  }
}

/** A published model, and the step and tokens after which it was. A folder that holds none is a CommandError. */
export function readPublished(folder: string): Source & { step: number; tokens: number } {
  const { step, tokens } = readCurve(folder);
  try {
    const config = json(`${folder}/config.json`);
    const tensors = weightsFrom(storageOf(config as Record<string, unknown>), weightsFile(`${folder}/model.safetensors`).tensors);
    return { config: parseConfig(config), tensors, step, tokens };
  } catch (error) {
    if (error instanceof ConfigError || error instanceof SafetensorsError) throw new CommandError(`${folder}: ${error.message}`);
    throw error;
  }
}

/** The loss curve of a published model, and the step and tokens at which it ends. */
export function readCurve(folder: string): { step: number; tokens: number; curve: [number, number][] } {
  const read = json(`${folder}/curve.json`) as { step: number; tokens: number; curve: [number, number][] } | null;
  if (!Number.isSafeInteger(read?.step) || !Number.isSafeInteger(read?.tokens) || !Array.isArray(read?.curve)) {
    throw new CommandError(`${folder}/curve.json does not hold a run's steps, tokens and loss curve. Name the folder of a published model.`);
  }
  return read!;
}
