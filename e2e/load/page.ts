/** What load.spec.ts runs in a page of the site: a large run by the modules that the widgets use. It is bundled for the test alone. */
import { completionCount, type Experiment } from '../../src/lab/experiment.ts';
import type { RunRecord } from '../../src/lab/record.ts';
import { armRecord, FORMAT } from '../../src/lab/record.ts';
import { keepRunApart } from '../../src/notebook/keep-apart.ts';
import { getRunText } from '../../src/notebook/runs.ts';
import { tinydesk } from '../../src/widgets/shared/engine.ts';
import { keptRun } from '../../src/widgets/shared/keeping.ts';
import { persistentNotebook } from '../../src/widgets/shared/page-notebook.ts';

/** What one stretch of work did to the page's main thread. */
export interface Strain {
  /** Durations of its tasks of 50 ms and more, in ms. */
  readonly long: readonly number[];
  /** The whole stretch, in ms. */
  readonly ms: number;
}

async function strain<T>(work: () => Promise<T>): Promise<{ readonly strain: Strain; readonly result: T }> {
  const long: number[] = [];
  const take = (list: PerformanceObserverEntryList | PerformanceEntryList) => {
    for (const { duration } of Array.isArray(list) ? list : list.getEntries()) long.push(duration);
  };
  const observer = new PerformanceObserver(take);
  observer.observe({ type: 'longtask' });
  const from = performance.now();
  const result = await work();
  const ms = performance.now() - from;
  // A task is reported once it is over and the page has been idle.
  await new Promise((resolve) => setTimeout(resolve, 100));
  take(observer.takeRecords());
  observer.disconnect();
  return { strain: { long, ms }, result };
}

/** A task of so many ms, which has to be seen. */
export async function strainOfWaiting(ms: number): Promise<Strain> {
  return (await strain(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    for (const from = performance.now(); performance.now() - from < ms; );
  })).strain;
}

export interface Load {
  readonly strain: Strain;
  readonly completions: number;
  /** UTF-16 units of the record's text in the notebook. */
  readonly length: number;
  readonly partial: boolean;
}

/** Runs the experiment on TinyDesk, journals it, keeps it, and reads back what was kept. */
export async function load(experiment: Experiment): Promise<Load> {
  const engine = await tinydesk();
  await engine.info();
  const { strain: felt, result } = await strain(() => keptRun(experiment, engine, { name: 'Load', onProgress: ({ done }) => (document.title = `${done}`) }));
  if (result.cut) throw result.cut.reason;
  if (!result.kept || 'error' in result.kept) throw result.kept?.error ?? new Error('There was nothing to keep.');
  const { length } = await getRunText(await persistentNotebook(), result.kept.id);
  return { strain: felt, completions: completionCount(experiment), length, partial: result.record!.planned !== undefined };
}

/** Keeps a record of that experiment whose every answer is another one of so many characters. */
export async function keepMade(experiment: Experiment, characters: number): Promise<Strain & { readonly length: number }> {
  const { samples, items: { count }, graders, arms } = experiment;
  const record: RunRecord = {
    format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'made', modelHash: '00', versions: {} },
    arms: arms.map((arm, place) => armRecord(experiment, arm, Array.from({ length: count }, (_, item) => ({
      outcomes: Array.from({ length: samples }, (__, sample) => ({ answer: `${place}/${item}/${sample}`.padEnd(characters, ' ticket'), cut: false })),
      verdicts: Object.fromEntries(graders.map((grader) => [grader as string, '1'.repeat(samples)])),
      promptTokens: 60, answerTokens: 20 * samples,
    })))),
  };
  await new Promise((resolve) => setTimeout(resolve));
  const { strain: felt, result } = await strain(() => keepRunApart(record, { ms: 1 }));
  const { length } = await getRunText(await persistentNotebook(), result);
  return { ...felt, length };
}
