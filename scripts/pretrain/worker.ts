/**
 * One of the workers of a pretraining run. All workers run the same loop and meet at barriers: each computes the
 * gradients of its shards, then steps the parameters it owns with the summed gradient. The result does not depend on
 * how many workers there are.
 */
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Kernels } from '../../src/tinydesk/kernels/kernels.ts';
import type { Parameter } from '../../src/tinydesk/model/parameters.ts';
import { writeSafetensors, type Tensor } from '../../src/tinydesk/model/safetensors.ts';
import { Weights } from '../../src/tinydesk/model/weights.ts';
import { Random } from '../../src/tinydesk/random.ts';
import { Tokenizer } from '../../src/tinydesk/tokenizer/tokenizer.ts';
import { Backprop, type Batch } from '../../src/tinydesk/train/backprop.ts';
import { batchOf, encodeExample, thinned, type Encoded } from '../../src/tinydesk/train/encode.ts';
import { Optimiser, isMuon, stateSize } from '../../src/tinydesk/train/optimiser.ts';
import { reshape } from '../../src/tinydesk/train/reshape.ts';
import { startWeights } from '../../src/tinydesk/train/start.ts';
import { addTrainingSentences } from '../../src/tinydesk/world/sentences.ts';
import { trainingSentences } from '../../src/tinydesk/world/training-sentences.ts';
import { Barrier } from './barrier.ts';
import { readCheckpoint, readPublished, STATE_PREFIX } from './checkpoint.ts';
import { CLIP, LONGEST_TEXT, SHARDS, TOKENS_PER_STEP, nextText, ratesAt, type Stage } from '../../src/tinydesk/train/plan.ts';
import { SHAPE } from '../../src/tinydesk/shape.ts';

export interface Job {
  index: number;
  workers: number;
  stage: Stage;
  seed: string;
  /** Tokens to end after, and tokens by which the rates have fallen to zero. */
  tokens: number;
  budget: number;
  /** Steps between log lines, and between checkpoints. */
  logEvery: number;
  saveEvery: number;
  folder: string;
  /** The folder of a published model to start from, in place of random weights. */
  from: string | undefined;
  wasm: string;
  tokenizer: string;
  shared: Shared;
}

export interface Shared {
  barrier: SharedArrayBuffer;
  /** Weights, gradients of each shard, and optimiser state: float32. */
  weights: SharedArrayBuffer;
  gradients: SharedArrayBuffer[];
  state: SharedArrayBuffer;
  /** For each shard: loss, weight, tokens; for each worker: sum of squares of its share of the gradient. Float64. */
  figures: SharedArrayBuffer;
  /** Two int32s: a request to end, and the first worker's decision on it, which all see at the same step. */
  stop: SharedArrayBuffer;
}

const job = workerData as Job;
addTrainingSentences(trainingSentences);
const { shared } = job;
const barrier = new Barrier(shared.barrier, job.workers);
const sharedWeights = new Float32Array(shared.weights);
const sharedState = new Float32Array(shared.state);
const gradients = shared.gradients.map((buffer) => new Float32Array(buffer));
const figures = new Float64Array(shared.figures);
const stop = new Int32Array(shared.stop);

const tokenizer = Tokenizer.parse(JSON.parse(readFileSync(job.tokenizer, 'utf8')));
const kernels = await Kernels.instantiate(readFileSync(job.wasm));
const weights = new Weights(kernels, SHAPE);
const backprop = new Backprop(kernels, weights);
const { layout } = weights;
const owned = share(layout.parameters, job.index, job.workers);
const optimiser = new Optimiser(kernels, owned);
const stateOffset = offsets(layout.parameters);

const { began, ...at } = start();
let { step, tokens } = at;
backprop.pack();

while (tokens < job.tokens && Atomics.load(stop, 1) === 0) {
  const batches = dealt(drawTexts());
  for (let shard = job.index; shard < SHARDS; shard += job.workers) computeShard(shard, batches[shard]!);
  barrier.wait();
  const weight = sumOver(SHARDS, (s) => figures[3 * s + 1]!);
  sumGradients(1 / weight);
  barrier.wait();
  const norm = Math.sqrt(sumOver(job.workers, (w) => figures[3 * SHARDS + w]!));
  if (norm > CLIP) {
    for (const p of owned) kernels.run.scale(CLIP / norm, backprop.gradient + 4 * p.offset, p.size);
  }
  optimiser.step(weights.block, backprop.gradient, ratesAt(step - began, tokens, job.budget));
  for (const p of owned) sharedWeights.set(kernels.floats(weights.block + 4 * p.offset, p.size), p.offset);
  if (job.index === 0) Atomics.store(stop, 1, Atomics.load(stop, 0));
  barrier.wait();
  kernels.floats(weights.block, layout.total).set(sharedWeights);
  backprop.pack();
  tokens += sumOver(SHARDS, (s) => figures[3 * s + 2]!);
  step += 1;
  if (job.index === 0 && step % job.logEvery === 0) log(sumOver(SHARDS, (s) => figures[3 * s]!) / weight, norm);
  if (step % job.saveEvery === 0) save();
}
save();
parentPort!.postMessage('done');

/** The weights of the folder's checkpoint, or those to start from. */
function start(): { step: number; tokens: number; began: number } {
  const checkpoint = readCheckpoint(job.folder);
  if (!checkpoint) {
    if (job.from === undefined) {
      startWeights(kernels, weights, job.seed);
      return { step: 0, tokens: 0, began: 0 };
    }
    const { step, tokens, ...model } = readPublished(job.from);
    reshape(kernels, model, weights, job.seed);
    return { step, tokens, began: step };
  }
  for (const p of layout.parameters) weights.parameter(p.name).set(checkpoint.tensors.get(p.name)!.data);
  for (const p of owned) optimiser.state(p).set(checkpoint.tensors.get(STATE_PREFIX + p.name)!.data);
  optimiser.resume(checkpoint.step - checkpoint.began);
  return checkpoint;
}

function computeShard(shard: number, batch: Batch): void {
  figures[3 * shard] = backprop.run(batch);
  figures[3 * shard + 1] = batch.weights.reduce((a, b) => a + b, 0);
  figures[3 * shard + 2] = batch.tokens.length;
  gradients[shard]!.set(kernels.floats(backprop.gradient, layout.total));
}

/** The texts of a step follow from the seed and the step alone, so a run can be resumed anywhere. */
function drawTexts(): Encoded[] {
  const random = new Random(`${job.seed}/${job.stage}/${step}`);
  const texts: Encoded[] = [];
  for (let room = TOKENS_PER_STEP; room > 0; ) {
    const { ids, weights: importance } = thinned(encodeExample(tokenizer, nextText(job.stage, random, tokens)), random);
    texts.push({ ids: ids.slice(0, LONGEST_TEXT), weights: importance.slice(0, LONGEST_TEXT) });
    room -= Math.min(ids.length, LONGEST_TEXT);
  }
  return texts;
}

/** A batch for each shard: the longest texts first, each to the shard that has the least to do, so that no worker waits. */
function dealt(texts: readonly Encoded[]): Batch[] {
  const hands = Array.from({ length: SHARDS }, () => ({ texts: [] as Encoded[], work: 0 }));
  for (const text of [...texts].sort((a, b) => b.ids.length - a.ids.length)) {
    const least = hands.reduce((a, b) => (b.work < a.work ? b : a));
    least.texts.push(text);
    // Attention grows with the square of the length, and a prediction that counts costs a row of the vocabulary softmax.
    least.work += text.ids.length * (1 + text.ids.length / 2000) + 0.25 * text.weights.filter((weight) => weight > 0).length;
  }
  return hands.map(({ texts: own }) => batchOf(own));
}

/** The owned part of the gradient becomes the shards' sum times `factor`. */
function sumGradients(factor: number): void {
  let squares = 0;
  for (const { offset, size } of owned) {
    const target = kernels.floats(backprop.gradient + 4 * offset, size);
    target.set(gradients[0]!.subarray(offset, offset + size));
    for (let shard = 1; shard < SHARDS; shard++) {
      const other = gradients[shard]!;
      for (let i = 0; i < size; i++) target[i] = target[i]! + other[offset + i]!;
    }
    kernels.run.scale(factor, backprop.gradient + 4 * offset, size);
    squares += kernels.run.sumOfSquares(backprop.gradient + 4 * offset, size);
  }
  figures[3 * SHARDS + job.index] = squares;
}

function log(loss: number, norm: number): void {
  const line = JSON.stringify({ step, tokens, loss: round(loss), norm: round(norm), seconds: Math.round(performance.now() / 1000) });
  appendFileSync(`${job.folder}/curve.jsonl`, `${line}\n`);
}

function round(x: number): number {
  return Math.round(x * 1e4) / 1e4;
}

/** All workers put their optimiser state together, and the first writes the checkpoint in one move. */
function save(): void {
  for (const p of owned) sharedState.set(optimiser.state(p), stateOffset.get(p.name)!);
  barrier.wait();
  if (job.index === 0) {
    const tensors = new Map<string, Tensor>();
    for (const p of layout.parameters) tensors.set(p.name, { shape: p.shape, data: weights.parameter(p.name).slice() });
    for (const p of layout.parameters) {
      const at = stateOffset.get(p.name)!;
      tensors.set(STATE_PREFIX + p.name, { shape: [stateSize(p)], data: sharedState.slice(at, at + stateSize(p)) });
    }
    const bytes = writeSafetensors(tensors, 'F32', { step: String(step), tokens: String(tokens), began: String(began), seed: job.seed, stage: job.stage });
    writeFileSync(`${job.folder}/checkpoint.part`, bytes);
    renameSync(`${job.folder}/checkpoint.part`, `${job.folder}/checkpoint.safetensors`);
  }
  barrier.wait();
}

/** Deals the parameters out so that each worker's optimiser has about the same to do. */
function share(parameters: readonly Parameter[], index: number, workers: number): Parameter[] {
  const load = new Array<number>(workers).fill(0);
  const mine: Parameter[] = [];
  for (const p of [...parameters].sort((a, b) => cost(b) - cost(a) || a.offset - b.offset)) {
    const lightest = load.indexOf(Math.min(...load));
    load[lightest] = load[lightest]! + cost(p);
    if (lightest === index) mine.push(p);
  }
  return mine;
}

function cost(p: Parameter): number {
  return isMuon(p) ? p.size * Math.min(...p.shape) : p.size;
}

function offsets(parameters: readonly Parameter[]): Map<string, number> {
  const at = new Map<string, number>();
  let offset = 0;
  for (const p of parameters) {
    at.set(p.name, offset);
    offset += stateSize(p);
  }
  return at;
}

function sumOver(n: number, value: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += value(i);
  return sum;
}
