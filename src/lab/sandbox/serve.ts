/** The side of apart.ts that runs what someone wrote, whatever thread it is in. */
import type { Port } from '../../engines/protocol.ts';
import { SandboxError, type Sandbox } from '../sandbox.ts';
import { question, type Answer } from './messages.ts';

/** Opens a sandbox, says so, and judges what it is asked, one question after the other. */
export function serveSandbox(port: Port, open: () => Promise<Sandbox>): void {
  const say = (answer: Answer) => port.post(answer);
  const opening = open();
  opening.then(() => say({ type: 'ready' }), (error: unknown) => say({ type: 'unopened', reason: reasonOf(error) }));
  port.listen((message) => {
    void (async () => {
      try {
        const { grader, pairs } = question(message, 'message');
        say({ type: 'judged', verdicts: await (await opening).judge(grader, pairs) });
      } catch (error) {
        say({ type: 'failed', message: error instanceof SandboxError ? error.message : `The sandbox broke down (${reasonOf(error)}). Write what it runs more simply.` });
      }
    })();
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
