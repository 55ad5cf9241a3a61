import { parseHTML } from 'linkedom';
import { beforeEach, expect, test, vi } from 'vitest';
import { EngineError } from '../../engines/chat.ts';
import { NotebookError } from '../../notebook/notebook-error.ts';
import { duration, TimeLeft } from './time-left.ts';
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

test('what the task says of a run cut short is told, links and all, whether it was cancelled or failed', async () => {
  const { document } = window;
  const link = () => Object.assign(document.createElement('a'), { href: 'notebook/', textContent: 'your notebook' });
  controls.drive(async ({ signal, keep }) => {
    keep(['The part is kept in ', link(), '.']);
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
  });
  press('run');
  press('cancel');
  await controls.start();
  expect(text('[role=status]')).toBe('Cancelled. The part is kept in your notebook.');
  expect(controls.querySelectorAll('[role=status] a')).toHaveLength(1);
  await controls.start(async ({ keep }) => {
    keep(['The part is kept in ', link(), '.']);
    throw new NotebookError('busy', 'It is under way elsewhere.');
  });
  expect(text('[role=alert]')).toBe('It is under way elsewhere. The part is kept in your notebook.');
  await controls.start(async () => ['It is kept in ', link(), '.']);
  expect(text('[role=status]')).toBe('It is kept in your notebook.');
});

test('whoever drives hears when the buttons are free again', async () => {
  const after = vi.fn(() => expect(controls.running).toBe(false));
  controls.drive(async () => 'Well.', after);
  await controls.start();
  await controls.start(async () => Promise.reject(new Error('no')));
  expect(after).toHaveBeenCalledTimes(2);
});

test('the time left counts only what this run does', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const left: string[] = [];
  await controls.start(async ({ progress }) => {
    for (const [at, done] of [[20_000, 50], [30_000, 60]] as const) {
      now = at;
      progress(done, 100);
      left.push(text('.left'));
    }
    return undefined;
  });
  vi.restoreAllMocks();
  expect(left).toEqual(['', 'about 40 s left']);
});

test('time left is told in whole seconds and minutes, and not before there is enough to go by', () => {
  const told = (...steps: readonly (readonly [now: number, done: number, of: number])[]) => {
    const left = new TimeLeft();
    return steps.map((step) => left.at(...step));
  };
  // The first batch, however late it comes, says nothing of the pace; nor does a moment.
  expect(told([60_000, 1, 400], [60_010, 32, 400], [60_500, 64, 400], [62_010, 96, 400])).toEqual(['', '', '', 'about 10 s left']);
  expect(told([0, 0, 20_000], [3000, 10, 20_000], [12_000, 400, 20_000])).toEqual(['', '', 'about 10 min left']);
  expect(told([0, 0, 10], [5000, 9, 10], [6000, 10, 10])).toEqual(['', 'less than a second left', '']);
  expect(told([0, 0, 4], [60_000, 1, 4])).toEqual(['', 'about 3 min left']);
  // Rounds are watched one by one.
  expect(told([0, 0, 10], [5000, 9, 10], [6000, 1, 10], [8000, 5, 10])).toEqual(['', 'less than a second left', '', 'about 3 s left']);
  expect(duration(432)).toBe('0.4 s');
});
