/** Names for what is asked and for texts, and ids. */
import { sha256 } from '../engines/sha256.ts';
import { canonical } from '../lab/canonical.ts';
import type { Experiment } from '../lab/experiment.ts';

const encoder = new TextEncoder();

/** SHA-256 of a text's UTF-8 bytes. */
export function hashOf(text: string): Promise<string> {
  return sha256(encoder.encode(text));
}

/** The same for experiments that differ in their seeds and how many items these give: runs of these on one model can be pooled. */
export function experimentIdentity(experiment: Experiment): Promise<string> {
  const { split, given } = experiment.items;
  return hashOf(canonical({ ...experiment, items: { split, given } }));
}

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A random UUID (version 4). Browsers make one themselves in secure contexts only, and not for a classroom over plain http. */
export function newId(): string {
  const own = (crypto as Partial<Crypto>).randomUUID;
  if (own) return own.call(crypto);
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
}
