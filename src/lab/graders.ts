/**
 * Graders read an answer before anything is compared: parse, canonicalise, or find it unreadable. Two answers are
 * equal when they read the same, and an answer is right when it reads the same as the reference. What cannot be
 * read (null) is a class of its own: never right, and equal only to other unreadable answers.
 */
import { CATEGORIES, type Category } from '../tinydesk/world/frames/format.ts';
import { categoryOfQueue } from '../tinydesk/world/house.ts';
import { CONVENTIONS, nameOf } from '../tinydesk/world/labels.ts';
import { registerOf, routeOf } from '../tinydesk/world/tasks/role.ts';
import { canonical } from './canonical.ts';

export type Grader = (answer: string) => string | null;

export const GRADERS = {
  /** The whole answer, letter for letter, apart from white space around it. */
  exact: (answer) => answer.trim() || null,
  /** A label: case, surrounding white space, quotes and a final full stop do not matter. */
  label,
  /** The department, in whichever of the desk's five conventions it is written. */
  category: (answer) => CATEGORY_OF.get(label(answer) ?? '') ?? null,
  /** A JSON object: white space and the order of keys do not matter. */
  json: (answer) => {
    try {
      const value: unknown = JSON.parse(answer);
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? canonical(value) : null;
    } catch {
      return null;
    }
  },
  /** The number after the last "answer", or the only number there is. */
  number: (answer) => {
    const after = answer.slice(answer.lastIndexOf('answer') + 1);
    const numbers = after.match(/-?\d+(?:\.\d+)?/g) ?? [];
    return answer.includes('answer') ? (numbers[0] ?? null) : numbers.length === 1 ? numbers[0]! : null;
  },
  /** The department, in any convention or as the first field of a house record, whatever else the record holds. */
  department: (answer) => CATEGORY_OF.get(label(answer) ?? '') ?? categoryOfQueue(/^\[(\w+)/.exec(answer.trim())?.[1] ?? '') ?? null,
  /** The voice that a reply is written in. */
  register: (answer) => registerOf(answer) ?? null,
  /** The department whose action a reply promises. */
  route: (answer) => routeOf(answer) ?? null,
} satisfies Record<string, Grader>;
export type GraderName = keyof typeof GRADERS;

function label(answer: string): string | null {
  return answer.trim().toLowerCase().replace(/^["'`]+|["'`.]+$/g, '').trim() || null;
}

const CATEGORY_OF: ReadonlyMap<string, Category> = new Map(
  CATEGORIES.flatMap((category) => CONVENTIONS.map((convention) => [label(nameOf(category, convention))!, category] as const)),
);

/** What an answer is worth: right, wrong, or unreadable. */
export type Verdict = '1' | '0' | '-';

export function grade(grader: GraderName, answer: string, reference: string): Verdict {
  const read = GRADERS[grader](answer);
  if (read === null) return '-';
  return read === GRADERS[grader](reference) ? '1' : '0';
}
