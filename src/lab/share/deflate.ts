/** Raw deflate (RFC 1951) by the platform. */

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes inflated in one go: deflate makes at most 1,032 of one, so that little more is ever held than was asked for. */
const PIECE = 256;

export function isDeflateThere(): boolean {
  try {
    return Boolean(new DecompressionStream('deflate-raw'));
  } catch {
    return false;
  }
}

export async function deflate(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await new Response(inPieces(bytes, bytes.length).pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());
}

/** The inflated bytes; nothing where there are more than `most`, and then inflating stops there. Rejects where they are damaged. */
export async function inflate(bytes: Bytes, most: number): Promise<Bytes | undefined> {
  const reader = inPieces(bytes, PIECE).pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const pieces: Bytes[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    pieces.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A stream that gives its next piece only when it is asked for. */
function inPieces(bytes: Bytes, size: number): ReadableStream<Bytes> {
  let at = 0;
  return new ReadableStream<Bytes>({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, at + size));
      else controller.close();
      at += size;
    },
  }, { highWaterMark: 0 });
}
