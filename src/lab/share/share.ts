/**
 * A value as text for a link's hash: base64url of a version byte, 8 bytes of SHA-256 over all the others, and the value's
 * JSON, deflated. Who opens a link did not write it, so nothing in it is believed before it is checked.
 */
import { sha256 } from '../../engines/sha256.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { deflate, inflate, isDeflateThere } from './deflate.ts';

/** A link that cannot be made or opened, with the reason and what to do. */
export class ShareError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ShareError';
  }
}

const VERSION = 1;
const CHECKSUM = 8;
/** Characters of a link, bytes of its JSON, and how deep that nests. */
const LONGEST_LINK = 32_000;
const MOST_BYTES = 1_000_000;
const DEEPEST = 64;

/** The link's text for a JSON value. Rejects with a ShareError where it would be too long, or could not be opened. */
export async function encodeShare(value: unknown): Promise<string> {
  checkPlatform();
  const json = jsonOf(value);
  const bytes = new TextEncoder().encode(json);
  if (bytes.length > MOST_BYTES) throw new ShareError(`This has ${Math.ceil(bytes.length / 1000)} kB, and a link holds at most ${MOST_BYTES / 1000}. Save it as a file and send that.`);
  const fault = faultOf(JSON.parse(json));
  if (fault) throw new ShareError(`This cannot be put into a link: ${fault}.`);
  const deflated = await deflate(bytes);
  const link = toBase64url(joined(Uint8Array.of(VERSION), await checksumOf(deflated), deflated));
  if (link.length > LONGEST_LINK) throw new ShareError(`The link would have ${link.length} characters, and programs cut links of more than ${LONGEST_LINK}. Save it as a file and send that.`);
  return link;
}

function jsonOf(value: unknown): string {
  let json: string | undefined;
  let cause: unknown;
  try {
    json = JSON.stringify(value) as string | undefined;
  } catch (error) {
    cause = error;
  }
  if (json === undefined) throw new ShareError('What is to be shared cannot be written as JSON, so no link can hold it. Save it as a file.', { cause });
  return json;
}

/** The value of a link, as `parse` reads it; what `parse` throws is the reason given. Rejects with a ShareError, and with nothing else. */
export async function decodeShare<T>(text: string, parse: (json: unknown) => T): Promise<T> {
  checkPlatform();
  if (text.length > LONGEST_LINK) throw new ShareError(`This link has ${text.length} characters, and at most ${LONGEST_LINK} are read. Ask for it as a file.`);
  const bytes = fromBase64url(text);
  if (!bytes || bytes.length === 0) throw new ShareError('This link holds characters that none of ours has, or lacks its end. Copy the whole link again.');
  if (bytes[0] !== VERSION) throw new ShareError(`This link is of version ${bytes[0]}, and this page reads version ${VERSION}. Reload the page for its newest version, or ask for the link again.`);
  const deflated = bytes.slice(1 + CHECKSUM);
  const checksum = await checksumOf(deflated);
  if (bytes.length < 1 + CHECKSUM || checksum.some((byte, at) => byte !== bytes[1 + at])) throw new ShareError('This link was cut or changed on its way. Copy the whole link again.');
  return read(await inflated(deflated), parse);
}

async function inflated(deflated: Uint8Array<ArrayBuffer>): Promise<string> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await inflate(deflated, MOST_BYTES);
  } catch (error) {
    throw new ShareError('What this link holds is damaged. Ask for it again.', { cause: error });
  }
  if (!bytes) throw new ShareError(`This link unpacks to more than ${MOST_BYTES / 1e6} MB, which nothing shared here needs. Do not trust where it came from.`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new ShareError('What this link holds is no text. Ask for it again.', { cause: error });
  }
}

function read<T>(json: string, parse: (json: unknown) => T): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new ShareError('What this link holds is not JSON. Ask for it again.', { cause: error });
  }
  const fault = faultOf(value);
  if (fault) throw new ShareError(`This link is not opened: ${fault}.`);
  try {
    return parse(value);
  } catch (error) {
    throw new ShareError(`This link holds nothing that can be opened here. ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** What in a value from JSON could harm who reads it; nothing in a harmless one. */
function faultOf(value: unknown): string | undefined {
  const waiting: [unknown, number][] = [[value, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [inner, depth] = next;
    if (typeof inner !== 'object' || inner === null) continue;
    if (depth === DEEPEST) return `it nests more than ${DEEPEST} deep`;
    if (Object.hasOwn(inner, '__proto__')) return 'it has a member named "__proto__"';
    for (const member of Object.values(inner)) waiting.push([member, depth + 1]);
  }
  return undefined;
}

async function checksumOf(deflated: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const hash = await sha256(joined(Uint8Array.of(VERSION), deflated));
  return Uint8Array.from({ length: CHECKSUM }, (_, at) => Number.parseInt(hash.slice(2 * at, 2 * at + 2), 16));
}

function checkPlatform(): void {
  if (!isDeflateThere()) throw new ShareError('This browser cannot pack or unpack links. Use one of 2023 or later, or send a file.');
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
