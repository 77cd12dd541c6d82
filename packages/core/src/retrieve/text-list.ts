/**
 * A growing list of texts, and the place where each was put last. One hash table (open addressing, at most half full) holds
 * place and hash side by side: most wrong cells are told by the hash, without a look at a text, and growing needs no text at all.
 * A list read from a snapshot stays one long text with the table that was stored beside it, so that opening costs nothing per
 * text; what is added afterwards lies in an array.
 */
import { AisleError } from "../base.ts";
import type { ByteReader, ByteWriter } from "../base.ts";
import { readArray, writeArray } from "./arrays.ts";

const leastCells = 16;

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
  readonly #added: string[] = [];
  /** Per cell: index + 1 of the text put last of those equal to it, 0 for none, and its hash. The number of cells is a power of two. */
  #cells = new Uint32Array(leastCells * 2);
  #used = 0;
  /** The cells are a snapshot's bytes, which are not written to. */
  #shared = false;

  get length(): number {
    return this.#ends.length + this.#added.length;
  }

  at(index: number): string {
    const stored = this.#ends.length;
    if (index >= stored) return this.#added[index - stored]!;
    return this.#joined.slice(index === 0 ? 0 : this.#ends[index - 1]!, this.#ends[index]!);
  }

  #is(index: number, text: string): boolean {
    const stored = this.#ends.length;
    if (index >= stored) return this.#added[index - stored] === text;
    const start = index === 0 ? 0 : this.#ends[index - 1]!;
    return this.#ends[index]! - start === text.length && this.#joined.startsWith(text, start);
  }

  /** Where the text's cell is or, empty, would be. */
  #cell(text: string, hashed: number): number {
    const cells = this.#cells;
    const mask = cells.length - 1;
    for (let cell = (hashed << 1) & mask; ; cell = (cell + 2) & mask) {
      const place = cells[cell]!;
      if (place === 0 || (cells[cell + 1] === hashed && this.#is(place - 1, text))) return cell;
    }
  }

  /** Puts a text at the end; its index. */
  push(text: string): number {
    const index = this.length;
    this.#added.push(text);
    if (this.#shared || (this.#used + 1) * 4 > this.#cells.length) this.#grow();
    const hashed = hash(text);
    const cell = this.#cell(text, hashed);
    if (this.#cells[cell] === 0) this.#used++;
    this.#cells[cell] = index + 1;
    this.#cells[cell + 1] = hashed;
    return index;
  }

  #grow(): void {
    const old = this.#cells;
    this.#shared = false;
    const cells = new Uint32Array((this.#used + 1) * 4 > old.length ? old.length * 2 : old.length);
    const mask = cells.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      let to = (old[from + 1]! << 1) & mask;
      while (cells[to] !== 0) to = (to + 2) & mask;
      cells[to] = old[from]!;
      cells[to + 1] = old[from + 1]!;
    }
    this.#cells = cells;
  }

  /** Index where the text was put last, -1 where it never was. */
  find(text: string): number {
    return this.#cells[this.#cell(text, hash(text))]! - 1;
  }

  *[Symbol.iterator](): Generator<string> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }

  write(writer: ByteWriter): void {
    const texts = [...this];
    let end = 0;
    writeArray(
      writer,
      Uint32Array.from(texts, (text) => (end += text.length)),
    );
    writeArray(writer, this.#cells);
    writer.text(texts.join(""));
  }

  static read(reader: ByteReader): TextList {
    const list = new TextList();
    const ends = readArray(reader, Uint32Array);
    const cells = readArray(reader, Uint32Array);
    const joined = reader.text();
    const size = cells.length;
    let fits = (ends.at(-1) ?? 0) === joined.length && size >= leastCells * 2 && (size & (size - 1)) === 0;
    for (let index = 1; fits && index < ends.length; index++) fits = ends[index - 1]! <= ends[index]!;
    let used = 0;
    for (let cell = 0; fits && cell < size; cell += 2) {
      if (cells[cell] !== 0) used++;
      fits = cells[cell]! <= ends.length;
    }
    if (!fits || used * 4 > size) throw new AisleError("corrupt", "a list of texts does not fit its table");
    list.#joined = joined;
    list.#ends = ends;
    list.#cells = cells;
    list.#used = used;
    list.#shared = true;
    return list;
  }
}
