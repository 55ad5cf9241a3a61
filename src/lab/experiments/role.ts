/** A role in the prompt: what it does to the voice of a reply, and what to the ticket's department. */
import { GREEDY, type Arm, type Experiment } from '../experiment.ts';
import type { Register } from '../../tinydesk/world/tasks/role.ts';

const LINES = { ...GREEDY, max_tokens: 96 } as const;

const arm = (id: string, label: string, words: string, register: Register): Arm => ({
  id, label, lever: words === '' ? 'base' : 'prompt', task: { name: 'inRole', options: { words, register } },
});

/** The role and no role; and the same role named in words that pretraining did not use. */
export const role: Experiment = {
  id: 'role',
  title: 'A reply in a voice, and the department that it acts for',
  items: { split: 'test', count: 200, seeds: ['role'] },
  samples: 1,
  request: LINES,
  graders: ['register', 'route'],
  arms: [
    arm('none', 'no role', '', 'pirate'),
    arm('pirate', '“you are a pirate.”', 'you are a pirate.', 'pirate'),
    arm('captain', '“you are the captain of a pirate ship.”', 'you are the captain of a pirate ship.', 'pirate'),
    arm('sailor', '“you are an old sailor.”', 'you are an old sailor.', 'pirate'),
    arm('lawyer', '“you are a lawyer.”', 'you are a lawyer.', 'lawyer'),
    arm('judge', '“you are a judge.”', 'you are a judge.', 'lawyer'),
  ],
};

/** The exercise of the chapter: a lawyer's voice, asked for in words of the reader's own. */
export function roleExercise(words: string): Experiment {
  return {
    ...role,
    id: 'role-exercise',
    title: 'A lawyer’s voice, in your own words',
    items: { split: 'dev', count: 20, seeds: ['role-exercise'] },
    arms: [arm('none', 'no role', '', 'lawyer'), arm('own', 'your words', words, 'lawyer')],
  };
}

/** Words that pretraining used; the exercise asks for others. */
export const KNOWN_WORDS = /\byou are (?:a|a careful) lawyer\b|\blike a lawyer\b|\bas a lawyer would\b/i;
