/** One decayed sum per product number, in two flat arrays that grow with the catalogue. */
import type { ByteReader } from "../base.ts";
import { decay, decayKey } from "./decayed-sum.ts";
import { rowPieces } from "./pieces.ts";
import type { Pieces } from "./pieces.ts";

export class DecayedTable {
  readonly halfLife: number;
  #values = new Float64Array(1024);
  #times = new Float64Array(1024);

  constructor(halfLife: number) {
    this.halfLife = halfLife;
  }

  #grow(item: number): void {
    const size = Math.max(item + 1, this.#values.length * 2);
    const values = new Float64Array(size);
    const times = new Float64Array(size);
    values.set(this.#values);
    times.set(this.#times);
    this.#values = values;
    this.#times = times;
  }

  add(item: number, weight: number, time: number): void {
    if (item >= this.#values.length) this.#grow(item);
    const held = this.#times[item]!;
    if (time > held) {
      this.#values[item] = this.#values[item]! * decay(time - held, this.halfLife) + weight;
      this.#times[item] = time;
    } else this.#values[item]! += weight * decay(held - time, this.halfLife);
  }

  at(item: number, now: number): number {
    const value = this.#values[item];
    return value === undefined || value === 0 ? 0 : value * decay(now - this.#times[item]!, this.halfLife);
  }

  /** Comparable between items without a clock (see decayKey). */
  key(item: number): number {
    return item < this.#values.length ? decayKey(this.#values[item]!, this.#times[item]!, this.halfLife) : -Infinity;
  }

  pieces(items: number): Pieces {
    if (items > this.#values.length) this.#grow(items - 1);
    // Two small copies; a copy on write would cost more.
    const frozen = [this.#values.slice(0, items), this.#times.slice(0, items)];
    return rowPieces(frozen, (column, writer) => writer.array(column));
  }

  read(reader: ByteReader): void {
    this.#values = reader.array(Float64Array);
    this.#times = reader.array(Float64Array);
  }
}
