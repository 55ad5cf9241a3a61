/** Consistency with its sources crossed: three prompts, each in every wording, layout and order of its examples. They differ in nothing else. */
import { CATEGORIES } from '../../tinydesk/world/frames/format.ts';
import { nameOf, type Convention } from '../../tinydesk/world/labels.ts';
import type { Arm, Experiment, Levels } from '../experiment.ts';
import type { Task } from '../tasks.ts';
import { examplePool } from '../tasks/prompted.ts';
import type { MessageSource } from '../template/prompt.ts';
import { crossed } from '../variants.ts';

/** The same request in three wordings. */
const WORDINGS: Readonly<Record<string, string>> = {
  which: 'which topic is it? one word only.',
  label: 'label this ticket with one word.',
  about: 'what is the ticket about? answer in one word.',
};

/** Two orders of the three examples. */
const ORDERS: Readonly<Record<string, readonly [number, number, number]>> = { forth: [0, 1, 2], back: [2, 1, 0] };

/** Places of the examples in the pool. They are about three departments. */
const EXAMPLES = [5, 36, 19] as const;

/** A ticket of the pool, to try a prompt with. */
const SAMPLE = 12;

interface Way {
  readonly label: string;
  /** How the label of each example is written. */
  readonly conventions: readonly [Convention, Convention, Convention];
  /** What stands where the ticket belongs: the ticket, or a sample that somebody forgot to take out. */
  readonly ticket: 'its own' | 'sample';
}

const WAYS = {
  clean: { label: 'one notation', conventions: ['word', 'word', 'word'], ticket: 'its own' },
  motley: { label: 'three notations', conventions: ['code', 'word', 'sentence'], ticket: 'its own' },
  stuck: { label: 'a sample left in', conventions: ['word', 'word', 'word'], ticket: 'sample' },
} as const satisfies Record<string, Way>;

/** The prompts, by the name that their variants share. */
export type PromptId = keyof typeof WAYS;
export const PROMPTS = Object.keys(WAYS) as PromptId[];

/** `chat`: the request as a system message, and each example as a turn. `note`: all in one message, under headings. */
function asked({ conventions, ticket }: Way, { wording, format, order }: Levels): MessageSource[] {
  const pool = examplePool('short', 'word');
  const request = WORDINGS[wording!]!;
  const question = ticket === 'sample' ? pool[SAMPLE]!.text : '{{ticket}}';
  const examples = ORDERS[order!]!.map((at) => {
    const place = EXAMPLES[at]!;
    return { text: pool[place]!.text, label: nameOf(CATEGORIES[place % CATEGORIES.length]!, conventions[at]!) };
  });
  if (format === 'chat') {
    const turns = examples.flatMap(({ text, label }): MessageSource[] => [{ role: 'user', template: text }, { role: 'assistant', template: label }]);
    return [{ role: 'system', template: request }, ...turns, { role: 'user', template: question }];
  }
  return [{ role: 'user', template: `${request}\n\n${examples.map(({ text, label }) => `ticket: ${text}\nlabel: ${label}\n\n`).join('')}ticket: ${question}\nlabel:` }];
}

const variants = (prompt: PromptId): Arm[] =>
  crossed({ id: prompt, label: WAYS[prompt].label, lever: 'prompt' }, { wording: ['which', 'label', 'about'], format: ['chat', 'note'], order: ['forth', 'back'] },
    (levels): Task => ({ name: 'prompted', options: { prompt: asked(WAYS[prompt], levels), ticket: 'full', answer: 'word' } }));

/** Right is the department's word and nothing else; `category` also takes it in another notation. */
export const consistency: Experiment = {
  id: 'consistency',
  title: 'Three prompts in every wording, layout and order of examples',
  items: { split: 'test', count: 40, seeds: ['consistency'] },
  samples: 3,
  // Shared ones would make variants agree because their luck is the same.
  draws: 'own',
  request: { temperature: 1, max_tokens: 16 },
  graders: ['label', 'category'],
  arms: PROMPTS.flatMap(variants),
};
