/**
 * Item-item co-occurrence that learns from every event: for each product a bounded list of the products that came with it, weights
 * decayed by event time. A full list gives up its weakest entry, so a steady neighbour stays and the tail follows the times.
 */
import type { ByteReader, ByteWriter } from "../base.ts";

interface List {
  items: Int32Array;
  /** As of `time`, which moves only when the weights would grow out of range (forward decay). */
  weights: Float32Array;
  time: number;
  length: number;
}

/** Half-lives after which a list's weights are brought to a new time. */
const rebaseAfter = 16;

export class NeighbourLists {
  readonly capacity: number;
  readonly halfLife: number;
  #lists: (List | undefined)[] = [];

  constructor(capacity: number, halfLife: number) {
    this.capacity = capacity;
    this.halfLife = halfLife;
  }

  /** Adds to the weight of `to` as a neighbour of `from`; a weight that falls to 0 leaves the list. */
  add(from: number, to: number, weight: number, time: number): void {
    const list = (this.#lists[from] ??= { items: new Int32Array(4), weights: new Float32Array(4), time, length: 0 });
    let age = (time - list.time) / this.halfLife;
    if (age > rebaseAfter) {
      const left = 2 ** -age;
      for (let i = 0; i < list.length; i++) list.weights[i]! *= left;
      list.time = time;
      age = 0;
    }
    const gain = weight * 2 ** age;
    const { items, weights, length } = list;
    let at = 0;
    while (at < length && items[at] !== to) at++;
    if (at < length) {
      weights[at]! += gain;
      if (weights[at]! > 1e-6) return;
      this.#drop(list, at);
      // An empty list keeps no time of its own, so that one read from a snapshot goes on the same.
      if (list.length === 0) this.#lists[from] = undefined;
    } else if (gain > 1e-6) this.#insert(list, to, gain);
  }

  #drop(list: List, at: number): void {
    list.length--;
    list.items[at] = list.items[list.length]!;
    list.weights[at] = list.weights[list.length]!;
  }

  #insert(list: List, to: number, gain: number): void {
    let at = list.length;
    if (at < this.capacity) {
      if (at === list.items.length) {
        const size = Math.min(this.capacity, at * 2);
        const items = new Int32Array(size);
        const weights = new Float32Array(size);
        items.set(list.items);
        weights.set(list.weights);
        list.items = items;
        list.weights = weights;
      }
      list.length++;
    } else {
      at = 0;
      for (let i = 1; i < list.length; i++) if (list.weights[i]! < list.weights[at]!) at = i;
    }
    list.items[at] = to;
    list.weights[at] = gain;
  }

  /** Calls `visit` for each neighbour with its weight as of `now`. */
  each(from: number, now: number, visit: (item: number, weight: number) => void): void {
    const list = this.#lists[from];
    if (!list) return;
    // Weights may be as of a time before the newest event, so they can still grow up to it, never beyond what was added.
    const left = 2 ** ((list.time - now) / this.halfLife);
    for (let i = 0; i < list.length; i++) visit(list.items[i]!, list.weights[i]! * left);
  }

  write(writer: ByteWriter): void {
    const size = this.#lists.length;
    const lengths = Uint32Array.from({ length: size }, (_, item) => this.#lists[item]?.length ?? 0);
    const times = Float64Array.from({ length: size }, (_, item) => this.#lists[item]?.time ?? 0);
    let total = 0;
    for (const length of lengths) total += length;
    const items = new Int32Array(total);
    const weights = new Float32Array(total);
    let at = 0;
    for (let item = 0; item < size; item++) {
      const list = this.#lists[item];
      if (!list) continue;
      items.set(list.items.subarray(0, list.length), at);
      weights.set(list.weights.subarray(0, list.length), at);
      at += list.length;
    }
    writer.array(lengths).array(times).array(items).array(weights);
  }

  /** The lists are windows on two large arrays until they grow. */
  read(reader: ByteReader): void {
    const lengths = reader.array(Uint32Array);
    const times = reader.array(Float64Array);
    const items = reader.array(Int32Array);
    const weights = reader.array(Float32Array);
    this.#lists = [];
    let at = 0;
    for (let item = 0; item < lengths.length; item++) {
      const length = lengths[item]!;
      this.#lists.push(
        length === 0
          ? undefined
          : { time: times[item]!, length, items: items.subarray(at, at + length), weights: weights.subarray(at, at + length) },
      );
      at += length;
    }
  }
}
