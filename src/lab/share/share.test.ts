import { deflateRawSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { sha256 } from '../../engines/sha256.ts';
import { Random } from '../../tinydesk/random.ts';
import { toBase64url } from './base64url.ts';
import { inflate } from './deflate.ts';
import { decodeShare, encodeShare, ShareError } from './share.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const value = {
  id: 'my-experiment',
  title: 'Größe „📦“ \ud800',
  arms: Array.from({ length: 6 }, (_, n) => ({ id: `arm-${n}`, messages: [{ role: 'user', content: `Say which department this is for (${n}):\n{{ticket}}` }] })),
  items: Array.from({ length: 20 }, (_, n) => ({ text: `Where is my order ${1000 + 7 * n}?`, reference: 'shipping' })),
  numbers: [0, -1.5, 1e300], none: null, yes: true, constructor: 'x',
};
const asIs = (json: unknown) => json;

/** A link whose checksum is right, whatever it holds. */
async function sealed(deflated: Uint8Array, version = 1): Promise<string> {
  const hash = await sha256(Uint8Array.of(version, ...deflated));
  return toBase64url(Uint8Array.of(version, ...Buffer.from(hash.slice(0, 16), 'hex'), ...deflated));
}
const holding = (text: string | Uint8Array) => sealed(deflateRawSync(text));

afterEach(() => vi.unstubAllGlobals());

test('a link holds the whole value, in characters that a hash may have', async () => {
  const link = await encodeShare(value);
  expect(link).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(link.length).toBeLessThan(JSON.stringify(value).length / 2);
  expect(await decodeShare(link, asIs)).toEqual(value);
});

test('any JSON comes back as it was', async () => {
  const random = new Random('share/values');
  const any = (depth: number): unknown => {
    const kind = random.weighted({ text: 3, number: 2, flag: 1, none: 1, list: depth, object: depth });
    if (kind === 'list') return Array.from({ length: random.int(0, 4) }, () => any(depth - 1));
    if (kind === 'object') return Object.fromEntries(Array.from({ length: random.int(0, 4) }, (_, n) => [random.pick(['a', 'toString', '', '📦', `k${n}`]), any(depth - 1)]));
    return { text: String.fromCharCode(...Array.from({ length: random.int(0, 9) }, () => random.int(0, 0xffff))), number: random.float() * 1e6, flag: random.chance(0.5), none: null }[kind];
  };
  for (let n = 0; n < 200; n++) {
    const one = any(4);
    expect(await decodeShare(await encodeShare(one), asIs)).toEqual(one);
  }
});

test('2,000 changed links give the value or a ShareError, and nothing else', async () => {
  const link = await encodeShare(value);
  const random = new Random('share/flips');
  let refused = 0;
  for (let n = 0; n < 2_000; n++) {
    const characters = [...link];
    for (let k = 0; k < random.int(1, 3); k++) {
      const at = random.int(0, characters.length - 1);
      if (n % 5 === 0) characters.splice(at, random.int(1, 50));
      else if (n % 5 === 1) characters.splice(at, 0, random.pick([...ALPHABET]));
      else if (n % 5 === 2) characters[at] = String.fromCharCode((characters[at] ?? 'A').charCodeAt(0) ^ (1 << random.int(0, 15)));
      else characters[at] = random.pick([...ALPHABET]);
    }
    try {
      expect(await decodeShare(characters.join(''), asIs)).toEqual(value);
    } catch (error) {
      expect(error).toBeInstanceOf(ShareError);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(1_900);
});

test('damage under a right checksum gives JSON or a ShareError, and nothing else', async () => {
  const random = new Random('share/damage');
  const whole = deflateRawSync(JSON.stringify(value));
  for (let n = 0; n < 400; n++) {
    const bytes = Uint8Array.from(whole);
    for (let k = 0; k < random.int(1, 3); k++) bytes[random.int(0, bytes.length - 1)]! ^= 1 << random.int(0, 7);
    const parse = vi.fn(asIs);
    try {
      await decodeShare(await sealed(n % 4 ? bytes : bytes.subarray(0, random.int(0, bytes.length - 1))), parse);
      expect(parse).toHaveBeenCalledOnce();
    } catch (error) {
      expect(error).toBeInstanceOf(ShareError);
    }
  }
});

test.each<[string, () => string | Promise<string>, RegExp]>([
  ['no text', () => '', /lacks its end/],
  ['other characters', () => 'AQ+/', /characters that none of ours has/],
  ['padding', async () => `${await holding('1')}=`, /characters that none of ours has/],
  ['white space', async () => `${await holding('1')}\n`, /characters that none of ours has/],
  ['bits to spare that are not zero', () => 'AR', /lacks its end/],
  ['a version to come', async () => sealed(deflateRawSync('1'), 2), /version 2, and this page reads version 1/],
  ['a version byte alone', () => 'AQ', /cut or changed/],
  ['its end cut off', async () => (await encodeShare(value)).slice(0, 200), /cut or changed/],
  ['32,001 characters', () => 'A'.repeat(32_001), /32001 characters, and at most 32000/],
  ['bytes that do not inflate', () => sealed(Uint8Array.of(7, 7, 7)), /damaged/],
  ['nothing inside', () => sealed(new Uint8Array()), /damaged/],
  ['bytes that are no text', () => holding(Uint8Array.of(0xff)), /no text/],
  ['text that is not JSON', () => holding('{a: 1}'), /not JSON/],
  ['a byte order mark', () => holding('\uFEFF1'), /not JSON/],
  ['a __proto__ member', () => holding('{"a":[{"__proto__":{"polluted":true}}]}'), /member named "__proto__"/],
  ['a __proto__ member in disguise', () => holding('{"\\u005f_proto__":{"polluted":true}}'), /member named "__proto__"/],
  ['lists without end', () => holding(`${'['.repeat(400_000)}${']'.repeat(400_000)}`), /more than 64 deep/],
])('a link with %s is refused with the reason', async (_what, make, reason) => {
  const link = await make();
  const parse = vi.fn(asIs);
  const error: unknown = await decodeShare(link, parse).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ShareError);
  expect((error as Error).message).toMatch(reason);
  expect(parse).not.toHaveBeenCalled();
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('what the parser refuses is refused with its reason', async () => {
  const refuse = () => { throw new TypeError('Its "arms" are missing.'); };
  const error: unknown = await decodeShare(await encodeShare({}), refuse).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ShareError);
  expect((error as Error).message).toBe('This link holds nothing that can be opened here. Its "arms" are missing.');
});

test('a bomb is left when it has unpacked to 1 MB', async () => {
  const bomb = deflateRawSync(Buffer.alloc(20_000_000), { level: 9 });
  const link = await sealed(bomb);
  expect(link.length).toBeLessThan(32_000);
  await expect(decodeShare(link, asIs)).rejects.toThrow(/unpacks to more than 1 MB/);

  let made = 0;
  const Real = DecompressionStream;
  vi.stubGlobal('DecompressionStream', class {
    readonly readable: ReadableStream<Uint8Array>;
    readonly writable: WritableStream<BufferSource>;
    constructor(format: CompressionFormat) {
      const { readable, writable } = new Real(format);
      this.writable = writable;
      this.readable = readable.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({ transform(piece, controller) { made += piece.length; controller.enqueue(piece); } }));
    }
  });
  expect(await inflate(Uint8Array.from(bomb), 1_000_000)).toBeUndefined();
  expect(made).toBeGreaterThan(1_000_000);
  expect(made).toBeLessThan(2_000_000);
});

test('what a link cannot hold is refused before there is one', async () => {
  const random = new Random('share/long');
  const noise = Array.from({ length: 40_000 }, () => random.pick([...ALPHABET])).join('');
  await expect(encodeShare(noise)).rejects.toThrow(/The link would have \d+ characters.*Save it as a file/);
  await expect(encodeShare('x'.repeat(1_000_000))).rejects.toThrow(/1001 kB, and a link holds at most 1000/);
  await expect(encodeShare(undefined)).rejects.toThrow(ShareError);
  const circle: { self?: unknown } = {};
  circle.self = circle;
  await expect(encodeShare(circle)).rejects.toThrow(/cannot be written as JSON/);
  await expect(encodeShare(JSON.parse('{"__proto__":1}'))).rejects.toThrow(/__proto__/);
  expect(await decodeShare(await encodeShare('x'.repeat(999_998)), asIs)).toHaveLength(999_998);
});

test('a browser without deflate says so', async () => {
  vi.stubGlobal('DecompressionStream', function unsupported() { throw new TypeError('Unsupported'); });
  await expect(encodeShare(1)).rejects.toThrow(/This browser cannot pack or unpack links/);
  vi.stubGlobal('DecompressionStream', undefined);
  await expect(decodeShare('AQ', asIs)).rejects.toThrow(ShareError);
});
