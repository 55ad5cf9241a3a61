/** TinyDesk in a Web Worker of the page. */
import type { ChatEngine } from './chat.ts';
import { WorkerEngine, type WorkerLink } from './client.ts';
import { linkTo } from './worker-link.ts';

/** The model folders under `tinydesk/` of the site. */
export type Checkpoint = 'instructed' | 'raw';

const engines = new Map<string, ChatEngine>();

/**
 * The page's one engine of a checkpoint, whoever asks. `root` is the address the site is served under, with its final
 * slash. Nothing is fetched before the first call.
 */
export function openTinyDesk(root: URL, checkpoint: Checkpoint = 'instructed'): ChatEngine {
  const folder = new URL(`tinydesk/${checkpoint}/`, root).href;
  const engine = engines.get(folder) ?? new WorkerEngine(startWorker, { folder, model: `tinydesk-${checkpoint}` });
  engines.set(folder, engine);
  return engine;
}

function startWorker(): WorkerLink {
  return linkTo(new Worker(new URL('./tinydesk/worker.ts', import.meta.url), { type: 'module', name: 'tinydesk' }));
}
