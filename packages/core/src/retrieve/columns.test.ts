import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ByteReader, ByteWriter } from "../base.ts";
import { documentArbitrary, filterArbitrary } from "../testing/retrieval-arbitraries.ts";
import { Columns } from "./columns.ts";
import { countFacets, mergeFacets } from "./facets.ts";
import { compileFilter, compileValues, matchesFilter } from "./filter.ts";
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
        const passes = compileFilter(filter, of, numbers(from));
        return documents.slice(from).map((_, doc) => passes(doc));
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
      const passes = compileValues(field, values, fill(new Columns(), documents));
      assert.deepEqual(
        documents.map((_, doc) => passes(doc)),
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
      const whole = mergeFacets([countFacets(fields, docs, columns)], 100);
      assert.deepEqual(
        mergeFacets([countFacets(fields, docs.subarray(0, cut), columns), countFacets(fields, docs.subarray(cut), columns)], 100),
        whole,
      );
      const colors = new Map<string, number>();
      for (const document of documents) for (const color of document.keywords!["color"]!) colors.set(color, (colors.get(color) ?? 0) + 1);
      assert.deepEqual(
        Object.fromEntries((whole.facets["color"] ?? []).map(({ value, count }) => [value, count])),
        Object.fromEntries(colors),
      );
      // All documents one group: every value once.
      const together = mergeFacets([countFacets(fields, docs, columns, new Uint32Array(docs.length).fill(1))], 100);
      assert.deepEqual(
        Object.values(together.facets).flatMap((values) => values.filter(({ count }) => count !== 1)),
        [],
      );
      assert.deepEqual(Object.keys(together.facets), Object.keys(whole.facets));
    }),
  );
});
