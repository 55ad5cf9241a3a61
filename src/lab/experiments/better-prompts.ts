/** What good practice is worth: each habit added to a bare prompt and taken from a full one; and a prompt that is improved step by step. */
import { GREEDY, type Arm, type Experiment, type RequestTemplate } from '../experiment.ts';
import type { PromptedOptions } from '../tasks/prompted.ts';
import { TICKET_SCHEMA } from './abilities.ts';

/** What all arms are about: the four facts of a ticket. */
const FACTS: Omit<PromptedOptions, 'prompt'> = { ticket: 'full', answer: 'json' };
const SHORT: RequestTemplate = { ...GREEDY, max_tokens: 72 };
/** Decoding that lets only JSON of this shape through: a rule for the answer, not for the request. */
const HELD: RequestTemplate = { ...SHORT, response_format: { type: 'json_object', schema: TICKET_SCHEMA } };

const BARE = 'look at this ticket.';
const EXPLICIT = 'extract team, order, item and urgency as json.';
const ROLE = 'you are a senior support agent. ';
/** The shape of the guide's better prompt: a role, numbered points, and a demand for exact answers. */
const POINTS = 'check this ticket for 1) the team, 2) the order number, 3) the item, and 4) the urgency. give the exact values as json.';

interface Way {
  readonly words: string;
  /** Whether the request is laid out under Markdown headings, which is what the guide means by structure. */
  readonly headed?: boolean;
  /** Worked examples from the pool, the first so many. */
  readonly examples?: number;
  /** Whether decoding holds the answer to the shape. */
  readonly held?: boolean;
}

function way(id: string, label: string, { words, headed = false, examples = 0, held = false }: Way): Arm {
  return {
    id,
    label,
    lever: words === BARE && !headed && examples === 0 && !held ? 'base' : 'prompt',
    task: {
      name: 'prompted',
      options: {
        ...FACTS,
        prompt: [{ role: 'user', template: headed ? `# request\n${words}\n# ticket\n{{ticket}}` : `${words}\n{{ticket}}` }],
        ...(examples > 0 && { examples: Array.from({ length: examples }, (_, place) => place) }),
      },
    },
    ...(held && { request: HELD }),
  };
}

/** Worked examples that the guide's advice of two to five allows and the context holds. */
export const EXAMPLES = 3;

const ALL: Way = { words: EXPLICIT, headed: true, examples: EXAMPLES, held: true };

/** Each practice alone, all together, and all but one; beside them the guide's example prompt, piece by piece. */
export const practices: Experiment = {
  id: 'better-prompts',
  title: 'Four facts of a ticket, asked for with and without each habit',
  items: { split: 'test', count: 200, seeds: ['better-prompts'] },
  samples: 1,
  request: SHORT,
  graders: ['json'],
  arms: [
    way('bare', 'a bare request', { words: BARE }),
    way('explicit', 'explicit', { words: EXPLICIT }),
    way('headed', 'structured request', { words: BARE, headed: true }),
    way('examples', `${EXAMPLES} examples`, { words: BARE, examples: EXAMPLES }),
    way('held', 'answer held to JSON', { words: BARE, held: true }),
    { id: 'chained', label: 'a chain of four calls', lever: 'prompt', task: { name: 'factChain', options: { ticket: 'full' } } },
    way('all', 'all but the chain', ALL),
    way('all-but-explicit', '… less the explicit request', { ...ALL, words: BARE }),
    way('all-but-headed', '… less its structure', { ...ALL, headed: false }),
    way('all-but-examples', '… less the examples', { ...ALL, examples: 0 }),
    way('all-but-held', '… less the hold on JSON', { ...ALL, held: false }),
    way('role', 'a role alone', { words: ROLE + BARE }),
    way('points', 'four points to check', { words: POINTS }),
    way('role-points', 'a role and four points', { words: ROLE + POINTS }),
  ],
};

/** One entry of the log: what was changed, and what it was meant to do. */
export interface Revision extends Way {
  readonly id: string;
  readonly change: string;
  readonly hope: string;
  /** The version that it changes: the best shown when it was tried. Nothing for the first draft. */
  readonly from?: string;
}

const JSON_WANTED = 'turn the ticket into json.';

/** A prompt as it was improved, in the order in which it was tried. Each changes one thing in the best so far. */
export const REVISIONS: readonly [Revision, ...Revision[]] = [
  { id: 'v0', change: 'the first draft', hope: 'see what comes', words: BARE },
  { id: 'v1', from: 'v0', change: 'asks for json', hope: 'an answer that a program can read', words: JSON_WANTED },
  { id: 'v2', from: 'v1', change: 'names the four fields', hope: 'all four facts, under these names', words: EXPLICIT },
  { id: 'v3', from: 'v1', change: 'says “be careful”', hope: 'fewer slips', words: `${JSON_WANTED} be careful and check your answer twice.` },
  { id: 'v4', from: 'v1', change: 'says what to write where a fact is missing', hope: 'fewer made-up values', words: `${JSON_WANTED} write none for what the ticket does not say.` },
  { id: 'v5', from: 'v1', change: 'adds two examples', hope: 'the layout and the limits of each field', words: JSON_WANTED, examples: 2 },
  { id: 'v6', from: 'v1', change: 'lets only the right shape through', hope: 'no unreadable answer', words: JSON_WANTED, held: true },
];

const revision = ({ id, change, ...rest }: Revision): Arm => way(id, `${id}: ${change}`, rest);

/** The log: every revision on the same development items. */
export const refinement: Experiment = {
  ...practices,
  id: 'refinement',
  title: 'A prompt improved step by step, on development items',
  items: { split: 'dev', count: 100, seeds: ['refinement'] },
  arms: REVISIONS.map(revision),
};

/** Where the log ends: the revision that the rule kept (a test holds it to the recorded log), against the version that it changed, on test items. */
export const KEPT_REVISION = 'v1';
const before = REVISIONS.find(({ id }) => id === KEPT_REVISION)!.from;
export const refinementFinal: Experiment = {
  ...refinement,
  id: 'refinement-final',
  title: 'The kept revision and the version before it, on items that the log never saw',
  items: { split: 'test', count: 200, seeds: ['refinement-final'] },
  arms: REVISIONS.filter(({ id }) => id === before || id === KEPT_REVISION).map(revision),
};
