/** What the runs on changed examples and changed wordings say: rows for a chart, and its title. */
import { contrast, type Contrast } from '../../lab/contrast.ts';
import { itemCount } from '../../lab/experiment.ts';
import { together } from '../../lab/family.ts';
import { shareRight } from '../../lab/figure.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import { bootstrapMean } from '../../lab/statistics/bootstrap.ts';
import { wilson, type Estimate } from '../../lab/statistics/wilson.ts';
import { pWords, verdict } from '../../lab/wording.ts';
import type { PairedItem } from '../../lab/items.ts';

/** A row of the chart: how often the answer is right, and against what that is to be held. */
export interface ChangeRow {
  readonly name: string;
  readonly estimate: Estimate & { readonly n: number };
  /** What the row gains over the one it is compared with. */
  readonly against?: Contrast;
  /** How the row is called where it costs right answers. */
  readonly fault?: string;
}

const isOrder = (id: string): boolean => id.startsWith('order-');

/** Every comparison that the figure and its text make, arm against arm. */
const COMPARED = {
  changes: [['more-asked', 'unchanged'], ['more-another', 'unchanged'], ['noise-1', 'unchanged'], ['dealt', 'unchanged'], ['like', 'unlike']],
  wording: [['held-out', 'trained'], ['typed', 'trained'], ['typed', 'held-out']],
} as const;

/** How many comparisons the family has. */
export const COMPARISONS = COMPARED.changes.length + COMPARED.wording.length;

/** What an arm gains over another, judged among all the comparisons of the figure. Throws where these two were not compared. */
export function compared(changes: RunRecord, wording: RunRecord): (arm: string, base: string) => Contrast {
  const pairs = [...COMPARED.changes.map(([arm, base]) => ({ record: changes, arm, base })), ...COMPARED.wording.map(([arm, base]) => ({ record: wording, arm, base }))];
  const judged = together(pairs.map(({ record, arm, base }) => contrast(record, arm, base)));
  return (arm, base) => {
    const found = judged[pairs.findIndex((pair) => pair.arm === arm && pair.base === base)];
    if (!found) throw new Error(`“${arm}” is not compared with “${base}”. Add the pair to COMPARED, so that it is corrected with the others.`);
    return found;
  };
}

/** A comparison of the figure in words, with its p where that has settled the matter too. */
export function inWords(found: Contrast): string {
  if (!found.settled || found.p === undefined) return verdict(found);
  return `${verdict(found)}, ${pWords(found.p, found.among)}`;
}

/** Rows of a run of `few-shot-changes` and a run of `few-shot-wording`. */
export function changeRows(changes: RunRecord, wording: RunRecord): ChangeRow[] {
  const against = compared(changes, wording);
  const row = (record: RunRecord, name: string, arm: string, base?: string, fault?: string): ChangeRow => ({
    name, estimate: { ...shareRight(record, arm), n: itemCount(record.experiment) },
    ...(base !== undefined && { against: against(arm, base) }), ...(fault !== undefined && { fault }),
  });
  return [
    row(changes, 'five examples, one of each name', 'unchanged'),
    { name: 'the same in another order, mean of five', estimate: { ...otherOrders(changes), n: itemCount(changes.experiment) } },
    row(changes, 'three more of the right name', 'more-asked', 'unchanged', 'more examples of the right name'),
    row(changes, 'three more of a wrong name', 'more-another', 'unchanged', 'too many of a wrong name'),
    row(changes, 'one label of five wrong', 'noise-1', 'unchanged', 'one wrong label'),
    row(changes, 'every label on the wrong example', 'dealt', 'unchanged', 'labels on the wrong examples'),
    row(changes, 'examples chosen for their likeness', 'like', 'unlike'),
    row(wording, 'a question worded as in training', 'trained'),
    row(wording, 'a question in wording never seen', 'held-out', 'trained', 'unseen wording'),
    row(wording, 'a question from outside the generator', 'typed', 'trained', 'words from outside'),
  ];
}

/** The changes that the data show to cost right answers, dearest first. */
export function changesFinding(rows: readonly ChangeRow[]): string {
  const faults = rows
    .filter(({ against, fault }) => fault !== undefined && against?.settled && against.difference.value < 0)
    .toSorted((a, b) => a.against!.difference.value - b.against!.difference.value)
    .map(({ fault }) => fault!);
  if (faults.length === 0) return 'None of these changes costs more right answers than chance explains';
  const named = faults.length < 2 ? faults[0]! : `${faults.slice(0, -1).join(', ')} and ${faults.at(-1)!}`;
  const plural = faults.length > 1 || /^(labels|more|words from outside)/.test(faults[0]!);
  return `${named.charAt(0).toUpperCase()}${named.slice(1)} ${plural ? 'cost' : 'costs'} right answers`;
}

/** The share of tickets that are right in one order of the same examples and wrong in another. */
export function orderDependence(changes: RunRecord): Estimate & { readonly n: number } {
  const verdicts = orders(changes);
  const n = itemCount(changes.experiment);
  const torn = Array.from({ length: n }, (_, item) => new Set(verdicts.map((arm) => arm[item] === '1')).size > 1).filter(Boolean).length;
  return { ...wilson(torn, n), n };
}

/** The least and the most accurate of the six orders. */
export function orderRange(changes: RunRecord): readonly [Estimate, Estimate] {
  const shares = changes.experiment.arms.filter(({ id }) => id === 'unchanged' || isOrder(id)).map(({ id }) => shareRight(changes, id)).toSorted((a, b) => a.value - b.value);
  return [shares[0]!, shares.at(-1)!];
}

/** How often the answer is right when the one example with the right name stands first, second and so on. `items` are those of the run. */
export function rightByPlace(changes: RunRecord, items: readonly PairedItem[]): Estimate[] {
  const verdicts = changes.arms.map(({ verdicts: { label } }) => label!);
  const places = 5;
  return Array.from({ length: places }, (_, place) => {
    const means: number[] = [];
    items.forEach((item, n) => {
      const here = changes.experiment.arms.flatMap(({ id }, arm) => ((id === 'unchanged' || isOrder(id)) && placeOfRight(item.arms[arm]!) === place ? [verdicts[arm]![n] === '1' ? 1 : 0] : []));
      if (here.length > 0) means.push(here.reduce<number>((sum, right) => sum + right, 0) / here.length);
    });
    return bootstrapMean(means, `place ${place}`);
  });
}

function placeOfRight({ messages, reference }: PairedItem['arms'][number]): number {
  return messages.filter(({ role }) => role === 'assistant').findIndex(({ content }) => content === reference);
}

function otherOrders(changes: RunRecord): Estimate {
  const verdicts = orders(changes).slice(1);
  return bootstrapMean(Array.from({ length: itemCount(changes.experiment) }, (_, item) => verdicts.filter((arm) => arm[item] === '1').length / verdicts.length), 'orders');
}

/** Verdicts in the order as drawn and in every other. */
function orders(changes: RunRecord): string[] {
  return changes.experiment.arms.filter(({ id }) => id === 'unchanged' || isOrder(id)).map(({ id }) => armOf(changes, id).verdicts.label!);
}
