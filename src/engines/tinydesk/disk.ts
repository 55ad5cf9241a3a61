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
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new EngineError('model-missing', `There is no file ${path}. ${remedy}`);
    throw new EngineError('model-unreachable', `${path} cannot be read (${code}). Allow this program to read it, or name another folder.`);
  }
}
