/** Several runs of the same experiment on different items, put together. */
import { canonical } from './canonical.ts';
import { keyOf, type GraderKey } from './grader.ts';
import { summaryOf, type ArmRecord, type RunRecord } from './record.ts';

/**
 * One record over the items of all: the very record that a run with all their seeds would give. Throws a sentence
 * where the runs asked different things, asked different models, or share items, which would count twice.
 */
export function pool(records: readonly [RunRecord, ...RunRecord[]]): RunRecord {
  const [first, ...others] = records;
  const asked = (record: RunRecord) => canonical({ ...record.experiment, items: { ...record.experiment.items, seeds: [] } });
  for (const other of others) {
    if (asked(other) !== asked(first)) throw new Error(`The runs "${first.experiment.id}" and "${other.experiment.id}" cannot be pooled: they are not the same experiment. Pool runs that differ in their seed only.`);
    if (canonical(other.engine) !== canonical(first.engine)) throw new Error(`Two runs of "${first.experiment.id}" cannot be pooled: one was answered by ${first.engine.model} and the other by ${other.engine.model}, or by another version of it. Compare them instead.`);
  }
  const seeds = records.flatMap(({ experiment }) => experiment.items.seeds);
  const repeated = seeds.find((seed, at) => seeds.indexOf(seed) !== at);
  if (repeated !== undefined) throw new Error(`Two runs of "${first.experiment.id}" have the items of the seed "${repeated}" in common, which would count twice. Leave one of them out.`);
  const experiment = { ...first.experiment, items: { ...first.experiment.items, seeds: seeds as [string, ...string[]] } };
  const { planned: _, ...whole } = first;
  return {
    ...whole,
    ...(records.some(({ planned }) => planned !== undefined) && { planned: records.reduce((sum, { planned, experiment: { items } }) => sum + (planned ?? items.count * items.seeds.length), 0) }),
    experiment,
    arms: first.arms.map(({ id }, at) => {
      const joined = join(id, records.map(({ arms }) => arms[at]!), experiment.graders.map(keyOf));
      return { ...joined, summary: summaryOf(experiment, joined) };
    }),
  };
}

function join(id: string, arms: readonly ArmRecord[], graders: readonly GraderKey[]): Omit<ArmRecord, 'summary'> {
  const answers = [...new Set(arms.flatMap((arm) => arm.answers))];
  const place = new Map(answers.map((answer, at) => [answer, at]));
  let before = 0;
  const cut = arms.flatMap((arm) => {
    const shifted = arm.cut.map((outcome) => outcome + before);
    before += arm.outcomes.length;
    return shifted;
  });
  return {
    id, answers, cut,
    outcomes: arms.flatMap((arm) => arm.outcomes.map((at) => place.get(arm.answers[at]!)!)),
    verdicts: Object.fromEntries(graders.map((grader) => [grader, arms.map((arm) => arm.verdicts[grader]).join('')])),
    promptTokens: arms.flatMap((arm) => arm.promptTokens),
    answerTokens: arms.flatMap((arm) => arm.answerTokens),
  };
}
