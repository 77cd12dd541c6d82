/** Postings of a query's terms in a segment: one list per alternative, merged into one where a word has several. */
import { blockDocuments } from "./matches.ts";
import type { Scratch } from "./matches.ts";
import type { PlanTerm } from "./plan.ts";
import { findTerm } from "./segment.ts";
import type { Segment } from "./segment.ts";

/** Documents of one term: a range of the segment's postings, or joined alternatives with a value each. */
export interface List {
  readonly docs: Uint32Array;
  readonly from: number;
  readonly to: number;
  readonly impacts: Uint8Array | undefined;
  readonly weight: number;
  readonly values: Int32Array | undefined;
  readonly tier: number;
  readonly tiers: Uint8Array | undefined;
}

const empty: List = {
  docs: new Uint32Array(0),
  from: 0,
  to: 0,
  impacts: undefined,
  weight: 0,
  values: undefined,
  tier: 0,
  tiers: undefined,
};

export function value(list: List, at: number): number {
  return list.impacts === undefined ? list.values![at]! : list.impacts[at]! * list.weight;
}

export function tierAt(list: List, at: number): number {
  return list.tiers === undefined ? list.tier : list.tiers[at]!;
}

/** The lists of a term's alternatives in a segment, the word's own first where it stands there. */
export interface Lists {
  readonly lists: readonly List[];
  readonly hasMain: boolean;
  /** Postings of all. */
  readonly size: number;
}

/** `ids` gives a term's number in the shard, -1 where it has none. */
export function listsOf(term: PlanTerm, segment: Segment, ids: (term: string) => number): Lists {
  const lists: List[] = [];
  let hasMain = false;
  let size = 0;
  term.alternatives.forEach((alternative, index) => {
    const id = ids(alternative.term);
    const at = id < 0 ? -1 : findTerm(segment, id);
    if (at < 0) return;
    if (index === 0) hasMain = true;
    const from = segment.starts[at]!;
    const to = segment.starts[at + 1]!;
    size += to - from;
    lists.push({
      docs: segment.docs,
      from,
      to,
      impacts: segment.impacts,
      weight: alternative.weight,
      values: undefined,
      tier: alternative.tier,
      tiers: undefined,
    });
  });
  return { lists, hasMain, size };
}

/**
 * The alternatives as one list: where the word itself stands its own value, else the best of the others', and the best tier.
 * Values go to a cell per document, a block after the other; no branch depends on which documents the lists have in common.
 */
export function oneList({ lists, hasMain, size }: Lists, segment: Segment, scratch: Scratch): List {
  if (lists.length <= 1) return lists[0] ?? empty;
  // Whatever comes later stands: the better tier after the worse, the word itself after all others.
  const inTurn = lists.slice(hasMain ? 1 : 0).sort((a, b) => b.tier - a.tier);
  const cursors = inTurn.map(({ from }) => from);
  const main = hasMain ? lists[0]! : undefined;
  let mainAt = main?.from ?? 0;
  const { scores, tiers: levels } = scratch;
  const docs = new Uint32Array(size + 1);
  const values = new Int32Array(size + 1);
  const tiers = new Uint8Array(size + 1);
  let count = 0;
  for (let base = segment.first; base < segment.end; base += blockDocuments) {
    const stop = Math.min(base + blockDocuments, segment.end);
    let touched = 0;
    inTurn.forEach((list, at) => {
      const from = cursors[at]!;
      cursors[at] = putGreater(list, from, base, stop, scores, levels);
      touched += cursors[at]! - from;
    });
    if (main) {
      const from = mainAt;
      mainAt = put(main, from, base, stop, scores, levels);
      touched += mainAt - from;
    }
    if (touched === 0) continue;
    const span = stop - base;
    for (let cell = 0; cell < span && count < size; cell++) {
      const score = scores[cell]!;
      docs[count] = base + cell;
      values[count] = score;
      tiers[count] = levels[cell]!;
      count += -score >>> 31;
    }
    scores.fill(0, 0, span);
    levels.fill(0, 0, span);
  }
  return { docs, from: 0, to: count, impacts: undefined, weight: 0, values, tier: 0, tiers };
}

/** Leaves the greater value and the list's tier in the cells of its documents before `stop`; where it stopped. */
function putGreater(list: List, from: number, base: number, stop: number, scores: Int32Array, tiers: Uint8Array): number {
  const { docs, impacts, weight, tier, to } = list;
  let p = from;
  for (; p < to; p++) {
    const doc = docs[p]!;
    if (doc >= stop) break;
    const gain = impacts![p]! * weight;
    scores[doc - base] = Math.max(scores[doc - base]!, gain);
    tiers[doc - base] = tier;
  }
  return p;
}

/** The same with the list's own value whatever was there. */
function put(list: List, from: number, base: number, stop: number, scores: Int32Array, tiers: Uint8Array): number {
  const { docs, impacts, weight, tier, to } = list;
  let p = from;
  for (; p < to; p++) {
    const doc = docs[p]!;
    if (doc >= stop) break;
    scores[doc - base] = impacts![p]! * weight;
    tiers[doc - base] = tier;
  }
  return p;
}

export function listOf(term: PlanTerm, segment: Segment, ids: (term: string) => number, scratch: Scratch): List {
  return oneList(listsOf(term, segment, ids), segment, scratch);
}
