/**
 * Runs regular expressions and expressions that someone wrote, in a JavaScript engine of their own (QuickJS, compiled to
 * WebAssembly). What runs there has the language and nothing else: no page, no network, no storage, no clock and no
 * chance, so that the same answers get the same verdicts; and it is stopped when it takes too long or too much memory.
 * QuickJS and its binding are the well-kept way to do this under a content security policy that forbids eval.
 */
import { newQuickJSWASMModuleFromVariant, type QuickJSContext, type QuickJSHandle, type QuickJSSyncVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import type { SandboxedGrader } from './grader.ts';
import type { Verdict } from './graders.ts';

/** An answer, and what would be right. */
export interface Pair {
  readonly answer: string;
  readonly reference: string;
}

export interface Sandbox {
  /** One verdict a pair. Rejects with a SandboxError. */
  judge(grader: SandboxedGrader, pairs: readonly Pair[]): Promise<Verdict[]>;
}

/** Code that cannot be run to its end, as a sentence that says what to change. */
export class SandboxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SandboxError';
  }
}

/** ms for one pair, bytes, and bytes of its stack. */
const TIME = 100;
const MEMORY = 16 << 20;
const STACK = 256 << 10;
/**
 * QuickJS asks whether to go on at its first step, and then after every 10,000. So often it goes on whatever the clock
 * says: where a machine is busy, time passes in which the code did not run, or was still being compiled.
 */
const UNTIMED = 20;
/** Characters of an expression, or of a regular expression. */
const LONGEST = 4_000;

/** Opens a sandbox in this thread: code in it holds the thread up for at most TIME a pair. */
export async function openSandbox(variant: QuickJSSyncVariant): Promise<Sandbox> {
  let module: QuickJSWASMModule | undefined = await newQuickJSWASMModuleFromVariant(variant);
  return {
    async judge(grader, pairs) {
      module ??= await newQuickJSWASMModuleFromVariant(variant);
      const runtime = module.newRuntime({ memoryLimitBytes: MEMORY, maxStackSizeBytes: STACK });
      let until = 0;
      let asked = 0;
      runtime.setInterruptHandler(() => (asked += 1) > UNTIMED && performance.now() > until);
      const context = runtime.newContext();
      const within = <T>(what: () => T): T => {
        until = performance.now() + TIME;
        asked = 0;
        return what();
      };
      try {
        const judge = within(() => functionOf(context, grader));
        try {
          return pairs.map((pair) => within(() => verdict(context, judge, grader, pair)));
        } catch (error) {
          if (error instanceof SandboxError) throw error;
          // QuickJS itself fell over: a recursion was deeper than its host's stack.
          throw new SandboxError(`The ${nameOf(grader)} ran out of memory and was stopped. Make it simpler.`);
        } finally {
          judge.dispose();
        }
      } finally {
        try {
          context.dispose();
          runtime.dispose();
        } catch {
          // After some recursions QuickJS still holds what it should have let go of, and refuses to close: take another.
          module = undefined;
        }
      }
    },
  };
}

/** The grader as a function of an answer and a reference, in the sandbox. */
function functionOf(context: QuickJSContext, grader: SandboxedGrader): QuickJSHandle {
  const text = grader.kind === 'pattern' ? grader.pattern : grader.source;
  if (text.trim() === '') throw new SandboxError(`The ${nameOf(grader)} is empty. Write one, such as ${grader.kind === 'pattern' ? '^billing$' : 'answer.trim() === reference'}.`);
  if (text.length > LONGEST) throw new SandboxError(`The ${nameOf(grader)} has ${text.length} characters, and at most ${LONGEST} are read. Shorten it.`);
  evaluate(context, 'delete Math.random; delete globalThis.Date; delete globalThis.WeakRef; delete globalThis.FinalizationRegistry;', grader).dispose();
  if (grader.kind === 'pattern') {
    return evaluate(context, `(() => { const pattern = new RegExp(${JSON.stringify(grader.pattern)}, ${JSON.stringify(grader.flags)}); return (answer) => { pattern.lastIndex = 0; return pattern.test(answer); }; })()`, grader);
  }
  return evaluate(context, `(function (answer, reference) { 'use strict'; return (\n${grader.source}\n); })`, grader);
}

function verdict(context: QuickJSContext, judge: QuickJSHandle, grader: SandboxedGrader, { answer, reference }: Pair): Verdict {
  const answerHandle = context.newString(answer);
  const referenceHandle = context.newString(reference);
  const result = context.callFunction(judge, context.undefined, answerHandle, referenceHandle);
  answerHandle.dispose();
  referenceHandle.dispose();
  if (result.error) throw failed(context, result.error, grader, answer);
  const type = context.typeof(result.value);
  const [none, right] = [context.null, context.true].map((value) => context.eq(result.value, value));
  result.value.dispose();
  if (none) return '-';
  if (type === 'boolean') return right ? '1' : '0';
  throw new SandboxError(`The expression gave ${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type} for the answer ${shown(answer)}, where true, false or null belongs. Compare something, as in answer.trim() === reference.`);
}

function evaluate(context: QuickJSContext, code: string, grader: SandboxedGrader): QuickJSHandle {
  const result = context.evalCode(code);
  if (result.error) throw failed(context, result.error, grader);
  return result.value;
}

function failed(context: QuickJSContext, error: QuickJSHandle, grader: SandboxedGrader, answer?: string): SandboxError {
  const thrown: unknown = context.dump(error);
  error.dispose();
  const message = typeof thrown === 'object' && thrown !== null && 'message' in thrown ? String(thrown.message) : String(thrown);
  const where = answer === undefined ? '' : ` for the answer ${shown(answer)}`;
  if (message === 'interrupted') return new SandboxError(`The ${nameOf(grader)} took longer than ${TIME} ms${where} and was stopped. Make it simpler.`);
  if (message === 'out of memory' || message === 'stack overflow') return new SandboxError(`The ${nameOf(grader)} ran out of memory${where} and was stopped. Make it simpler.`);
  return new SandboxError(`The ${nameOf(grader)} failed${where}: ${message.replace(/\.$/, '')}. Correct it and try again.`);
}

function nameOf({ kind }: SandboxedGrader): string {
  return kind === 'pattern' ? 'regular expression' : 'expression';
}

function shown(answer: string): string {
  return JSON.stringify(answer.length > 60 ? `${answer.slice(0, 60)}…` : answer);
}
