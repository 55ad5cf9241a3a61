/** GPT-2's printable alphabet for bytes: each of the 256 byte values as one visible character. */
const PRINTABLE: readonly (readonly [number, number])[] = [[33, 126], [161, 172], [174, 255]];

export const CHARACTER_OF_BYTE: readonly string[] = (() => {
  const direct = new Set<number>();
  for (const [from, to] of PRINTABLE) for (let byte = from; byte <= to; byte++) direct.add(byte);
  const table: string[] = [];
  let next = 256;
  for (let byte = 0; byte < 256; byte++) table.push(String.fromCodePoint(direct.has(byte) ? byte : next++));
  return table;
})();

export const BYTE_OF_CHARACTER: ReadonlyMap<string, number> = new Map(CHARACTER_OF_BYTE.map((c, byte) => [c, byte]));

/** UTF-8 bytes of the text in that alphabet. */
export function toByteCharacters(text: string): string {
  let out = '';
  for (const byte of new TextEncoder().encode(text)) out += CHARACTER_OF_BYTE[byte];
  return out;
}
