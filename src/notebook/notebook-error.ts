/** What can go wrong with what is kept, as sentences that a reader can act on. */
import { bytesInWords, space } from './space.ts';

export type NotebookErrorCode = 'lost' | 'newer' | 'blocked' | 'full' | 'busy' | 'missing' | 'damaged' | 'unreadable' | 'too-big' | 'bad-name' | 'failed';

export class NotebookError extends Error {
  readonly code: NotebookErrorCode;

  constructor(code: NotebookErrorCode, message: string) {
    super(message);
    this.name = 'NotebookError';
    this.code = code;
  }
}

/** No room for more. What was kept before is all still there. */
export class NotebookFull extends NotebookError {
  /** Bytes that the site uses and may use, where the browser says. */
  readonly used: number | undefined;
  readonly quota: number | undefined;

  constructor({ used, quota }: { readonly used?: number; readonly quota?: number } = {}) {
    const how = used === undefined ? '' : quota === undefined ? `, with ${bytesInWords(used)} in use` : `, with ${bytesInWords(used)} of ${bytesInWords(quota)} in use`;
    super('full', `The browser's storage for this site is full${how}. Nothing that was kept is lost. Export the runs you need to a file and delete old ones, or free space on this device.`);
    this.name = 'NotebookFull';
    this.used = used;
    this.quota = quota;
  }
}

/** What a browser's own error means here; `doing` completes "The browser could not ...". */
export async function notebookError(error: unknown, doing: string): Promise<NotebookError> {
  if (error instanceof NotebookError) return error;
  if (isQuota(error)) return new NotebookFull(await space());
  return new NotebookError('failed', `The browser could not ${doing} (${reasonOf(error)}). Reload the page and try again; what was kept before is still there.`);
}

/** The error in a few words, without its full stop. */
export function reasonOf(error: unknown): string {
  const { name, message } = error instanceof Error || error instanceof DOMException ? error : { name: 'unknown', message: String(error) };
  return (message || name).replace(/\.$/, '');
}

function isQuota(error: unknown): boolean {
  return (error as { name?: unknown } | null)?.name === 'QuotaExceededError';
}
