/** The figures of a run, worked out in a thread of their own. */
import type { RunRecord } from '../../lab/record.ts';
import type { PromptFigures } from './parts.ts';

export type Reply = { readonly type: 'figures'; readonly figures: readonly PromptFigures[] } | { readonly type: 'failed'; readonly message: string };

/** As figuresOf. Rejects with a sentence where the worker cannot do it. */
export async function figuresApart(record: RunRecord): Promise<readonly PromptFigures[]> {
  const worker = new Worker(new URL('./figures-worker.ts', import.meta.url), { type: 'module', name: 'figures' });
  try {
    return await new Promise((resolve, reject) => {
      const failed = (reason: string) => reject(new Error(`The figures of the run could not be worked out (${reason}). Load the page again and repeat the run.`));
      worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => (data.type === 'figures' ? resolve(data.figures) : failed(data.message)));
      worker.addEventListener('messageerror', () => failed('a message could not be read'));
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        failed((event.message as string | undefined) ?? 'its script could not be loaded');
      });
      worker.postMessage(record);
    });
  } finally {
    worker.terminate();
  }
}
