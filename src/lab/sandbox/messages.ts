/** What a page and the worker of its sandbox say to each other, checked on both sides. Pairs are judged one message at a time. */
import { either, fields, list, oneOf, text, variants, type Checked } from '../../engines/check.ts';

/** Answered by `judged` or `failed`. */
export const question = fields({
  type: oneOf('judge'),
  grader: either(
    fields({ kind: oneOf('pattern'), pattern: text, flags: text }),
    fields({ kind: oneOf('expression'), source: text }),
  ),
  pairs: list(fields({ answer: text, reference: text })),
});

export const answer = variants({
  /** Once, when the sandbox is open. */
  ready: fields({ type: oneOf('ready') }),
  /** The sandbox cannot be opened. */
  unopened: fields({ type: oneOf('unopened'), reason: text }),
  judged: fields({ type: oneOf('judged'), verdicts: list(oneOf('1', '0', '-')) }),
  /** What was written cannot be run to its end, as a sentence. */
  failed: fields({ type: oneOf('failed'), message: text }),
});

export type Question = Checked<typeof question>;
export type Answer = Checked<typeof answer>;
