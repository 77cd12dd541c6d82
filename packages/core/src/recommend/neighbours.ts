/**
 * Item-item co-occurrence that learns from every event: for each product a bounded list of the products that came with it, weights
 * decayed by event time. A full list gives up its weakest entry, so a steady neighbour stays and the tail follows the times.
 */
import type { ByteReader, ByteWriter } from "../base.ts";
import { decay } from "../profile.ts";

interface List {
  items: Int32Array;
  /** As of `time`. */
  weights: Float32Array;
  time: number;
  length: number;
}

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
    const { weights } = list;
    let gain = weight;
    if (time > list.time) {
      const left = decay(time - list.time, this.halfLife);
      for (let i = 0; i < list.length; i++) weights[i]! *= left;
      list.time = time;
    } else gain *= decay(list.time - time, this.halfLife);
    const at = list.items.subarray(0, list.length).indexOf(to);
    if (at >= 0) {
      weights[at]! += gain;
      if (weights[at]! <= 1e-6) this.#drop(list, at);
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
    const left = decay(now - list.time, this.halfLife);
    for (let i = 0; i < list.length; i++) visit(list.items[i]!, list.weights[i]! * left);
  }

  write(writer: ByteWriter): void {
    writer.varint(this.#lists.length);
    for (let item = 0; item < this.#lists.length; item++) {
      const list = this.#lists[item];
      writer.varint(list?.length ?? 0);
      if (!list || list.length === 0) continue;
      writer.f64(list.time);
      writer.array(list.items.subarray(0, list.length)).array(list.weights.subarray(0, list.length));
    }
  }

  read(reader: ByteReader): void {
    const size = reader.varint();
    this.#lists = [];
    for (let item = 0; item < size; item++) {
      const length = reader.varint();
      if (length === 0) {
        this.#lists.push(undefined);
        continue;
      }
      const time = reader.f64();
      this.#lists.push({ time, length, items: reader.array(Int32Array), weights: reader.array(Float32Array) });
    }
  }
}
