/**
 * How long a run still takes, in words a reader can plan by, from the milliseconds it has taken and its share done.
 * Empty before there is anything to go by, and once nothing is left.
 */
export function timeLeft(elapsed: number, done: number, of: number): string {
  if (done <= 0 || done >= of || elapsed < 250) return '';
  return `${duration((elapsed * (of - done)) / done, 'about ')} left`;
}

/** Milliseconds as words: "0.4 s", "12 s", "3 min". `about` goes before numbers only. */
export function duration(ms: number, about = ''): string {
  const seconds = ms / 1000;
  if (about !== '' && seconds < 1) return 'less than a second';
  if (seconds < 9.95) return `${about}${about === '' ? seconds.toFixed(seconds < 0.095 ? 2 : 1) : Math.ceil(seconds)} s`;
  return seconds < 99.5 ? `${about}${Math.round(seconds)} s` : `${about}${Math.round(seconds / 60)} min`;
}
