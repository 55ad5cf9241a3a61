/** Several runs of the same experiment on different items, put together. */
import { canonical } from './canonical.ts';
import { countsOf, itemCount, withCounts, type Experiment, type ItemSet } from './experiment.ts';
import { keyOf, type GraderKey } from './grader.ts';
import { summaryOf, type ArmRecord, type RunRecord } from './record.ts';
import type { WorkedExample } from './template/values.ts';
import { thousands } from './wording.ts';

/**
 * One record over the items of all: the very record that a run with all their seeds would give, each with as many items
 * as it gave. Every item is drawn on its own, so that all weigh the same however long the run was that asked it, and
 * intervals are of all of them together. Throws a sentence where two of the runs cannot be pooled: see poolFault.
 */
export function pool(records: readonly [RunRecord, ...RunRecord[]]): RunRecord {
  const [first] = records;
  for (const [at, record] of records.entries()) {
    for (const other of records.slice(at + 1)) {
      const fault = poolFault(record, other);
      if (fault) throw new Error(`Runs of "${first.experiment.id}" cannot be pooled: ${fault}`);
    }
  }
  const seeds = records.flatMap(({ experiment }) => experiment.items.seeds) as [string, ...string[]];
  const counts = records.flatMap(({ experiment }) => countsOf(experiment.items));
  const experiment: Experiment = { ...first.experiment, items: withCounts({ ...first.experiment.items, seeds }, counts) };
  const { planned: _, ...whole } = first;
  return {
    ...whole,
    ...(records.some(({ planned }) => planned !== undefined) && { planned: records.reduce((sum, { planned, experiment: each }) => sum + (planned ?? itemCount(each)), 0) }),
    experiment,
    arms: first.arms.map(({ id }, at) => {
      const joined = join(id, records.map(({ arms }) => arms[at]!), experiment.graders.map(keyOf));
      return { ...joined, summary: summaryOf(experiment, joined) };
    }),
  };
}

/**
 * Why two runs cannot be pooled, and what to do instead, to stand after a colon; nothing where they can. They have to
 * have asked the same of the same model, about other items: an item that both asked would count twice.
 */
export function poolFault(a: RunRecord, b: RunRecord): string | undefined {
  const differing = PARTS.find(([, part]) => canonical(part(a.experiment)) !== canonical(part(b.experiment)));
  if (differing) return `they are not the same experiment, as they differ in ${differing[0]}, and runs of one pool may differ in their seeds and numbers of items only. Compare them instead.`;
  if (canonical(a.engine) !== canonical(b.engine)) return `one was answered by ${a.engine.model} and the other by ${b.engine.model}, or by another version of it. Compare them instead.`;
  const [ofA, ofB] = [a.experiment.items, b.experiment.items];
  if (ofA.given || ofB.given) return givenFault(ofA.given, ofB.given);
  const [inA, inB] = [bySeed(ofA), bySeed(ofB)];
  const shared = ofA.seeds.filter((seed) => inB.has(seed));
  if (shared.length === 0) return undefined;
  const items = shared.reduce((sum, seed) => sum + Math.min(inA.get(seed)!, inB.get(seed)!), 0);
  return `they have ${counted(items)} of the ${shared.length === 1 ? 'seed' : 'seeds'} ${shared.map((seed) => `“${seed}”`).join(', ')} in common, which would count twice. Leave one of them out.`;
}

/** What has to be the same, and what it is called. */
const PARTS: readonly (readonly [what: string, (experiment: Experiment) => unknown])[] = [
  ['what they are', ({ id, title }) => [id, title]],
  ['where their items come from', ({ items: { split } }) => split],
  ['their arms', ({ arms }) => arms],
  ['their graders', ({ graders }) => graders],
  ['how answers are drawn', ({ samples, draws, request }) => [samples, draws ?? null, request]],
];

/** A text of the reader's own is the same item under every seed. */
function givenFault(a: readonly WorkedExample[] | undefined, b: readonly WorkedExample[] | undefined): string {
  if (!a || !b) return 'one asked about items of your own, and the other about drawn ones. Compare them instead.';
  const name = ({ text, reference }: WorkedExample) => JSON.stringify([text, reference]);
  const inA = new Set(a.map(name));
  const shared = new Set(b.map(name).filter((each) => inA.has(each))).size;
  return shared > 0
    ? `they have ${counted(shared)} of your own in common, which would count twice. Leave one of them out.`
    : 'they asked about different tables of your own, and a pool has to be one run that can be made again. Put their rows into one table, and run that.';
}

function bySeed(items: ItemSet): ReadonlyMap<string, number> {
  const counts = countsOf(items);
  return new Map(items.seeds.map((seed, at) => [seed, counts[at]!]));
}

function counted(items: number): string {
  return items === 1 ? '1 item' : `${thousands(items)} items`;
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
    ...joinedCalls(arms),
  };
}

/** The calls of all, where all have theirs. */
function joinedCalls(arms: readonly ArmRecord[]): Pick<ArmRecord, 'calls'> {
  if (!arms.every(({ calls }) => calls)) return {};
  const answers = [...new Set(arms.flatMap(({ calls }) => calls!.answers))];
  const place = new Map(answers.map((answer, at) => [answer, at]));
  return { calls: { answers, outcomes: arms.flatMap(({ calls }) => calls!.outcomes.map((places) => places.map((at) => place.get(calls!.answers[at]!)!))) } };
}
