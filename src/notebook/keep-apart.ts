/**
 * Keeps a run in a thread of its own. Making the text of a record, its hash and the write hold a thread up the longer the
 * larger the record is. Measured in Chromium on two busy cores, with 80,000 different answers, 4.6 MB: a task of 370 to
 * 440 ms where the page does it, and none of 50 ms where it is done here.
 */
import type { WorkerLink } from '../engines/client.ts';
import { macrotask } from '../engines/macrotask.ts';
import { linkTo } from '../engines/worker-link.ts';
import type { RunRecord } from '../lab/record.ts';
import { verdict, type Piece } from './keeper-messages.ts';
import { NotebookError, reasonOf } from './notebook-error.ts';

/** As keepRun of runs.ts, in the notebook that outlives the page; gives the id. Rejects with a NotebookError, and then nothing of the run is kept. */
export async function keepRunApart(record: RunRecord, { ms, name = record.experiment.title, adapterHash = null }: { readonly ms: number; readonly name?: string; readonly adapterHash?: string | null }, start: () => WorkerLink = startWorker): Promise<string> {
  let link: WorkerLink;
  try {
    link = start();
  } catch (error) {
    throw died(reasonOf(error));
  }
  try {
    return await new Promise<string>((resolve, reject) => {
      link.onDeath((reason) => reject(died(reason)));
      link.listen((message) => {
        try {
          const came = verdict(message, 'the answer');
          if (came.type === 'kept') resolve(came.id);
          else reject(new NotebookError(came.code, came.message));
        } catch (error) {
          reject(died(reasonOf(error)));
        }
      });
      const post = (piece: Piece) => link.post(piece);
      void (async () => {
        post({ type: 'begin', record: { ...record, arms: [] }, arms: record.arms.length, ms, name, adapterHash });
        for (const arm of record.arms) {
          await macrotask();
          post({ type: 'arm', arm });
        }
      })().catch(reject);
    });
  } finally {
    link.close();
  }
}

function startWorker(): WorkerLink {
  return linkTo(new Worker(new URL('./keeper-worker.ts', import.meta.url), { type: 'module', name: 'notebook' }));
}

function died(reason: string): NotebookError {
  return new NotebookError('failed', `The worker that writes to the notebook has ended (${reason}). Run again; what was kept before is still there.`);
}
