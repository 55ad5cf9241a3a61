/** What the figures of the consistency lab on a page share: the recorded run, and the reader's own once there is one. */
import { macrotask } from '../../engines/macrotask.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { PromptFigures } from './parts.ts';

export interface LiveFigures {
  readonly figures: readonly PromptFigures[];
  /** Tickets. */
  readonly count: number;
}

let recorded: Promise<{ readonly record: RunRecord; readonly figures: readonly PromptFigures[] }> | undefined;
let live: LiveFigures | undefined;
const followers = new Set<() => void>();

/** The committed run and its figures, fetched and worked out once. */
export function recordedFigures(): Promise<{ readonly record: RunRecord; readonly figures: readonly PromptFigures[] }> {
  recorded ??= (async () => {
    const [{ default: text }, { recordFromJson }, { figuresApart }] = await Promise.all([
      import('../../../content/runs/consistency.json?raw'), import('../../lab/record-json.ts'), import('./figures-apart.ts'),
    ]);
    const record = recordFromJson(text);
    return { record, figures: await figuresApart(record) };
  })().catch((error: unknown) => {
    recorded = undefined;
    throw error;
  });
  return recorded;
}

export function liveFigures(): LiveFigures | undefined {
  return live;
}

/** Shows the reader's run in every list of rows, a task of its own for each: together they might hold the page up. */
export async function showLive(figures: LiveFigures): Promise<void> {
  live = figures;
  for (const follow of followers) {
    await macrotask();
    follow();
  }
}

/** Calls back whenever there is another live run. */
export function followLive(follow: () => void): void {
  followers.add(follow);
}
