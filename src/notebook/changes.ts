/** Tabs hear of each other's changes. */
import { CheckError, fields, list, oneOf, text } from '../engines/check.ts';

/** What happened to which runs; to which unfinished runs, for `begun` and `ended`. */
export interface NotebookChange {
  readonly what: 'kept' | 'renamed' | 'removed' | 'removed-all' | 'begun' | 'ended';
  readonly ids: readonly string[];
}

export interface Changes {
  /** Tells every listener, here and in the other tabs of this site. */
  tell(change: NotebookChange): void;
  /** Called with every change, made here or elsewhere; gives the function that ends it. */
  hear(listener: (change: NotebookChange) => void): () => void;
  close(): void;
}

const NAME = 'two-levers/notebook';
const change = fields({ what: oneOf('kept', 'renamed', 'removed', 'removed-all', 'begun', 'ended'), ids: list(text) });

/** Where the browser has no channel between tabs, changes are heard in this one only. */
export function openChanges(): Changes {
  const listeners = new Set<(change: NotebookChange) => void>();
  const heard = (happened: NotebookChange) => {
    for (const listener of [...listeners]) listener(happened);
  };
  let channel = openChannel();
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      let happened: NotebookChange;
      try {
        happened = change(data, 'a change');
      } catch (error) {
        // Another version of the site may speak of what this one does not know.
        if (error instanceof CheckError) return;
        throw error;
      }
      heard(happened);
    };
  }
  return {
    tell: (happened) => {
      channel?.postMessage(happened);
      heard(happened);
    },
    hear: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      channel?.close();
      channel = undefined;
      listeners.clear();
    },
  };
}

function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(NAME);
  } catch {
    return undefined;
  }
}
