/** The offer to go on with a run that a reload or a crash has interrupted. */
import { thousands } from '../../lab/wording.ts';
import { discardUnfinished, isUnderWay, unfinishedRuns, type UnfinishedRun } from '../../notebook/journal.ts';
import { persistentNotebook } from './page-notebook.ts';
import type { RunControls } from './run-controls.ts';

export interface Interrupted {
  /** Shows the offer where there is a run to go on with, and else takes it away. Never rejects. */
  refresh(): Promise<void>;
  /** Takes the offer away, as while another run goes on. */
  hide(): void;
}

/** Completions of an unfinished run: those that are written down, and all. */
export function completionsOf({ finished, of, experiment: { samples } }: UnfinishedRun): { readonly finished: number; readonly of: number } {
  return { finished: finished * samples, of: of * samples };
}

/**
 * Offers, above the buttons of `controls`, to go on with the newest unfinished run that is `mine` and that no tab runs
 * now, or to discard it. Other tabs' beginnings and endings are followed.
 */
export function offerInterrupted(controls: RunControls, mine: (run: UnfinishedRun) => Promise<boolean>, goOn: (run: UnfinishedRun) => void): Interrupted {
  const { ownerDocument: document } = controls;
  const row = Object.assign(document.createElement('div'), { className: 'row interrupted' });
  let asked = 0;
  let following = false;

  const found = async (): Promise<UnfinishedRun | undefined> => {
    const notebook = await persistentNotebook();
    if (!following) notebook.changes.hear(({ what }) => void ((what === 'begun' || what === 'ended') && refresh()));
    following = true;
    for (const run of await unfinishedRuns(notebook)) if ((await mine(run)) && !(await isUnderWay(run.key))) return run;
    return undefined;
  };
  const hide = (): void => {
    asked += 1;
    row.remove();
  };
  const refresh = async (): Promise<void> => {
    const turn = (asked += 1);
    // Without a notebook there is nothing to go on with; the run itself will say that there is none.
    const run = controls.running ? undefined : await found().catch(() => undefined);
    if (turn !== asked || controls.running) return;
    if (!run) return row.remove();
    const { finished, of } = completionsOf(run);
    // What is there and has the focus stays.
    if (row.isConnected && row.dataset['key'] === run.key) return;
    row.dataset['key'] = run.key;
    row.replaceChildren(
      button(`Go on with the run that was interrupted (${thousands(finished)} of ${thousands(of)} completions)`, 'button quiet', () => {
        goOn(run);
        // The button itself goes away.
        controls.querySelector<HTMLElement>('[data-cancel]')!.focus();
      }),
      button('Discard', 'link', () => void discard(run)),
    );
    controls.prepend(row);
  };
  const discard = async ({ key }: UnfinishedRun): Promise<void> => {
    try {
      await discardUnfinished(await persistentNotebook(), key);
      controls.say('The interrupted run is discarded.');
    } catch (error) {
      controls.fail(error);
    }
    await refresh();
    if (!row.isConnected) controls.querySelector<HTMLElement>('[data-run]')!.focus();
  };
  const button = (text: string, className: string, act: () => void): HTMLButtonElement => {
    const made = Object.assign(document.createElement('button'), { type: 'button', className, textContent: text });
    made.addEventListener('click', act);
    return made;
  };
  return { refresh, hide };
}
