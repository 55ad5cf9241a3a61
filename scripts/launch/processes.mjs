/**
 * Child processes that never outlive the launcher. Each leads a process group of its own, so that a stop
 * reaches whatever it started in turn.
 */
import { spawn } from 'node:child_process';
import { Interruption } from './problem.mjs';

/** Time that children have to stop by themselves before they are killed, unless they were given another, ms. */
const usualGrace = 8_000;

const windows = process.platform === 'win32';

/** @type {Map<import('node:child_process').ChildProcess, number>} each with its grace, ms */
const running = new Map();

/** @type {string | undefined} */
let interruptedBy;

/** @type {(signal: string) => void} */
let announce = () => {};

/** Resolves with the signal's name when the launcher is asked to stop; children have been told by then. */
export const interruption = new Promise((/** @type {(signal: string) => void} */ resolve) => {
  announce = resolve;
});

/** From now on SIGINT, SIGTERM, SIGHUP, a closed output or the end of the npm or launcher above stop all children. */
export function listenForInterruptions() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => interrupt(signal));
  if (process.connected) process.on('disconnect', () => interrupt('SIGTERM'));
  if (process.env['npm_lifecycle_event'] !== undefined) {
    // npm passes signals to its shell, which ends without passing them on.
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || interrupt('SIGTERM'), 500).unref();
  }
  process.stdout.on('error', () => interrupt('SIGTERM'));
  process.stderr.on('error', () => interrupt('SIGTERM'));
}

/** @param {'SIGINT' | 'SIGTERM' | 'SIGHUP'} signal */
function interrupt(signal) {
  if (interruptedBy !== undefined) return;
  interruptedBy = signal;
  stopChildren(signal);
  announce(signal);
}

/**
 * Tells all children to stop, and kills those that have not after a while.
 *
 * @param {NodeJS.Signals} [signal]
 */
export function stopChildren(signal = 'SIGTERM') {
  for (const child of running.keys()) stop(child, signal);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function stop(child, signal) {
  send(child, signal);
  const timer = setTimeout(() => send(child, 'SIGKILL'), running.get(child) ?? usualGrace);
  child.once('close', () => clearTimeout(timer));
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function send(child, signal) {
  if (child.pid === undefined) return;
  if (windows) {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

/**
 * Runs a program to its end and resolves with its exit code (124 when it was stopped because it had said nothing for
 * `quietMs`, 127 when it could not be started, 128 when a signal ended it) and, unless `show` passes it on to the
 * terminal, the end of its output, which `hear` gets as it comes. A stop kills it after `graceMs` if it still runs. Rejects with an Interruption once the launcher has been asked to stop.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: Record<string, string | undefined>, show?: boolean, quietMs?: number, hear?: (text: string) => void, graceMs?: number }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function run(command, args, { cwd, env, show = false, quietMs, hear, graceMs }) {
  if (interruptedBy !== undefined) throw new Interruption(interruptedBy);
  const result = await follow(
    spawn(command, args, { cwd, env, detached: !windows, windowsHide: true, stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'] }),
    { quietMs, hear, graceMs },
  );
  if (interruptedBy !== undefined) throw new Interruption(interruptedBy);
  return result;
}

/**
 * Runs this launcher again under another Node and resolves with its exit code. An interruption is passed on,
 * and the other launcher answers it.
 *
 * @param {string} node
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: Record<string, string | undefined> }} options
 * @returns {Promise<number>}
 */
export async function handOver(node, args, { cwd, env }) {
  if (interruptedBy !== undefined) throw new Interruption(interruptedBy);
  const child = spawn(node, args, { cwd, env, detached: !windows, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  // The other launcher waits as long for its own children, and needs a moment more to end them.
  return (await follow(child, { graceMs: usualGrace + 4_000 })).code;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ quietMs?: number | undefined, hear?: ((text: string) => void) | undefined, graceMs?: number | undefined }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
function follow(child, { quietMs, hear, graceMs = usualGrace } = {}) {
  return new Promise((resolve) => {
    let output = '';
    let late = false;
    const timer =
      quietMs === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            stop(child, 'SIGTERM');
          }, quietMs);
    const keep = (/** @type {string} */ text) => {
      output = (output + text).slice(-100_000);
      hear?.(text);
      if (!late) timer?.refresh();
    };
    running.set(child, graceMs);
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', keep);
    const finish = (/** @type {number} */ code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code, output });
    };
    child.once('error', (error) => {
      output += error.message;
      if (child.pid === undefined) finish(127);
    });
    child.once('close', (code) => finish(late ? 124 : (code ?? 128)));
  });
}
