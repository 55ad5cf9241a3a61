/**
 * Seeded random numbers: the only source of chance in the project.
 *
 * The generator is sfc32 (Doty-Humphrey's Small Fast Counting generator, from PractRand), whose integer
 * arithmetic gives the same stream in every JavaScript engine. Nothing here calls Math.random or any
 * function whose last bit may differ between engines.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  /** Equal seeds give equal streams. A text seed is hashed, so that `new Random('dev/17')` names a stream. */
  constructor(seed: number | string) {
    const text = String(seed);
    this.#a = hash32(text, 0x9e3779b9);
    this.#b = hash32(text, 0x243f6a88);
    this.#c = hash32(text, 0xb7e15162);
    this.#counter = 1;
    for (let i = 0; i < 12; i++) this.u32();
  }

  /** The next 32 random bits, as an integer in [0, 2^32). */
  u32(): number {
    const t = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return t >>> 0;
  }

  /** A number in [0, 1) with 32 random bits. */
  float(): number {
    return this.u32() / 4294967296;
  }

  /** An integer in [low, high], both ends included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.float() * (high - low + 1));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.float() < probability;
  }

  /** One element of a non-empty list. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.float() * items.length)];
    if (item === undefined) throw new Error('Random.pick needs a list with at least one element.');
    return item;
  }

  /** One key, with probability proportional to its weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let rest = this.float() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      rest -= weight;
      if (rest < 0) return key;
    }
    return entries[entries.length - 1]![0];
  }

  /** A new list in random order (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const out = [...items];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [out[i], out[j]] = [out[j]!, out[i]!];
    }
    return out;
  }

  /** `count` different elements, in random order. */
  sample<T>(items: readonly T[], count: number): T[] {
    if (count > items.length) throw new Error(`Random.sample was asked for ${count} of ${items.length} elements.`);
    return this.shuffle(items).slice(0, count);
  }

  /** The generator's whole state: four 32-bit integers, to be given back to `restore`. */
  state(): [number, number, number, number] {
    return [this.#a, this.#b, this.#c, this.#counter];
  }

  /** Continues a stream from a saved state. */
  restore([a, b, c, counter]: readonly [number, number, number, number]): this {
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#counter = counter | 0;
    return this;
  }
}

/** FNV-1a over the UTF-16 code units, finished with an avalanche (murmur3's), as a signed 32-bit integer. */
export function hash32(text: string, basis = 0x811c9dc5): number {
  let h = basis | 0;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
