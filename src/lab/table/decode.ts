import { MOST_BYTES, shown, TableError } from './table.ts';

/** Bytes decoded in one go. */
const PIECE = 1_000_000;

/**
 * The text of a file. UTF-8 with or without a byte order mark, and UTF-16 with one, which is left out. Yields between
 * pieces. Throws a TableError where the file is too large, a workbook, binary, or in another encoding.
 */
export function* decodeSteps(content: string | Uint8Array, name: string): Generator<void, string> {
  const size = content.length;
  if (size > MOST_BYTES) throw new TableError(`${shown(name)} has ${(size / 1e6).toFixed(1)} MB, and at most ${MOST_BYTES / 1e6} are read. Keep a part of its rows.`);
  const text = typeof content === 'string' ? content.replace(/^\uFEFF/, '') : yield* decodedSteps(content, name);
  if (text.includes('\0')) throw new TableError(`${shown(name)} holds NUL characters, so it is a binary file, or UTF-16 without a byte order mark. Save it as CSV in UTF-8.`);
  return text;
}

function* decodedSteps(bytes: Uint8Array, name: string): Generator<void, string> {
  const begins = (...mark: number[]) => mark.every((byte, at) => bytes[at] === byte);
  if (begins(0x50, 0x4b, 3, 4)) throw new TableError(`${shown(name)} is a workbook or another zip archive. Save the sheet as "CSV UTF-8" and choose that file.`);
  const encoding = begins(0xff, 0xfe) ? 'utf-16le' : begins(0xfe, 0xff) ? 'utf-16be' : 'utf-8';
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    let text = '';
    for (let at = 0; at < bytes.length; at += PIECE) {
      text += decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
      yield;
    }
    return text + decoder.decode();
  } catch {
    const text = new TextDecoder(encoding).decode(bytes);
    const bad = text.indexOf('\uFFFD');
    let line = 1;
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0 && end < bad; end = text.indexOf('\n', start)) {
      line += 1;
      start = end + 1;
    }
    throw new TableError(`Line ${line} of ${shown(name)} is not ${encoding.toUpperCase()} after ${shown(text.slice(Math.max(start, bad - 20), bad))}. Save the file as CSV in UTF-8.`);
  }
}
