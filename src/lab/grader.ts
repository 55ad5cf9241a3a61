/** What a grader is: a name, or a kind with its settings. How each reads answers is in graders.ts. */
import type { GraderName } from './graders.ts';

/** One member of a JSON object. */
export interface FieldGrader {
  readonly kind: 'field';
  readonly field: string;
}
/** A number, right within `tolerance` of the reference. */
export interface WithinGrader {
  readonly kind: 'within';
  readonly tolerance: number;
}
/** JSON of any kind, right when it is valid under `schema` (JSON Schema, draft 2020-12, as text), whatever the reference. */
export interface SchemaGrader {
  readonly kind: 'schema';
  readonly schema: string;
}
/** Right when the answer matches a regular expression (JavaScript's, with its flags). */
export interface PatternGrader {
  readonly kind: 'pattern';
  readonly pattern: string;
  readonly flags: string;
}
/** Right when a JavaScript expression over `answer` and `reference` is true; unreadable when it is null. */
export interface ExpressionGrader {
  readonly kind: 'expression';
  readonly source: string;
}
/** Graders that run code which someone wrote: see sandbox.ts. */
export type SandboxedGrader = PatternGrader | ExpressionGrader;
export type Grader = GraderName | FieldGrader | WithinGrader | SchemaGrader | SandboxedGrader;

/** What a record calls a grader: its name, or its kind and setting. */
export type GraderKey = string;

export function keyOf(grader: Grader): GraderKey {
  if (typeof grader === 'string') return grader;
  switch (grader.kind) {
    case 'field':
      return `field ${grader.field}`;
    case 'within':
      return `within ${grader.tolerance}`;
    case 'schema':
      return `schema ${grader.schema}`;
    case 'pattern':
      return `pattern /${grader.pattern}/${grader.flags}`;
    case 'expression':
      return `expression ${grader.source}`;
  }
}

export function isSandboxed(grader: Grader): grader is SandboxedGrader {
  return typeof grader === 'object' && (grader.kind === 'pattern' || grader.kind === 'expression');
}
