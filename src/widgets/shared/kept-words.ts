/** What a widget says of the notebook. */
import { siteRoot } from '../../book/site-root.ts';
import type { NotebookError } from '../../notebook/notebook-error.ts';
import type { Kept } from './keeping.ts';
import type { Sentence } from './run-controls.ts';

/** A link to the page of runs. */
export function notebookLink(words: string): HTMLAnchorElement {
  return Object.assign(document.createElement('a'), { href: new URL('notebook/', siteRoot()).href, textContent: words });
}

/** That a run is in the notebook, with a link there; or why not, and `instead`: "save it below as CSV or JSONL", or what does it. */
export function keptSentence(kept: Kept, what: string, instead: string | HTMLElement): Exclude<Sentence, string> {
  if ('id' in kept) return [`${what} is kept in `, notebookLink('your notebook'), '.'];
  return [`${reason(kept.error)}, so ${what.charAt(0).toLowerCase()}${what.slice(1)} is not in your notebook: `, instead, ' before you leave this page.'];
}

/** That a run cannot go on with the model that there is now, and where its part is kept. */
export function otherModelSentence(kept: Exclude<Sentence, string> = ['Nothing of it was finished.']): Sentence {
  return ['That run was begun with another version of TinyDesk, so it cannot go on as it was. ', ...kept];
}

/** That a reload would lose what a run under way has finished. */
export function unwrittenSentence(why: NotebookError): string {
  return `${reason(why)}, so this run goes on but would be lost by a reload.`;
}

/** The first sentence of an error, without its full stop. */
export function reason({ code, message }: NotebookError): string {
  return code === 'full' ? 'The browser’s storage for this site is full' : message.split(/\.(?: |$)/)[0]!;
}
