/**
 * Documents by group: matches of one group in a row, and the best match of each. Working arrays are by group number and kept
 * between questions; a cell holds for a question only where it lies at or after the question's base, so nothing is cleared.
 */
import { greatest } from "./top.ts";

export class Groups {
  /** By group number: base + the group's place among those met. */
  #slots = new Float64Array(0);
  #base = 0;
  #met = 0;
  /** By place. */
  #sizes = new Uint32Array(0);
  #cells = new Uint32Array(0);
  #keys = new Float64Array(0);

  #begin(count: number, documents: number): void {
    this.#base += this.#met + 1;
    this.#met = 0;
    if (count >= this.#slots.length) {
      this.#slots = new Float64Array(count * 2 + 1);
      this.#base = 1;
    }
    if (documents > this.#sizes.length) {
      this.#sizes = new Uint32Array(documents * 2);
      this.#cells = new Uint32Array(documents * 2);
      this.#keys = new Float64Array(documents * 2);
    }
  }

  /** Documents without a group, then those of each group in a row. */
  inARow(docs: Uint32Array, groups: Uint32Array, count: number): Uint32Array {
    this.#begin(count, docs.length);
    const slots = this.#slots;
    const base = this.#base;
    const sizes = this.#sizes;
    let met = 0;
    let single = 0;
    for (let i = 0; i < docs.length; i++) {
      const group = groups[docs[i]!]!;
      if (group === 0) {
        single++;
        continue;
      }
      const place = slots[group]! - base;
      if (place >= 0) sizes[place]!++;
      else {
        slots[group] = base + met;
        sizes[met++] = 1;
      }
    }
    this.#met = met;
    const next = this.#cells;
    for (let place = 0, from = single; place < met; place++) {
      next[place] = from;
      from += sizes[place]!;
    }
    const inARow = new Uint32Array(docs.length);
    let at = 0;
    for (let i = 0; i < docs.length; i++) {
      const doc = docs[i]!;
      const group = groups[doc]!;
      if (group === 0) inARow[at++] = doc;
      else inARow[next[slots[group]! - base]!++] = doc;
    }
    return inARow;
  }

  /** The first place of each group by `compare`, and every place without one; `size` then knows how many each group has. */
  best(docs: Uint32Array, groups: Uint32Array, count: number, compare: (a: number, b: number) => number): Uint32Array {
    this.#begin(count, docs.length);
    const slots = this.#slots;
    const base = this.#base;
    const sizes = this.#sizes;
    const places = new Uint32Array(docs.length);
    let met = 0;
    for (let i = 0; i < docs.length; i++) {
      const group = groups[docs[i]!]!;
      const place = group === 0 ? -1 : slots[group]! - base;
      if (place >= 0) {
        sizes[place]!++;
        if (compare(i, places[place]!) < 0) places[place] = i;
        continue;
      }
      if (group !== 0) slots[group] = base + met;
      sizes[met] = 1;
      places[met++] = i;
    }
    this.#met = met;
    return places.subarray(0, met);
  }

  /**
   * The k best places, one per group, by greatest key and then by `compare`, and how many groups (and documents without one)
   * there are. `compare` is asked only about places whose key is among the k best groups' keys.
   */
  top(
    docs: Uint32Array,
    groups: Uint32Array,
    count: number,
    keys: Float64Array,
    k: number,
    compare: (a: number, b: number) => number,
  ): { readonly total: number; readonly places: readonly number[] } {
    const length = keys.length;
    this.#begin(count, length);
    const slots = this.#slots;
    const base = this.#base;
    const sizes = this.#sizes;
    const best = this.#keys;
    let met = 0;
    for (let i = 0; i < length; i++) {
      const group = groups[docs[i]!]!;
      const key = keys[i]!;
      if (group !== 0) {
        const place = slots[group]! - base;
        if (place >= 0) {
          sizes[place]!++;
          if (key > best[place]!) best[place] = key;
          continue;
        }
        slots[group] = base + met;
      }
      sizes[met] = 1;
      best[met++] = key;
    }
    this.#met = met;
    if (k <= 0) return { total: met, places: [] };
    const least = greatest(best.subarray(0, met), k);
    const both = (a: number, b: number) => keys[b]! - keys[a]! || compare(a, b);
    // Candidates are cut to the first k, one of each group, whenever they are many; later ones must be before the last of them.
    let places: number[] = [];
    let last = -1;
    for (let i = 0; i < length; i++) {
      const key = keys[i]!;
      if (key < least || (last >= 0 && key === least && both(i, last) > 0)) continue;
      places.push(i);
      if (places.length < 2 * k + 64) continue;
      places = firstOfGroups(places.sort(both), docs, groups).slice(0, k);
      if (places.length === k) last = places[k - 1]!;
    }
    return { total: met, places: firstOfGroups(places.sort(both), docs, groups).slice(0, k) };
  }

  /** How many documents the group has of those last looked at. */
  size(group: number): number {
    return group === 0 ? 1 : this.#sizes[this.#slots[group]! - this.#base]!;
  }
}

/** Of places in order those that are the first of their group, or have none. */
function firstOfGroups(places: readonly number[], docs: Uint32Array, groups: Uint32Array): number[] {
  const seen = new Set<number>();
  return places.filter((place) => {
    const group = groups[docs[place]!]!;
    return group === 0 || (!seen.has(group) && seen.add(group));
  });
}
