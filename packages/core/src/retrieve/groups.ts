/**
 * Documents by group: how many groups a match set has, its members in runs, and the best of each. Working arrays are by group
 * number and kept between questions; a cell holds only where it was stamped for the question, so nothing is cleared.
 */
import type { Counted } from "./count-facets.ts";

export class Groups {
  /** By group number: the pass that met it last. */
  #stamps = new Int32Array(0);
  #stamp = 0;
  /** By group number: documents that `count` met; 1 for number 0, which is no group. */
  #members = new Uint32Array(0);
  /** By group number: where its next document, or its best place, goes. */
  #places = new Uint32Array(0);

  #begin(count: number): number {
    if (count >= this.#stamps.length || this.#stamp > 0x7ffffff0) {
      const size = Math.max(count * 2 + 1, this.#stamps.length);
      this.#stamps = new Int32Array(size);
      this.#members = new Uint32Array(size);
      this.#places = new Uint32Array(size);
      this.#stamp = 0;
    }
    return ++this.#stamp;
  }

  /** How many groups, and documents without one, the documents are; `greatest` is the greatest group number. */
  count(docs: Uint32Array, groups: Uint32Array, greatest: number): number {
    const stamp = this.#begin(greatest);
    const stamps = this.#stamps;
    const members = this.#members;
    let again = 0;
    // Without branches, which no processor would guess: half of the documents may have a group and any of them another member.
    for (let i = 0; i < docs.length; i++) {
      const group = groups[docs[i]!]!;
      const seen = ((stamps[group]! - stamp) >> 31) + 1;
      stamps[group] = stamp;
      members[group] = members[group]! * seen + 1;
      again += seen;
    }
    // Documents without a group were counted as one group, of number 0.
    const single = stamps[0] === stamp ? members[0]! : 0;
    members[0] = 1;
    return docs.length - again + Math.max(0, single - 1);
  }

  /** The documents that `count` looked at last: those alone of their group, then those of each other group in a row. */
  inRuns(docs: Uint32Array, groups: Uint32Array): Counted {
    const members = this.#members;
    const arranged = new Uint32Array(docs.length + 1);
    const others = new Uint32Array(docs.length + 1);
    let single = 0;
    let other = 0;
    for (let i = 0; i < docs.length; i++) {
      const doc = docs[i]!;
      const many = (1 - members[groups[doc]!]!) >>> 31;
      arranged[single] = doc;
      others[other] = doc;
      single += 1 - many;
      other += many;
    }
    const stamp = ++this.#stamp;
    const stamps = this.#stamps;
    const places = this.#places;
    let free = single;
    for (let i = 0; i < other; i++) {
      const doc = others[i]!;
      const group = groups[doc]!;
      if (stamps[group] !== stamp) {
        stamps[group] = stamp;
        places[group] = free;
        free += members[group]!;
      }
      arranged[places[group]!++] = doc;
    }
    return { docs: arranged.subarray(0, docs.length), single, groups };
  }

  /** The first place of each group by `compare`, and every place without one. */
  best(docs: Uint32Array, groups: Uint32Array, greatest: number, compare: (a: number, b: number) => number): Uint32Array {
    const stamp = this.#begin(greatest);
    const stamps = this.#stamps;
    const cells = this.#places;
    const best = new Uint32Array(docs.length);
    let count = 0;
    for (let i = 0; i < docs.length; i++) {
      const group = groups[docs[i]!]!;
      if (group === 0 || stamps[group] !== stamp) {
        stamps[group] = stamp;
        cells[group] = count;
        best[count++] = i;
      } else if (compare(i, best[cells[group]!]!) < 0) best[cells[group]!] = i;
    }
    return best.subarray(0, count);
  }

  /** How many documents the group has of those that `count` last looked at. */
  size(group: number): number {
    return this.#members[group]!;
  }
}
