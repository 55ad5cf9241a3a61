/** The side of keep-apart.ts that does the work, whatever thread it is in. */
import type { Port } from '../engines/protocol.ts';
import type { ArmRecord, RunRecord } from '../lab/record.ts';
import { piece, type Piece, type Verdict } from './keeper-messages.ts';
import { closeNotebook, openNotebook } from './notebook.ts';
import { NotebookError, notebookError } from './notebook-error.ts';
import { keepRun } from './runs.ts';

/** Takes the pieces of one run in, keeps it, and says how that went. */
export function serveKeeper(port: Port): void {
  let begun: Extract<Piece, { type: 'begin' }> | undefined;
  const arms: unknown[] = [];
  const say = (verdict: Verdict) => port.post(verdict);
  const failed = async (error: unknown) => {
    const { code, message } = await notebookError(error, 'keep the run');
    say({ type: 'failed', code, message });
  };
  port.listen((message) => {
    try {
      const came = piece(message, 'message');
      if (came.type === 'begin') begun = came;
      else arms.push(came.arm);
    } catch (error) {
      return void failed(error);
    }
    if (begun?.arms !== arms.length) return;
    const { record, ms, name, adapterHash } = begun;
    keep({ ...(record as RunRecord), arms: arms as ArmRecord[] }, { ms, name, adapterHash }).then((id) => say({ type: 'kept', id }), failed);
  });
}

async function keep(record: RunRecord, note: { readonly ms: number; readonly name: string; readonly adapterHash: string | null }): Promise<string> {
  const notebook = await openNotebook();
  try {
    if (!notebook.database.persistent) throw new NotebookError('failed', notebook.database.notice!);
    return (await keepRun(notebook, record, note)).id;
  } finally {
    closeNotebook(notebook);
  }
}
