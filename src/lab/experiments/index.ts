/** Every experiment whose run is committed in content/runs. */
import type { Experiment } from '../experiment.ts';
import { abilities, ABILITY_ITEMS } from './abilities.ts';
import { benchCode, benchRole, benchTotals } from './bench.ts';
import { practices, refinement, refinementFinal } from './better-prompts.ts';
import { chainOfThought, chainOfThoughtExercise, chainOfThoughtTone, selfConsistency, selfConsistencyGreedy } from './chain-of-thought.ts';
import { conditional, conditionalPlaces } from './conditional.ts';
import { consistency } from './consistency.ts';
import { fewShot, fewShotInline, fewShotKnown } from './few-shot.ts';
import { fewShotChanges, fewShotWording } from './few-shot-changes.ts';
import { fewShotExercise } from './few-shot-exercise.ts';
import { measuring, wordings, wordingsDev } from './measuring.ts';
import { role } from './role.ts';
import { sampling } from './sampling.ts';
import { startHere } from './start-here.ts';
import { stepByStep } from './step-by-step.ts';
import { temperature } from './temperature.ts';

export const RECORDED: readonly Experiment[] = [
  startHere, sampling, temperature, fewShot, fewShotInline, fewShotKnown, fewShotChanges, fewShotWording, fewShotExercise(), benchTotals, benchCode, benchRole,
  chainOfThought, chainOfThoughtTone, selfConsistency, selfConsistencyGreedy, chainOfThoughtExercise, stepByStep, conditional, conditionalPlaces, role, practices, refinement, refinementFinal,
  measuring, wordings, wordingsDev, consistency,
  ...abilities({ split: 'test', count: ABILITY_ITEMS }).map(({ experiment }) => experiment),
];
