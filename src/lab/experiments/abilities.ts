/** What TinyDesk must be able to do, one experiment for each row of the table, with the target beside each arm. */
import { CONVENTIONS } from '../../tinydesk/world/labels.ts';
import type { Split } from '../../tinydesk/world/split.ts';
import { GREEDY, type Arm, type Experiment } from '../experiment.ts';
import type { GraderName } from '../graders.ts';
import { HAND_TYPED } from '../tasks/hand-typed.ts';

/** What a cell must reach, as a share: at least, at most, or between. */
export interface Target {
  readonly least?: number;
  readonly most?: number;
}

/** A figure to report: a grader's share of right answers in an arm, or its mean pairwise agreement. */
export interface Cell {
  readonly arm: string;
  readonly grader: GraderName;
  readonly measure: 'right' | 'agreement';
  readonly target?: Target;
  /** Reported beside another arm's share raised to a power: what independent steps would give. */
  readonly power?: { readonly of: string; readonly n: number };
  /** Reported with the paired difference from another arm. */
  readonly against?: string;
}

export interface Ability {
  readonly experiment: Experiment;
  readonly cells: readonly Cell[];
}

export interface AbilityOptions {
  readonly split: Split;
  /** Items of each arm; hand-typed tickets are as many as there are. */
  readonly count: number;
}

export const ABILITY_ITEMS = 400;

const LABEL = { ...GREEDY, max_tokens: 24 } as const;
const LINES = { ...GREEDY, max_tokens: 96 } as const;

/** The compact JSON object that the extraction prompts ask for. */
export const TICKET_SCHEMA = JSON.stringify({
  type: 'object',
  properties: {
    team: { enum: ['billing', 'shipping', 'returns', 'account', 'product'] },
    order: { type: 'string' },
    item: { type: 'string' },
    urgency: { enum: ['high', 'normal', 'low'] },
  },
});

/** An arm with what its headline figure must reach. */
interface TargetedArm extends Arm {
  readonly target?: Target;
}

/** Every ability on the given split. Test items are for reporting; nothing is chosen by them. */
export function abilities({ split, count }: AbilityOptions): Ability[] {
  const ability = (
    id: string,
    title: string,
    request: Experiment['request'],
    graders: readonly [GraderName, ...GraderName[]],
    arms: readonly TargetedArm[],
    more: { samples?: number; count?: number; measure?: Cell['measure']; cells?: readonly Cell[] } = {},
  ): Ability => ({
    experiment: {
      id: `ability-${id}`,
      title,
      items: { split, count: more.count ?? count, seeds: [`abilities/${id}`] },
      samples: more.samples ?? 1,
      request,
      graders,
      arms: arms.map(({ target: _, ...arm }) => arm),
    },
    cells: more.cells ?? arms.map(({ id: arm, target }) => ({ arm, grader: graders[0], measure: more.measure ?? 'right', ...(target && { target }) })),
  });

  return [
    ability('explicit', 'Routing with the convention named in the prompt', LABEL, ['exact', 'category'],
      CONVENTIONS.map((convention) => ({
        id: convention, label: `answer as ${convention}`, lever: 'prompt',
        task: { name: 'explicit', options: { convention, ticket: 'full' } }, target: { least: 0.97 },
      }))),

    ability('extract', 'The facts of a ticket as JSON, all fields exact', { ...GREEDY, max_tokens: 80 }, ['json'], [
      { id: 'free', label: 'free decoding', lever: 'prompt', task: { name: 'extract', options: { format: 'json', allFields: true, ticket: 'full' } }, target: { least: 0.95 } },
      {
        id: 'constrained', label: 'constrained decoding', lever: 'prompt',
        task: { name: 'extract', options: { format: 'json', allFields: true, ticket: 'full' } },
        request: { ...GREEDY, max_tokens: 80, response_format: { type: 'json_object', schema: TICKET_SCHEMA } }, target: { least: 0.95 },
      },
    ]),

    ability('vague', 'Two answers to the same prompt agree, 10 samples at temperature 1', { temperature: 1, max_tokens: 24 }, ['exact', 'category'], [
      { id: 'vague', label: 'the request does not say how', lever: 'base', task: { name: 'vague', options: { ticket: 'full' } }, target: { most: 0.45 } },
      { id: 'explicit', label: 'the request names a convention', lever: 'prompt', task: { name: 'explicit', options: { convention: 'word', ticket: 'full' } }, target: { least: 0.95 } },
    ], { samples: 10, measure: 'agreement' }),

    ability('known-labels', 'Examples alone name one of the desk\'s conventions', LABEL, ['exact', 'category'],
      [0, 1, 3].map((k) => ({
        id: `k${k}`, label: `${k} ${k === 1 ? 'example' : 'examples'}`, lever: 'prompt',
        task: { name: 'shots', options: { k, labels: 'known', form: 'turns', ticket: 'short' } }, ...(k === 3 && { target: { least: 0.95 } }),
      }))),

    ability('unseen-labels', 'Label names never seen before, learnt from examples', LABEL, ['exact'], [
      ...[0, 1, 2, 3, 5, 8].map((k): TargetedArm => ({
        id: `turns-k${k}`, label: `chat turns, ${k} ${k === 1 ? 'example' : 'examples'}`, lever: 'prompt',
        task: { name: 'shots', options: { k, labels: 'unseen', form: 'turns', ticket: 'short' } }, ...(k === 8 && { target: { least: 0.85 } }),
      })),
      ...[5, 8].map((k): TargetedArm => ({
        id: `inline-k${k}`, label: `inline, ${k} examples`, lever: 'prompt',
        task: { name: 'shots', options: { k, labels: 'unseen', form: 'inline', ticket: 'short' } },
      })),
      {
        id: 'full-k5', label: 'long, noisy tickets, 5 examples', lever: 'prompt',
        task: { name: 'shots', options: { k: 5, labels: 'unseen', form: 'turns', ticket: 'full' } },
      },
    ]),

    ability('hand-typed', 'Routing tickets written from outside the generator', LABEL, ['exact', 'category'],
      (['word', 'code'] as const).map((convention) => ({
        id: convention, label: `answer as ${convention}`, lever: 'prompt', task: { name: 'handTyped', options: { convention } }, target: { least: 0.85 },
      })), { count: split === 'train' ? count : Math.min(count, HAND_TYPED[split]) }),

    ability('record', 'A table and a template made up in the prompt, whole record exact', { ...GREEDY, max_tokens: 64 }, ['exact'], [
      { id: 'table', label: 'the table alone', lever: 'prompt', task: { name: 'table', options: { ticket: 'full' } } },
      ...[1, 2, 3, 4].map((fields): TargetedArm => ({
        id: `fields-${fields}`, label: `table and template, ${fields} ${fields === 1 ? 'field' : 'fields'}`, lever: 'prompt',
        task: { name: 'record', options: { fields, ticket: 'full' } }, ...(fields === 3 && { target: { least: 0.4, most: 0.85 } }),
      })),
    ]),

    ability('totals', 'The total of three line items', { ...GREEDY, max_tokens: 128 }, ['number'], [
      { id: 'direct', label: 'answer only', lever: 'base', task: { name: 'totals', options: { k: 3, worked: false } }, target: { most: 0.3 } },
      { id: 'worked', label: 'worked steps', lever: 'prompt', task: { name: 'totals', options: { k: 3, worked: true } }, target: { least: 0.85 } },
    ]),

    ability('rules', 'If-then rules of the prompt', LABEL, ['exact'],
      ([[1, 0.95], [3, 0.85], [6, 0.6]] as const).map(([branches, least]) => ({
        id: `branches-${branches}`, label: `${branches} ${branches === 1 ? 'branch' : 'branches'}`, lever: 'prompt',
        task: { name: 'rules', options: { branches, ticket: 'full' } }, target: { least },
      }))),

    ability('steps', 'Ordered steps, all of them right', LINES, ['exact'],
      [1, 2, 3, 4, 5, 6, 7, 8].map((steps) => ({
        id: `steps-${steps}`, label: `${steps} ${steps === 1 ? 'step' : 'steps'}`, lever: 'prompt', task: { name: 'steps', options: { steps, ticket: 'full' } },
      })), {
        cells: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ arm: `steps-${n}`, grader: 'exact', measure: 'right', power: { of: 'steps-1', n } })),
      }),

    ability('role', 'A reply in a role\'s voice, and where it routes the ticket', LINES, ['register', 'route'], [
      { id: 'with', label: 'the role in the prompt', lever: 'prompt', task: { name: 'roleplay', options: { named: true } } },
      { id: 'without', label: 'no role in the prompt', lever: 'base', task: { name: 'roleplay', options: { named: false } } },
    ], {
      cells: [
        { arm: 'with', grader: 'register', measure: 'right', target: { least: 0.95 } },
        { arm: 'without', grader: 'register', measure: 'right', target: { most: 0.4 } },
        { arm: 'with', grader: 'route', measure: 'right' },
        { arm: 'without', grader: 'route', measure: 'right', against: 'with' },
      ],
    }),

    ability('policy', 'A question about a policy', LABEL, ['exact'], [
      { id: 'with', label: 'the policy in the prompt', lever: 'prompt', task: { name: 'policy', options: { stated: true } }, target: { least: 0.9 } },
      { id: 'without', label: 'no policy in the prompt', lever: 'base', task: { name: 'policy', options: { stated: true, withPolicy: false } }, target: { most: 0.11 } },
      { id: 'not-stated', label: 'a policy that does not say', lever: 'prompt', task: { name: 'policy', options: { stated: false } }, target: { least: 0.8 } },
    ]),

    ability('house', 'The house record, which pretraining never saw', { ...GREEDY, max_tokens: 64 }, ['exact'], [
      { id: 'request', label: 'a bare request', lever: 'base', task: { name: 'houseRecord', options: { prompt: 'request' } } },
      { id: 'specification', label: 'its whole specification in the prompt', lever: 'prompt', task: { name: 'houseRecord', options: { prompt: 'specification' } }, target: { least: 0.3, most: 0.75 } },
    ]),
  ];
}
