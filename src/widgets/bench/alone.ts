/** What a completion of each prompt takes when it is asked alone. */
import type { ChatEngine } from '../../engines/chat.ts';
import type { Experiment } from '../../lab/experiment.ts';
import type { ShownItem } from './rows.ts';

/** Completions timed for each prompt. */
const TIMED = 3;

/** In ms, one a prompt; nothing where that cannot be told. */
export async function timedAlone(engine: ChatEngine, { request, arms }: Experiment, items: readonly ShownItem[], signal: AbortSignal): Promise<number[] | undefined> {
  const some = items.slice(0, TIMED);
  const alone: number[] = [];
  try {
    for (const arm of arms.keys()) {
      const from = performance.now();
      for (const { prompts } of some) await engine.complete([{ ...request, messages: prompts[arm]! }], { signal });
      alone.push((performance.now() - from) / some.length);
    }
  } catch {
    return undefined;
  }
  return alone;
}
