import { CheckError, fields, finite, oneOf, text, type Check } from '../engines/check.ts';
import type { Grader } from './grader.ts';
import { GRADERS } from './graders.ts';

/** What a grader of each kind is set by. */
const SETTINGS = {
  field: fields({ kind: oneOf('field'), field: text }),
  within: fields({ kind: oneOf('within'), tolerance: fromZero }),
  schema: fields({ kind: oneOf('schema'), schema: text }),
  pattern: fields({ kind: oneOf('pattern'), pattern: text, flags: text }),
  expression: fields({ kind: oneOf('expression'), source: text }),
} satisfies { [K in Exclude<Grader, string>['kind']]: Check<Extract<Grader, { kind: K }>> };

/** A grader from outside. Throws the reason where it is none; whether its setting can be used shows when it grades. */
export function checkedGrader(value: unknown): Grader {
  if (typeof value === 'string') {
    if (!Object.hasOwn(GRADERS, value)) throw new Error(`it names the grader ${JSON.stringify(value)}, which this version does not have`);
    return value as Grader;
  }
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  if (typeof kind !== 'string' || !Object.hasOwn(SETTINGS, kind)) throw new Error(`it has a grader of the kind ${JSON.stringify(kind)}, which this version does not have`);
  return SETTINGS[kind as keyof typeof SETTINGS](value, `the grader of the kind "${kind}"`);
}

function fromZero(value: unknown, path: string): number {
  const number = finite(value, path);
  if (number < 0) throw new CheckError(path, 'a number from 0');
  return number;
}
