/** Special tokens are drawn as they are; in ordinary ones, what is invisible gets a sign. */
const SIGNS: Readonly<Record<string, string>> = { ' ': '·', '\n': '⏎', '\t': '⇥', '\r': '␍', '\u00a0': '⍽' };

/** A token's text in pieces to draw: `sign` marks a character that stands for white space, or for a lone byte. */
export interface Piece {
  readonly text: string;
  readonly sign: boolean;
}

/**
 * How a token is drawn. A token that holds only part of a character, as emoji are cut, is shown by its bytes in
 * hexadecimal.
 */
export function visible(text: string, bytes: readonly number[]): Piece[] {
  if (text === '' || text.includes('\uFFFD')) {
    return [{ text: bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' '), sign: true }];
  }
  const pieces: Piece[] = [];
  for (const character of text) {
    const sign = SIGNS[character];
    const last = pieces.at(-1);
    if (sign !== undefined) pieces.push({ text: sign, sign: true });
    else if (last && !last.sign) pieces[pieces.length - 1] = { text: last.text + character, sign: false };
    else pieces.push({ text: character, sign: false });
  }
  return pieces;
}
