/**
 * Documents by group: matches of one group in a row, and the best match of each. Working arrays are by group number and kept
 * between questions; a cell holds for a question only where it lies at or after the question's base, so nothing is cleared.
 */
export class Groups {
  /** By group number: base + the group's place among those met. */
  #slots = new Float64Array(0);
  #base = 0;
  #met = 0;
  /** By place. */
  #sizes = new Uint32Array(0);
  #cells = new Uint32Array(0);
  /** By group number: the question that counted it last, and its members then. */
  #stamps = new Int32Array(0);
  #members = new Uint32Array(0);
  #stamp = 0;

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

  /** Counts the members of each group for `size`; how many groups, and documents without one, there are. */
  #count(docs: Uint32Array, groups: Uint32Array, count: number): number {
    if (count >= this.#stamps.length || this.#stamp === 0x7fffffff) {
      const size = Math.max(count * 2 + 1, this.#stamps.length);
      this.#stamps = new Int32Array(size);
      this.#members = new Uint32Array(size);
      this.#stamp = 0;
    }
    const stamp = ++this.#stamp;
    const stamps = this.#stamps;
    const members = this.#members;
    let again = 0;
    let single = 0;
    // Without branches, which no processor would guess: half of the documents may have a group and any of them another member.
    for (let i = 0; i < docs.length; i++) {
      const group = groups[docs[i]!]!;
      const seen = ((stamps[group]! - stamp) >> 31) + 1;
      stamps[group] = stamp;
      members[group] = members[group]! * seen + 1;
      again += seen;
      single += ((group | -group) >>> 31) ^ 1;
    }
    // Documents without a group were counted as one group, of number 0.
    return docs.length - again + Math.max(0, single - 1);
  }

  /** The first place of each group by `compare`, and every place without one; `size` then knows how many each group has. */
  best(docs: Uint32Array, groups: Uint32Array, count: number, compare: (a: number, b: number) => number): Uint32Array {
    this.#count(docs, groups, count);
    this.#begin(count, docs.length);
    const slots = this.#slots;
    const base = this.#base;
    const places = new Uint32Array(docs.length);
    let met = 0;
    for (let i = 0; i < docs.length; i++) {
      const group = groups[docs[i]!]!;
      const place = group === 0 ? -1 : slots[group]! - base;
      if (place >= 0) {
        if (compare(i, places[place]!) < 0) places[place] = i;
        continue;
      }
      if (group !== 0) slots[group] = base + met;
      places[met++] = i;
    }
    this.#met = met;
    return places.subarray(0, met);
  }

  /** The k best places, one per group, by greatest key and then by `compare`, and how many groups (and documents without one) there are. */
  top(
    docs: Uint32Array,
    groups: Uint32Array,
    count: number,
    keys: Float64Array,
    k: number,
    compare: (a: number, b: number) => number,
  ): { readonly total: number; readonly places: readonly number[] } {
    const total = this.#count(docs, groups, count);
    if (k <= 0) return { total, places: [] };
    const both = (a: number, b: number) => keys[b]! - keys[a]! || compare(a, b);
    // Candidates are cut to the first k, one of each group, whenever they are many; later ones must be before the last of them.
    let places: number[] = [];
    let least = -Infinity;
    let last = 0;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (key < least || (key === least && compare(i, last) > 0)) continue;
      places.push(i);
      if (places.length < 2 * k + 64) continue;
      places = firstOfGroups(places.sort(both), docs, groups).slice(0, k);
      if (places.length < k) continue;
      last = places[k - 1]!;
      least = keys[last]!;
    }
    return { total, places: firstOfGroups(places.sort(both), docs, groups).slice(0, k) };
  }

  /** How many documents the group has of those that `best` or `top` last looked at. */
  size(group: number): number {
    return group === 0 ? 1 : this.#members[group]!;
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
