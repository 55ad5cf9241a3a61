/** How fast the model learns, on one thread. */
import { Random } from '../../src/tinydesk/random.ts';
import { Backprop } from '../../src/tinydesk/train/backprop.ts';
import { Optimiser } from '../../src/tinydesk/train/optimiser.ts';
import { SHAPE } from '../../src/tinydesk/shape.ts';
import { race } from './measure.ts';
import { subject } from './subject.ts';

/** A shard of pretraining: about 1,100 tokens. */
const LENGTHS = [183, 217, 200, 191, 209, 100];
const ROUNDS = 20;

export interface TrainingFigures {
  tokens: number;
  /** Tokens a second through the forward and backward pass. */
  backprop: number;
  /** Tokens a second of whole steps: backprop, Muon and AdamW, panels packed again. */
  step: number;
}

export async function trainingFigures(): Promise<TrainingFigures> {
  const { kernels, weights } = await subject();
  const backprop = new Backprop(kernels, weights);
  const optimiser = new Optimiser(kernels, weights.layout.parameters);
  backprop.pack();
  const random = new Random('bench/training');
  const N = LENGTHS.reduce((a, b) => a + b);
  const ids = (): Int32Array => Int32Array.from({ length: N }, () => random.int(0, SHAPE.vocab_size - 1));
  const batch = { tokens: ids(), targets: ids(), weights: new Float32Array(N).fill(1), lengths: LENGTHS };
  const seconds = await race({
    backprop: (times) => {
      for (let i = 0; i < times; i++) backprop.run(batch);
    },
    step: (times) => {
      for (let i = 0; i < times; i++) {
        backprop.run(batch);
        optimiser.step(weights.block, backprop.gradient, { muon: 1e-5, adam: 1e-5 });
        backprop.pack();
      }
    },
  }, ROUNDS);
  return { tokens: N, backprop: N / seconds.backprop, step: N / seconds.step };
}
