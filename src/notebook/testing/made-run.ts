/** Runs of a scripted engine, and the engine's identity, for tests. */
import type { ChatEngine } from '../../engines/chat.ts';
import type { Experiment } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';
import { run } from '../../lab/runner.ts';
import { guess, scriptedEngine, type Script } from '../../lab/testing/scripted-engine.ts';

export { guess };

export const IDENTITY = { engine: 'tinydesk', model: 'scripted', modelHash: '00', versions: { script: '1' } } as const;

export const routing = (seed: string, { count = 12, samples = 1, ...more }: Partial<Experiment> & { count?: number } = {}): Experiment => ({
  id: 'routing',
  title: 'Routing',
  items: { split: 'dev', count, seeds: [seed] },
  samples,
  request: { temperature: samples > 1 ? 1 : 0, max_tokens: 8 },
  graders: ['exact', 'category'],
  arms: [
    { id: 'word', label: 'word', lever: 'prompt', task: { name: 'explicit', options: { convention: 'word' } } },
    { id: 'code', label: 'code', lever: 'prompt', task: { name: 'explicit', options: { convention: 'code' } } },
  ],
  ...more,
});

export const madeRun = (seed: string, more: Partial<Experiment> & { count?: number } = {}, script: Script = guess): Promise<RunRecord> => run(routing(seed, more), scriptedEngine(script));

/** An engine that counts what it is asked, and is cancelled once it has answered so much. */
export function counting(most = Number.POSITIVE_INFINITY): ChatEngine & { asked: number } {
  const engine = scriptedEngine(guess);
  const counted = {
    ...engine, asked: 0,
    complete: (requests: Parameters<ChatEngine['complete']>[0], options?: Parameters<ChatEngine['complete']>[1]) => {
      const controller = new AbortController();
      return engine.complete(requests, {
        ...options, signal: controller.signal,
        onCompletion: (index, completion) => {
          counted.asked += 1;
          options?.onCompletion?.(index, completion);
          if (counted.asked >= most) controller.abort();
        },
      });
    },
  };
  return counted;
}
