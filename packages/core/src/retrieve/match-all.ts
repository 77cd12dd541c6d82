/** Documents of a segment that hold every required term: lists intersected, the shortest first. Scores are integers, exact in any order. */
import { listOf, listsOf, oneList, tierAt, value } from "./lists.ts";
import type { List, Lists } from "./lists.ts";
import type { Matches, Scratch } from "./matches.ts";
import type { Plan } from "./plan.ts";
import { seek } from "./segment.ts";
import type { Segment } from "./segment.ts";

/** Values and tiers of a list, from its first document on. */
function read(list: List, scores: Int32Array, tiers: Uint8Array | undefined): void {
  const { impacts, weight, from } = list;
  const count = list.to - from;
  if (impacts !== undefined) for (let i = 0; i < count; i++) scores[i] = impacts[from + i]! * weight;
  else for (let i = 0; i < count; i++) scores[i] = list.values![from + i]!;
  if (list.tiers !== undefined) tiers?.set(list.tiers.subarray(from, from + count));
  else tiers?.fill(list.tier);
}

/** A list this many times as long as what it is compared with is searched, a shorter one is looked at whole. */
const gallopRatio = 12;

/** Keeps of the first `count` documents those that the list holds too, adding its values; how many are left. */
function keepCommon(
  docs: Uint32Array,
  scores: Int32Array,
  tiers: Uint8Array | undefined,
  count: number,
  list: List,
  first: number,
  scratch: Scratch,
): number {
  if (list.to - list.from <= count * gallopRatio) return keepBySums(docs, scores, tiers, count, list, first, scratch);
  const { docs: others, to } = list;
  let kept = 0;
  let at = list.from;
  for (let i = 0; i < count; i++) {
    const doc = docs[i]!;
    at = seek(others, at, to, doc);
    if (at >= to) break;
    if (others[at] !== doc) continue;
    docs[kept] = doc;
    scores[kept] = scores[i]! + value(list, at);
    if (tiers) tiers[kept] = Math.max(tierAt(list, at), tiers[i]!);
    kept++;
  }
  return kept;
}

/** By a cell per document instead of a comparison of both lists: no branch in it depends on which documents they hold. */
function keepBySums(
  docs: Uint32Array,
  scores: Int32Array,
  tiers: Uint8Array | undefined,
  count: number,
  list: List,
  first: number,
  { sums, marks }: Scratch,
): number {
  // Every score is above zero, so that a zero cell is a document that is not among them.
  const own = docs.slice(0, count);
  for (let i = 0; i < count; i++) sums[own[i]! - first] = scores[i]!;
  if (tiers) for (let i = 0; i < count; i++) marks[own[i]! - first] = tiers[i]!;
  const { docs: others, impacts, weight, from, to } = list;
  let kept = 0;
  if (tiers || impacts === undefined) {
    for (let p = from; p < to; p++) {
      const cell = others[p]! - first;
      if (sums[cell] === 0) continue;
      docs[kept] = others[p]!;
      scores[kept] = sums[cell]! + value(list, p);
      if (tiers) tiers[kept] = Math.max(tierAt(list, p), marks[cell]!);
      kept++;
    }
  } else {
    // One cell beyond the last that is kept may be written to.
    for (let p = from; p < to; p++) {
      const doc = others[p]!;
      const sum = sums[doc - first]!;
      if (kept === count) break;
      docs[kept] = doc;
      scores[kept] = sum + impacts[p]! * weight;
      kept += sum === 0 ? 0 : 1;
    }
  }
  for (let i = 0; i < count; i++) sums[own[i]! - first] = 0;
  if (tiers) for (let i = 0; i < count; i++) marks[own[i]! - first] = 0;
  return kept;
}

/** Alternatives with this many postings to each look-up that they would take are searched instead of being made one list. */
const probeRatio = 4;

/** The same with several lists of which one is enough, and no list made of them: for few documents and many postings. */
function keepAny(
  docs: Uint32Array,
  scores: Int32Array,
  tiers: Uint8Array | undefined,
  count: number,
  any: Lists,
  scratch: Scratch,
): number {
  const { sums, marks } = scratch;
  any.lists.forEach(({ docs: others, from, to, impacts, weight, tier }, index) => {
    const main = index === 0 && any.hasMain;
    const mark = tier + 1;
    let at = from;
    for (let i = 0; i < count && at < to; i++) {
      at = seek(others, at, to, docs[i]!);
      if (at >= to || others[at] !== docs[i]) continue;
      const gain = impacts![at]! * weight;
      const known = marks[i]!;
      if (known === 0) {
        marks[i] = main ? mark + 4 : mark;
        sums[i] = gain;
      } else {
        if (known < 4 && gain > sums[i]!) sums[i] = gain;
        if (mark < (known & 3)) marks[i] = mark + (known & 4);
      }
    }
  });
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const known = marks[i]!;
    if (known === 0) continue;
    docs[kept] = docs[i]!;
    scores[kept] = scores[i]! + sums[i]!;
    marks[i] = 0;
    sums[i] = 0;
    if (tiers) tiers[kept] = Math.max((known & 3) - 1, tiers[i]!);
    kept++;
  }
  return kept;
}

/** Adds the segment's documents that hold every required term. */
export function matchAll(plan: Plan, segment: Segment, ids: (term: string) => number, scratch: Scratch, into: Matches): void {
  scratch.reserve(segment.end - segment.first);
  const required: Lists[] = [];
  for (const term of plan.terms) {
    if (!term.required) continue;
    const lists = listsOf(term, segment, ids);
    if (lists.size === 0) return;
    required.push(lists);
  }
  if (required.length === 0) return;
  required.sort((a, b) => a.size - b.size);
  const [fewest, ...others] = required as [Lists, ...Lists[]];
  const rarest = oneList(fewest, segment, scratch);
  let count = rarest.to - rarest.from;
  // Worked out in place, behind the matches of earlier segments.
  into.reserve(count);
  const start = into.length;
  const docs = into.docs.subarray(start, start + count);
  const scores = into.scores.subarray(start, start + count);
  const tiers = into.tiered ? into.tiers.subarray(start, start + count) : undefined;
  docs.set(rarest.docs.subarray(rarest.from, rarest.to));
  read(rarest, scores, tiers);
  for (const lists of others) {
    const probed = lists.lists.length > 1 && lists.size > count * lists.lists.length * probeRatio;
    count = probed
      ? keepAny(docs, scores, tiers, count, lists, scratch)
      : keepCommon(docs, scores, tiers, count, oneList(lists, segment, scratch), segment.first, scratch);
  }
  if (count === 0) return;
  for (const term of plan.terms) {
    if (term.required) continue;
    const list = listOf(term, segment, ids, scratch);
    let at = list.from;
    for (let i = 0; i < count && at < list.to; i++) {
      at = seek(list.docs, at, list.to, docs[i]!);
      if (at < list.to && list.docs[at] === docs[i]) scores[i] = scores[i]! + value(list, at);
    }
  }
  into.length = start + count;
}
