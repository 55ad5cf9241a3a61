import { canonical } from '../canonical.ts';
import { itemCount } from '../experiment.ts';
import { figureOf } from '../figure.ts';
import { keyOf, type GraderKey } from '../grader.ts';
import type { RunRecord } from '../record.ts';
import { thousands } from '../wording.ts';

/**
 * A run as Markdown for a pull request: for each grader a table of arms, and underneath what it takes to run it again.
 * Whatever comes from the record is escaped: it can end no cell and start no markup.
 */
export function recordToMarkdown(record: RunRecord): string {
  const { experiment, engine } = record;
  const { items, samples } = experiment;
  const versions = Object.entries(engine.versions).map(([name, version]) => `${name} ${version}`);
  const facts: readonly (readonly [string, string])[] = [
    ['Experiment', `${code(experiment.id)}, ${thousands(itemCount(experiment))} items of the split ${plain(items.split)}, ${samples === 1 ? 'one answer each' : `${samples} answers each`}`],
    ...(record.planned === undefined ? [] : [['Ended early', `${thousands(itemCount(experiment))} of ${thousands(record.planned)} items`] as const]),
    ['Seeds', items.seeds.map(code).join(', ')],
    ['Request', code(canonical(experiment.request))],
    ['Engine', [plain(engine.engine), ...versions.map(plain)].join(', ')],
    ['Model', plain(engine.model)],
    ['Model hash', code(engine.modelHash)],
  ];
  return `**${plain(experiment.title)}**

${experiment.graders.map((grader) => tableOf(record, keyOf(grader))).join('\n\n')}

n counts ${itemCount(experiment) === 1 ? 'answers' : 'items'}. Tokens are means: of the prompt an item, of the answer an answer.

${facts.map(([name, value]) => `- ${name}: ${value}`).join('\n')}
`;
}

function tableOf(record: RunRecord, grader: GraderKey): string {
  const rows = record.experiment.arms.map(({ id, label, lever }) => {
    const figure = (kind: Parameters<typeof figureOf>[2]) => figureOf(record, id, kind, grader);
    return [plain(label), lever, figure('n'), figure('percent'), figure('interval'), figure('prompt-tokens'), figure('answer-tokens')];
  });
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return `Graded by ${code(grader)}:

${[line(['arm', 'lever', 'n', 'right', '95% interval', 'prompt tokens', 'answer tokens']), '| --- | --- | ---: | ---: | ---: | ---: | ---: |', ...rows.map(line)].join('\n')}`;
}

/** One line of text without markup. */
function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|~$&]/g, '\\$&');
}

/** A code span of one line, whatever backticks are in it. Not for table cells, where pipes count even in code. */
function code(text: string): string {
  const line = oneLine(text);
  const fence = '`'.repeat(1 + Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length)));
  return /^`|`$|^$/.test(line) ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

const LONGEST = 300;

/** Without line breaks, control characters and marks that turn the direction of the text; cut where it is long. */
function oneLine(text: string): string {
  const line = text.slice(0, 4 * LONGEST).replace(/[\s\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
