/** The floating-point peak of one thread, as WebAssembly SIMD can reach it: compiled here from peak.as. */
import { readFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';
import type { Contestant } from './measure.ts';

/** Steps of one repetition: about 10 microseconds of work, 96 operations a step. */
const STEPS = 4096;

/** Floating-point operations of one repetition, and what runs it. */
export async function peak(): Promise<{ operations: number; contestant: Contestant }> {
  const source = readFileSync(new URL('peak.as', import.meta.url), 'utf8');
  const { error, binary, stderr } = await asc.compileString({ 'peak.ts': source }, { optimizeLevel: 3, noAssert: true, runtime: 'stub', enable: ['simd'] });
  if (error || !binary) throw new Error(`The peak loop does not compile: ${stderr.toString()}`);
  const { instance } = await WebAssembly.instantiate(new Uint8Array(binary), {});
  const { chains } = instance.exports as unknown as { chains: (steps: number, a: number, b: number) => number };
  return {
    operations: 96 * STEPS,
    contestant: (times) => {
      for (let i = 0; i < times; i++) chains(STEPS, 0.5, 1);
    },
  };
}
