import type { Random } from '../../tinydesk/random.ts';
import { answerOf, promptOf } from '../../tinydesk/world/example.ts';
import { ruleList, rules, type RuleList } from '../../tinydesk/world/tasks/rules.ts';
import { CATEGORIES, type Category } from '../../tinydesk/world/frames/format.ts';
import { URGENCIES, type Urgency } from '../../tinydesk/world/urgency.ts';
import type { Ticket } from '../../tinydesk/world/ticket.ts';
import type { Item, Place } from '../tasks.ts';
import { factCalls, factsRead } from './fact-calls.ts';

export interface RuleCasesOptions {
  readonly branches: number;
  /**
   * `prompt`: the rules stand in the prompt. `no-default`: so they do, without the last line, which says what to answer
   * where none holds. `code`: the model is asked for the four facts that the rules speak of, one call each, and a program
   * applies the rules to its answers.
   */
  readonly way: 'prompt' | 'no-default' | 'code';
}

/** The same rules and the same ticket, whatever the way. The right answer without a default, where no rule holds, is "none". */
export function ruleCases(random: Random, { split }: Place, { branches, way }: RuleCasesOptions): Item {
  const before = random.state();
  const example = rules(random, split, { branches, ticket: 'full', even: true });
  const messages = promptOf(example);
  if (way === 'prompt') return { messages, reference: answerOf(example) };
  if (way === 'no-default') {
    const last = /(?:^|[ \n])(?:otherwise|else) (?:say|answer|write) "?[a-z]+"?\./;
    const { firing, ticket } = ruleList(random.restore(before), split, { branches, ticket: 'full', even: true });
    return { messages: messages.map(({ role, content }) => ({ role, content: content.replace(last, '') })), reference: firing(ticket()) === branches ? 'none' : answerOf(example) };
  }
  const list = ruleList(random.restore(before), split, { branches, ticket: 'full', even: true });
  const { text } = list.ticket();
  return {
    ...factCalls(text),
    reference: answerOf(example),
    join: (answers) => {
      const { category, urgency, ...said } = factsRead(answers);
      return decide(list, {
        text,
        category: CATEGORIES.find((name) => name === category) ?? ('' as Category),
        urgency: URGENCIES.find((name) => name === urgency) ?? ('' as Urgency),
        ...said,
      });
    },
  };
}

/** The rules in code: the label of the first whose condition holds, or the default's. */
function decide({ conditions, labels }: RuleList, read: Ticket): string {
  for (const [at, { holds }] of conditions.entries()) {
    if (holds(read)) return labels[at]!;
  }
  return labels.at(-1)!;
}
