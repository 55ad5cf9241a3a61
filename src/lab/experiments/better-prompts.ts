/** What good practice is worth: each habit added to a bare prompt and taken from a full one; and a prompt that is improved step by step. */
import { GREEDY, type Arm, type Experiment, type RequestTemplate } from '../experiment.ts';
import type { PromptedOptions } from '../tasks/prompted.ts';
import { TICKET_SCHEMA } from './abilities.ts';

/** What all arms are about: the four facts of a ticket. */
const FACTS: Omit<PromptedOptions, 'prompt'> = { ticket: 'full', answer: 'json' };
const SHORT: RequestTemplate = { ...GREEDY, max_tokens: 72 };
/** Decoding that lets only JSON of this shape through. */
const SHAPED: RequestTemplate = { ...SHORT, response_format: { type: 'json_object', schema: TICKET_SCHEMA } };

const BARE = 'look at this ticket.';
const EXPLICIT = 'extract team, order, item and urgency as json.';
const ROLE = 'you are a senior support agent. ';
/** The shape of the guide's better prompt: a role, numbered points, and a demand for exact answers. */
const POINTS = 'check this ticket for 1) the team, 2) the order number, 3) the item, and 4) the urgency. give the exact values as json.';

interface Way {
  readonly words: string;
  /** Worked examples from the pool, the first so many. */
  readonly examples?: number;
  readonly shaped?: boolean;
}

function way(id: string, label: string, { words, examples = 0, shaped = false }: Way): Arm {
  return {
    id,
    label,
    lever: words === BARE && examples === 0 && !shaped ? 'base' : 'prompt',
    task: {
      name: 'prompted',
      options: {
        ...FACTS,
        prompt: [{ role: 'user', template: `${words}\n{{ticket}}` }],
        ...(examples > 0 && { examples: Array.from({ length: examples }, (_, place) => place) }),
      },
    },
    ...(shaped && { request: SHAPED }),
  };
}

/** Worked examples that the guide's advice of two to five allows and the context holds. */
export const EXAMPLES = 3;

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
    way('shaped', 'a fixed structure', { words: BARE, shaped: true }),
    way('examples', `${EXAMPLES} examples`, { words: BARE, examples: EXAMPLES }),
    { id: 'chained', label: 'a chain of four calls', lever: 'prompt', task: { name: 'factChain', options: { ticket: 'full' } } },
    way('all', 'explicit, structure, examples', { words: EXPLICIT, examples: EXAMPLES, shaped: true }),
    way('all-but-explicit', 'all but explicit', { words: BARE, examples: EXAMPLES, shaped: true }),
    way('all-but-shaped', 'all but the structure', { words: EXPLICIT, examples: EXAMPLES }),
    way('all-but-examples', 'all but the examples', { words: EXPLICIT, shaped: true }),
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
}

/** A prompt as it was improved, in the order in which it was tried. Each is tried in place of the best so far. */
export const REVISIONS: readonly Revision[] = [
  { id: 'v0', change: 'the first draft', hope: 'see what comes', words: BARE },
  { id: 'v1', change: 'asks for json', hope: 'an answer that a program can read', words: 'turn the ticket into json.' },
  { id: 'v2', change: 'names the four fields', hope: 'all four facts, under these names', words: EXPLICIT },
  { id: 'v3', change: 'says “be careful”', hope: 'fewer slips', words: `${EXPLICIT} be careful and check your answer twice.` },
  { id: 'v4', change: 'says what to write where a fact is missing', hope: 'fewer made-up values', words: `${EXPLICIT} write none for what the ticket does not say.` },
  { id: 'v5', change: 'adds two examples', hope: 'the layout and the limits of each field', words: EXPLICIT, examples: 2 },
  { id: 'v6', change: 'lets only the right shape through', hope: 'no unreadable answer', words: EXPLICIT, shaped: true },
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

/** Where the log ends: the revision that the rule kept (a test holds it to the recorded log), against the first draft, on test items. */
export const KEPT_REVISION = 'v2';
export const refinementFinal: Experiment = {
  ...refinement,
  id: 'refinement-final',
  title: 'The first draft and the kept revision, on items that the log never saw',
  items: { split: 'test', count: 200, seeds: ['refinement-final'] },
  arms: REVISIONS.filter(({ id }) => id === 'v0' || id === KEPT_REVISION).map(revision),
};
