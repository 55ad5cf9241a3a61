import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { fromHalf, readSafetensors, toHalf, writeSafetensors, type SafetensorsType, type Tensor } from './safetensors.ts';

const random = new Random('safetensors');
const tensors = new Map<string, Tensor>([
  ['a.weight', { shape: [3, 5], data: Float32Array.from({ length: 15 }, () => random.float() - 0.5) }],
  ['b', { shape: [4], data: Float32Array.from([0, -0, 1, -65504]) }],
  ['empty', { shape: [0, 2], data: new Float32Array() }],
]);

/** A file with this header and `size` bytes of data. */
function file(header: unknown, size = 8): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + size);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

const two = (dtype: unknown, shape: unknown, data_offsets: unknown) => ({ t: { dtype, shape, data_offsets } });

test.each<[SafetensorsType, number]>([['F32', 0], ['F16', 2 ** -11], ['BF16', 2 ** -8]])('%s files keep names, shapes, metadata and values', (type, precision) => {
  const bytes = writeSafetensors(tensors, type, { format: 'pt' });
  const read = readSafetensors(bytes);
  expect(read.metadata).toEqual({ format: 'pt' });
  expect([...read.tensors.keys()]).toEqual([...tensors.keys()]);
  for (const [name, { shape, data }] of tensors) {
    const tensor = read.tensors.get(name)!;
    expect(tensor.shape).toEqual(shape);
    data.forEach((value, i) => expect(Math.abs(tensor.data[i]! - value)).toBeLessThanOrEqual(Math.abs(value) * precision));
  }
  expect(writeSafetensors(read.tensors, type, read.metadata)).toEqual(bytes);
});

test('each tensor may have its own type', () => {
  const whole = { shape: [2, 2], data: Float32Array.from([-128, -1, 0, 127]) };
  const bytes = writeSafetensors(new Map([['ints', whole], ['a.weight', tensors.get('a.weight')!]]), (name) => (name === 'ints' ? 'I8' : 'F32'));
  const read = readSafetensors(bytes).tensors;
  expect(read.get('ints')).toEqual(whole);
  expect(read.get('a.weight')).toEqual(tensors.get('a.weight'));
});

test('a file may begin anywhere in its buffer', () => {
  const bytes = writeSafetensors(tensors, 'F32');
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(readSafetensors(shifted.subarray(3)).tensors).toEqual(readSafetensors(bytes).tensors);
});

test.each<[string, Uint8Array, string]>([
  ['no header', new Uint8Array(5), 'too few'],
  ['a header longer than the file', file({}, 0).subarray(0, 9), 'header claims 2 bytes'],
  ['a header of 2^63 bytes', Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0x80, 0x7b, 0x7d]), 'header claims'],
  ['an empty header', file('', 0), 'not JSON'],
  ['a header that is not JSON', file('{"t":', 0), 'not JSON'],
  ['a header that is not UTF-8', Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0xff]), 'not JSON'],
  ['a header too deep to read', file('['.repeat(200_000), 0), 'not JSON'],
  ['a list for a header', file([], 0), 'not a JSON object'],
  ['metadata that is not text', file({ __metadata__: { a: 1 } }, 0), 'metadata'],
  ['a tensor that is null', file({ t: null }), 'type undefined'],
  ['an unknown type', file(two('I64', [1], [0, 8])), '"I64"'],
  ['a negative size', file(two('F32', [-2], [0, 8])), 'no valid shape'],
  ['a size that is not whole', file(two('F32', [0.5, 4], [0, 8])), 'no valid shape'],
  ['a shape that is text', file(two('F32', '22', [0, 8])), 'no valid shape'],
  ['sizes beyond all memory', file(two('F32', [2 ** 40, 2 ** 40], [0, 8])), 'should take'],
  ['offsets backwards', file(two('F32', [2], [8, 0])), 'offsets are 8 to 0'],
  ['offsets beyond the file', file(two('F32', [4], [0, 16])), 'of 8'],
  ['one offset', file(two('F32', [2], [8])), 'no valid offsets'],
  ['a tensor cut short', writeSafetensors(tensors, 'F16').subarray(0, -1), 'should take'],
  ['tensors over one another', file({ ...two('F32', [2], [0, 8]), u: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }), '8 bytes are taken'],
  ['a hole', file(two('F32', [1], [4, 8])), '0 bytes are taken'],
  ['bytes left over', file(two('F32', [1], [0, 4])), 'it holds 8'],
])('a file with %s is refused with the reason', (_, bytes, reason) => {
  expect(() => readSafetensors(bytes)).toThrow(reason);
});

test('every half survives the way through float and back', () => {
  for (let half = 0; half < 65536; half++) {
    const value = fromHalf(half);
    if (Number.isNaN(value)) expect(Number.isNaN(fromHalf(toHalf(value)))).toBe(true);
    else if (toHalf(value) !== half) expect.fail(`${half} became ${toHalf(value)}`);
  }
});

test('halves are the numbers that IEEE 754 says', () => {
  expect([0x0000, 0x8000, 0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x7c00, 0xfc00].map(fromHalf)).toEqual([0, -0, 1, -2, 65504, 2 ** -14, 2 ** -24, Infinity, -Infinity]);
  expect(fromHalf(0x7e00)).toBeNaN();
});

test('floats become the nearest half, ties the even one', () => {
  for (let half = 0; half < 0x7bff; half++) {
    const [low, high] = [fromHalf(half), fromHalf(half + 1)];
    const middle = (low + high) / 2;
    const even = half % 2 === 0 ? half : half + 1;
    const gap = (high - low) / 8;
    for (const [value, expected] of [[middle, even], [middle - gap, half], [middle + gap, half + 1]] as const) {
      if (toHalf(value) !== expected || toHalf(-value) !== (expected | 0x8000)) expect.fail(`${value} became ${toHalf(value)}, not ${expected}`);
    }
  }
  expect([65519.99, 65520, 1e10, 2 ** -26].map(toHalf)).toEqual([0x7bff, 0x7c00, 0x7c00, 0]);
});

test('numbers that are none stay so in every type', () => {
  const nan = new Float32Array(Uint32Array.from([0x7fffffff, 0xffffffff, 0x7f800001]).buffer);
  for (const type of ['F32', 'F16', 'BF16'] as const) {
    const { data } = readSafetensors(writeSafetensors(new Map([['t', { shape: [3], data: nan }]]), type)).tensors.get('t')!;
    expect([...data].every(Number.isNaN)).toBe(true);
  }
});
