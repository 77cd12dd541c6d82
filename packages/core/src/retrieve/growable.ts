/** Typed arrays that grow by doubling: what columns and forward lists are appended to. */
import type { NumberArray } from "../base.ts";

export class Growable<T extends NumberArray> {
  readonly #type: { new (length: number): T };
  #data: T;
  #length = 0;

  constructor(type: { new (length: number): T }, from?: T) {
    this.#type = type;
    this.#data = from ?? new type(16);
    this.#length = from?.length ?? 0;
  }

  get length(): number {
    return this.#length;
  }

  /** The backing array: valid up to `length`, until the next push. */
  get data(): T {
    return this.#data;
  }

  push(value: number): void {
    this.#grow(this.#length + 1);
    this.#data[this.#length++] = value;
  }

  /** Makes the array at least `length` long; new cells hold `fill`. */
  extend(length: number, fill: number): void {
    if (length <= this.#length) return;
    this.#grow(length);
    this.#data.fill(fill, this.#length, length);
    this.#length = length;
  }

  /** A view of what was pushed. */
  view(): T {
    return this.#data.subarray(0, this.#length) as T;
  }

  #grow(length: number): void {
    if (length <= this.#data.length) return;
    const grown = new this.#type(Math.max(length, this.#data.length * 2));
    grown.set(this.#data.subarray(0, this.#length));
    this.#data = grown;
  }
}
