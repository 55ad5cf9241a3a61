/** What a page and the worker that keeps a run for it say to each other, checked on both sides. */
import { anything, count, either, fields, finite, nothing, oneOf, text, variants, type Checked } from '../engines/check.ts';
import type { NotebookErrorCode } from './notebook-error.ts';

const CODES: Record<NotebookErrorCode, true> = {
  lost: true, newer: true, blocked: true, full: true, busy: true, missing: true, damaged: true, unreadable: true, 'too-big': true, 'bad-name': true, failed: true,
};

/** A record comes in pieces, so that the page never copies all of it at once. What is in it is checked whenever it is read back. */
export const piece = variants({
  /** The record without its arms, and how many of them will come. */
  begin: fields({ type: oneOf('begin'), record: anything, arms: count, ms: finite, name: text, adapterHash: either(nothing, text) }),
  arm: fields({ type: oneOf('arm'), arm: anything }),
});

/** The one answer, after the last arm. */
export const verdict = variants({
  kept: fields({ type: oneOf('kept'), id: text }),
  failed: fields({ type: oneOf('failed'), code: oneOf(...(Object.keys(CODES) as NotebookErrorCode[])), message: text }),
});

export type Piece = Checked<typeof piece>;
export type Verdict = Checked<typeof verdict>;
