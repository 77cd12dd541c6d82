/**
 * Item-item co-occurrence that learns from every event: for each product a bounded list of the products that came with it, weights
 * decayed by event time. A full list gives up its weakest entry, so a steady neighbour stays and the tail follows the times.
 */
import type { ByteReader } from "../base.ts";
import { chunkPieces, chunkRows, startsOf } from "../profile.ts";
import type { Pieces } from "../profile.ts";

interface List {
  items: Int32Array;
  /** As of `time`, which moves only when the weights would grow out of range (forward decay). */
  weights: Float32Array;
  time: number;
  length: number;
}

/** Half-lives after which a list's weights are brought to a new time. */
const rebaseAfter = 16;

/** A chunk of lists as a snapshot holds them. */
interface StoredLists {
  readonly starts: Uint32Array;
  readonly times: Float64Array;
  readonly items: Int32Array;
  readonly weights: Float32Array;
}

/** A list out of the columns: as a copy that may change, or to be read. */
function storedList(stored: readonly StoredLists[], from: number, copy: boolean): List | undefined {
  const chunk = stored[Math.floor(from / chunkRows)];
  const row = from % chunkRows;
  const at = chunk?.starts[row];
  const to = chunk?.starts[row + 1];
  if (!chunk || at === undefined || to === undefined || at === to) return undefined;
  const { items, weights, times } = chunk;
  const [i, w] = copy ? [items.slice(at, to), weights.slice(at, to)] : [items.subarray(at, to), weights.subarray(at, to)];
  return { items: i, weights: w, time: times[row]!, length: to - at };
}

export class NeighbourLists {
  readonly capacity: number;
  readonly halfLife: number;
  /** Null where a list is empty; undefined where it is still as a snapshot stored it, or was never there. */
  #lists: (List | null | undefined)[] = [];
  #stored: readonly StoredLists[] = [];
  /** Lists of an unfinished snapshot that are still to be written: copied before they change. */
  #frozen: (List | null | undefined)[] | undefined;

  constructor(capacity: number, halfLife: number) {
    this.capacity = capacity;
    this.halfLife = halfLife;
  }

  #list(from: number): List | undefined {
    const held = this.#lists[from];
    if (held !== undefined) return held ?? undefined;
    const list = storedList(this.#stored, from, true);
    if (list) this.#lists[from] = list;
    return list;
  }

  /** The list as one that may be changed. */
  #own(from: number, time: number): List {
    const list = this.#list(from) ?? { items: new Int32Array(4), weights: new Float32Array(4), time, length: 0 };
    const own = this.#frozen?.[from] === list ? { ...list, items: list.items.slice(), weights: list.weights.slice() } : list;
    this.#lists[from] = own;
    return own;
  }

  /** Adds to the weight of `to` as a neighbour of `from`; a weight that falls to 0 leaves the list. */
  add(from: number, to: number, weight: number, time: number): void {
    const list = this.#own(from, time);
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
    } else if (gain > 1e-6) this.#insert(list, to, gain);
    // An empty list keeps no time of its own, so that one read from a snapshot goes on the same.
    if (list.length === 0) this.#lists[from] = null;
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
    const list = this.#list(from);
    if (!list) return;
    // Weights may be as of a time before the newest event, so they can still grow up to it, never beyond what was added.
    const left = 2 ** ((list.time - now) / this.halfLife);
    for (let i = 0; i < list.length; i++) visit(list.items[i]!, list.weights[i]! * left);
  }

  pieces(): Pieces {
    const frozen = this.#lists.slice();
    const stored = this.#stored;
    this.#frozen = frozen;
    return chunkPieces(frozen.length, (from, to, writer) => {
      const lists = Array.from({ length: to - from }, (_, row) => {
        const held = frozen[from + row];
        frozen[from + row] = undefined;
        return held === undefined ? storedList(stored, from + row, false) : (held ?? undefined);
      });
      const lengths = Uint32Array.from(lists, (list) => list?.length ?? 0);
      const total = lengths.reduce((sum, length) => sum + length, 0);
      const items = new Int32Array(total);
      const weights = new Float32Array(total);
      let at = 0;
      for (const list of lists) {
        for (let i = 0; i < (list?.length ?? 0); i++, at++) {
          items[at] = list!.items[i]!;
          weights[at] = list!.weights[i]!;
        }
      }
      writer
        .array(lengths)
        .array(Float64Array.from(lists, (list) => list?.time ?? 0))
        .array(items)
        .array(weights);
    });
  }

  /** Lists stay in the columns of the snapshot until somebody asks. */
  read(reader: ByteReader): void {
    const size = reader.varint();
    const stored: StoredLists[] = [];
    for (let left = size; left > 0; left -= chunkRows) {
      stored.push({
        starts: startsOf(reader.array(Uint32Array)),
        times: reader.array(Float64Array),
        items: reader.array(Int32Array),
        weights: reader.array(Float32Array),
      });
    }
    this.#stored = stored;
    this.#lists = [];
    this.#lists.length = size;
    this.#frozen = undefined;
  }
}
