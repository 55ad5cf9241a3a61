/** A pretraining checkpoint: weights and optimiser state in one safetensors file. */
import { existsSync, readFileSync } from 'node:fs';
import { readSafetensors, type Tensor } from '../../src/tinydesk/model/safetensors.ts';

export const STATE_PREFIX = 'optimiser.';

export interface Checkpoint {
  step: number;
  tokens: number;
  tensors: Map<string, Tensor>;
}

/** The folder's checkpoint, or nothing where there is none yet. */
export function readCheckpoint(folder: string): Checkpoint | undefined {
  const path = `${folder}/checkpoint.safetensors`;
  if (!existsSync(path)) return undefined;
  const { tensors, metadata } = readSafetensors(readFileSync(path));
  return { step: Number(metadata['step']), tokens: Number(metadata['tokens']), tensors };
}
