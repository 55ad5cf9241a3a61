/** The safetensors file format: an 8-byte little-endian header length, a JSON header, then the tensors' bytes. */
import { show } from '../show.ts';

export type SafetensorsType = 'F32' | 'F16' | 'BF16' | 'I8';

export interface Tensor {
  shape: readonly number[];
  /** Values as float32, whatever the file's type was. */
  data: Float32Array;
}

export interface SafetensorsFile {
  tensors: Map<string, Tensor>;
  metadata: Record<string, string>;
}

const WIDTH: Record<SafetensorsType, number> = { F32: 4, F16: 2, BF16: 2, I8: 1 };
/** The format's own limit on the header. */
const HEADER_LIMIT = 100_000_000;

/** A file that is not what it claims to be, with the reason. */
export class SafetensorsError extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(`This weights file cannot be read: ${reason}. It may be damaged or cut short; download it again.`);
    this.name = 'SafetensorsError';
    this.reason = reason;
  }
}

/** Reads every tensor. Untrusted input: sizes, offsets and types are checked before anything is read. */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  if (bytes.byteLength < 8) throw new SafetensorsError(`it has ${bytes.byteLength} bytes, too few for a header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > HEADER_LIMIT || 8 + headerLength > bytes.byteLength) {
    throw new SafetensorsError(`its header claims ${headerLength} bytes and the file has ${bytes.byteLength}`);
  }
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + headerLength)));
  } catch {
    throw new SafetensorsError('its header is not JSON');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) throw new SafetensorsError('its header is not a JSON object');
  const data = bytes.subarray(8 + headerLength);
  const tensors = new Map<string, Tensor>();
  let metadata: Record<string, string> = {};
  const spans: Span[] = [];
  for (const [name, entry] of Object.entries(header as Record<string, unknown>)) {
    if (name === '__metadata__') metadata = readMetadata(entry);
    else spans.push(readSpan(name, entry, data.byteLength));
  }
  spans.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let covered = 0;
  for (const { name, begin, end } of spans) {
    if (begin !== covered) throw new SafetensorsError(`tensor ${name} begins at byte ${begin} where ${covered} bytes are taken`);
    covered = end;
  }
  if (covered !== data.byteLength) throw new SafetensorsError(`its tensors take ${covered} bytes and it holds ${data.byteLength}`);
  for (const { name, type, shape, begin, end } of spans) tensors.set(name, { shape, data: decode(data.subarray(begin, end), type) });
  return { tensors, metadata };
}

function readMetadata(entry: unknown): Record<string, string> {
  if (typeof entry !== 'object' || entry === null || Object.values(entry).some((value) => typeof value !== 'string')) {
    throw new SafetensorsError('its metadata is not text by name');
  }
  return entry as Record<string, string>;
}

/** Where a tensor lies in the data, and what it is. */
interface Span {
  name: string;
  type: SafetensorsType;
  shape: readonly number[];
  begin: number;
  end: number;
}

function readSpan(name: string, entry: unknown, available: number): Span {
  const { dtype, shape, data_offsets } = (entry ?? {}) as { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
  if (!isType(dtype)) throw new SafetensorsError(`tensor ${name} has type ${show(dtype)}, and only ${Object.keys(WIDTH).join(', ')} are known here`);
  if (!isSizes(shape)) throw new SafetensorsError(`tensor ${name} has no valid shape`);
  if (!isSizes(data_offsets) || data_offsets.length !== 2) throw new SafetensorsError(`tensor ${name} has no valid offsets`);
  const [begin, end] = data_offsets as [number, number];
  const count = shape.reduce((a, b) => a * b, 1);
  if (begin > end || end > available || end - begin !== count * WIDTH[dtype]) {
    throw new SafetensorsError(`tensor ${name} should take ${count * WIDTH[dtype]} bytes and its offsets are ${begin} to ${end} of ${available}`);
  }
  return { name, type: dtype, shape, begin, end };
}

function isType(value: unknown): value is SafetensorsType {
  return typeof value === 'string' && Object.hasOwn(WIDTH, value);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function decode(bytes: Uint8Array, type: SafetensorsType): Float32Array {
  const count = bytes.byteLength / WIDTH[type];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = new Float32Array(count);
  if (type === 'F32') for (let i = 0; i < count; i++) out[i] = view.getFloat32(4 * i, true);
  else if (type === 'I8') for (let i = 0; i < count; i++) out[i] = view.getInt8(i);
  else if (type === 'F16') for (let i = 0; i < count; i++) out[i] = fromHalf(view.getUint16(2 * i, true));
  else {
    const bits = new Uint32Array(out.buffer);
    for (let i = 0; i < count; i++) bits[i] = view.getUint16(2 * i, true) << 16;
  }
  return out;
}

/**
 * Writes tensors in the given order, all of one type or each of its own. A type holds its nearest value; whole numbers
 * from -128 to 127 are the writer's business where the type is I8.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  type: SafetensorsType | ((name: string) => SafetensorsType),
  metadata: Record<string, string> = {},
): Uint8Array<ArrayBuffer> {
  const typeOf = typeof type === 'function' ? type : () => type;
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { shape, data }] of tensors) {
    const end = offset + data.length * WIDTH[typeOf(name)];
    header[name] = { dtype: typeOf(name), shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + padded + offset).fill(0x20, 8, 8 + padded);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(padded), true);
  bytes.set(json, 8);
  let at = 8 + padded;
  for (const [name, { data }] of tensors) {
    const own = typeOf(name);
    for (const value of data) {
      if (own === 'F32') view.setFloat32(at, value, true);
      else if (own === 'I8') view.setInt8(at, value);
      else view.setUint16(at, own === 'F16' ? toHalf(value) : toBfloat(value), true);
      at += WIDTH[own];
    }
  }
  return bytes;
}

/** The smallest positive half: 2^-24. */
const HALF_STEP = 5.960464477539063e-8;
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** IEEE 754 binary16 to float. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * HALF_STEP;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  bits[0] = ((half & 0x8000) << 16) | ((exponent + 112) << 23) | (fraction << 13);
  return float[0]!;
}

/** Float to IEEE 754 binary16, nearest, ties to even. */
export function toHalf(value: number): number {
  float[0] = value;
  const x = bits[0]!;
  const sign = (x >>> 16) & 0x8000;
  const magnitude = x & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    const scaled = Math.abs(float[0]!) / HALF_STEP;
    const down = Math.floor(scaled);
    const rest = scaled - down;
    return sign | (down + (rest > 0.5 || (rest === 0.5 && down % 2 === 1) ? 1 : 0));
  }
  const rounded = magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1);
  return sign | (rounded >>> 13);
}

function toBfloat(value: number): number {
  float[0] = value;
  const x = bits[0]!;
  if ((x & 0x7fffffff) > 0x7f800000) return (x >>> 16) | 0x40;
  return ((x + 0x7fff + ((x >>> 16) & 1)) >>> 16) & 0xffff;
}
