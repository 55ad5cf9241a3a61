import { parseHTML } from 'linkedom';
import { beforeEach, expect, test, vi } from 'vitest';
import { EngineError } from '../../engines/chat.ts';
import { duration, timeLeft } from './time-left.ts';
import type { RunControls } from './run-controls.ts';

const window = parseHTML('<!doctype html><html><body></body></html>');
vi.stubGlobal('HTMLElement', window.HTMLElement);
vi.stubGlobal('customElements', window.customElements);
const { sentenceOf } = await import('./run-controls.ts');

let controls: RunControls;
beforeEach(() => {
  window.document.body.innerHTML = `<run-controls>
    <button data-run disabled>Run</button><button data-cancel disabled>Cancel</button>
    <progress></progress><span class="left"></span><p role="status"></p><p role="alert"></p>
  </run-controls>`;
  controls = window.document.querySelector('run-controls') as unknown as RunControls;
});

const text = (selector: string): string => controls.querySelector(selector)!.textContent;
const press = (name: string): void => controls.querySelector<HTMLButtonElement>(`[data-${name}]`)!.click();

test('Run works only once there is a task, and the end of it is said', async () => {
  const run = controls.querySelector<HTMLButtonElement>('[data-run]')!;
  expect(run.disabled).toBe(true);
  controls.drive(async () => 'Ten answers drawn.');
  expect(run.disabled).toBe(false);
  press('run');
  expect(controls.running).toBe(true);
  expect(run.getAttribute('aria-disabled')).toBe('true');
  expect(await controls.start()).toBe('done');
  expect(text('[role=status]')).toBe('Ten answers drawn.');
  expect(run.getAttribute('aria-disabled')).toBe('false');
});

test('Cancel aborts the task, says how far it came, and another run can follow', async () => {
  controls.drive(async ({ signal, progress }) => {
    progress(3, 10);
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
  });
  press('run');
  press('cancel');
  expect(await controls.start()).toBe('cancelled');
  expect(text('[role=status]')).toMatch(/^Cancelled after 3 of 10\./);
  expect(text('[role=alert]')).toBe('');
  expect(await controls.start(async () => 'Well.')).toBe('done');
});

test('a task that ends in spite of being cancelled does not count', async () => {
  controls.drive(async () => 'Too late.');
  press('run');
  press('cancel');
  expect(await controls.start()).toBe('cancelled');
  expect(text('[role=status]')).not.toContain('Too late');
});

test('pressing Run twice runs once', async () => {
  let runs = 0;
  controls.drive(async () => `Run ${(runs += 1)}.`);
  press('run');
  press('run');
  await controls.start();
  expect(runs).toBe(1);
});

test('an error is one sentence for the reader, and the next run clears it', async () => {
  controls.drive(async () => Promise.reject(new EngineError('prompt-too-long', 'The prompt is too long. Shorten it.')));
  expect(await controls.start()).toBe('failed');
  expect(text('[role=alert]')).toBe('The prompt is too long. Shorten it.');
  await controls.start(async () => undefined);
  expect(text('[role=alert]')).toBe('');
  expect(text('[role=status]')).toMatch(/^Done in /);
  expect(sentenceOf(new TypeError('x is undefined'))).toMatch(/did not foresee \(x is undefined\)\. Reload/);
});

test('time left is told in whole seconds and minutes, and not before it is known', () => {
  expect(timeLeft(100, 1, 2)).toBe('');
  expect(timeLeft(1000, 0, 10)).toBe('');
  expect(timeLeft(1000, 10, 10)).toBe('');
  expect(timeLeft(1000, 9, 10)).toBe('less than a second left');
  expect(timeLeft(1000, 1, 4)).toBe('about 3 s left');
  expect(timeLeft(60_000, 1, 4)).toBe('about 3 min left');
  expect(duration(432)).toBe('0.4 s');
});
