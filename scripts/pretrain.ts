/**
 * Pretrains TinyDesk on the project's own kernels.
 *
 *   npm run pretrain -- --stage instructed --tokens 18e6 --folder .cache/pretrain/instructed
 *
 * A run goes on from the folder's checkpoint; ending it with Ctrl-C writes one. Its loss curve is in curve.jsonl.
 * --budget is the number of tokens by which the rates have fallen to zero: --tokens where not said.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { layoutOf } from '../src/tinydesk/model/parameters.ts';
import { Random } from '../src/tinydesk/random.ts';
import { SPECIAL_TOKENS } from '../src/tinydesk/tokenizer/chat.ts';
import { trainTokenizer } from '../src/tinydesk/tokenizer/train.ts';
import { stateSize } from '../src/tinydesk/train/optimiser.ts';
import { Barrier } from './pretrain/barrier.ts';
import { corpus } from './pretrain/corpus.ts';
import { SHARDS, type Stage } from './pretrain/plan.ts';
import { SHAPE, VOCABULARY } from './pretrain/shape.ts';
import type { Job, Shared } from './pretrain/worker.ts';

const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'instructed' },
    tokens: { type: 'string', default: '18e6' },
    budget: { type: 'string' },
    folder: { type: 'string' },
    seed: { type: 'string', default: 'tinydesk-1' },
    workers: { type: 'string', default: String(Math.min(SHARDS, availableParallelism())) },
    tokenizer: { type: 'string', default: 'public/tinydesk/instructed/tokenizer.json' },
    'make-tokenizer': { type: 'boolean', default: false },
  },
});

if (values['make-tokenizer']) {
  writeFileSync(values.tokenizer, `${JSON.stringify(trainTokenizer(corpus(new Random(`${values.seed}/tokenizer`)), VOCABULARY, SPECIAL_TOKENS))}\n`);
  console.log(`Wrote ${values.tokenizer}.`);
} else {
  await pretrain();
}

async function pretrain(): Promise<void> {
  const stage = values.stage as Stage;
  if (stage !== 'raw' && stage !== 'instructed') throw new Error(`There is no stage "${values.stage}". Use raw or instructed.`);
  const folder = values.folder ?? `.cache/pretrain/${stage}`;
  mkdirSync(folder, { recursive: true });
  const workers = Math.min(SHARDS, Number(values.workers));
  const layout = layoutOf(SHAPE);
  const shared: Shared = {
    barrier: new SharedArrayBuffer(Barrier.bytes),
    weights: new SharedArrayBuffer(4 * layout.total),
    gradients: Array.from({ length: SHARDS }, () => new SharedArrayBuffer(4 * layout.total)),
    state: new SharedArrayBuffer(4 * layout.parameters.reduce((sum, p) => sum + stateSize(p), 0)),
    figures: new SharedArrayBuffer(8 * (3 * SHARDS + workers)),
    stop: new SharedArrayBuffer(8),
  };
  console.log(`${layout.count} parameters; ${stage} stage to ${Number(values.tokens)} tokens with ${workers} workers; in ${folder}`);
  process.once('SIGINT', () => Atomics.store(new Int32Array(shared.stop), 0, 1));
  process.once('SIGTERM', () => Atomics.store(new Int32Array(shared.stop), 0, 1));
  await Promise.all(
    Array.from({ length: workers }, (_, index) => {
      const job: Job = {
        index, workers, stage, folder, shared,
        seed: values.seed,
        tokens: Number(values.tokens),
        budget: Number(values.budget ?? values.tokens),
        logEvery: 20,
        saveEvery: 500,
        wasm: fileURLToPath(new URL('../src/tinydesk/kernels/kernels.wasm', import.meta.url)),
        tokenizer: values.tokenizer,
      };
      return new Promise<void>((resolve, reject) => {
        const worker = new Worker(new URL('./pretrain/worker.ts', import.meta.url), { workerData: job });
        worker.once('message', () => resolve());
        worker.once('error', reject);
      });
    }),
  );
}
