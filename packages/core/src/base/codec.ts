/**
 * Growing byte writer and checked reader for snapshots and frames: little-endian fixed widths, LEB128 varints,
 * length-prefixed UTF-8 and typed arrays. A read past the end or a malformed varint is AisleError "corrupt".
 */
import { AisleError } from "./errors.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

export type NumberArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #length = 0;

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  /** May replace the buffer, so it is called before the buffer is touched. */
  #reserve(extra: number): number {
    const at = this.#length;
    const need = at + extra;
    if (need > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(need, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, at));
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    this.#length = need;
    return at;
  }

  u8(value: number): this {
    const at = this.#reserve(1);
    this.#view.setUint8(at, value);
    return this;
  }

  u32(value: number): this {
    const at = this.#reserve(4);
    this.#view.setUint32(at, value, true);
    return this;
  }

  f64(value: number): this {
    const at = this.#reserve(8);
    this.#view.setFloat64(at, value, true);
    return this;
  }

  /** A non-negative safe integer, 1 to 8 bytes. */
  varint(value: number): this {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`varint needs a non-negative safe integer, got ${value}`);
    let rest = value;
    while (rest >= 0x80) {
      this.u8((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    return this.u8(rest);
  }

  bytes(value: Uint8Array): this {
    return this.varint(value.length).raw(value);
  }

  /** Bytes without a length prefix. */
  raw(value: Uint8Array): this {
    const at = this.#reserve(value.length);
    this.#bytes.set(value, at);
    return this;
  }

  text(value: string): this {
    return this.bytes(encoder.encode(value));
  }

  /** A typed array as element count and little-endian bytes. */
  array(value: NumberArray): this {
    this.varint(value.length);
    return this.raw(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  }

  /** A copy of what was written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }
}

export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get offset(): number {
    return this.#at;
  }

  get remaining(): number {
    return this.#bytes.length - this.#at;
  }

  #take(size: number): number {
    const at = this.#at;
    if (size < 0 || at + size > this.#bytes.length) {
      throw new AisleError("corrupt", `needs ${size} bytes at offset ${at}, has ${this.#bytes.length - at}`, { offset: at });
    }
    this.#at = at + size;
    return at;
  }

  u8(): number {
    return this.#bytes[this.#take(1)]!;
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  f64(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 8; i++) {
      const byte = this.u8();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
    throw new AisleError("corrupt", `varint longer than 8 bytes at offset ${this.#at}`, { offset: this.#at });
  }

  /** A view, not a copy. */
  bytes(): Uint8Array {
    return this.raw(this.varint());
  }

  raw(size: number): Uint8Array {
    const at = this.#take(size);
    return this.#bytes.subarray(at, at + size);
  }

  text(): string {
    const at = this.#at;
    try {
      return decoder.decode(this.bytes());
    } catch (cause) {
      throw new AisleError("corrupt", `not UTF-8 at offset ${at}`, { offset: at }, cause);
    }
  }

  /** Reads what ByteWriter.array wrote into a fresh array of the given type. */
  array<T extends NumberArray>(type: { new (buffer: ArrayBuffer): T; readonly BYTES_PER_ELEMENT: number }): T {
    const count = this.varint();
    const source = this.raw(count * type.BYTES_PER_ELEMENT);
    const buffer = new ArrayBuffer(source.length);
    new Uint8Array(buffer).set(source);
    return new type(buffer);
  }
}
