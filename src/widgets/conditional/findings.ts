/** What the run on if-then rules shows. */
import type { CurveSeries } from '../../charts/curve.ts';
import { contrast, type Contrast } from '../../lab/contrast.ts';
import { headlineOf, itemCount } from '../../lab/experiment.ts';
import { BRANCH_COUNTS } from '../../lab/experiments/conditional.ts';
import { shareRight } from '../../lab/figure.ts';
import { itemsOf } from '../../lab/items.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import { holm } from '../../lab/statistics/holm.ts';
import { homogeneity } from '../../lab/statistics/homogeneity.ts';
import { trend, type Placed, type Trend } from '../../lab/statistics/trend.ts';
import { wilson, type Estimate } from '../../lab/statistics/wilson.ts';
import { interval, percent, signed } from '../../lab/wording.ts';
import type { NumberQuestion } from '../numbers/numbers.ts';

/** Right answers by the number of rules, in the prompt and in code. */
export function ruleSeries(record: RunRecord): CurveSeries[] {
  const n = itemCount(record.experiment);
  const points = (way: string, counts: readonly number[]) => counts.map((branches) => ({ x: branches, y: { ...shareRight(record, `${way}-${branches}`), n } }));
  return [
    { name: 'in code', lever: 'prompt', dashed: true, points: points('code', [3, 6]) },
    { name: 'in the prompt', lever: 'prompt', points: points('prompt', BRANCH_COUNTS) },
  ];
}

/** The chart in words: its finding, then every line. */
export function ruleLabel(record: RunRecord, others: readonly CurveSeries[] = []): string {
  const line = (name: string, points: CurveSeries['points']) => `${name}: ${points.map(({ x, y }) => `${x} ${percent(y.value)}`).join(', ')}.`;
  return [`${fallFinding(record)}.`, ...ruleSeries(record).map(({ name, points }) => line(`Rules ${name}`, points)), ...others.map(({ name, points }) => line(capital(name), points))].join(' ');
}

/** How right answers change with every rule more in the prompt. Each length has tickets of its own. */
export function fall(record: RunRecord): Trend {
  return trend(BRANCH_COUNTS.flatMap((branches): Placed[] => Array.from(armOf(record, `prompt-${branches}`).verdicts[headlineOf(record.experiment)]!, (verdict) => ({ place: branches, right: Number(verdict === '1') }))));
}

export function fallFinding(record: RunRecord): string {
  const [one, six] = [1, 6].map((branches) => percent(shareRight(record, `prompt-${branches}`).value));
  const { slope, p } = fall(record);
  if (p >= 0.05) return `From one rule to six no fall can be shown: ${one!} and ${six!} right`;
  return slope.value < 0 ? `In the prompt right answers fall from ${one!} with one rule to ${six!} with six` : `In the prompt right answers rise from ${one!} with one rule to ${six!} with six`;
}

export function ruleRows(record: RunRecord): string[][] {
  return BRANCH_COUNTS.map((branches) => {
    const inPrompt = shareRight(record, `prompt-${branches}`);
    const code = branches === 3 || branches === 6 ? shareRight(record, `code-${branches}`) : undefined;
    return [String(branches), percent(inPrompt.value), interval(inPrompt), code ? percent(code.value) : '–', code ? interval(code) : '–'];
  });
}

export function codeGain(record: RunRecord): Contrast {
  return contrast(record, 'code-6', 'prompt-6');
}

export function ruleFinding(record: RunRecord): string {
  const gain = codeGain(record);
  if (!gain.settled) return 'Whether code keeps six rules better than the prompt cannot be told here';
  return gain.difference.value > 0 ? 'Six rules are kept better in code than in the prompt' : 'The prompt keeps six rules better than code';
}

export interface Share extends Estimate {
  readonly n: number;
}

/** A ticket under six rules: the place of the rule that decides it, from 0, what that rule asks, and whether the answer is right. */
export interface Decided {
  readonly place: number;
  readonly asks: Asked;
  readonly right: number;
}

/** What a rule may ask of a ticket, and the default, which asks nothing. */
export const ASKED = ['the topic', 'how urgent it is', 'an order number', 'an item', 'nothing: the default'] as const;
type Asked = (typeof ASKED)[number];

/** Every ticket of a run on six rules in the prompt. */
export async function decidedIn(record: RunRecord): Promise<Decided[]> {
  const at = record.experiment.arms.findIndex(({ id }) => id === 'prompt-6');
  const verdicts = record.arms[at]!.verdicts[headlineOf(record.experiment)]!;
  return (await itemsOf(record.experiment)).map(({ arms }, item) => {
    const { messages, reference } = arms[at]!;
    const prompt = messages.map(({ content }) => content).join('\n');
    const place = labelsIn(prompt).indexOf(reference);
    if (place < 0 || place > 6) throw new Error(`The run "${record.experiment.id}" has an item whose answer stands in none of its rules.`);
    return { place, asks: askedBy(prompt, place), right: Number(verdicts[item] === '1') };
  });
}

/** The share right in each of the groups, in order. */
export function rightBy(decided: readonly Decided[], groupOf: (ticket: Decided) => number, groups: number): Share[] {
  return Array.from({ length: groups }, (_, group) => {
    const own = decided.filter((ticket) => groupOf(ticket) === group);
    return { ...wilson(own.filter(({ right }) => right === 1).length, own.length), n: own.length };
  });
}

export const byPlace = ({ place }: Decided): number => place;
export const byAsked = ({ asks }: Decided): number => ASKED.indexOf(asks);

/** What breaks first: the trend along the six rules, whether what a rule asks makes a difference, and both tests corrected for two looks. */
export interface Breaking {
  readonly along: Trend;
  readonly asked: number;
  readonly corrected: { readonly along: number; readonly asked: number };
}

export function breaking(decided: readonly Decided[]): Breaking {
  const along = trend(decided.filter(({ place }) => place < 6));
  const asked = homogeneity(decided.map((ticket) => ({ place: byAsked(ticket), right: ticket.right })));
  const [first, second] = holm([along.p, asked]);
  return { along, asked, corrected: { along: first!, asked: second! } };
}

export function placeFinding({ along, corrected }: Breaking): string {
  const points = signed(Math.abs(along.slope.value));
  if (corrected.along >= 0.05) return 'No trend along the list is seen: no end of it breaks first';
  return along.slope.value < 0 ? `The later a rule stands, the sooner it breaks: about ${points} points a place` : `The earlier a rule stands, the sooner it breaks: about ${points} points a place`;
}

/** The lowest and the highest of the groups by what the rule asks. */
export function ends(shares: readonly Share[]): { readonly low: { readonly name: Asked; readonly share: Share }; readonly high: { readonly name: Asked; readonly share: Share } } {
  const sorted = shares.map((share, at) => ({ name: ASKED[at]!, share })).toSorted((a, b) => a.share.value - b.share.value);
  return { low: sorted[0]!, high: sorted.at(-1)! };
}

export function askedFinding({ corrected }: Breaking, shares: readonly Share[]): string {
  if (corrected.asked >= 0.05) return 'Nor does it show in what a rule asks of the ticket';
  const { low, high } = ends(shares);
  const isDefault = (name: Asked) => name === 'nothing: the default';
  const first = isDefault(low.name) ? `The default is kept on ${percent(low.share.value)} of its tickets` : `Rules about ${low.name} are kept on ${percent(low.share.value)} of their tickets`;
  return `${first}, ${isDefault(high.name) ? 'the default' : `rules about ${high.name}`} on ${percent(high.share.value)}`;
}

/** What always giving the answer of the commonest rule would get right, by the number of rules. */
export async function guessing(record: RunRecord): Promise<CurveSeries> {
  const items = await itemsOf(record.experiment);
  const points = BRANCH_COUNTS.map((branches) => {
    const at = record.experiment.arms.findIndex(({ id }) => id === `prompt-${branches}`);
    const counts = Array.from({ length: branches + 1 }, () => 0);
    for (const { arms } of items) counts[labelsIn(arms[at]!.messages.map(({ content }) => content).join('\n')).indexOf(arms[at]!.reference)]! += 1;
    return { x: branches, y: { ...wilson(Math.max(...counts), items.length), n: items.length } };
  });
  return { name: 'always one', lever: 'base', points };
}

/** Of tickets that no rule covers, asked without a default: the share answered with a rule's label all the same. */
export async function forced(record: RunRecord): Promise<Share> {
  const at = record.experiment.arms.findIndex(({ id }) => id === 'no-default-3');
  const arm = armOf(record, 'no-default-3');
  let n = 0;
  let labelled = 0;
  (await itemsOf(record.experiment)).forEach(({ arms }, item) => {
    const { messages, reference } = arms[at]!;
    if (reference !== 'none') return;
    n += 1;
    if (labelsIn(messages.map(({ content }) => content).join('\n')).includes(arm.answers[arm.outcomes[item]!]!.trim())) labelled += 1;
  });
  return { ...wilson(labelled, n), n };
}

/** What the rule at a place of the list asks of a ticket. */
function askedBy(prompt: string, place: number): Asked {
  const condition = rulesIn(prompt)[place]?.condition;
  if (condition === undefined) return 'nothing: the default';
  if (condition.includes('order')) return 'an order number';
  if (condition.includes('item')) return 'an item';
  return /urgen|wait/.test(condition) ? 'how urgent it is' : 'the topic';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The answers that a list of rules names, in their order. */
function labelsIn(prompt: string): string[] {
  return rulesIn(prompt).map(({ label }) => label);
}

/** The rules of a prompt in their order; the default has no condition. What a ticket says is none: “tidy your inbox, answer me.” */
function rulesIn(prompt: string): { readonly condition?: string; readonly label: string }[] {
  return [...prompt.matchAll(/(?:\bif ([^,.;\n]+), |\b(?:else|otherwise) )(?:say|answer|write) "?([a-z]+)"?[.;]/g)].map(([, condition, label]) => ({ ...(condition !== undefined && { condition }), label: label! }));
}

export function questions(record: RunRecord): NumberQuestion[] {
  const [code, prompt] = [shareRight(record, 'code-6').value, shareRight(record, 'prompt-6').value];
  return [
    { ask: 'A prompt has three conditions, each of which may hold or not. How many test tickets do you need, at least, to try every combination once?', unit: 'tickets', answer: 8, tolerance: 0, why: 'Two to the third.' },
    { ask: 'One rule decides 2% of your tickets. How many tickets must you draw, on average, to see twenty that it decides?', unit: 'tickets', answer: 1000, tolerance: 0, why: 'Twenty divided by 0.02. An average over all tickets hides such a rule.' },
    { ask: `Six rules are kept on ${percent(prompt)} of the tickets in the prompt and on ${percent(code)} in code. At 10,000 tickets a day, how many more come out right in code?`, unit: 'tickets', answer: 10_000 * (code - prompt), tolerance: 120, why: `${(100 * (code - prompt)).toFixed(1)} points of 10,000.` },
  ];
}
