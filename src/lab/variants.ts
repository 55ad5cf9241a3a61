/** Variants of one prompt: the same question in other words, another layout, another order of its examples. */
import { FACTORS, type Arm, type Experiment, type Factor, type Levels } from './experiment.ts';
import type { Task } from './tasks.ts';

/** The levels of each factor that is varied, by name. */
export type Design = Readonly<Partial<Record<Factor, readonly [string, string, ...string[]]>>>;

/** One arm for every combination of levels. `task` says how each combination is asked. */
export function crossed(prompt: Pick<Arm, 'id' | 'label' | 'lever' | 'request'>, design: Design, task: (levels: Levels) => Task): Arm[] {
  return combinations(design).map((levels) => {
    const chosen = FACTORS.flatMap((factor) => (levels[factor] === undefined ? [] : [[factor, levels[factor]] as const]));
    return {
      ...prompt,
      id: [prompt.id, ...chosen.map(([, level]) => level)].join('-'),
      label: `${prompt.label}: ${chosen.map(([factor, level]) => `${factor} ${level}`).join(', ')}`,
      task: task(levels),
      variant: { of: prompt.id, levels },
    };
  });
}

/** Every combination, the last factor changing fastest. */
function combinations(design: Design): Levels[] {
  return FACTORS.filter((factor) => design[factor]).reduce<Levels[]>(
    (sofar, factor) => sofar.flatMap((levels) => design[factor]!.map((level) => ({ ...levels, [factor]: level }))), [{}]);
}

/** The variants of a prompt in an experiment, with the design that they make. Throws a sentence where they do not cross fully. */
export function variantsOf({ id, arms }: Pick<Experiment, 'id' | 'arms'>, prompt: string): { readonly design: Design; readonly arms: readonly Arm[] } {
  const variants = arms.filter(({ variant }) => variant?.of === prompt);
  const prompts = [...new Set(arms.flatMap(({ variant }) => variant?.of ?? []))];
  if (variants.length === 0) throw new Error(`The experiment "${id}" has no variants of "${prompt}". It has variants of ${prompts.join(', ') || 'nothing'}.`);
  const levels = FACTORS.flatMap((factor) => {
    const named = [...new Set(variants.flatMap(({ variant }) => variant!.levels[factor] ?? []))];
    return named.length === 0 ? [] : [[factor, named] as const];
  });
  const design = Object.fromEntries(levels) as Design;
  const ordered = combinations(design).map((wanted) => variants.find(({ variant }) => FACTORS.every((factor) => variant!.levels[factor] === wanted[factor])));
  const missing = ordered.filter((arm) => arm === undefined).length;
  if (missing > 0 || ordered.length !== variants.length) {
    throw new Error(`The variants of "${prompt}" in the experiment "${id}" do not cross: of ${ordered.length} combinations of ${levels.map(([factor, named]) => `${named.length} of ${factor}`).join(' and ')}, ${missing} are missing or asked for twice. Ask every combination once.`);
  }
  return { design, arms: ordered as Arm[] };
}
