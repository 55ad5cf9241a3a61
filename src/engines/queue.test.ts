import { expect, test } from 'vitest';
import { Queue } from './queue.ts';

const later = <T>(value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), 5));

test('tasks run one at a time, in order, whatever becomes of them', async () => {
  const queue = new Queue();
  const log: string[] = [];
  const task = (name: string, fails = false) => queue.run(async () => {
    log.push(`${name} begins`);
    await later(undefined);
    log.push(`${name} ends`);
    if (fails) throw new Error(name);
    return name;
  });
  const [a, b, c] = await Promise.allSettled([task('a'), task('b', true), task('c')]);
  expect([a.status, b.status, c.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('an abort rejects at once; what runs keeps its turn until it ends', async () => {
  const queue = new Queue();
  const log: string[] = [];
  const controller = new AbortController();
  const running = queue.run(async () => {
    await later(undefined);
    log.push('first ended');
  }, controller.signal);
  const waiting = queue.run(async () => void log.push('never'), controller.signal);
  const next = queue.run(async () => void log.push('next'));
  await Promise.resolve();
  controller.abort();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  expect(log).toEqual([]);
  await next;
  expect(log).toEqual(['first ended', 'next']);
});

test('an abort after the end changes nothing', async () => {
  const controller = new AbortController();
  const value = await new Queue().run(() => later(1), controller.signal);
  controller.abort();
  expect(value).toBe(1);
});
