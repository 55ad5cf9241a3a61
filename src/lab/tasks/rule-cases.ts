import type { Random } from '../../tinydesk/random.ts';
import { answerOf, promptOf } from '../../tinydesk/world/example.ts';
import { INSTRUCTIONS } from '../../tinydesk/world/tasks/explicit.ts';
import { QUESTIONS } from '../../tinydesk/world/tasks/facts.ts';
import { ruleList, rules } from '../../tinydesk/world/tasks/rules.ts';
import { CATEGORIES, type Category } from '../../tinydesk/world/frames/format.ts';
import { URGENCIES, type Urgency } from '../../tinydesk/world/urgency.ts';
import type { Item, Place } from '../tasks.ts';

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
  const { conditions, labels, ticket } = ruleList(random.restore(before), split, { branches, ticket: 'full', even: true });
  const { text } = ticket();
  const asked = [INSTRUCTIONS.word[0]!, QUESTIONS.urgency.wordings[0]!, QUESTIONS.order.wordings[3]!, QUESTIONS.item.wordings[3]!];
  const call = (at: number) => [{ role: 'user' as const, content: `${asked[at]!}\n${text}` }];
  return {
    messages: call(0),
    reference: answerOf(example),
    next: (answers) => (answers.length < asked.length ? call(answers.length) : undefined),
    join: ([category = '', urgency = '', order = '', item = '']) => {
      const read = {
        text,
        category: CATEGORIES.find((name) => name === category.trim()) ?? ('' as Category),
        urgency: URGENCIES.find((name) => name === urgency.trim()) ?? ('' as Urgency),
        order: order.trim(),
        item: item.trim(),
      };
      const at = conditions.findIndex(({ holds }) => holds(read));
      return labels[at < 0 ? branches : at]!;
    },
  };
}
