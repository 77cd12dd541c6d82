import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ByteReader, ByteWriter, isAisleError } from "../base.ts";
import { findTerm, invert, merge, readSegment, seek, writeSegment } from "./segment.ts";
import type { Segment } from "./segment.ts";

/** Impact by term, per document. */
type Texts = readonly (readonly (readonly [number, number])[])[];

const documents: fc.Arbitrary<Texts> = fc.array(
  fc
    .uniqueArray(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 255 })), { selector: ([term]) => term, maxLength: 6 })
    .map((pairs) => pairs.sort(([a], [b]) => a - b)),
  { maxLength: 30 },
);

function segmentOf(first: number, texts: Texts): Segment {
  const pairs = texts.flat();
  let end = 0;
  return invert(
    first,
    texts.map((one) => (end += one.length)),
    Uint32Array.from(pairs, ([term]) => term),
    Uint8Array.from(pairs, ([, impact]) => impact),
  );
}

/** What a segment says, as [term, document, impact] in its order. */
function postings(segment: Segment): number[][] {
  return Array.from(segment.terms).flatMap((term, at) =>
    Array.from({ length: segment.starts[at + 1]! - segment.starts[at]! }, (_, i) => {
      const p = segment.starts[at]! + i;
      return [term, segment.docs[p]!, segment.impacts[p]!];
    }),
  );
}

function wanted(first: number, texts: Texts, alive: (doc: number) => boolean = () => true): number[][] {
  return texts
    .flatMap((pairs, at) => pairs.map(([term, impact]) => [term, first + at, impact]))
    .filter(([, doc]) => alive(doc!))
    .sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
}

test("a segment holds each pair once, by term and then by document", () => {
  fc.assert(
    fc.property(fc.nat(1_000), documents, (first, texts) => {
      const segment = segmentOf(first, texts);
      assert.deepEqual(postings(segment), wanted(first, texts));
      assert.deepEqual([segment.first, segment.end], [first, first + texts.length]);
      for (let term = 0; term < 14; term++) assert.equal(findTerm(segment, term), segment.terms.indexOf(term));
    }),
  );
});

test("merged segments are the segment of all living documents, whatever the step", () => {
  fc.assert(
    fc.property(
      fc.array(documents, { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 150, maxLength: 150 }),
      fc.integer({ min: 1, max: 200 }),
      (parts, living, budget) => {
        let first = 0;
        const segments = parts.map((texts) => {
          const segment = segmentOf(first, texts);
          first += texts.length;
          return segment;
        });
        const alive = Uint8Array.from(living);
        const steps = merge(segments, alive, budget);
        let step = steps.next();
        while (step.done !== true) step = steps.next();
        assert.deepEqual(
          postings(step.value),
          wanted(0, parts.flat(), (doc) => alive[doc] === 1),
        );
        assert.deepEqual([step.value.first, step.value.end], [0, first]);
      },
    ),
  );
});

test("seek finds the first value that is not smaller", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(300), { maxLength: 120 }), fc.nat(120), fc.nat(320), (values, start, doc) => {
      const docs = Uint32Array.from(values).sort();
      const from = Math.min(start, docs.length);
      const found = docs.subarray(from).findIndex((one) => one >= doc);
      assert.equal(seek(docs, from, docs.length, doc), found < 0 ? docs.length : from + found);
    }),
    { numRuns: 500 },
  );
});

test("a segment is read as it was written, and refused where its parts differ in length", () => {
  fc.assert(
    fc.property(fc.nat(1_000), documents, (first, texts) => {
      const segment = segmentOf(first, texts);
      const writer = new ByteWriter(64);
      writeSegment(writer, segment);
      assert.deepEqual(readSegment(new ByteReader(writer.finish())), segment);
      const damaged = new ByteWriter(64);
      writeSegment(damaged, { ...segment, impacts: new Uint8Array(segment.impacts.length + 1) });
      assert.throws(
        () => readSegment(new ByteReader(damaged.finish())),
        (error) => isAisleError(error, "corrupt"),
      );
    }),
  );
});
