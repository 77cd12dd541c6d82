/**
 * A map of bounded size in order of use: what was used longest ago goes first. Values change only between `touch` and the next call, so
 * that a frozen copy costs nothing until then (copy on write).
 */
import { AisleError, ByteWriter } from "../base.ts";
import type { ByteReader } from "../base.ts";
import { rowPieces } from "../profile.ts";
import type { Pieces } from "../profile.ts";

export interface RecentMapOptions<V> {
  readonly capacity: number;
  readonly clone: (value: V) => V;
  /** Hears of what went to make room. */
  readonly dropped?: (key: string, value: V) => void;
}

export class RecentMap<V> {
  readonly #options: RecentMapOptions<V>;
  #values = new Map<string, V>();
  /** Rows of an unfinished snapshot that are still to be written. */
  #frozen: Map<string, V> | undefined;

  constructor(options: RecentMapOptions<V>) {
    this.#options = options;
  }

  get size(): number {
    return this.#values.size;
  }

  /** To be read only. */
  peek(key: string): Readonly<V> | undefined {
    return this.#values.get(key);
  }

  /** The value of a key to be changed, made where there is none, and now the one used last. */
  touch(key: string, make: () => V): V {
    const held = this.#values.get(key);
    const value = held === undefined ? make() : this.#frozen?.get(key) === held ? this.#options.clone(held) : held;
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#options.capacity) {
      const [oldest, gone] = this.#values.entries().next().value!;
      this.#values.delete(oldest);
      this.#options.dropped?.(oldest, gone);
    }
    return value;
  }

  /** Puts another value in the place of one that is there, without using it. */
  replace(key: string, value: V): void {
    if (this.#values.has(key)) this.#values.set(key, value);
  }

  delete(key: string): void {
    this.#values.delete(key);
  }

  entries(): IterableIterator<[string, V]> {
    return this.#values.entries();
  }

  /** The bytes of the map as it is now, made when they are asked for; values are JSON. */
  pieces(): Pieces[] {
    const frozen = new Map(this.#values);
    this.#frozen = frozen;
    const rows = rowPieces(frozen, ([key, value], writer) => {
      writer.text(key).text(JSON.stringify(value));
      frozen.delete(key);
    });
    return [[new ByteWriter(8).varint(frozen.size).finish()], rows];
  }

  read(reader: ByteReader): void {
    this.#frozen = undefined;
    this.#values = new Map();
    for (let left = reader.varint(); left > 0; left--) {
      const key = reader.text();
      const text = reader.text();
      try {
        this.#values.set(key, JSON.parse(text) as V);
      } catch (cause) {
        throw new AisleError("corrupt", "a row of the traffic view is not readable", {}, cause);
      }
    }
  }
}
