/** A model's files and the kernels, from disk. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../chat.ts';
import type { ReadFile } from './repository.ts';

export function readModelFile(folder: string): ReadFile {
  return (name) => read(join(folder, name), 'Name the folder of a model, such as public/tinydesk/instructed.');
}

export function readKernels(): Promise<Uint8Array<ArrayBuffer>> {
  return read(fileURLToPath(new URL('../../tinydesk/kernels/kernels.wasm', import.meta.url)), 'Build the kernels with: npm run kernels');
}

async function read(path: string, remedy: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw new EngineError('model-missing', `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). ${remedy}`);
  }
}
