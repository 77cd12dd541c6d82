/**
 * Which documents of a segment a plan matches, and their scores. Two ways: all required terms (lists intersected, rarest first),
 * or some of the units (term at a time over accumulators). Scores are integers, so both are exact in any order.
 * Totals must be exact (law 1 of ranking), so every match is visited and no list is skipped by score bounds.
 */
import type { Plan, PlanTerm } from "./plan.ts";
import { findTerm, seek } from "./segment.ts";
import type { Segment } from "./segment.ts";

/** Matches of one shard, one cell per document in each array, valid up to `length`; kept between queries. */
export class Matches {
  docs = new Uint32Array(0);
  /** Sum of weight × impact. */
  scores = new Int32Array(0);
  tiers = new Uint8Array(0);
  /** Matched weight of units. */
  covered = new Int32Array(0);
  /** Matched units. */
  units = new Uint8Array(0);
  length = 0;

  /** Makes room for `more` cells after `length`. */
  reserve(more: number): void {
    const need = this.length + more;
    if (need <= this.docs.length) return;
    const size = Math.max(need, this.docs.length * 2, 1024);
    this.docs = larger(this.docs, new Uint32Array(size));
    this.scores = larger(this.scores, new Int32Array(size));
    this.tiers = larger(this.tiers, new Uint8Array(size));
    this.covered = larger(this.covered, new Int32Array(size));
    this.units = larger(this.units, new Uint8Array(size));
  }
}

function larger<T extends Uint32Array | Int32Array | Uint8Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}

/** Accumulators as long as the longest segment, kept between queries. */
export class Scratch {
  scores = new Int32Array(0);
  covered = new Int32Array(0);
  units = new Uint8Array(0);
  tiers = new Uint8Array(0);
  /** Required terms of the current unit that a document holds. */
  held = new Uint8Array(0);
  /** For joining alternatives: contribution and tier + 1, with 4 added where the word itself is there. */
  joined = new Int32Array(0);
  marks = new Uint8Array(0);

  reserve(span: number): void {
    if (span <= this.scores.length) return;
    const size = Math.max(span, this.scores.length * 2);
    this.scores = new Int32Array(size);
    this.covered = new Int32Array(size);
    this.joined = new Int32Array(size);
    this.units = new Uint8Array(size);
    this.tiers = new Uint8Array(size);
    this.held = new Uint8Array(size);
    this.marks = new Uint8Array(size);
  }
}

/** Documents of one term: a range of the segment's postings, or joined alternatives with a value each. */
interface List {
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

function value(list: List, at: number): number {
  return list.impacts === undefined ? list.values![at]! : list.impacts[at]! * list.weight;
}

function tierAt(list: List, at: number): number {
  return list.tiers === undefined ? list.tier : list.tiers[at]!;
}

/** The lists of a term's alternatives in a segment, the word's own first where it stands there. */
interface Lists {
  readonly lists: readonly List[];
  readonly hasMain: boolean;
  /** Postings of all. */
  readonly size: number;
}

/** `ids` gives a term's number in the shard, -1 where it has none. */
function listsOf(term: PlanTerm, segment: Segment, ids: (term: string) => number): Lists {
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

/** The alternatives as one list. */
function oneList({ lists, hasMain }: Lists, segment: Segment, scratch: Scratch): List {
  if (lists.length <= 1) return lists[0] ?? empty;
  if (lists.length > mergedLists) return join(lists, hasMain, segment, scratch);
  const [main, ...others] = lists as [List, ...List[]];
  if (!hasMain) return others.reduce((all, list) => mergeTwo(all, list, false), main);
  return mergeTwo(
    main,
    others.reduce((all, list) => mergeTwo(all, list, false)),
    true,
  );
}

function listOf(term: PlanTerm, segment: Segment, ids: (term: string) => number, scratch: Scratch): List {
  return oneList(listsOf(term, segment, ids), segment, scratch);
}

/** So many alternatives are merged pair by pair; more are joined over accumulators. */
const mergedLists = 4;

/** Both lists as one: where both have a document, the first's value or the greater one, and the better tier. */
function mergeTwo(a: List, b: List, keepFirst: boolean): List {
  const { docs: aDocs, to: aTo } = a;
  const { docs: bDocs, to: bTo } = b;
  const size = aTo - a.from + bTo - b.from;
  const docs = new Uint32Array(size);
  const values = new Int32Array(size);
  const tiers = new Uint8Array(size);
  let i = a.from;
  let j = b.from;
  let at = 0;
  while (i < aTo || j < bTo) {
    const stop = j < bTo ? bDocs[j]! : 0xffffffff;
    for (; i < aTo && aDocs[i]! < stop; i++) {
      docs[at] = aDocs[i]!;
      values[at] = value(a, i);
      tiers[at++] = tierAt(a, i);
    }
    const own = i < aTo ? aDocs[i]! : 0xffffffff;
    for (; j < bTo && bDocs[j]! < own; j++) {
      docs[at] = bDocs[j]!;
      values[at] = value(b, j);
      tiers[at++] = tierAt(b, j);
    }
    if (i >= aTo || j >= bTo || aDocs[i] !== bDocs[j]) continue;
    const gain = value(a, i);
    docs[at] = aDocs[i]!;
    values[at] = keepFirst ? gain : Math.max(gain, value(b, j));
    tiers[at++] = Math.min(tierAt(a, i++), tierAt(b, j++));
  }
  return { docs, from: 0, to: at, impacts: undefined, weight: 0, values, tier: 0, tiers };
}

/** One list out of several alternatives: the word's own value where it stands, else the best of the others; the best tier. */
function join(lists: readonly List[], hasMain: boolean, segment: Segment, scratch: Scratch): List {
  const { joined, marks } = scratch;
  const { first } = segment;
  let most = 0;
  for (const list of lists) most += list.to - list.from;
  const touched = new Uint32Array(Math.min(most, segment.end - first));
  let count = 0;
  for (let index = 0; index < lists.length; index++) {
    const { docs, impacts, weight, tier, to, from } = lists[index]!;
    const main = index === 0 && hasMain;
    const mark = tier + 1;
    for (let p = from; p < to; p++) {
      const doc = docs[p]!;
      const cell = doc - first;
      const known = marks[cell]!;
      const gain = impacts![p]! * weight;
      if (known === 0) {
        touched[count++] = doc;
        marks[cell] = main ? mark + 4 : mark;
        joined[cell] = gain;
      } else {
        if (known < 4 && gain > joined[cell]!) joined[cell] = gain;
        if (mark < (known & 3)) marks[cell] = mark + (known & 4);
      }
    }
  }
  const docs = touched.subarray(0, count);
  if (count * 8 < segment.end - first) docs.sort();
  else for (let cell = 0, at = 0; at < count; cell++) if (marks[cell] !== 0) docs[at++] = first + cell;
  const values = new Int32Array(docs.length);
  const tiers = new Uint8Array(docs.length);
  for (let i = 0; i < docs.length; i++) {
    const cell = docs[i]! - first;
    values[i] = joined[cell]!;
    tiers[i] = (marks[cell]! & 3) - 1;
    marks[cell] = 0;
  }
  return { docs, from: 0, to: docs.length, impacts: undefined, weight: 0, values, tier: 0, tiers };
}

/** Values and tiers of a list, from its first document on. */
function read(list: List, scores: Int32Array, tiers: Uint8Array): void {
  const { impacts, weight, from } = list;
  const count = list.to - from;
  if (impacts !== undefined) for (let i = 0; i < count; i++) scores[i] = impacts[from + i]! * weight;
  else for (let i = 0; i < count; i++) scores[i] = list.values![from + i]!;
  if (list.tiers !== undefined) tiers.set(list.tiers.subarray(from, from + count));
  else tiers.fill(list.tier);
}

/** A list this many times as long as what it is compared with is searched, a shorter one is walked. */
const gallopRatio = 12;

/** Keeps of the first `count` documents those that the list holds too, adding its values; how many are left. */
function keepCommon(docs: Uint32Array, scores: Int32Array, tiers: Uint8Array, count: number, list: List): number {
  const { docs: others, to } = list;
  const gallop = to - list.from > count * gallopRatio;
  let kept = 0;
  let at = list.from;
  for (let i = 0; i < count; i++) {
    const doc = docs[i]!;
    if (gallop) at = seek(others, at, to, doc);
    else while (at < to && others[at]! < doc) at++;
    if (at >= to) break;
    if (others[at] !== doc) continue;
    docs[kept] = doc;
    scores[kept] = scores[i]! + value(list, at);
    const tier = tierAt(list, at);
    tiers[kept++] = tier > tiers[i]! ? tier : tiers[i]!;
  }
  return kept;
}

/** Alternatives with this many postings to each look-up that they would take are searched instead of being made one list. */
const probeRatio = 4;

/** The same with several lists of which one is enough, and no list made of them: for few documents and many postings. */
function keepAny(docs: Uint32Array, scores: Int32Array, tiers: Uint8Array, count: number, any: Lists, scratch: Scratch): number {
  const { joined, marks } = scratch;
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
        joined[i] = gain;
      } else {
        if (known < 4 && gain > joined[i]!) joined[i] = gain;
        if (mark < (known & 3)) marks[i] = mark + (known & 4);
      }
    }
  });
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const known = marks[i]!;
    if (known === 0) continue;
    marks[i] = 0;
    const tier = (known & 3) - 1;
    docs[kept] = docs[i]!;
    scores[kept] = scores[i]! + joined[i]!;
    tiers[kept++] = tier > tiers[i]! ? tier : tiers[i]!;
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
  const tiers = into.tiers.subarray(start, start + count);
  docs.set(rarest.docs.subarray(rarest.from, rarest.to));
  read(rarest, scores, tiers);
  for (const lists of others) {
    const probed = lists.lists.length > 1 && lists.size > count * lists.lists.length * probeRatio;
    count = probed
      ? keepAny(docs, scores, tiers, count, lists, scratch)
      : keepCommon(docs, scores, tiers, count, oneList(lists, segment, scratch));
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
  const whole = plan.units.reduce((sum, weight) => sum + weight, 0);
  into.covered.fill(whole, start, start + count);
  into.units.fill(plan.units.length, start, start + count);
  into.length = start + count;
}

/** Adds a unit of one list, where holding the list is holding the unit. */
function addUnit(list: List, first: number, weight: number, { scores, covered, units, tiers }: Scratch): void {
  const { docs, from, to, impacts } = list;
  if (impacts === undefined || list.tiers !== undefined || list.tier > 0) {
    for (let p = from; p < to; p++) {
      const cell = docs[p]! - first;
      scores[cell] = scores[cell]! + value(list, p);
      covered[cell] = covered[cell]! + weight;
      units[cell] = units[cell]! + 1;
      if (tierAt(list, p) > tiers[cell]!) tiers[cell] = tierAt(list, p);
    }
    return;
  }
  for (let p = from; p < to; p++) {
    const cell = docs[p]! - first;
    scores[cell] = scores[cell]! + impacts[p]! * list.weight;
    covered[cell] = covered[cell]! + weight;
    units[cell] = units[cell]! + 1;
  }
}

/** Adds the segment's documents that match at least `least` units. */
export function matchSome(
  plan: Plan,
  least: number,
  segment: Segment,
  ids: (term: string) => number,
  scratch: Scratch,
  into: Matches,
): void {
  const { first } = segment;
  const span = segment.end - first;
  scratch.reserve(span);
  const { scores, covered, units, tiers, held } = scratch;
  scores.fill(0, 0, span);
  covered.fill(0, 0, span);
  units.fill(0, 0, span);
  tiers.fill(0, 0, span);
  for (let unit = 0; unit < plan.units.length; unit++) {
    const lists = plan.terms.filter((term) => term.required && term.unit === unit).map((term) => listOf(term, segment, ids, scratch));
    if (lists.length === 1) {
      addUnit(lists[0]!, first, plan.units[unit]!, scratch);
      continue;
    }
    for (const list of lists) {
      for (let p = list.from; p < list.to; p++) {
        const cell = list.docs[p]! - first;
        scores[cell] = scores[cell]! + value(list, p);
        held[cell] = held[cell]! + 1;
        if (tierAt(list, p) > tiers[cell]!) tiers[cell] = tierAt(list, p);
      }
    }
    const [counted, ...rest] = lists;
    if (!counted) continue;
    for (let p = counted.from; p < counted.to; p++) {
      const cell = counted.docs[p]! - first;
      if (held[cell] === lists.length) {
        units[cell] = units[cell]! + 1;
        covered[cell] = covered[cell]! + plan.units[unit]!;
      }
      held[cell] = 0;
    }
    for (const list of rest) for (let p = list.from; p < list.to; p++) held[list.docs[p]! - first] = 0;
  }
  for (const term of plan.terms) {
    if (term.required) continue;
    const list = listOf(term, segment, ids, scratch);
    for (let p = list.from; p < list.to; p++) {
      const cell = list.docs[p]! - first;
      scores[cell] = scores[cell]! + value(list, p);
    }
  }
  const needed = Math.max(1, least);
  let count = 0;
  for (let cell = 0; cell < span; cell++) if (units[cell]! >= needed) count++;
  into.reserve(count);
  let at = into.length;
  for (let cell = 0; cell < span; cell++) {
    if (units[cell]! < needed) continue;
    into.docs[at] = first + cell;
    into.scores[at] = scores[cell]!;
    into.tiers[at] = tiers[cell]!;
    into.covered[at] = covered[cell]!;
    into.units[at++] = units[cell]!;
  }
  into.length = at;
}
