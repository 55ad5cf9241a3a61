/** What a reader has brought to the bench in place of what was recorded. */
import { canonical } from '../../../lab/canonical.ts';
import { isSandboxed, type Grader, type SandboxedGrader } from '../../../lab/grader.ts';
import type { WorkedExample } from '../../../lab/template/values.ts';
import type { Bench } from '../bench.ts';
import { gradedBy } from './grading.ts';
import { countOf } from './items.ts';

export interface Material {
  readonly own?: readonly WorkedExample[];
  /** Where another one than the recorded grades. */
  readonly grader?: Grader;
  /** A grader that runs code and came with a link: it is not used before the reader has seen it and said so. */
  readonly offered?: SandboxedGrader;
  /** Why answers cannot be graded as the reader has begun to say. */
  readonly fault?: string;
}

/** What of a bench is not as it was at first, apart from its prompts. */
export function materialOf({ own, question: { grader } }: Bench, opening: Bench): Material {
  return { ...(own && { own }), ...(canonical(grader) !== canonical(opening.question.grader) && { grader }) };
}

/** The same of a bench that came with a link: code in it is offered, and the recorded grader stays. */
export function receivedMaterial(bench: Bench, opening: Bench): Material {
  const { grader, ...rest } = materialOf(bench, opening);
  if (grader === undefined) return rest;
  return isSandboxed(grader) ? { ...rest, offered: grader } : { ...rest, grader };
}

/** The bench as its link has it: an offered grader goes along until the reader has decided. */
export function passedOn(bench: Bench, { offered }: Material): Bench {
  return offered ? { ...bench, question: { ...bench.question, grader: offered } } : bench;
}

/** The bench with it. */
export function withMaterial({ own: _, ...opening }: Bench, { own, grader }: Material): Bench {
  return { ...opening, ...(own && { own }), question: { ...opening.question, ...(grader !== undefined && { grader }) } };
}

/** What differs from the recorded bench, in few words; nothing where nothing does. */
export function standing({ own, grader, fault }: Material): string {
  return [...(own ? [countOf(own)] : []), ...(fault !== undefined ? ['grading not set yet'] : grader !== undefined ? [gradedBy(grader)] : [])].join('; ');
}
