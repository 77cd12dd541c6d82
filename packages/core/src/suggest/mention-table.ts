/** Which entries each product mentions: numbers in one array, so that a million products fit. */
import { AisleError } from "../base.ts";
import type { ByteReader, ByteWriter } from "../base.ts";

const smallest = 1024;
/** Products written between two pauses. */
const stepProducts = 4_000;

export class MentionTable {
  /** Product → where its list lies in the pool: its length, then its numbers. */
  #places = new Map<string, number>();
  #pool = new Uint32Array(smallest);
  #end = 0;
  /** Cells of lists that were replaced or removed. */
  #waste = 0;

  get size(): number {
    return this.#places.size;
  }

  /** What a product mentions; valid until the next change. */
  get(product: string): Uint32Array {
    const place = this.#places.get(product);
    return place === undefined ? this.#pool.subarray(0, 0) : this.#pool.subarray(place + 1, place + 1 + this.#pool[place]!);
  }

  set(product: string, numbers: readonly number[]): void {
    this.remove(product);
    if (numbers.length === 0) return;
    this.#reserve(numbers.length + 1);
    this.#places.set(product, this.#end);
    this.#pool[this.#end++] = numbers.length;
    for (const number of numbers) this.#pool[this.#end++] = number;
  }

  remove(product: string): void {
    const place = this.#places.get(product);
    if (place === undefined) return;
    this.#waste += this.#pool[place]! + 1;
    this.#places.delete(product);
  }

  /** Makes room at the end; where half of the pool is waste, by leaving it out. */
  #reserve(extra: number): void {
    if (this.#end + extra <= this.#pool.length) return;
    const used = this.#end - this.#waste + extra;
    const pool = new Uint32Array(used * 2 > this.#pool.length ? Math.max(this.#pool.length * 2, used) : this.#pool.length);
    let end = 0;
    for (const [product, place] of this.#places) {
      const list = this.#pool.subarray(place, place + 1 + this.#pool[place]!);
      pool.set(list, end);
      this.#places.set(product, end);
      end += list.length;
    }
    this.#pool = pool;
    this.#end = end;
    this.#waste = 0;
  }

  /**
   * Every list as it is now, written in steps between which the table may change: lists are never changed in place, so a copy of
   * their places is a copy of them. `renumber` says under which number an entry is written.
   */
  writeSteps(writer: ByteWriter, renumber: (number: number) => number): Generator<undefined> {
    const places = new Map(this.#places);
    const pool = this.#pool;
    const cells = this.#end - this.#waste;
    return (function* () {
      writer.varint(places.size).varint(cells);
      let written = 0;
      for (const [product, place] of places) {
        const length = pool[place]!;
        writer.text(product).varint(length);
        for (let at = place + 1; at <= place + length; at++) writer.varint(renumber(pool[at]!));
        if (++written % stepProducts === 0) yield undefined;
      }
    })();
  }

  /** Takes over what was written, in steps; `each` hears of every mention. Throws "corrupt" for a number of no entry. */
  *readSteps(reader: ByteReader, entries: number, each: (number: number) => void): Generator<undefined> {
    let left = reader.varint();
    const cells = reader.varint();
    // A cell takes a byte at least, whatever a damaged count says.
    if (cells > reader.remaining) throw new AisleError("corrupt", "mentions are cut short", { cells, bytes: reader.remaining });
    this.#reserve(cells);
    for (; left > 0; left--) {
      const product = reader.text();
      const length = reader.varint();
      this.#reserve(length + 1);
      this.#places.set(product, this.#end);
      this.#pool[this.#end++] = length;
      for (let i = 0; i < length; i++) {
        const number = reader.varint();
        if (number >= entries) throw new AisleError("corrupt", "a product mentions an entry that is not there", { product, number });
        this.#pool[this.#end++] = number;
        each(number);
      }
      if (left % stepProducts === 0) yield undefined;
    }
  }
}
