import { corrected } from '../against-first.ts';
import { canonical } from '../canonical.ts';
import { contrast } from '../contrast.ts';
import { itemCount, type Arm } from '../experiment.ts';
import { figureOf } from '../figure.ts';
import { keyOf, type GraderKey } from '../grader.ts';
import type { PairedItem } from '../items.ts';
import type { RunRecord } from '../record.ts';
import type { Item } from '../tasks.ts';
import { signed, thousands } from '../wording.ts';
import { promptText } from './outcomes.ts';

/**
 * A run as Markdown for a pull request: for each grader a table of arms and how they compare with the first one, then
 * every prompt, and what it takes to run it again. `items` are those of the record's experiment. Whatever comes from the
 * record is escaped or fenced: it can end no cell and start no markup.
 */
export function recordToMarkdown(record: RunRecord, items: readonly PairedItem[], title = record.experiment.title): string {
  const { experiment, engine } = record;
  const { items: { split, seeds }, samples } = experiment;
  const versions = Object.entries(engine.versions).map(([name, version]) => `${name} ${version}`);
  const facts: readonly (readonly [string, string])[] = [
    ['Experiment', `${code(experiment.id)}, ${thousands(itemCount(experiment))} items of the split ${plain(split)}, ${samples === 1 ? 'one answer each' : `${samples} answers each`}`],
    ...(record.planned === undefined ? [] : [['Ended early', `${thousands(itemCount(experiment))} of ${thousands(record.planned)} items`] as const]),
    ['Seeds', seeds.map(code).join(', ')],
    ['Request', code(canonical(experiment.request))],
    ['Engine', [plain(engine.engine), ...versions.map(plain)].join(', ')],
    ['Model', plain(engine.model)],
    ['Model hash', code(engine.modelHash)],
  ];
  return `**${plain(title)}**

${experiment.graders.map((grader) => `${tableOf(record, keyOf(grader))}${comparisonOf(record, keyOf(grader))}`).join('\n\n')}

n counts ${itemCount(experiment) === 1 ? 'answers' : 'items'}. Tokens are means: of the prompt an item, of the answer an answer.${compared(record)}

${experiment.arms.map((arm, at) => promptOf(arm, items[0]!.arms[at]!)).join('\n\n')}

${facts.map(([name, value]) => `- ${name}: ${value}`).join('\n')}
`;
}

function tableOf(record: RunRecord, grader: GraderKey): string {
  const rows = record.experiment.arms.map(({ id, label, lever }) => {
    const figure = (kind: Parameters<typeof figureOf>[2]) => figureOf(record, id, kind, grader);
    return [plain(label), lever, figure('n'), figure('percent'), figure('interval'), figure('prompt-tokens'), figure('answer-tokens')];
  });
  return `Graded by ${code(grader)}:

${[line(['arm', 'lever', 'n', 'right', '95% interval', 'prompt tokens', 'answer tokens']), '| --- | --- | ---: | ---: | ---: | ---: | ---: |', ...rows.map(line)].join('\n')}`;
}

/** Each arm against the first one, with its own exact p-value and Holm's for all of them; nothing where there is one arm. */
function comparisonOf(record: RunRecord, grader: GraderKey): string {
  const [first, ...others] = record.experiment.arms;
  if (others.length === 0) return '';
  const together = corrected(record, grader);
  const rows = others.map(({ id, label }, at) => {
    const { difference, p } = contrast(record, id, first!.id, grader);
    return [plain(label), signed(difference.value), `${signed(difference.low)} to ${signed(difference.high)}`, pInWords(p), pInWords(together[at]!.p)];
  });
  return `

${[line([`against ${plain(first!.label)}`, 'difference in points', '95% interval', 'exact p', 'Holm p']), '| --- | ---: | ---: | ---: | ---: |', ...rows.map(line)].join('\n')}`;
}

function pInWords(p: number | undefined): string {
  if (p === undefined) return '–';
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}

/** What the tables of comparisons hold, under them. */
function compared({ experiment: { arms, samples } }: RunRecord): string {
  if (arms.length === 1) return '';
  const several = arms.length > 2 ? `. The interval is for one comparison alone; Holm’s p holds for all ${arms.length - 1} comparisons of a table together` : '';
  if (samples > 1) return ` Differences are of shares right, item by item, with resampled items for their intervals; with several answers an item there is no exact test${several}${several && ', and comes from the intervals'}.`;
  return ` Differences are of shares right, item by item; p is McNemar’s exact one${several}.`;
}

/** A written prompt with its slots; of any other task, the prompt of the first item. */
function promptOf({ label, task }: Arm, { messages, next }: Item): string {
  if (task.name !== 'prompted') return `Prompt of ${plain(label)}, as its first item has it${next ? ', in the first of several calls' : ''}:\n\n${fenced(promptText(messages))}`;
  const { prompt, examples = [] } = task.options;
  const shown = examples.length === 0 ? '' : `, with ${examples.length === 1 ? '1 worked example' : `${examples.length} worked examples`}`;
  return `Prompt of ${plain(label)}${shown}:\n\n${fenced(promptText(prompt.map(({ role, template }) => ({ role, content: template }))))}`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A block of text as it is, whatever backticks are in it; without control characters and marks that turn its direction. */
function fenced(text: string): string {
  const clean = text.slice(0, LONGEST_PROMPT).replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu, '');
  const fence = '`'.repeat(1 + longestRun(clean, 2));
  return `${fence}text\n${clean}${text.length > LONGEST_PROMPT ? '…' : ''}\n${fence}`;
}

/** The longest run of backticks, at least so long. */
function longestRun(text: string, least: number): number {
  return Array.from(text.matchAll(/`+/g)).reduce((longest, [run]) => Math.max(longest, run.length), least);
}

/** One line of text without markup. */
function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|~$&]/g, '\\$&');
}

/** A code span of one line, whatever backticks are in it. Not for table cells, where pipes count even in code. */
function code(text: string): string {
  const inside = oneLine(text);
  const fence = '`'.repeat(1 + longestRun(inside, 0));
  return /^`|`$|^$/.test(inside) ? `${fence} ${inside} ${fence}` : `${fence}${inside}${fence}`;
}

const LONGEST = 300;
/** Characters of a prompt that are shown. */
const LONGEST_PROMPT = 20_000;

/** Without line breaks, control characters and marks that turn the direction of the text; cut where it is long. */
function oneLine(text: string): string {
  const inside = text.slice(0, 4 * LONGEST).replace(/[\s\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim();
  return inside.length > LONGEST ? `${inside.slice(0, LONGEST)}…` : inside;
}
