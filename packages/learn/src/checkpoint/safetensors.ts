/**
 * The safetensors format: eight bytes of header length, a JSON header, raw little-endian tensors. Nothing in a file can run.
 * Source: github.com/huggingface/safetensors.
 */
import { LearnError } from "../error.ts";
import type { Weight } from "../optim.ts";

/** Reads bytes from a place of a file or buffer. */
export type ReadAt = (offset: number, length: number) => Uint8Array;

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const headerMost = 100_000_000;
const sizes: Readonly<Record<string, number>> = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, I32: 4, I16: 2, I8: 1, U8: 1, BOOL: 1 };

/** A half-precision number (IEEE 754 binary16) from its bits. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function toFloats(bytes: Uint8Array, dtype: string): Float32Array {
  // A copy: a view of a larger buffer need not begin where a number may.
  const copy = new Uint8Array(bytes).buffer;
  if (dtype === "F32") return new Float32Array(copy);
  if (dtype === "F64") return Float32Array.from(new Float64Array(copy));
  if (dtype === "F16") return Float32Array.from(new Uint16Array(copy), half);
  if (dtype === "BF16") {
    // The upper half of a float32.
    const words = Uint32Array.from(new Uint16Array(copy), (bits) => bits << 16);
    return new Float32Array(words.buffer);
  }
  throw new LearnError("unsupported", `weights of type ${dtype} are not read`);
}

function headerOf(read: ReadAt, size: number): { readonly entries: Readonly<Record<string, Entry>>; readonly start: number } {
  const bad = (why: string, cause?: unknown) => new LearnError("bad_file", `this is no safetensors file: ${why}`, cause);
  if (size < 8) throw bad("it is too short");
  const head = read(0, 8);
  const length = Number(new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true));
  if (length > headerMost || length > size - 8) throw bad(`its header would be ${length} bytes long`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(read(8, length)));
  } catch (cause) {
    throw bad("its header is not JSON", cause);
  }
  if (typeof parsed !== "object" || parsed === null) throw bad("its header is not an object");
  const { __metadata__: _, ...entries } = parsed as Record<string, Entry>;
  const start = 8 + length;
  for (const [name, entry] of Object.entries(entries)) {
    const [from, to] = entry?.data_offsets ?? [];
    const elements = entry?.shape?.reduce((a, b) => a * b, 1);
    if (
      !(from! >= 0 && to! >= from! && start + to! <= size) ||
      sizes[entry.dtype] === undefined ||
      to! - from! !== elements! * sizes[entry.dtype]! ||
      entry.shape.some((dim) => !Number.isInteger(dim) || dim < 0)
    )
      throw bad(`tensor "${name}" does not fit its place`);
  }
  return { entries, start };
}

/** All floating-point tensors as float32; others are left out. `size`: bytes of the file. */
export function readSafetensors(read: ReadAt, size: number): Map<string, Weight> {
  const { entries, start } = headerOf(read, size);
  const weights = new Map<string, Weight>();
  for (const [
    name,
    {
      dtype,
      shape,
      data_offsets: [from, to],
    },
  ] of Object.entries(entries))
    if (dtype.includes("F")) weights.set(name, { shape, data: toFloats(read(start + from, to - from), dtype) });
  return weights;
}

/** The header, then the data of each tensor in turn: pieces to write one after the other, in names' order. */
export function* writeSafetensors(
  weights: ReadonlyMap<string, Weight>,
  metadata: Readonly<Record<string, string>> = {},
): Generator<Uint8Array> {
  const sorted = [...weights].sort(([a], [b]) => (a < b ? -1 : 1));
  let at = 0;
  const entries = sorted.map(([name, { shape, data }]) => {
    const from = at;
    at += data.byteLength;
    return [name, { dtype: "F32", shape, data_offsets: [from, at] }] as const;
  });
  let text = JSON.stringify({ __metadata__: { format: "pt", ...metadata }, ...Object.fromEntries(entries) });
  // Tensors begin at a multiple of eight.
  const encoder = new TextEncoder();
  const padding = -encoder.encode(text).length & 7;
  text += " ".repeat(padding);
  const header = encoder.encode(text);
  const head = new Uint8Array(8 + header.length);
  new DataView(head.buffer).setBigUint64(0, BigInt(header.length), true);
  head.set(header, 8);
  yield head;
  for (const [, { data }] of sorted) yield new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
