/**
 * Values of a keyword field. Documents share their values with many others, so each distinct list of values is kept once and a
 * document holds its number: facets count lists and filters test them before any single value is looked at.
 */
import { AisleError } from "../base.ts";
import type { ByteReader, ByteWriter } from "../base.ts";
import { readArray, writeArray } from "./arrays.ts";
import { Growable } from "./growable.ts";
import { TextList } from "./text-list.ts";

/** Values of one document that are kept. */
const mostValues = 65_535;
/** Lists beyond twice the documents by which a column is made anew: patches leave unused ones behind. */
const spareLists = 4_096;

/** Tells dictionaries of one thread apart. */
let dictionaries = 0;

export class KeywordColumn {
  /** Changes where the numbers of values do. */
  readonly dictionary = ++dictionaries;
  readonly #values: TextList;
  /** By document: the number of its list, 0 for the empty one. */
  readonly #lists: Growable<Uint32Array>;
  /** List n holds the value numbers pool[ends[n - 1]] … pool[ends[n] - 1]. */
  readonly #ends: Growable<Uint32Array>;
  readonly #pool: Growable<Uint32Array>;
  /** By value: the list of it alone, 0 for none. */
  readonly #alone = new Growable(Uint32Array);
  /** Other lists by their value numbers; made when the first is looked for. */
  #several: Map<string, number> | undefined;

  constructor(values = new TextList(), lists?: Uint32Array, ends = Uint32Array.of(0), pool?: Uint32Array) {
    this.#values = values;
    this.#lists = new Growable(Uint32Array, lists);
    this.#ends = new Growable(Uint32Array, ends);
    this.#pool = new Growable(Uint32Array, pool);
    this.#alone.extend(values.length, 0);
    for (let list = 1; list < ends.length; list++) {
      const start = ends[list - 1]!;
      if (ends[list]! - start === 1) this.#alone.data[this.#pool.data[start]!] = list;
    }
  }

  /** Documents whose list is known; later ones have none. */
  get length(): number {
    return this.#lists.length;
  }

  /** Number of its list by document, valid up to `length`. */
  get lists(): Uint32Array {
    return this.#lists.data;
  }

  /** Lists given so far; list 0 is empty. */
  get listCount(): number {
    return this.#ends.length;
  }

  /** Where each list's values end in `pool`. */
  get ends(): Uint32Array {
    return this.#ends.data;
  }

  get pool(): Uint32Array {
    return this.#pool.data;
  }

  get valueCount(): number {
    return this.#values.length;
  }

  value(number: number): string {
    return this.#values.at(number);
  }

  /** Number of a value, -1 where no document ever had it. */
  find(value: string): number {
    return this.#values.find(value);
  }

  /** True where the document had other values. */
  set(doc: number, values: readonly string[]): boolean {
    const list = this.#list([...new Set(values)].slice(0, mostValues).map((value) => this.#number(value)));
    this.#lists.extend(doc + 1, 0);
    const changed = this.#lists.data[doc] !== list;
    this.#lists.data[doc] = list;
    return changed;
  }

  #number(value: string): number {
    const known = this.#values.find(value);
    if (known >= 0) return known;
    this.#alone.push(0);
    return this.#values.push(value);
  }

  #list(numbers: readonly number[]): number {
    if (numbers.length === 0) return 0;
    const first = numbers[0]!;
    if (numbers.length === 1) return (this.#alone.data[first] ||= this.#add(numbers));
    this.#several ??= this.#index();
    const key = numbers.join();
    let list = this.#several.get(key);
    if (list === undefined) this.#several.set(key, (list = this.#add(numbers)));
    return list;
  }

  #add(numbers: readonly number[]): number {
    for (const number of numbers) this.#pool.push(number);
    this.#ends.push(this.#pool.length);
    return this.#ends.length - 1;
  }

  #index(): Map<string, number> {
    const several = new Map<string, number>();
    for (let list = 1; list < this.#ends.length; list++) {
      const [start, end] = [this.#ends.data[list - 1]!, this.#ends.data[list]!];
      if (end - start > 1) several.set(this.#pool.data.subarray(start, end).join(), list);
    }
    return several;
  }

  get(doc: number): readonly string[] {
    const list = doc < this.#lists.length ? this.#lists.data[doc]! : 0;
    if (list === 0) return [];
    return Array.from(this.#pool.data.subarray(this.#ends.data[list - 1]!, this.#ends.data[list]!), (number) => this.value(number));
  }

  /** The document's first value. */
  first(doc: number): string | undefined {
    const list = doc < this.#lists.length ? this.#lists.data[doc]! : 0;
    return list === 0 ? undefined : this.value(this.#pool.data[this.#ends.data[list - 1]!]!);
  }

  /** This column, or one without unused lists and values where they have become the most of it. */
  tidy(): KeywordColumn {
    if (this.#ends.length < spareLists + 2 * this.#lists.length) return this;
    const fresh = new KeywordColumn();
    for (let doc = 0; doc < this.#lists.length; doc++) fresh.set(doc, this.get(doc));
    return fresh;
  }

  write(writer: ByteWriter): void {
    this.#values.write(writer);
    for (const part of [this.#lists, this.#ends, this.#pool]) writeArray(writer, part.view());
  }

  static read(reader: ByteReader): KeywordColumn {
    const values = TextList.read(reader);
    const [lists, ends, pool] = [readArray(reader, Uint32Array), readArray(reader, Uint32Array), readArray(reader, Uint32Array)];
    if (ends[0] !== 0 || ends.at(-1) !== pool.length) throw new AisleError("corrupt", "a keyword column's lists do not fit its values");
    return new KeywordColumn(values, lists, ends, pool);
  }
}
