/**
 * A growing list of texts, and the place where each was put last. A list read from a snapshot stays one long text with the hash
 * table (open addressing) that was stored beside it: opening costs no string and no map entry per text, and the texts added
 * afterwards lie in an array and a map. The table is at most half full.
 */
import { AisleError } from "../base.ts";
import type { ByteReader, ByteWriter } from "../base.ts";
import { readArray, writeArray } from "./arrays.ts";

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

export class TextList {
  #joined = "";
  /** Where each text of the joined one ends. */
  #ends = new Uint32Array(0);
  /** Index + 1 of the text whose hash leads here, 0 for none; the length is a power of two. */
  #slots = new Uint32Array(0);
  readonly #added: string[] = [];
  readonly #places = new Map<string, number>();

  get length(): number {
    return this.#ends.length + this.#added.length;
  }

  at(index: number): string {
    const stored = this.#ends.length;
    if (index >= stored) return this.#added[index - stored]!;
    return this.#joined.slice(index === 0 ? 0 : this.#ends[index - 1]!, this.#ends[index]!);
  }

  /** Puts a text at the end; its index. */
  push(text: string): number {
    const index = this.length;
    this.#added.push(text);
    this.#places.set(text, index);
    return index;
  }

  /** Index where the text was put last, -1 where it never was. */
  find(text: string): number {
    const place = this.#places.get(text);
    if (place !== undefined) return place;
    const slots = this.#slots;
    if (slots.length === 0) return -1;
    const mask = slots.length - 1;
    for (let slot = hash(text) & mask; ; slot = (slot + 1) & mask) {
      const index = slots[slot]! - 1;
      if (index < 0) return -1;
      const start = index === 0 ? 0 : this.#ends[index - 1]!;
      if (this.#ends[index]! - start === text.length && this.#joined.startsWith(text, start)) return index;
    }
  }

  *[Symbol.iterator](): Generator<string> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }

  write(writer: ByteWriter): void {
    const texts = [...this];
    const ends = new Uint32Array(texts.length);
    let slotCount = 2;
    while (slotCount < texts.length * 2) slotCount *= 2;
    const slots = new Uint32Array(slotCount);
    const mask = slotCount - 1;
    let end = 0;
    texts.forEach((text, index) => {
      ends[index] = end += text.length;
      let slot = hash(text) & mask;
      while (slots[slot] !== 0 && texts[slots[slot]! - 1] !== text) slot = (slot + 1) & mask;
      slots[slot] = index + 1;
    });
    writeArray(writer, ends);
    writeArray(writer, slots);
    writer.text(texts.join(""));
  }

  static read(reader: ByteReader): TextList {
    const list = new TextList();
    const ends = readArray(reader, Uint32Array);
    const slots = readArray(reader, Uint32Array);
    const joined = reader.text();
    let fits = (ends.at(-1) ?? 0) === joined.length && slots.length > ends.length && (slots.length & (slots.length - 1)) === 0;
    for (let index = 1; fits && index < ends.length; index++) fits = ends[index - 1]! <= ends[index]!;
    let free = 0;
    for (let slot = 0; fits && slot < slots.length; slot++) {
      if (slots[slot] === 0) free++;
      fits = slots[slot]! <= ends.length;
    }
    if (!fits || free === 0) throw new AisleError("corrupt", "a list of texts does not fit its table");
    list.#joined = joined;
    list.#ends = ends;
    list.#slots = slots;
    return list;
  }
}
