import { expect, type Browser, type Page } from '@playwright/test';

/** The task of a page's main thread that took the processor longest, in ms: what else the machine did meanwhile is not in it. */
export async function longestTask<T>(browser: Browser, page: Page, work: () => Promise<T>): Promise<{ readonly longest: number; readonly result: T }> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  let result: T;
  let trace: Buffer;
  try {
    result = await work();
  } finally {
    trace = await browser.stopTracing();
  }
  // Chromium's trace event format: durations in µs, `tdur` of the thread's own time.
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: { name: string; ph: string; pid: number; tid: number; tdur?: number; args: { name?: string } }[] };
  const main = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid}/${tid}`));
  const tasks = traceEvents.filter(({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && main.has(`${pid}/${tid}`));
  if (tasks.length === 0) throw new Error('The trace of the browser names no task of a main thread, so nothing can be said of its tasks. See what this Chromium calls them (e2e/load/main-thread.ts).');
  return { longest: tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1000, result };
}

/** Does the work, prints the longest task that it gave the page's main thread, and fails if that took 50 ms or more. */
export async function expectNoLongTask(browser: Browser, page: Page, what: string, work: () => Promise<void>): Promise<void> {
  const { longest } = await longestTask(browser, page, work);
  console.log(`${what}: no task with more than ${longest.toFixed(1)} ms of the processor`);
  expect(longest).toBeLessThan(50);
}
