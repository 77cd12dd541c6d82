import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ByteReader, ByteWriter } from "../base.ts";
import { documentArbitrary, filterArbitrary } from "../testing/retrieval-arbitraries.ts";
import { Columns } from "./columns.ts";
import { compileFilter, compileValues } from "./compile-filter.ts";
import type { Condition } from "./compile-filter.ts";
import { FacetCounter } from "./count-facets.ts";
import type { Counted } from "./count-facets.ts";
import { FacetNames } from "./facets.ts";
import { matchesFilter } from "./filter.ts";
import type { IndexDocument } from "./retrieval.ts";

const world = fc.array(documentArbitrary, { maxLength: 25 });

/** Documents by place; later ones may replace earlier ones' values in place. */
function fill(columns: Columns, documents: readonly IndexDocument[]): Columns {
  documents.forEach((document, doc) => {
    for (const [field, values] of Object.entries(document.keywords ?? {})) columns.setKeywords(doc, field, values);
    for (const [field, value] of Object.entries(document.numbers ?? {})) columns.setNumber(doc, field, value);
    for (const [field, value] of Object.entries(document.flags ?? {})) columns.setFlag(doc, field, value);
    for (const [field, value] of Object.entries(document.points ?? {})) columns.setPoint(doc, field, value);
  });
  return columns;
}

function throughBytes(columns: Columns): Columns {
  const writer = new ByteWriter(64);
  columns.write(writer);
  return Columns.read(new ByteReader(writer.finish()));
}

/** The documents moved by one place, the first gone. */
function moved(columns: Columns, count: number): Columns {
  return columns.renumbered(Int32Array.from({ length: count }, (_, doc) => doc - 1));
}

/** Which of the first documents pass. */
function passing(condition: Condition, count: number): boolean[] {
  const marks = new Uint8Array(count).fill(1);
  condition(Uint32Array.from(marks.keys()), count, marks);
  return Array.from(marks, (mark) => mark === 1);
}

const counter = new FacetCounter();

/** The facets of documents that lie in several shards of the same columns. */
function facetsOf(fields: readonly string[], parts: readonly Counted[], columns: Columns) {
  const asked = new FacetNames().ask(fields);
  parts.forEach((counted, shard) => {
    const counts = fields.flatMap((field) => {
      const one = counter.count(field, counted, columns, asked.known(shard)[field]);
      return one ? [[field, one] as const] : [];
    });
    asked.add(shard, new Map(counts));
  });
  return asked.merged(100);
}

const single = (docs: Uint32Array): Counted => ({ docs, single: docs.length });

test("a compiled filter passes what its plain meaning passes, on replaced, stored and renumbered values", () => {
  fc.assert(
    fc.property(world, world, filterArbitrary, (first, second, filter) => {
      const documents = first.map((one, at) => second[at] ?? one);
      const columns = fill(fill(new Columns(), first), second.slice(0, first.length));
      const numbers = (from: number) => (id: string) => {
        const at = documents.findIndex((one, doc) => doc >= from && one.id === id);
        return at < 0 ? -1 : at - from;
      };
      // Ids are given to places: a filter by id means the first document of that id here.
      const plain = (from: number) =>
        documents
          .slice(from)
          .map((one, at) => matchesFilter(numbers(from)(one.id) === at ? one : { ...one, id: `${one.id} again` }, filter));
      const compiled = (of: Columns, from: number) => {
        return passing(compileFilter(filter, of, numbers(from)), documents.length - from);
      };
      assert.deepEqual(compiled(columns, 0), plain(0));
      assert.deepEqual(compiled(throughBytes(columns), 0), plain(0));
      if (documents.length > 0) assert.deepEqual(compiled(moved(columns, documents.length), 1), plain(1));
    }),
    { numRuns: 400 },
  );
});

test("refined values of any kind mean the same compiled", () => {
  const asked = fc.tuple(
    fc.constantFrom("color", "price", "in_stock", "nothing"),
    fc.array(fc.constantFrom("red", "blue", "true", "false", "1", "0.5", "01", "NaN", ""), { maxLength: 3 }),
  );
  fc.assert(
    fc.property(world, asked, (documents, [field, values]) => {
      assert.deepEqual(
        passing(compileValues(field, values, fill(new Columns(), documents)), documents.length),
        documents.map((document) => matchesFilter(document, { field, in: values })),
      );
    }),
  );
});

test("facet counts of parts add up to those of the whole, and a group counts once per value", () => {
  const fields = ["color", "size", "price", "in_stock"];
  fc.assert(
    fc.property(world, fc.nat(25), (documents, cut) => {
      const columns = fill(new Columns(), documents);
      const docs = Uint32Array.from(documents.keys());
      const whole = facetsOf(fields, [single(docs)], columns);
      assert.deepEqual(facetsOf(fields, [single(docs.subarray(0, cut)), single(docs.subarray(cut))], columns), whole);
      const colors = new Map<string, number>();
      for (const document of documents) for (const color of document.keywords!["color"]!) colors.set(color, (colors.get(color) ?? 0) + 1);
      assert.deepEqual(
        Object.fromEntries((whole.facets["color"] ?? []).map(({ value, count }) => [value, count])),
        Object.fromEntries(colors),
      );
      // All documents one group: every value once.
      const together = facetsOf(fields, [{ docs, single: 0, groups: new Uint32Array(docs.length).fill(1) }], columns);
      assert.deepEqual(
        Object.values(together.facets).flatMap((values) => values.filter(({ count }) => count !== 1)),
        [],
      );
      assert.deepEqual(Object.keys(together.facets), Object.keys(whole.facets));
    }),
  );
});
