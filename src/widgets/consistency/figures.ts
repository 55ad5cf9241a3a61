/** All that the consistency lab shows of a run, prompt by prompt: shares with intervals, and what is to be said of them. */
import { anyTwoAgree, consistencyOf, type Consistency } from '../../lab/consistency.ts';
import { itemCount, type Lever } from '../../lab/experiment.ts';
import { armOf, readings, type RunRecord } from '../../lab/record.ts';
import { itemMean } from '../../lab/statistics/item-mean.ts';
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { pValue } from '../../lab/p-value.ts';
import { CATEGORIES } from '../../tinydesk/world/frames/format.ts';
import { variantsOf } from '../../lab/variants.ts';
import type { FigureRow, PromptFigures } from './parts.ts';
import { FACTOR_NAMES, formTitle, LEVELS, levelsTitle, notesOf, sourceName, sourcesTitle, spreadsTitle } from './titles.ts';

/** Every prompt of the run that was asked in variants, in order. */
export function figuresOf(record: RunRecord): PromptFigures[] {
  const prompts = new Set(record.experiment.arms.flatMap(({ variant }) => variant?.of ?? []));
  return [...prompts].map((prompt) => promptFigures(record, prompt));
}

export function promptFigures(record: RunRecord, id: string): PromptFigures {
  const found = consistencyOf(record, id);
  const meaning = anyTwoAgree(record, id, 'category');
  const { arms } = variantsOf(record.experiment, id);
  const label = arms[0]!.label.split(':')[0]!;
  const n = itemCount(record.experiment);
  return {
    id,
    label,
    n,
    same: found.anyTwo,
    right: found.accuracy,
    rows: { measures: measures(record, id, found, meaning), levels: levels(record, found), spreads: spreads(record, found), sources: sources(record, found) },
    titles: { measures: formTitle(found.anyTwo, meaning), levels: levelsTitle(found), spreads: spreadsTitle(found, n), sources: sourcesTitle(found) },
    notes: notesOf(found, label, n),
  };
}

function measures(record: RunRecord, id: string, { accuracy, runToRun, anyTwo, allEqual, allRight }: Consistency, meaning: Estimate): FigureRow[] {
  const { arms } = variantsOf(record.experiment, id);
  const row = rowIn(record);
  if (!runToRun) throw new Error(`The run "${record.experiment.id}" drew one answer an item. The consistency lab needs at least two.`);
  // As a part of the most that so many draws can have, to stand on the scale of the others.
  const most = Math.log(record.experiment.samples);
  const { value, low, high } = runToRun.entropy;
  return [
    row('right', accuracy),
    row('in the right form', inForm(record, arms.map((arm) => arm.id))),
    row('two draws agree', runToRun.agreement),
    row('draws that give the commonest answer', runToRun.majority),
    row('distinct answers, as a share of draws', runToRun.unique),
    row('entropy, as a share of its most', { value: value / most, low: low / most, high: high / most }),
    row('two variants agree', anyTwo),
    row('two variants agree on the department', meaning),
    row(`all ${arms.length} variants agree`, allEqual),
    row(`all ${arms.length} variants are right`, allRight),
  ];
}

/** The share of answers that are one of the words asked for, right or wrong. */
export function inForm(record: RunRecord, arms: readonly string[]): Estimate {
  const words: readonly (string | null)[] = CATEGORIES;
  const read = arms.map((id) => readings(record.experiment, armOf(record, id), 'label'));
  const shares = Array.from({ length: itemCount(record.experiment) }, (_, item) => {
    const answers = read.flatMap((arm) => arm[item]!);
    return answers.filter((answer) => words.includes(answer)).length / answers.length;
  });
  return itemMean(shares, 'form');
}

/** How often answers agree: two draws of one variant, and two levels of each factor; under how often they are right. */
function levels(record: RunRecord, { accuracy, across, runToRun }: Consistency): FigureRow[] {
  const row = rowIn(record);
  return [row('right', accuracy), row('two draws agree', runToRun!.agreement, 'base'), ...across.map(({ factor, agreement }) => row(`two ${LEVELS[factor]} agree`, agreement))];
}

/** For each factor, how far its levels lie apart in accuracy, and how far equal levels would by chance. The last cell is the p of their comparison. */
function spreads(record: RunRecord, { across }: Consistency): FigureRow[] {
  const row = rowIn(record);
  return across.flatMap(({ factor, spread, floor, divided }) => [
    { ...row(FACTOR_NAMES[factor], spread.range), end: pValue(floor.p).replace('= ', '') },
    { ...row(`${FACTOR_NAMES[factor]}, by chance alone`, { value: floor.expected, low: 0, high: floor.high }, 'base'), end: '', ...(divided === 0 && { without: true }) },
  ]);
}

/** The parts of the variance, under how often answers are right: a constant has no part that is inconsistency. */
function sources(record: RunRecord, { accuracy, sources }: Consistency): FigureRow[] {
  const row = rowIn(record);
  // Where nothing varies there are no shares, and their intervals say so.
  const parts = sources.map(({ name, share, truncated }) => ({ ...row(sourceName(name), { ...share, value: Number.isNaN(share.value) ? 0 : share.value }), ...(truncated && { cut: true }) }));
  return [row('right', accuracy, 'base'), ...parts];
}

function rowIn(record: RunRecord): (name: string, estimate: Estimate, lever?: Lever) => FigureRow {
  const n = itemCount(record.experiment);
  return (name, { value, low, high }, lever = 'prompt') => ({ name, lever, estimate: { value, low, high, n } });
}
