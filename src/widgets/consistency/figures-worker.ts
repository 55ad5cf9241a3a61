/** The Web Worker that works figures out: resampling and permuting would hold the page up for some tenths of a second. */
import type { RunRecord } from '../../lab/record.ts';
import { figuresOf } from './figures.ts';
import type { Reply } from './figures-apart.ts';

self.addEventListener('message', ({ data }: MessageEvent<RunRecord>) => {
  const reply = (message: Reply) => self.postMessage(message);
  try {
    reply({ type: 'figures', figures: figuresOf(data) });
  } catch (error) {
    reply({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
