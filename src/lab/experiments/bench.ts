/** Prompts that the chapters begin with on the bench: development items, so that everyone may try on. */
import { GREEDY, type Arm, type Experiment } from '../experiment.ts';
import type { PromptedOptions } from '../tasks/prompted.ts';
import type { MessageSource } from '../template/prompt.ts';

/** What all arms of a bench share. */
type Asked = Omit<PromptedOptions, 'prompt' | 'examples'>;

function arm(asked: Asked, id: string, label: string, lever: Arm['lever'], prompt: readonly MessageSource[], examples: readonly number[] = []): Arm {
  return { id, label, lever, task: { name: 'prompted', options: { prompt, ...asked, ...(examples.length > 0 && { examples }) } } };
}

const TOTAL: Asked = { ticket: 'full', answer: 'total', lines: 3 };

/** The answer at once, against the answer after its working. */
export const benchTotals: Experiment = {
  id: 'bench-totals',
  title: 'The total of three lines, at once and in steps',
  items: { split: 'dev', count: 100, seeds: ['bench-totals'] },
  samples: 1,
  request: { ...GREEDY, max_tokens: 128 },
  graders: ['number'],
  arms: [
    arm(TOTAL, 'direct', 'at once', 'base', [{ role: 'user', template: '{{ticket}}\ntotal? answer only.' }]),
    arm(TOTAL, 'steps', 'in steps', 'prompt', [{ role: 'user', template: '{{ticket}}\ntotal? think step by step.' }]),
  ],
};

/** The same request, with no role, two roles that pretraining knew, and one that boasts. */
export const benchRole: Experiment = {
  id: 'bench-role',
  title: 'A routing code, asked of a role',
  items: { split: 'dev', count: 100, seeds: ['bench-role'] },
  samples: 1,
  request: { ...GREEDY, max_tokens: 24 },
  graders: ['exact'],
  arms: [
    ['none', 'no role', ''], ['formal', 'a formal agent', 'you are a formal agent. '], ['pirate', 'a pirate', 'you are a pirate. '],
    ['expert', 'an expert', 'you are a senior support expert with twenty years of experience. '],
  ].map(([id, label, words]) =>
    arm({ ticket: 'full', answer: 'code' }, id!, label!, id === 'none' ? 'base' : 'prompt', [{ role: 'user', template: `${words!}answer with the code: BIL, SHP, RET, ACC or PRD.\n{{ticket}}` }])),
};

const CODE: Asked = { ticket: 'full', answer: 'code' };

/** The most exact of the requests below. */
export const CODE_LISTED: readonly [MessageSource] = [{ role: 'user', template: 'answer with the code: BIL, SHP, RET, ACC or PRD.\n{{ticket}}' }];

/** One request, said ever more exactly. */
export const benchCode: Experiment = {
  id: 'bench-code',
  title: 'A routing code, asked for ever more exactly',
  items: { split: 'dev', count: 100, seeds: ['bench-code'] },
  samples: 1,
  request: { ...GREEDY, max_tokens: 24 },
  graders: ['exact'],
  arms: [
    arm(CODE, 'vague', 'vague', 'base', [{ role: 'user', template: 'deal with this message.\n{{ticket}}' }]),
    arm(CODE, 'named', 'says what', 'prompt', [{ role: 'user', template: 'answer with the three-letter code.\n{{ticket}}' }]),
    arm(CODE, 'listed', 'lists the codes', 'prompt', CODE_LISTED),
  ],
};
