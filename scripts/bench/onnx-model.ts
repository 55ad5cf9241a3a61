/**
 * The bytes of an ONNX model that multiplies its input by a constant matrix, for onnxruntime: ModelProto of
 * onnx/onnx.proto, written by hand in the protocol buffers wire format.
 */
const OPSET = 13;
const IR_VERSION = 8;
const FLOAT = 1;

export interface MatMulModel {
  rows: number;
  K: number;
  N: number;
  /** The constant right-hand side [K, N], row-major: an initializer, which the runtime may lay out as it likes. */
  weight: Float32Array<ArrayBuffer>;
  /** How many times the graph computes the product, each time as a node of its own. Only the first is an output. */
  repeats: number;
}

/** Input `a` [rows, K], output `c0` [rows, N]. */
export function matMulModel({ rows, K, N, weight, repeats }: MatMulModel): Uint8Array {
  const nodes = Array.from({ length: repeats }, (_, i) =>
    message(1, [text(1, 'a'), text(1, 'b'), text(2, `c${i}`), text(3, `product${i}`), text(4, 'MatMul')]),
  );
  const initializer = message(5, [
    integer(1, K), integer(1, N), integer(2, FLOAT), text(8, 'b'),
    bytes(9, new Uint8Array(weight.buffer, weight.byteOffset, weight.byteLength)),
  ]);
  const graph = message(7, [...nodes, text(2, 'products'), initializer, tensor(11, 'a', [rows, K]), tensor(12, 'c0', [rows, N])]);
  return join([integer(1, IR_VERSION), message(8, [text(1, ''), integer(2, OPSET)]), graph]);
}

/** ValueInfoProto of a float tensor. */
function tensor(field: number, name: string, shape: readonly number[]): Uint8Array {
  const dimensions = message(2, shape.map((n) => message(1, [integer(1, n)])));
  return message(field, [text(1, name), message(2, [message(1, [integer(1, FLOAT), dimensions])])]);
}

function integer(field: number, value: number): Uint8Array {
  return join([varint(field << 3), varint(value)]);
}

function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value));
}

function message(field: number, parts: readonly Uint8Array[]): Uint8Array {
  return bytes(field, join(parts));
}

function bytes(field: number, content: Uint8Array): Uint8Array {
  return join([varint((field << 3) | 2), varint(content.length), content]);
}

/** Base 128, least significant group first. */
function varint(value: number): Uint8Array {
  const out: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...out, rest]);
    out.push((rest % 128) | 128);
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
