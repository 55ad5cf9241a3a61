/** The side of desk-apart.ts that does the work, whatever thread it is in. */
import type { Port } from '../engines/protocol.ts';
import { openDesk, type Desk } from './desk.ts';
import { deskQuestion, type DeskAnswer } from './desk-messages.ts';
import { openNotebook } from './notebook.ts';
import { NotebookError } from './notebook-error.ts';

/** Errors of these names, and those that the lab throws by hand, are sentences. */
const SENTENCES: ReadonlySet<string> = new Set(['Error', 'NotebookError', 'ShareError', 'ExportError', 'RecordError']);

export function serveDesk(port: Port): void {
  let desk: Promise<Desk> | undefined;
  const say = (answer: DeskAnswer) => port.post(answer);
  port.listen((message) => {
    const { id, task, given } = deskQuestion(message, 'question');
    const answer = async (): Promise<void> => {
      desk ??= open();
      try {
        const work = (await desk)[task] as (...given: unknown[]) => Promise<unknown>;
        say({ type: 'done', id, result: await work(...given) });
      } catch (error) {
        const { name, message: reason } = error instanceof Error || error instanceof DOMException ? error : { name: '', message: String(error) };
        if (error instanceof NotebookError && error.code === 'lost') desk = undefined;
        say({ type: 'failed', id, message: reason, readable: SENTENCES.has(name) });
      }
    };
    void answer();
  });
}

async function open(): Promise<Desk> {
  const notebook = await openNotebook();
  if (!notebook.database.persistent) throw new NotebookError('failed', notebook.database.notice!);
  return openDesk(notebook);
}
