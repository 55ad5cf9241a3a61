/**
 * Spreadsheets run a cell that begins like a formula, whatever white space or invisible marks stand before. An apostrophe before it makes it text; and because every cell that
 * begins with an apostrophe gets one too, taking one away always gives the cell back.
 */
const RISKY = /^(?:'|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u;

export function guard(cell: string): string {
  return RISKY.test(cell) ? `'${cell}` : cell;
}

export function unguard(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}

/** Takes the apostrophe away only where `guard` would have put it, for a table of which nobody knows who wrote it. */
export function unguardPerhaps(cell: string): string {
  return cell.startsWith("'") && guard(cell.slice(1)) === cell ? cell.slice(1) : cell;
}
