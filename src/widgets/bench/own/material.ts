/** What a reader has brought to the bench in place of what was recorded. */
import { canonical } from '../../../lab/canonical.ts';
import { isSandboxed, type Grader, type SandboxedGrader } from '../../../lab/grader.ts';
import type { Experiment } from '../../../lab/experiment.ts';
import type { WorkedExample } from '../../../lab/template/values.ts';
import { benchOf, experimentOf, type Bench } from '../bench.ts';
import { gradedBy } from './grading.ts';
import { heldWords, type Hold } from './held.ts';
import { countOf } from './items.ts';

export interface Material {
  readonly own?: readonly WorkedExample[];
  /** The share of them that is held back for the final comparison. */
  readonly hold?: Hold;
  /** Where another one than the recorded grades. */
  readonly grader?: Grader;
  /** A grader that runs code and came with a link: it is not used before the reader has seen it and said so. */
  readonly offered?: SandboxedGrader;
  /** Why answers cannot be graded as the reader has begun to say. */
  readonly fault?: string;
}

/** What of a bench is not as it was at first, apart from its prompts. */
export function materialOf({ own, hold, question: { grader } }: Bench, opening: Bench): Material {
  return { ...(own && { own, ...(hold && { hold }) }), ...(canonical(grader) !== canonical(opening.question.grader) && { grader }) };
}

/** The same of a bench that came with a link: code in it is offered, and the recorded grader stays. */
export function receivedMaterial(bench: Bench, opening: Bench): Material {
  const { grader, ...rest } = materialOf(bench, opening);
  if (grader === undefined) return rest;
  return isSandboxed(grader) ? { ...rest, offered: grader } : { ...rest, grader };
}

/**
 * What there is beside the prompts of a run that is gone on with. It asks a part of the items of one's own, so those that
 * stand stay where it is a part of theirs; and the sealed items of a final comparison never become items to look at.
 */
export function materialOfRun(experiment: Experiment, { own, hold }: Material, opening: Bench): Material {
  const { own: asked, ...rest } = materialOf(benchOf(experiment), opening);
  if (!asked) return rest;
  const { split } = experiment.items;
  const stand = { ...(own && { own, ...(hold && { hold }) }) };
  if (split === 'test') return { ...rest, ...stand };
  const same = own !== undefined && canonical(experimentOf(withMaterial(opening, stand)).items.given) === canonical(asked);
  return { ...rest, ...(same ? stand : { own: asked }) };
}

/** The bench as its link has it: an offered grader goes along until the reader has decided. */
export function passedOn(bench: Bench, { offered }: Material): Bench {
  return offered ? { ...bench, question: { ...bench.question, grader: offered } } : bench;
}

/** The bench with it. */
export function withMaterial({ own: _, hold: __, ...opening }: Bench, { own, hold, grader }: Material): Bench {
  return { ...opening, ...(own && { own, ...(hold && { hold }) }), question: { ...opening.question, ...(grader !== undefined && { grader }) } };
}

/** What differs from the recorded bench, in few words; nothing where nothing does. */
export function standing({ own, hold, grader, fault }: Material): string {
  const held = own ? heldWords(own, hold) : '';
  return [...(own ? [`${countOf(own)}${held && `: ${held}`}`] : []), ...(fault !== undefined ? ['grading not set yet'] : grader !== undefined ? [gradedBy(grader)] : [])].join('; ');
}
