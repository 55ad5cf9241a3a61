import { assistant, DETERMINED, OPEN, user, type Span, type Turn } from '../example.ts';
import { LONGEST } from '../prompt.ts';

/** A worked example of a prompt: a ticket and the label it was given. */
export interface Shot {
  readonly ticket: string;
  readonly label: string;
}

/** `turns`: tickets as user turns, labels as assistant turns. `inline`: all shots in one user turn. */
export type ShotForm = 'turns' | 'inline';
/** How an inline shot is written: two headed lines, or an arrow. */
export type ShotLayout = 'lines' | 'arrow';

/**
 * The shots as a conversation whose last label is the answer. A label counts in full once it has been shown
 * before (or from the start, if `known` holds it); the last counts in full if `settled` says so.
 */
export function conversation(shots: readonly Shot[], form: ShotForm, layout: ShotLayout, known: ReadonlySet<string>, settled: boolean): Turn[] {
  const seen = new Set(known);
  const last = shots.length - 1;
  const weightOf = (label: string, index: number) => {
    const weight = seen.has(label) || (index === last && settled) ? DETERMINED : OPEN;
    seen.add(label);
    return weight;
  };
  if (form === 'turns') return shots.flatMap(({ ticket, label }, index) => [user(ticket), assistant(label, weightOf(label, index))]);

  const spans: Span[] = [];
  const [before, between, after] = layout === 'lines' ? ['ticket: ', '\nlabel:', '\n\n'] : ['', ' ->', '\n'];
  let answer: Turn = assistant('');
  shots.forEach(({ ticket, label }, index) => {
    spans.push({ text: `${before}${ticket}${between}`, weight: OPEN });
    if (index === last) answer = assistant(label, weightOf(label, index));
    else spans.push({ text: ` ${label}`, weight: weightOf(label, index) }, { text: after, weight: OPEN });
  });
  return [{ role: 'user', spans }, answer];
}

/** The shots that fit into the longest prompt: the last always stays, and the earliest go first. */
export function fitting<T extends Shot>(shots: readonly T[]): T[] {
  let length = 0;
  let first = shots.length;
  while (first > 0) {
    const { ticket, label } = shots[first - 1]!;
    length += ticket.length + label.length + 12;
    if (length > LONGEST && first < shots.length) break;
    first--;
  }
  return shots.slice(first);
}
