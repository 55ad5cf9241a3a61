/** What the temperature experiment says: its curve, its title and its table, each from a run record. */
import type { Curve } from '../../charts/curve.ts';
import type { Estimate as ChartEstimate } from '../../charts/estimate.ts';
import { itemCount, type Lever } from '../../lab/experiment.ts';
import { temperatureArm, TEMPERATURES } from '../../lab/experiments/temperature.ts';
import { agreementIn, shareRight } from '../../lab/figure.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { interval, percent } from '../../lab/wording.ts';
import { CATEGORIES } from '../../tinydesk/world/frames/format.ts';

export type Request = 'vague' | 'explicit';
export const REQUESTS: readonly [Request, Lever][] = [['explicit', 'prompt'], ['vague', 'base']];

/** Intervals by resampling take their time, and several readers ask for the same ones. */
const known = new WeakMap<RunRecord, Map<string, Estimate>>();

function once(record: RunRecord, name: string, estimate: () => Estimate): Estimate {
  const estimates = known.get(record) ?? new Map<string, Estimate>();
  known.set(record, estimates);
  const found = estimates.get(name) ?? estimate();
  estimates.set(name, found);
  return found;
}

/** How often two answers to the same prompt are the same, letter for letter. */
export function agreementAt(record: RunRecord, request: Request, temperature: number): Estimate {
  const arm = temperatureArm(request, temperature);
  return once(record, `agreement/${arm}`, () => agreementIn(record, arm, 'exact'));
}

/** How often an answer names the right department, in whatever form. */
export function rightAt(record: RunRecord, request: Request, temperature: number): Estimate {
  const arm = temperatureArm(request, temperature);
  return once(record, `right/${arm}`, () => shareRight(record, arm, 'category'));
}

/** The share of answers, of all drawn, that are one of the five words which the explicit request lists. */
export function inFormAt(record: RunRecord, request: Request, temperature: number): number {
  const { answers, outcomes } = armOf(record, temperatureArm(request, temperature));
  const words: readonly string[] = CATEGORIES;
  return outcomes.filter((place) => words.includes(answers[place] ?? '')).length / outcomes.length;
}

export function agreementCurve(record: RunRecord): Curve {
  const n = itemCount(record.experiment);
  const estimate = (request: Request, temperature: number): ChartEstimate => ({ ...agreementAt(record, request, temperature), n });
  return {
    series: REQUESTS.map(([name, lever]) => ({ name, lever, points: TEMPERATURES.map((x) => ({ x, y: estimate(name, x) })) })),
    xLabel: 'temperature',
  };
}

/** The title of the chart: what the data tell at temperature 1, or that they do not. */
export function finding(record: RunRecord): string {
  const [explicit, vague] = [agreementAt(record, 'explicit', 1), agreementAt(record, 'vague', 1)];
  if (explicit.low > vague.high) return `A request that says how to answer agrees with itself ${percent(explicit.value)} of the time at temperature 1, a vague one ${percent(vague.value)}`;
  if (vague.low > explicit.high) return `At temperature 1 the vague request agrees with itself more often (${percent(vague.value)}) than the explicit one (${percent(explicit.value)})`;
  return `At temperature 1 these data cannot tell the explicit request (${percent(explicit.value)}) from the vague one (${percent(vague.value)})`;
}

/** What the picture shows, for those who do not see it. */
export function description(record: RunRecord): string {
  const along = (request: Request): string => TEMPERATURES.map((t) => `${percent(agreementAt(record, request, t).value)} at ${t}`).join(', ');
  return `Agreement of answers along the temperature. Explicit: ${along('explicit')}. Vague: ${along('vague')}.`;
}

export const COLUMNS = ['request, temperature', 'agreement', '95% interval', 'right department', '95% interval', 'one of the five words'] as const;

/** The table twin: a row for each arm. */
export function rows(record: RunRecord): string[][] {
  return REQUESTS.flatMap(([request]) => TEMPERATURES.map((temperature) => {
    const agreement = agreementAt(record, request, temperature);
    const right = rightAt(record, request, temperature);
    return [`${request}, ${temperature}`, percent(agreement.value), interval(agreement), percent(right.value), interval(right), percent(inFormAt(record, request, temperature))];
  }));
}
