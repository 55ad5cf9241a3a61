/** A chat engine over a pretraining checkpoint, in this thread: for watching abilities grow while a run goes on. */
import { readFileSync } from 'node:fs';
import type { ChatEngine } from '../../src/engines/chat.ts';
import { sha256 } from '../../src/engines/sha256.ts';
import { readKernels } from '../../src/engines/tinydesk/disk.ts';
import { TinyDeskEngine } from '../../src/engines/tinydesk/tinydesk.ts';
import { Kernels } from '../../src/tinydesk/kernels/kernels.ts';
import { Llama } from '../../src/tinydesk/model/llama.ts';
import { Weights } from '../../src/tinydesk/model/weights.ts';
import { CommandError } from '../command.ts';
import { checkShapes, readCheckpoint, readTokenizer } from '../pretrain/checkpoint.ts';
import { SHAPE } from '../../src/tinydesk/shape.ts';

/** Opens the float32 weights of a pretraining folder, with the tokenizer that the run was given. */
export async function openCheckpoint(folder: string, tokenizerPath: string): Promise<ChatEngine> {
  const checkpoint = readCheckpoint(folder);
  if (!checkpoint) throw new CommandError(`There is no checkpoint in ${folder}. Name the folder of a pretraining run.`);
  const tokenizer = readTokenizer(tokenizerPath);
  const kernels = await Kernels.instantiate(await readKernels());
  const weights = new Weights(kernels, SHAPE);
  checkShapes(folder, checkpoint, weights.layout, { state: false });
  for (const { name } of weights.layout.parameters) weights.parameter(name).set(checkpoint.tensors.get(name)!.data);
  const modelHash = await sha256(new Uint8Array(readFileSync(`${folder}/checkpoint.safetensors`)));
  return new TinyDeskEngine({
    kernels,
    llama: new Llama(kernels, weights),
    tokenizer,
    endToken: tokenizer.special('<|end|>'),
    info: { engine: 'tinydesk', model: `checkpoint-${checkpoint.tokens}-tokens`, modelHash, versions: {}, contextTokens: SHAPE.max_position_embeddings },
  });
}
