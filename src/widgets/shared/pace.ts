/** How fast TinyDesk is on this machine, so that a figure can say what a run will take: remembered from runs, guessed before the first. Amounts are those of work.ts. */
import { duration } from './time-left.ts';

const KEY = 'work-per-second';
/** Shorter runs say more about starting than about running. */
const SHORTEST = 5000;
/** Tokens of a prompt that the kernels read while plain JavaScript does a million multiply-adds; measured beside each other in Chromium. */
const TOKENS_PER_MILLION = 12;

/** Remembers that so much was done in so many milliseconds. */
export function rememberPace(work: number, ms: number): void {
  if (work < SHORTEST || ms <= 0) return;
  try {
    localStorage.setItem(KEY, String(Math.round((1000 * work) / ms)));
  } catch {
    // Storage may be full or forbidden; then every run is a first one.
  }
}

/** How long so much takes here: "about 12 s". A guess is told as one, coarsely: arithmetic is not all that a run takes. */
export function expectedTime(work: number): string {
  const pace = remembered();
  if (pace !== undefined) return duration((1000 * work) / pace, 'about ');
  const seconds = work / guessed();
  return seconds < 10 ? 'some seconds' : seconds < 90 ? 'about a minute' : 'some minutes';
}

function remembered(): number | undefined {
  try {
    const pace = Number(localStorage.getItem(KEY));
    return pace > 0 ? pace : undefined;
  } catch {
    return undefined;
  }
}

let guess: number | undefined;

/** Tokens a second, from a few milliseconds of arithmetic. */
function guessed(): number {
  guess ??= (TOKENS_PER_MILLION * 1000) / Math.min(...Array.from({ length: 4 }, millionMs));
  return guess;
}

/** Milliseconds of a million multiply-adds. */
function millionMs(): number {
  const values = Float32Array.from({ length: 4096 }, (_, index) => index % 7);
  const started = performance.now();
  let sum = 0;
  for (let round = 0; round < 244; round++) for (let i = 0; i < values.length; i++) sum += values[i]! * round;
  // The sum is used, so that it has to be worked out.
  return performance.now() - started + (sum === 0 ? 1 : 0);
}
