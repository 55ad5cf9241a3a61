/** The tiny model of tests as the files of a Hugging Face repository. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LlamaConfig } from '../../tinydesk/model/config.ts';
import { writeSafetensors, type SafetensorsType } from '../../tinydesk/model/safetensors.ts';
import { SPECIAL_TOKENS } from '../../tinydesk/tokenizer/chat.ts';
import { KERNELS, TINY, tinyTensors, tinyTokenizerJson } from '../../tinydesk/testing/tiny-model.ts';
import { EngineError } from '../chat.ts';
import type { ReadFile } from '../tinydesk/repository.ts';
import { openTinyDesk, type TinyDeskEngine } from '../tinydesk/tinydesk.ts';

export type Files = Map<string, Uint8Array<ArrayBuffer>>;

export const jsonFile = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));

export function tinyFiles(config: LlamaConfig = TINY, type: SafetensorsType = 'F32'): Files {
  return new Map([
    ['config.json', jsonFile({ architectures: ['LlamaForCausalLM'], model_type: 'llama', ...config })],
    ['generation_config.json', jsonFile({ eos_token_id: SPECIAL_TOKENS.indexOf('<|end|>') })],
    ['tokenizer.json', jsonFile(tinyTokenizerJson())],
    ['model.safetensors', writeSafetensors(tinyTensors(config), type, { format: 'pt' })],
  ]);
}

/** Adds hashes.json for the files as they are. */
export function withHashes(files: Files): Files {
  const hashes = Object.fromEntries([...files].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]));
  return new Map([...files, ['hashes.json', jsonFile(hashes)]]);
}

export function readFrom(files: Files): ReadFile {
  return (name) => {
    const bytes = files.get(name);
    return bytes ? Promise.resolve(bytes) : Promise.reject(new EngineError('model-missing', `There is no ${name}.`));
  };
}

/** A new folder on disk with these files. */
export function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'tinydesk-'));
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  return folder;
}

export const wasm = (): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(KERNELS));

export function openTiny(files: Files = tinyFiles()): Promise<TinyDeskEngine> {
  return openTinyDesk({ read: readFrom(files), wasm: wasm(), model: 'tiny' });
}
