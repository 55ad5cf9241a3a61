/** What a reader has brought to the bench in place of what was recorded. */
import { canonical } from '../../../lab/canonical.ts';
import type { Grader } from '../../../lab/grader.ts';
import type { WorkedExample } from '../../../lab/template/values.ts';
import type { Bench } from '../bench.ts';
import { gradedBy } from './grading.ts';
import { countOf } from './items.ts';

export interface Material {
  readonly own?: readonly WorkedExample[];
  /** Where another one than the recorded grades. */
  readonly grader?: Grader;
  /** Why answers cannot be graded as the reader has begun to say. */
  readonly fault?: string;
}

/** What of a bench is not as it was at first, apart from its prompts. */
export function materialOf({ own, question: { grader } }: Bench, opening: Bench): Material {
  return { ...(own && { own }), ...(canonical(grader) !== canonical(opening.question.grader) && { grader }) };
}

/** The bench with it. */
export function withMaterial({ own: _, ...opening }: Bench, { own, grader }: Material): Bench {
  return { ...opening, ...(own && { own }), question: { ...opening.question, ...(grader !== undefined && { grader }) } };
}

/** What differs from the recorded bench, in few words; nothing where nothing does. */
export function standing({ own, grader, fault }: Material): string {
  return [...(own ? [countOf(own)] : []), ...(fault !== undefined ? ['grading not set yet'] : grader !== undefined ? [gradedBy(grader)] : [])].join('; ');
}
