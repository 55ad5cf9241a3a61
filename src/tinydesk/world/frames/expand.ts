import type { Random } from '../../random.ts';
import { fill } from '../lexicon.ts';
import { SLOTS, type Frame, type Slot } from './format.ts';

/** The values that a sentence's slots were filled with. A slot that occurs twice is filled once. */
export type SlotValues = Partial<Record<Slot, string>>;

type Part = string | { readonly slot: Slot } | { readonly choices: readonly Sequence[] };
type Sequence = readonly Part[];

const parsed = new Map<Frame, Sequence>();

/**
 * One wording of a frame. Slots take their value from `values` where it is there, else from the lexicon, and
 * every value used is written into `values`, so that several sentences of one ticket can share them.
 */
export function expand(frame: Frame, random: Random, values: SlotValues = {}): string {
  let sequence = parsed.get(frame);
  if (sequence === undefined) {
    sequence = parse(frame);
    parsed.set(frame, sequence);
  }
  const text = write(sequence, random, values, '');
  return /^ | $| {2}| [.,?!]/.test(text) ? text.replace(/ +/g, ' ').replace(/ ([.,?!])/g, '$1').trim() : text;
}

function write(sequence: Sequence, random: Random, values: SlotValues, before: string): string {
  let out = before;
  for (const part of sequence) {
    if (typeof part === 'string') out += part;
    else if ('slot' in part) {
      const value = (values[part.slot] ??= fill(part.slot, random));
      out = part.slot === 'item' || part.slot === 'colour' ? withArticle(out, value) + value : out + value;
    } else out = write(random.pick(part.choices), random, values, out);
  }
  return out;
}

/** The text with a final "a" or "an" made to agree with the word that follows it. */
function withArticle(text: string, next: string): string {
  const article = / (an?) $/.exec(text) ?? /^(an?) $/.exec(text);
  if (!article) return text;
  const right = /^(?!us|uk|uni|eu)[aeiou]/.test(next) ? 'an' : 'a';
  return `${text.slice(0, text.length - article[1]!.length - 1)}${right} `;
}

/** Reads a frame into a tree, or says what is wrong with it. */
export function parse(frame: Frame): Sequence {
  let at = 0;
  const sequence = (inside: boolean): Part[] => {
    const parts: Part[] = [];
    let text = '';
    const flush = () => {
      if (text !== '') parts.push(text);
      text = '';
    };
    for (; at < frame.length; at++) {
      const c = frame[at]!;
      if (c === '{') {
        flush();
        const choices: Sequence[] = [];
        do {
          at++;
          choices.push(sequence(true));
        } while (frame[at] === '|');
        if (frame[at] !== '}') throw new Error(`A frame opens a choice that it does not close: "${frame}".`);
        parts.push({ choices });
      } else if (c === '<') {
        flush();
        const end = frame.indexOf('>', at);
        const slot = frame.slice(at + 1, end);
        if (end < 0 || !Object.hasOwn(SLOTS, slot)) throw new Error(`A frame uses the unknown slot <${slot}>: "${frame}". Known: ${Object.keys(SLOTS).join(', ')}.`);
        parts.push({ slot: slot as Slot });
        at = end;
      } else if (inside && (c === '|' || c === '}')) break;
      else if (c === '|' || c === '}' || c === '>') throw new Error(`A frame has a stray "${c}": "${frame}".`);
      else text += c;
    }
    flush();
    return parts;
  };
  return sequence(false);
}
