/** Strings as dense numbers, first come first numbered: products, categories, brands, terms. Numbers never change or come back. */
import type { ByteReader } from "../base.ts";
import { chunkPieces, chunkRows } from "./pieces.ts";
import type { Pieces } from "./pieces.ts";

export class Interner {
  #numbers = new Map<string, number>();
  #texts: string[] = [];

  get size(): number {
    return this.#texts.length;
  }

  /** The number of a text, given now if it is new. */
  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    this.#numbers.set(text, number);
    this.#texts.push(text);
    return number;
  }

  find(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  text(number: number): string {
    return this.#texts[number] ?? "";
  }

  /** Texts are only ever added, so the number of them is all there is to freeze. */
  pieces(): Pieces {
    const texts = this.#texts;
    return chunkPieces(texts.length, (from, to, writer) => {
      const some = texts.slice(from, to);
      writer.array(Uint32Array.from(some, (text) => text.length)).text(`|${some.join("")}`);
    });
  }

  read(reader: ByteReader): void {
    const texts: string[] = [];
    for (let left = reader.varint(); left > 0; left -= chunkRows) {
      const lengths = reader.array(Uint32Array);
      const joined = reader.text();
      // After a mark, so that a text that begins with a byte order mark keeps it.
      let at = 1;
      for (const length of lengths) texts.push(joined.slice(at, (at += length)));
    }
    this.#texts = texts;
    this.#numbers = new Map();
    for (let number = 0; number < texts.length; number++) this.#numbers.set(texts[number]!, number);
  }
}
