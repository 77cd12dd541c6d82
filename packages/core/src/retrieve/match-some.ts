/**
 * Documents of a segment that hold some of a query's units, term at a time over accumulators, a block of documents after the
 * other. Scores are integers, exact in any order.
 */
import { listOf, tierAt, value } from "./lists.ts";
import type { List } from "./lists.ts";
import { blockDocuments, coverUnit, unitsOf } from "./matches.ts";
import type { Matches, Scratch } from "./matches.ts";
import type { Plan } from "./plan.ts";
import type { Segment } from "./segment.ts";

/** A list that is walked block by block. */
interface Cursor {
  readonly list: List;
  at: number;
}

/** Adds a list's values up to document `stop`; `gain` goes to cover, and tiers are kept where they count. */
function add(cursor: Cursor, base: number, stop: number, gain: number, { scores, cover, tiers }: Scratch, tiered: boolean): void {
  const { list } = cursor;
  const { docs, to, impacts, weight } = list;
  let p = cursor.at;
  if (impacts !== undefined && !tiered) {
    for (; p < to; p++) {
      const doc = docs[p]!;
      if (doc >= stop) break;
      const cell = doc - base;
      scores[cell] = scores[cell]! + impacts[p]! * weight;
      cover[cell] = cover[cell]! + gain;
    }
  } else {
    for (; p < to && docs[p]! < stop; p++) {
      const cell = docs[p]! - base;
      scores[cell] = scores[cell]! + value(list, p);
      cover[cell] = cover[cell]! + gain;
      if (tierAt(list, p) > tiers[cell]!) tiers[cell] = tierAt(list, p);
    }
  }
  cursor.at = p;
}

/** A unit of several terms counts where a document holds all of them. */
function addTogether(cursors: readonly Cursor[], base: number, stop: number, gain: number, scratch: Scratch, tiered: boolean): void {
  const { cover, held } = scratch;
  const starts = cursors.map(({ at }) => at);
  for (const cursor of cursors) add(cursor, base, stop, 0, scratch, tiered);
  cursors.forEach(({ list, at: end }, index) => {
    for (let p = starts[index]!; p < end; p++) {
      const cell = list.docs[p]! - base;
      const count = held[cell]! + 1;
      held[cell] = count;
      if (count === cursors.length) cover[cell] = cover[cell]! + gain;
    }
  });
  cursors.forEach(({ list, at: end }, index) => {
    for (let p = starts[index]!; p < end; p++) held[list.docs[p]! - base] = 0;
  });
}

/** Adds the segment's documents that match at least `least` units, and at least one. */
export function matchSome(
  plan: Plan,
  least: number,
  segment: Segment,
  ids: (term: string) => number,
  scratch: Scratch,
  into: Matches,
): void {
  const { first, end } = segment;
  scratch.reserve(end - first);
  const cursorOf = (list: List): Cursor => ({ list, at: list.from });
  const units = plan.units.map((_, unit) =>
    plan.terms.filter((term) => term.required && term.unit === unit).map((term) => cursorOf(listOf(term, segment, ids, scratch))),
  );
  const others = plan.terms.filter((term) => !term.required).map((term) => cursorOf(listOf(term, segment, ids, scratch)));
  const all = [...units.flat(), ...others];
  for (let base = first; base < end; base += blockDocuments) {
    const stop = Math.min(base + blockDocuments, end);
    if (!all.some(({ list, at }) => at < list.to && list.docs[at]! < stop)) continue;
    units.forEach((cursors, unit) => {
      const gain = plan.units[unit]! * coverUnit + 1;
      if (cursors.length === 1) add(cursors[0]!, base, stop, gain, scratch, into.tiered);
      else addTogether(cursors, base, stop, gain, scratch, into.tiered);
    });
    for (const cursor of others) add(cursor, base, stop, 0, scratch, into.tiered);
    collect(base, stop - base, Math.max(1, least), scratch, into);
  }
}

/** Moves what the accumulators hold of a block to the matches. */
function collect(base: number, span: number, needed: number, { scores, cover, tiers }: Scratch, into: Matches): void {
  into.reserve(span + 1);
  const { docs, scores: sums, cover: covers, tiers: levels, tiered } = into;
  let at = into.length;
  for (let cell = 0; cell < span; cell++) {
    const own = cover[cell]!;
    docs[at] = base + cell;
    sums[at] = scores[cell]!;
    covers[at] = own;
    if (tiered) levels[at] = tiers[cell]!;
    // The sign bit, instead of a branch on what no processor would guess.
    at += (needed - 1 - unitsOf(own)) >>> 31;
  }
  into.length = at;
  scores.fill(0, 0, span);
  cover.fill(0, 0, span);
  if (tiered) tiers.fill(0, 0, span);
}
