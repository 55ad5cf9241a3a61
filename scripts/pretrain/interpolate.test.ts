import { expect, test } from 'vitest';
import { layoutOf } from '../../src/tinydesk/model/parameters.ts';
import { TINY } from '../../src/tinydesk/testing/tiny-model.ts';
import type { Checkpoint } from './checkpoint.ts';
import { interpolate } from './interpolate.ts';

const layout = layoutOf(TINY);

function checkpoint(valueAt: (at: number) => number): Checkpoint {
  const tensors = new Map(layout.parameters.map(({ name, shape, size }) => [name, { shape, data: Float32Array.from({ length: size }, (_, i) => valueAt(i)) }]));
  return { step: 1, tokens: 1, began: 0, seed: undefined, stage: undefined, tensors: tensors.set('optimiser.model.norm.weight', { shape: [1], data: new Float32Array(1) }) };
}

test('a quarter of the way from one checkpoint to another is there in every weight, and changes neither', () => {
  const [from, to] = [checkpoint((at) => at), checkpoint((at) => 5 * at + 4)];
  const between = interpolate(from, to, 0.25, layout);
  expect([...between.keys()]).toEqual(layout.parameters.map(({ name }) => name));
  for (const { name, shape, size } of layout.parameters) {
    expect(between.get(name)).toEqual({ shape, data: Float32Array.from({ length: size }, (_, i) => 2 * i + 1) });
    expect([from, to].map(({ tensors }) => tensors.get(name)!.data[3])).toEqual([3, 19]);
  }
});

test('no way at all is the checkpoint itself, to the last bit, and the whole way the other', () => {
  const [odd, other] = [checkpoint((at) => 1 / (at + 3)), checkpoint((at) => 1 / (at - 0.7))];
  for (const [share, same] of [[0, odd], [1, other]] as const) {
    for (const [name, { data }] of interpolate(odd, other, share, layout)) expect(data).toEqual(same.tensors.get(name)!.data);
  }
});
