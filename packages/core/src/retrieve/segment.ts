/**
 * Immutable postings of a run of documents: per term the documents that hold it, ascending, and an 8-bit impact each.
 * New documents gather in a small tail that becomes a segment; segments of one size merge into the next (log-structured
 * merge, O'Neil et al. 1996), a bounded number of postings at a time, so that no query waits for a whole merge.
 */
import { AisleError } from "../base.ts";
import type { ByteReader, ByteWriter } from "../base.ts";
import { readArray, writeArray } from "./arrays.ts";

export interface Segment {
  /** Documents first ≤ doc < end. */
  readonly first: number;
  readonly end: number;
  /** Term ids, ascending. */
  readonly terms: Uint32Array;
  /** Postings of terms[i]: starts[i] ≤ p < starts[i + 1]. */
  readonly starts: Uint32Array;
  readonly docs: Uint32Array;
  readonly impacts: Uint8Array;
}

/** Where a term's postings lie in a segment. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Index of a term in the segment, or -1. */
export function findTerm(segment: Segment, term: number): number {
  const { terms } = segment;
  let low = 0;
  let high = terms.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const at = terms[middle]!;
    if (at === term) return middle;
    if (at < term) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** First index in [from, to) of docs whose value is ≥ doc; galloping, since lists are walked forwards. */
export function seek(docs: Uint32Array, from: number, to: number, doc: number): number {
  if (from >= to || docs[from]! >= doc) return from;
  let step = 1;
  let low = from;
  while (low + step < to && docs[low + step]! < doc) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, to);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (docs[middle]! < doc) low = middle;
    else high = middle;
  }
  return high;
}

/** Turns documents' (term, impact) pairs, document by document, into a segment. `ends[i]` is where document first + i ends. */
export function invert(first: number, ends: readonly number[], pairTerms: Uint32Array, pairImpacts: Uint8Array): Segment {
  const count = pairTerms.length;
  // Term and place in one number, so that the native numeric sort orders by term, then by document.
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) keys[i] = pairTerms[i]! * 4294967296 + i;
  keys.sort();
  const owner = new Uint32Array(count);
  let at = 0;
  ends.forEach((end, index) => {
    owner.fill(first + index, at, end);
    at = end;
  });
  const terms: number[] = [];
  const starts: number[] = [];
  const docs = new Uint32Array(count);
  const impacts = new Uint8Array(count);
  let last = -1;
  for (let i = 0; i < count; i++) {
    const key = keys[i]!;
    const term = Math.floor(key / 4294967296);
    const place = key - term * 4294967296;
    if (term !== last) {
      terms.push(term);
      starts.push(i);
      last = term;
    }
    docs[i] = owner[place]!;
    impacts[i] = pairImpacts[place]!;
  }
  starts.push(count);
  return { first, end: first + ends.length, terms: Uint32Array.from(terms), starts: Uint32Array.from(starts), docs, impacts };
}

/** Merges neighbours into one segment without the dead; yields after about every `budget` postings. */
export function* merge(segments: readonly Segment[], alive: Uint8Array, budget: number): Generator<undefined, Segment> {
  const total = segments.reduce((sum, segment) => sum + segment.docs.length, 0);
  const docs = new Uint32Array(total);
  const impacts = new Uint8Array(total);
  const terms = new Uint32Array(segments.reduce((sum, segment) => sum + segment.terms.length, 0));
  const starts = new Uint32Array(terms.length + 1);
  const cursors = segments.map(() => 0);
  let termCount = 0;
  let filled = 0;
  let work = 0;
  for (;;) {
    let term = Infinity;
    for (let s = 0; s < segments.length; s++) {
      const at = segments[s]!.terms[cursors[s]!];
      if (at !== undefined && at < term) term = at;
    }
    if (term === Infinity) break;
    const before = filled;
    for (let s = 0; s < segments.length; s++) {
      const segment = segments[s]!;
      const at = cursors[s]!;
      if (segment.terms[at] !== term) continue;
      cursors[s] = at + 1;
      const to = segment.starts[at + 1]!;
      for (let p = segment.starts[at]!; p < to; p++) {
        const doc = segment.docs[p]!;
        if (alive[doc] === 0) continue;
        docs[filled] = doc;
        impacts[filled++] = segment.impacts[p]!;
      }
      work += to - segment.starts[at]! + 8;
    }
    if (filled > before) {
      terms[termCount] = term;
      starts[termCount++] = before;
    }
    if (work >= budget) {
      work = 0;
      yield undefined;
    }
  }
  starts[termCount] = filled;
  return {
    first: segments[0]!.first,
    end: segments.at(-1)!.end,
    terms: terms.slice(0, termCount),
    starts: starts.slice(0, termCount + 1),
    docs: docs.slice(0, filled),
    impacts: impacts.slice(0, filled),
  };
}

export function writeSegment(writer: ByteWriter, segment: Segment): void {
  writer.varint(segment.first).varint(segment.end);
  for (const part of [segment.terms, segment.starts, segment.docs, segment.impacts]) writeArray(writer, part);
}

/** Reads a segment and checks that its parts fit together. */
export function readSegment(reader: ByteReader): Segment {
  const segment = {
    first: reader.varint(),
    end: reader.varint(),
    terms: readArray(reader, Uint32Array),
    starts: readArray(reader, Uint32Array),
    docs: readArray(reader, Uint32Array),
    impacts: readArray(reader, Uint8Array),
  };
  const fits =
    segment.starts.length === segment.terms.length + 1 &&
    segment.starts.at(-1) === segment.docs.length &&
    segment.docs.length === segment.impacts.length &&
    segment.first <= segment.end;
  if (!fits) throw new AisleError("corrupt", "the parts of an index segment do not fit together");
  return segment;
}
