import type { Random } from '../../random.ts';
import type { PlainText } from '../example.ts';
import type { Split } from '../split.ts';
import { ticket } from '../ticket.ts';
import { replyTo } from './role.ts';

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
      const { text, category } = one();
      return { family: 'plain', text: `ticket: ${text}\nreply: ${replyTo(random, category, 'neutral')}` };
    }
    default: {
      const lines = Array.from({ length: random.int(2, 6) }, () => {
        const { category, urgency, order, item } = one();
        return `${order}, ${item}, ${category}, ${urgency}`;
      });
      return { family: 'plain', text: lines.join('\n') };
    }
  }
}
