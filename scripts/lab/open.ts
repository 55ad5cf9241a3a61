/** The engine that a command line asks for. */
import { availableParallelism } from 'node:os';
import type { ChatEngine } from '../../src/engines/chat.ts';
import { INSTRUCTED, openTinyDesk } from '../../src/engines/node.ts';
import { openCheckpoint } from './checkpoint-engine.ts';
import { crew } from './crew.ts';

/** More engines than this gain nothing that a run of this size would notice. */
const MOST_WORKERS = 4;

export interface EngineChoice {
  /** A model folder; the published model where not said. */
  model?: string | undefined;
  /** A pretraining folder instead, with the tokenizer of its run. */
  checkpoint?: string | undefined;
  tokenizer: string;
  /** Worker threads. */
  workers?: number | undefined;
}

export async function openEngine({ model, checkpoint, tokenizer, workers = Math.min(MOST_WORKERS, availableParallelism()) }: EngineChoice): Promise<ChatEngine> {
  if (checkpoint !== undefined) return openCheckpoint(checkpoint, tokenizer);
  const folder = model ?? INSTRUCTED;
  const first = await openTinyDesk({ folder });
  return crew([first, ...(await Promise.all(Array.from({ length: workers - 1 }, () => openTinyDesk({ folder }))))]);
}
