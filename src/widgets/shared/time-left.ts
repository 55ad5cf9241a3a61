/** What happens so soon after the first sign of progress tells of the start and not of the pace, in ms: answers come in batches. */
const SETTLING = 250;
/** So long a run is watched before its pace is told, in ms, and such a share of what is left has to be done meanwhile. */
const WATCHED = 1000;
const SHARE = 0.02;

/**
 * How long a run still takes, in words a reader can plan by. It goes by what is done while it is watched, so that neither
 * loading a model nor what an earlier page had done counts as pace.
 */
export class TimeLeft {
  #begun: number | undefined;
  #from = { at: 0, done: 0 };
  #last = 0;

  /** From how much is done at a time in ms. Empty before there is enough to go by, and once nothing is left. */
  at(now: number, done: number, of: number): string {
    // Another round has begun.
    if (done < this.#last) this.#begun = undefined;
    this.#last = done;
    this.#begun ??= now;
    if (now - this.#begun < SETTLING) this.#from = { at: now, done };
    const elapsed = now - this.#from.at;
    const since = done - this.#from.done;
    if (done >= of || since <= 0 || elapsed < WATCHED || since < SHARE * (of - this.#from.done)) return '';
    return `${duration((elapsed * (of - done)) / since, 'about ')} left`;
  }
}

/** Milliseconds as words: "0.4 s", "12 s", "3 min". `about` goes before numbers only. */
export function duration(ms: number, about = ''): string {
  const seconds = ms / 1000;
  if (about !== '' && seconds < 1) return 'less than a second';
  if (seconds < 9.95) return `${about}${about === '' ? seconds.toFixed(seconds < 0.095 ? 2 : 1) : Math.ceil(seconds)} s`;
  return seconds < 99.5 ? `${about}${Math.round(seconds)} s` : `${about}${Math.round(seconds / 60)} min`;
}
