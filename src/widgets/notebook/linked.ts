/** An experiment that the page's address carries: it is shown before it asks anything, and runs once its reader says so. */
import { itemCount } from '../../lab/experiment.ts';
import type { OpenedExperiment } from '../../lab/share/shared-experiment.ts';
import { tinydesk } from '../shared/engine.ts';
import type { Run, RunControls, Sentence } from '../shared/run-controls.ts';
import { sharedPieces } from './view.ts';

/** Where a link carries an experiment. */
export const HASH = '#experiment=';

/** What the page of runs does for it. */
export interface Host {
  /** Does something, and says what went wrong with it. */
  do(work: () => Promise<void>): Promise<void>;
  refresh(): Promise<void>;
  look(id: string): Promise<void>;
}

export class LinkedExperiment {
  readonly #section: HTMLElement;
  readonly #host: Host;

  constructor(section: HTMLElement, host: Host) {
    this.#section = section;
    this.#host = host;
  }

  /** Opens the experiment of the address, where it carries one. */
  open(): void {
    if (!location.hash.startsWith(HASH)) return;
    void this.#host.do(async () => {
      const { decodeExperiment } = await import('../../lab/share/shared-experiment.ts');
      const shared = await decodeExperiment(location.hash.slice(HASH.length));
      this.#section.querySelector('.given')!.replaceChildren(...sharedPieces(shared, 'TinyDesk'));
      this.#section.hidden = false;
      this.#controls().say('');
      this.#controls().drive((run) => this.#ask(run, shared));
      this.#section.querySelector('h2')!.focus();
    });
  }

  /** Puts it away, and takes it out of the address. */
  dismiss(): void {
    this.#controls().cancel();
    this.#section.hidden = true;
    history.replaceState(history.state, '', location.pathname + location.search);
  }

  async #ask(run: Run, { name, experiment, engine: made }: OpenedExperiment): Promise<Sentence> {
    run.say('Loading TinyDesk.');
    const [engine, { keptRun }, { keptSentence }] = await Promise.all([tinydesk(), import('../shared/keeping.ts'), import('../shared/kept-words.ts')]);
    const [{ opensSeal }, { openSeal }] = await Promise.all([import('../../lab/seal.ts'), import('../shared/seal-store.ts')]);
    const { modelHash } = await engine.info();
    run.say('Asking.');
    const jobs = experiment.arms.length;
    let seal = '';
    const { cut, kept } = await keptRun(experiment, engine, {
      name, signal: run.signal,
      onBegin: (finished) => {
        run.progress(finished.length, itemCount(experiment) * jobs);
        if (finished.length === 0 && opensSeal(experiment)) seal = ` ${openSeal(experiment.arms.map(({ label }) => label).join(' against '))}`;
      },
      onProgress: ({ done, of }) => run.progress(done, of),
    });
    const said: readonly (string | Node)[] = kept ? ('id' in kept ? [`${cut ? 'The part' : 'This run'} is kept below.`] : keptSentence(kept, cut ? 'The part' : 'This run', 'free some space and run again')) : [];
    await this.#host.refresh();
    if (cut) {
      run.keep(said.length > 0 ? said : `No item was finished in all of ${jobs} arms yet, so there is no part to keep.`);
      throw cut.reason;
    }
    if (kept && 'id' in kept) await this.#host.look(kept.id);
    return [modelHash === made.modelHash ? 'The link was made with the very model that answered here. ' : 'The link was made with another model or version of it, so the answers may differ. ', ...said, seal];
  }

  #controls(): RunControls {
    return this.#section.querySelector<RunControls>('run-controls')!;
  }
}
