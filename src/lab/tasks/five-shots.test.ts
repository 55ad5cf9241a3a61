import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { fiveShots, ORDERS, type Change } from './five-shots.ts';

const items = Array.from({ length: 50 }, (_, index) => index);
const item = (index: number, change: Change) => fiveShots(new Random(`five/${index}`), { split: 'test', index }, { change });
const shotsIn = (index: number, change: Change) => {
  const contents = item(index, change).messages.map(({ content }) => content);
  return Array.from({ length: (contents.length - 1) / 2 }, (_, shot) => `${contents[2 * shot]} = ${contents[2 * shot + 1]}`);
};
const labels = (shots: readonly string[]) => shots.map((shot) => shot.split(' = ').at(-1)).toSorted();
const questionIn = (index: number): string => item(index, { kind: 'none' }).messages.at(-1)!.content;
const none: Change = { kind: 'none' };
const changes: Change[] = [
  ...Array.from({ length: ORDERS }, (_, index): Change => ({ kind: 'order', order: index + 1 })),
  { kind: 'more', of: 'asked' }, { kind: 'more', of: 'another' }, { kind: 'dealt' },
  { kind: 'noise', wrong: 2 }, { kind: 'chosen', by: 'likeness' },
];

test('the question and its right answer stay what they are, whatever changes', () => {
  for (const index of items) {
    for (const change of changes) {
      expect(item(index, change).messages.at(-1)).toEqual(item(index, none).messages.at(-1));
      expect(item(index, change).reference).toBe(item(index, none).reference);
    }
  }
});

test('another order holds the same examples, and orders do differ', () => {
  for (const index of items) {
    const orders = Array.from({ length: ORDERS }, (_, order) => shotsIn(index, { kind: 'order', order: order + 1 }));
    for (const order of orders) expect(order.toSorted()).toEqual(shotsIn(index, none).toSorted());
    expect(new Set(orders.map(String)).size).toBeGreaterThan(1);
  }
});

test('a surplus adds three examples of the one label, asked about or not', () => {
  for (const index of items) {
    const { reference } = item(index, none);
    const labelled = (change: Change) => shotsIn(index, change).filter((shot) => shot.endsWith(` = ${reference}`)).length;
    expect(shotsIn(index, { kind: 'more', of: 'asked' })).toHaveLength(8);
    expect(labelled({ kind: 'more', of: 'asked' })).toBe(4);
    expect(labelled({ kind: 'more', of: 'another' })).toBe(1);
  }
});

test('labels dealt wrongly are the same five, none of them in its place', () => {
  for (const index of items) {
    const right = shotsIn(index, none);
    const dealt = shotsIn(index, { kind: 'dealt' });
    expect(dealt.filter((shot) => right.includes(shot))).toEqual([]);
    expect(labels(dealt)).toEqual(labels(right));
  }
});

test('an order that is not there is refused', () => {
  expect(() => item(0, { kind: 'order', order: ORDERS + 1 })).toThrow('orders 1 to');
});

test('noise puts wrong labels on so many examples and leaves the others', () => {
  for (let index = 0; index < 20; index++) {
    const right = shotsIn(index, none);
    expect(shotsIn(index, { kind: 'noise', wrong: 2 }).filter((shot) => right.includes(shot))).toHaveLength(3);
  }
});

test('examples that were chosen for their likeness share more words with the question', () => {
  const shared = (by: 'likeness' | 'difference') => Array.from({ length: 20 }, (_, index) => {
    const shots = shotsIn(index, { kind: 'chosen', by });
    expect(labels(shots)).toEqual(labels(shotsIn(index, none)));
    const question = new Set(questionIn(index).split(/\W+/));
    return shots.join(' ').split(/\W+/).filter((word) => question.has(word)).length;
  }).reduce((sum, count) => sum + count, 0);
  expect(shared('likeness')).toBeGreaterThan(1.5 * shared('difference'));
});
