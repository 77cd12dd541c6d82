/**
 * Typed arrays in a snapshot at offsets that are multiples of eight, so that a reader can look at the bytes instead of copying
 * them. `readArray` gives a view: it keeps the whole snapshot in memory and must not be written to, or be the bytes' only user.
 */
import type { ByteReader, ByteWriter, NumberArray } from "../base.ts";

/** Constructor of a typed array. */
export interface ArrayType<T extends NumberArray> {
  new (length: number): T;
  new (buffer: ArrayBuffer, offset?: number, length?: number): T;
  readonly BYTES_PER_ELEMENT: number;
}

const alignment = 8;
const padding = new Uint8Array(alignment);

const gap = (offset: number) => (alignment - (offset % alignment)) % alignment;

/** Writes an array's length and, after padding, its bytes. */
export function writeArray(writer: ByteWriter, value: NumberArray): void {
  writer.varint(value.length);
  writer.raw(padding.subarray(0, gap(writer.length))).raw(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
}

/** Reads what `writeArray` wrote: a view of the reader's bytes where they are aligned, else a copy. */
export function readArray<T extends NumberArray>(reader: ByteReader, type: ArrayType<T>): T {
  const count = reader.varint();
  reader.raw(gap(reader.offset));
  const bytes = reader.raw(count * type.BYTES_PER_ELEMENT);
  if (bytes.byteOffset % type.BYTES_PER_ELEMENT === 0) return new type(bytes.buffer as ArrayBuffer, bytes.byteOffset, count);
  return new type(bytes.slice().buffer);
}

/** 32 bits of a snapshot's content, four words at a time: any change of a single word changes them. */
export function checksum(bytes: Uint8Array): number {
  const source = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(source.buffer, source.byteOffset, source.length >>> 2);
  const step = (sum: number, word: number) => {
    const mixed = Math.imul(sum ^ word, 0x9e3779b1);
    return mixed ^ (mixed >>> 15);
  };
  let a = 1;
  let b = 2;
  let c = 3;
  let d = 4;
  const blocks = words.length & ~3;
  for (let i = 0; i < blocks; i += 4) {
    a = step(a, words[i]!);
    b = step(b, words[i + 1]!);
    c = step(c, words[i + 2]!);
    d = step(d, words[i + 3]!);
  }
  for (let i = blocks; i < words.length; i++) a = step(a, words[i]!);
  for (let i = words.length * 4; i < source.length; i++) b = step(b, source[i]!);
  let sum = source.length;
  for (const lane of [a, b, c, d]) sum = step(sum, lane);
  return sum >>> 0;
}
