import type { Random } from '../../random.ts';
import { answerOf, type PlainText } from '../example.ts';
import { nameOf } from '../labels.ts';
import type { Split } from '../split.ts';
import { ticket } from '../ticket.ts';
import { role } from './role.ts';

/** The desk's day as running text: tickets, threads of ticket and reply, and lines of a log. */
export function plain(random: Random, split: Split): PlainText {
  const one = () => ticket(random, { split });
  switch (random.int(0, 3)) {
    case 0:
      return { family: 'plain', text: Array.from({ length: random.int(1, 4) }, () => one().text).join('\n\n') };
    case 1: {
      const { text, category } = one();
      return { family: 'plain', text: `ticket: ${text}\nteam: ${category}` };
    }
    case 2: {
      const thread = role(random, split, { register: 'neutral' });
      const asked = thread.turns[thread.turns.length - 2]!.spans[0]!.text.split('\n').find((line) => line.length > 25) ?? '';
      return { family: 'plain', text: `${asked.startsWith('ticket: ') ? asked : `ticket: ${asked}`}\nreply: ${answerOf(thread)}` };
    }
    default: {
      const lines = Array.from({ length: random.int(2, 6) }, () => {
        const { category, urgency, order, item } = one();
        return `${order}, ${item}, ${nameOf(category, 'word')}, ${urgency}`;
      });
      return { family: 'plain', text: lines.join('\n') };
    }
  }
}
