/**
 * Cuts text into the pieces within which byte pairs may merge: every digit on its own, then GPT-2's pattern (a word
 * or a run of symbols with the space before it). The same as Hugging Face's Sequence[Digits(individual_digits),
 * ByteLevel(add_prefix_space=False)]. White space is Unicode's, as there: JavaScript's \s counts U+FEFF in and U+0085 out.
 */
const DIGIT = /(\p{N})/u;
const GPT2 = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

export function pretokenize(text: string): string[] {
  const pieces: string[] = [];
  for (const part of text.split(DIGIT)) {
    for (const piece of part.match(GPT2) ?? []) pieces.push(piece);
  }
  return pieces;
}
