/**
 * Pretrains TinyDesk on the project's own kernels.
 *
 *   npm run pretrain -- --stage instructed --tokens 18e6 --folder .cache/pretrain/instructed
 *
 * A run goes on from the folder's checkpoint; ending it with Ctrl-C writes one. Its loss curve is in curve.jsonl.
 * --from starts with the weights of a published model folder, in this shape, and goes on counting from its tokens.
 * The model that ships read its first 18 million tokens 128 wide with an inner width of 304 (epsilon 4.5e-5), then, with
 * --from, 90 million 144 wide in five layers, and the rest in the shape of today; sentence frames were added on the way, so a
 * new run follows the recipe, not the bits.
 * --budget is the number of tokens by which the rates have fallen to zero: --tokens where not said.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { layoutOf } from '../src/tinydesk/model/parameters.ts';
import { Random } from '../src/tinydesk/random.ts';
import { SPECIAL_TOKENS } from '../src/tinydesk/tokenizer/chat.ts';
import { trainTokenizer } from '../src/tinydesk/tokenizer/train.ts';
import { stateSize } from '../src/tinydesk/train/optimiser.ts';
import { command, CommandError, commandLine, whole } from './command.ts';
import { Barrier } from './pretrain/barrier.ts';
import { checkResumes, readCheckpoint, readCurve, readPublished, readTokenizer } from './pretrain/checkpoint.ts';
import { corpus } from './pretrain/corpus.ts';
import { SHARDS, type Stage } from '../src/tinydesk/train/plan.ts';
import { SHAPE, VOCABULARY } from '../src/tinydesk/shape.ts';
import type { Job, Shared } from './pretrain/worker.ts';

const readLine = () => commandLine({
  options: {
    stage: { type: 'string', default: 'instructed' },
    tokens: { type: 'string', default: '18e6' },
    budget: { type: 'string' },
    folder: { type: 'string' },
    from: { type: 'string' },
    seed: { type: 'string', default: 'tinydesk-1' },
    workers: { type: 'string', default: String(Math.min(SHARDS, availableParallelism())) },
    tokenizer: { type: 'string', default: 'public/tinydesk/instructed/tokenizer.json' },
    'make-tokenizer': { type: 'boolean', default: false },
  },
});

await command(async () => {
  const { values } = readLine();
  if (values['make-tokenizer']) {
    writeFileSync(values.tokenizer, `${JSON.stringify(trainTokenizer(corpus(new Random(`${values.seed}/tokenizer`)), VOCABULARY, SPECIAL_TOKENS))}\n`);
    console.log(`Wrote ${values.tokenizer}.`);
  } else {
    await pretrain(values);
  }
  return 0;
});

/** Whatever is wrong with the command line or its files is said here, before a worker starts. */
async function pretrain(values: ReturnType<typeof readLine>['values']): Promise<void> {
  const stage = stageOf(values.stage);
  const tokens = whole(values.tokens, '--tokens');
  const budget = values.budget === undefined ? tokens : whole(values.budget, '--budget');
  const workers = Math.min(SHARDS, whole(values.workers, '--workers'));
  const folder = values.folder ?? `.cache/pretrain/${stage}`;
  const layout = layoutOf(SHAPE);
  readTokenizer(values.tokenizer);
  const checkpoint = readCheckpoint(folder);
  if (checkpoint) checkResumes(folder, checkpoint, layout, { seed: values.seed, stage });
  else if (values.from !== undefined) readPublished(values.from);
  mkdirSync(folder, { recursive: true });
  if (values.from !== undefined) takeOverCurve(values.from, `${folder}/curve.jsonl`);
  const shared: Shared = {
    barrier: new SharedArrayBuffer(Barrier.bytes),
    weights: new SharedArrayBuffer(4 * layout.total),
    gradients: Array.from({ length: SHARDS }, () => new SharedArrayBuffer(4 * layout.total)),
    state: new SharedArrayBuffer(4 * layout.parameters.reduce((sum, p) => sum + stateSize(p), 0)),
    figures: new SharedArrayBuffer(8 * (3 * SHARDS + workers)),
    stop: new SharedArrayBuffer(8),
  };
  console.log(`${layout.count} parameters; ${stage} stage to ${tokens} tokens with ${workers} workers; in ${folder}`);
  process.once('SIGINT', () => Atomics.store(new Int32Array(shared.stop), 0, 1));
  process.once('SIGTERM', () => Atomics.store(new Int32Array(shared.stop), 0, 1));
  await Promise.all(
    Array.from({ length: workers }, (_, index) => {
      const job: Job = {
        index, workers, stage, folder, shared, tokens, budget,
        seed: values.seed,
        from: values.from,
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

function stageOf(name: string): Stage {
  if (name !== 'raw' && name !== 'instructed') throw new CommandError(`There is no stage "${name}". Use raw or instructed.`);
  return name;
}

/** The loss curve goes on from that of the model that the run starts with. */
function takeOverCurve(from: string, path: string): void {
  if (existsSync(path)) return;
  writeFileSync(path, readCurve(from).curve.map(([tokens, loss]) => `${JSON.stringify({ tokens, loss })}\n`).join(''));
}
