import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openJournal, unfinishedRuns, type UnfinishedRun } from '../../notebook/journal.ts';
import { closeNotebook, openNotebook, type Notebook } from '../../notebook/notebook.ts';
import { emptyStorage } from '../../notebook/testing/fake-storage.ts';
import { IDENTITY, routing } from '../../notebook/testing/made-run.ts';
import type * as Interrupting from './interrupted.ts';
import type * as PageNotebook from './page-notebook.ts';
import type { RunControls } from './run-controls.ts';

const window = parseHTML('<!doctype html><html><body></body></html>');
vi.stubGlobal('HTMLElement', window.HTMLElement);
vi.stubGlobal('customElements', window.customElements);
await import('./run-controls.ts');

/** Another page of the site. */
let elsewhere: Notebook;
let controls: RunControls;
let offer: Interrupting.Interrupted;
let offerInterrupted: typeof Interrupting.offerInterrupted;
let persistentNotebook: typeof PageNotebook.persistentNotebook;
const goOn = vi.fn<(run: UnfinishedRun) => void>();

beforeEach(async () => {
  emptyStorage();
  vi.resetModules();
  ({ offerInterrupted } = await import('./interrupted.ts'));
  ({ persistentNotebook } = await import('./page-notebook.ts'));
  elsewhere = await openNotebook();
  window.document.body.innerHTML = `<run-controls>
    <button data-run disabled>Run</button><button data-cancel disabled>Cancel</button>
    <progress></progress><span class="left"></span><p role="status"></p><p role="alert"></p>
  </run-controls>`;
  controls = window.document.querySelector('run-controls') as unknown as RunControls;
  offer = offerInterrupted(controls, async ({ experiment }) => experiment.title === 'Mine', goOn);
});
afterEach(async () => {
  closeNotebook(elsewhere);
  closeNotebook(await persistentNotebook());
  goOn.mockReset();
});

const buttons = () => [...controls.querySelectorAll<HTMLButtonElement>('.interrupted button')];
const words = () => buttons().map(({ textContent }) => textContent);

/** A run of so many finished items, left by a page that is gone. */
async function left(seed: string, finished: number, title = 'Mine', samples = 3): Promise<void> {
  const journal = await openJournal(elsewhere, routing(seed, { title, count: 1000, samples }), IDENTITY);
  for (let job = 0; job < finished; job++) {
    journal.append({ job, outcomes: Array.from({ length: samples }, () => ({ answer: 'x', cut: false })), verdicts: { exact: '1'.repeat(samples), category: '1'.repeat(samples) }, promptTokens: 1, answerTokens: 1 });
  }
  await journal.close(false);
}

test('nothing is offered where there is nothing to go on with, or only what is another’s', async () => {
  await left('a', 5, 'Theirs');
  await offer.refresh();
  expect(words()).toEqual([]);
});

test('the run is offered with its completions, and going on moves the focus to where it can be cancelled', async () => {
  await left('a', 400);
  await offer.refresh();
  expect(words()).toEqual(['Go on with the run that was interrupted (1,200 of 6,000 completions)', 'Discard']);
  const focus = vi.spyOn(controls.querySelector<HTMLElement>('[data-cancel]')!, 'focus');
  buttons()[0]!.click();
  expect(goOn.mock.lastCall![0]).toMatchObject({ experiment: { items: { seeds: ['a'] } }, finished: 400 });
  expect(focus).toHaveBeenCalledOnce();
  offer.hide();
  expect(words()).toEqual([]);
});

test('a run that a tab has under way is offered only once that tab is gone', async () => {
  const journal = await openJournal(elsewhere, routing('a', { title: 'Mine' }), IDENTITY);
  await offer.refresh();
  expect(words()).toEqual([]);
  await journal.close(false);
  await offer.refresh();
  expect(words()).toHaveLength(2);
});

test('it is discarded for good, and another one takes its place', async () => {
  await left('a', 1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await left('b', 2);
  await offer.refresh();
  expect(words()[0]).toContain('(6 of');
  buttons()[1]!.click();
  await vi.waitFor(() => expect(words()[0]).toContain('(3 of'));
  expect(controls.querySelector('[role=status]')!.textContent).toBe('The interrupted run is discarded.');
  expect((await unfinishedRuns(elsewhere)).map(({ experiment }) => experiment.items.seeds[0])).toEqual(['a']);
});

test('what a tab has begun to go on with is not discarded under it', async () => {
  await left('a', 1);
  await offer.refresh();
  const journal = await openJournal(elsewhere, routing('a', { title: 'Mine', count: 1000, samples: 3 }), IDENTITY);
  buttons()[1]!.click();
  await vi.waitFor(() => expect(controls.querySelector('[role=alert]')!.textContent).toMatch(/under way in another tab/));
  expect(await unfinishedRuns(elsewhere)).toHaveLength(1);
  await journal.close(true);
});

test('nothing is offered while a run goes on, and another tab’s discarding is followed', async () => {
  await left('a', 1);
  let end = (): void => undefined;
  const running = controls.start(() => new Promise((resolve) => (end = () => resolve('Done.'))));
  await offer.refresh();
  expect(words()).toEqual([]);
  end();
  await running;
  await offer.refresh();
  expect(words()).toHaveLength(2);
  const journal = await openJournal(elsewhere, routing('a', { title: 'Mine', count: 1000, samples: 3 }), IDENTITY);
  await journal.close(true);
  await vi.waitFor(() => expect(words()).toEqual([]));
});

test('without storage there is no offer and no error', async () => {
  await left('a', 1);
  const { indexedDB } = globalThis;
  vi.stubGlobal('indexedDB', undefined);
  await offer.refresh();
  expect(words()).toEqual([]);
  expect(controls.querySelector('[role=alert]')!.textContent).toBe('');
  globalThis.indexedDB = indexedDB;
});
