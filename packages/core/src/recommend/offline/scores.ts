/** Scores of products under one history: a dense array that remembers which cells it touched, so that clearing and walking cost no more. */
import type { History } from "./histories.ts";

export class Scores {
  readonly values: Float32Array;
  readonly #touched: Int32Array;
  #length = 0;

  constructor(items: number) {
    this.values = new Float32Array(items);
    this.#touched = new Int32Array(items);
  }

  /** Adds a score above 0; cells never fall back to 0 by adding. */
  add(item: number, score: number): void {
    if (this.values[item] === 0) this.#touched[this.#length++] = item;
    // Smaller scores would round to 0 and be touched twice.
    this.values[item]! += score > 1e-30 ? score : 1e-30;
  }

  /** The products with a score, in the order they were touched. */
  get touched(): Int32Array {
    return this.#touched.subarray(0, this.#length);
  }

  clear(): void {
    for (let i = 0; i < this.#length; i++) this.values[this.#touched[i]!] = 0;
    this.#length = 0;
  }

  /** Takes the products of a history out. */
  hide(history: History): void {
    for (const item of history.items) this.values[item] = 0;
    let kept = 0;
    for (let i = 0; i < this.#length; i++) {
      const item = this.#touched[i]!;
      if (this.values[item] !== 0) this.#touched[kept++] = item;
    }
    this.#length = kept;
  }

  /** The largest score, 0 where there is none. */
  max(): number {
    let best = 0;
    for (let i = 0; i < this.#length; i++) best = Math.max(best, this.values[this.#touched[i]!]!);
    return best;
  }
}
