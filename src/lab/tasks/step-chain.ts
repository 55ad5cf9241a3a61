import type { Random } from '../../tinydesk/random.ts';
import { CODES } from '../../tinydesk/world/labels.ts';
import { answerOf, promptOf, type Message } from '../../tinydesk/world/example.ts';
import { CATEGORIES } from '../../tinydesk/world/frames/format.ts';
import { URGENCIES } from '../../tinydesk/world/urgency.ts';
import { steps, type StepsOptions } from '../../tinydesk/world/tasks/steps.ts';
import type { Item, Place } from '../tasks.ts';

export interface StepChainOptions {
  readonly steps: NonNullable<StepsOptions['steps']>;
  /** Whether an answer in a form that its step cannot have is asked for again, in other words. */
  readonly checked: boolean;
}

/** How a list of steps may be announced. An answer is asked for at most so often. */
const HEADS = ['do these steps in order:', 'steps:', 'follow the steps:', 'work through this list:'];
const TRIES = 3;

/** The list of steps of an item, asked step by step: one call each, and one more for an answer that is sent back. */
export function stepChain(random: Random, { split }: Place, { steps: count, checked }: StepChainOptions): Item {
  const example = steps(random, split, { steps: count, ticket: 'full' });
  const messages = promptOf(example);
  const all = messages.map(({ content }) => content).join('\n');
  const announced = HEADS.find((head) => all.includes(`${head}\n1. `));
  const heads = [announced, ...HEADS.filter((head) => head !== announced)];
  const list = [...all.matchAll(/^\d+\. (.+)$/gm)].map(([, step]) => step!);

  const stateAfter = (answers: readonly string[]) => letThrough(answers, (step, line) => !checked || isPossible(list[step]!, line, all));
  return {
    messages: onlyStep(messages, list[0]!, undefined),
    reference: answerOf(example),
    next: (answers) => {
      const { kept, tries } = stateAfter(answers);
      return kept.length === list.length ? undefined : onlyStep(messages, list[kept.length]!, tries === 0 ? undefined : heads[tries]);
    },
    join: (answers) => stateAfter(answers).kept.map((line, at) => `${at + 1}. ${line}`).join('\n'),
  };
}

/**
 * Call by call: an answer that passes is kept, and the next step is asked.
 * One that fails is asked for again, three times at most.
 */
function letThrough(answers: readonly string[], passes: Check): Progress {
  const kept: string[] = [];
  let tries = 0;
  for (const answer of answers) {
    const line = answer.replace(/^1\. /, '');
    tries += 1;
    if (tries === TRIES || passes(kept.length, line)) {
      kept.push(line);
      tries = 0;
    }
  }
  return { kept, tries };
}

/** Whether a line may be the answer to a step, counted from 0. */
type Check = (step: number, line: string) => boolean;

/** The lines that were let through, and how often the step at hand has been asked. */
interface Progress {
  readonly kept: readonly string[];
  readonly tries: number;
}

/** The prompt with this step alone, numbered 1, announced by `head` or as it was. */
function onlyStep(messages: readonly Message[], step: string, head: string | undefined): Message[] {
  return messages.map(({ role, content }) => ({
    role,
    content: content.replace(/^.*:\n(?:\d+\. .+\n?)+/m, (block) => `${head ?? block.slice(0, block.indexOf('\n'))}\n1. ${step}${block.endsWith('\n') ? '\n' : ''}`),
  }));
}

/** Whether a step could have this answer at all: a check that needs no model. `prompt` holds the ticket. */
function isPossible(step: string, answer: string, prompt: string): boolean {
  if (answer === '' || answer.includes('\n')) return false;
  if (step.includes('yes or no')) return answer === 'yes' || answer === 'no';
  if (step.includes('urgen')) return (URGENCIES as readonly string[]).includes(answer);
  if (step.includes('team')) return CATEGORIES.some((category) => answer === `team: ${category}`);
  if (/(?:write|name) the topic$/.test(step)) return (CATEGORIES as readonly string[]).includes(answer);
  if (step.includes('code')) return Object.values(CODES).includes(answer);
  if (step.includes('number of the topic') || step.includes('topic number')) return /^[1-5]$/.test(answer);
  if (step.includes('order number')) return answer === 'none' || (/^\d{4}$/.test(answer) && prompt.includes(answer));
  if (step.includes('item')) return answer === 'none' || prompt.toLowerCase().includes(answer.toLowerCase());
  return true;
}
