/** How answers are graded on the bench, as a choice and its setting, and what a grader makes of answers that are there already. */
import { canonical } from '../../../lab/canonical.ts';
import { isSandboxed, keyOf, type Grader } from '../../../lab/grader.ts';
import { grade, referenceReaderOf, type Verdict } from '../../../lab/graders.ts';
import type { Pair, Sandbox } from '../../../lab/sandbox.ts';
import { thousands } from '../../../lab/wording.ts';

/** A way of grading by its name in the list, and what its setting is called and looks like. */
export interface Way {
  readonly label: string;
  readonly setting?: { readonly label: string; readonly example: string; readonly long?: boolean };
}

export const RECORDED = 'recorded';
export const WAYS = {
  [RECORDED]: { label: 'as recorded' },
  exact: { label: 'letter for letter' },
  label: { label: 'a label, whatever its case and quotes' },
  category: { label: 'a department, in any of the desk’s names for it' },
  register: { label: 'the voice of a reply' },
  route: { label: 'the department that a reply acts for' },
  json: { label: 'JSON, member by member' },
  field: { label: 'one field of JSON', setting: { label: 'Field', example: 'team' } },
  within: { label: 'a number within a tolerance', setting: { label: 'Tolerance', example: '0.5' } },
  schema: { label: 'valid under a JSON Schema', setting: { label: 'Schema', example: '{"type": "object", "required": ["team"]}', long: true } },
  pattern: { label: 'matches a regular expression', setting: { label: 'Regular expression', example: '/^(bil|shp)$/i' } },
  expression: { label: 'an expression is true', setting: { label: 'Expression over answer and reference', example: 'answer.trim() === reference', long: true } },
} as const satisfies Record<string, Way>;
export type WayName = keyof typeof WAYS;

/** Ways that read nothing but the desk's own departments and voices. */
const OF_THE_DESK = ['category', 'register', 'route'] as const satisfies readonly WayName[];

/** Whether a way has anything to go by in what is right about these items. */
export function applies(way: WayName, references: readonly string[]): boolean {
  const name = OF_THE_DESK.find((each) => each === way);
  return name === undefined || references.some((reference) => referenceReaderOf(name)(reference) !== null);
}

/** The grader of a way and the text of its setting. Throws a sentence where there is none. */
export function graderFrom(way: WayName, setting: string, recorded: Grader): Grader {
  switch (way) {
    case RECORDED:
      return recorded;
    case 'exact':
    case 'label':
    case 'category':
    case 'register':
    case 'route':
    case 'json':
      return way;
    case 'field':
      if (!setting.trim()) throw new Error('Name the field of the answer that is compared, such as team.');
      return { kind: 'field', field: setting.trim() };
    case 'within': {
      const tolerance = Number(setting);
      if (!setting.trim() || !Number.isFinite(tolerance) || tolerance < 0) throw new Error('The tolerance is a number from 0, such as 0.5.');
      return { kind: 'within', tolerance };
    }
    case 'schema': {
      const grader = { kind: 'schema', schema: setting } as const;
      // Grading something shows whether the schema can be used at all.
      grade(grader, 'null', '');
      return grader;
    }
    case 'pattern': {
      if (!setting.trim()) throw new Error('Write a regular expression, such as ^billing$, or /^billing$/i with flags.');
      const [, pattern, flags] = /^\/(.+)\/([a-z]*)$/s.exec(setting.trim()) ?? [undefined, setting, ''];
      return { kind: 'pattern', pattern: pattern!, flags: flags! };
    }
    case 'expression':
      if (!setting.trim()) throw new Error('Write an expression, such as answer.trim() === reference.');
      return { kind: 'expression', source: setting };
  }
}

/** The way and the setting that give this grader; nothing where the list has none that does. */
export function wayOf(grader: Grader, recorded: Grader): { readonly way: WayName; readonly setting: string } | undefined {
  if (canonical(grader) === canonical(recorded)) return { way: RECORDED, setting: '' };
  if (typeof grader === 'string') return Object.hasOwn(WAYS, grader) ? { way: grader as WayName, setting: '' } : undefined;
  switch (grader.kind) {
    case 'field':
      return { way: 'field', setting: grader.field };
    case 'within':
      return { way: 'within', setting: String(grader.tolerance) };
    case 'schema':
      return { way: 'schema', setting: grader.schema };
    case 'pattern':
      return { way: 'pattern', setting: `/${grader.pattern}/${grader.flags}` };
    case 'expression':
      return { way: 'expression', setting: grader.source };
  }
}

/** "graded by: expression answer.trim() === reference". */
export function gradedBy(grader: Grader): string {
  const key = keyOf(grader);
  return `graded by: ${key.length > 60 ? `${key.slice(0, 60)}…` : key}`;
}

/** What a grader makes of these answers. Rejects with a sentence. */
export async function verdictsOn(grader: Grader, pairs: readonly Pair[], sandbox: Sandbox): Promise<Verdict[]> {
  return isSandboxed(grader) ? sandbox.judge(grader, pairs) : pairs.map(({ answer, reference }) => grade(grader, answer, reference));
}

/** How often each verdict was given, as a sentence. */
export function triedSentence(verdicts: readonly Verdict[]): string {
  const count = (which: Verdict) => thousands(verdicts.filter((verdict) => verdict === which).length);
  return `Of the first ${thousands(verdicts.length)} answers listed below, it finds ${count('1')} right, ${count('0')} wrong and ${count('-')} unreadable.`;
}
