/** Random documents, changes and requests over a small world, so that queries and filters meet documents. */
import fc from "fast-check";
import type { Filter, IndexChange, IndexDocument, SearchRequest } from "../retrieve.ts";

const words = [
  "red",
  "blue",
  "shoe",
  "shoes",
  "running",
  "leather",
  "bag",
  "tea",
  "pot",
  "农业",
  "银行",
  "连衣裙",
  "红色",
  "8gb",
  "wh-1000xm4",
];
const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(" "));
const color = fc.constantFrom("red", "blue", "green");
const size = fc.constantFrom("S", "M", "L");
const id = fc.integer({ min: 0, max: 40 }).map((n) => `d${n}`);
const price = fc.integer({ min: 0, max: 50 }).map((n) => n / 2);

const views = fc.dictionary(
  fc.constantFrom("v1", "v2", "v3"),
  fc
    .record({ price: fc.option(price), stock: fc.boolean() })
    .map(({ price, stock }) => ({ numbers: { price }, flags: { in_stock: stock } })),
  { maxKeys: 2 },
);

export const documentArbitrary: fc.Arbitrary<IndexDocument> = fc
  .record({
    id,
    group: fc.option(fc.constantFrom("g1", "g2", "g3"), { nil: undefined }),
    title: text,
    description: text,
    language: fc.constantFrom(undefined, undefined, "en", "fr", "de"),
    colors: fc.array(color, { maxLength: 2 }),
    sizes: fc.array(size, { maxLength: 2 }),
    price,
    stock: fc.boolean(),
    views,
    restricted: fc.constantFrom(false, false, true),
  })
  .map(({ id, group, title, description, language, colors, sizes, price, stock, views, restricted }) => ({
    id,
    ...(group === undefined ? {} : { group }),
    texts: [
      { field: "title", value: title, ...(language === undefined ? {} : { language }) },
      { field: "description", value: description },
    ],
    keywords: { color: [...new Set(colors)], size: [...new Set(sizes)] },
    numbers: { price },
    flags: { in_stock: stock },
    points: { place: { lat: price, lng: price } },
    views,
    restricted,
  }));

export const changeArbitrary: fc.Arbitrary<IndexChange> = fc.oneof(
  { weight: 6, arbitrary: documentArbitrary.map((document): IndexChange => ({ op: "put", document })) },
  { weight: 1, arbitrary: id.map((one): IndexChange => ({ op: "delete", id: one })) },
  {
    weight: 1,
    arbitrary: fc.array(fc.record({ id, price: fc.option(price), stock: fc.boolean() }), { maxLength: 6 }).map((list): IndexChange => ({
      op: "patches",
      ids: list.map((one) => one.id),
      numbers: { price: Float64Array.from(list, (one) => one.price ?? Number.NaN) },
      flags: { in_stock: Uint8Array.from(list, (one) => (one.stock ? 1 : 0)) },
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        id,
        price,
        colors: fc.array(color, { maxLength: 3 }),
        stock: fc.boolean(),
        views: fc.option(views, { nil: undefined }),
        restricted: fc.boolean(),
      })
      .map(({ id, price, colors, stock, views, restricted }): IndexChange => ({
        op: "patch",
        id,
        numbers: { price },
        keywords: { color: [...new Set(colors)] },
        flags: { in_stock: stock },
        ...(views === undefined ? {} : { views, restricted }),
      })),
  },
);

const condition: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ field: fc.constantFrom("color", "size"), in: fc.array(fc.oneof(color, size), { maxLength: 2 }) }),
  fc.record({ field: fc.constant("price"), min: price, max: price }),
  fc.record({ field: fc.constant("in_stock"), is: fc.boolean() }),
  fc.record({ ids: fc.array(id, { maxLength: 5 }) }),
  fc.record({ field: fc.constant("place"), near: fc.record({ lat: price, lng: price }), meters: fc.integer({ min: 0, max: 2_000_000 }) }),
);

export const filterArbitrary: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: "small" },
    condition,
    fc.record({ and: fc.array(tie("filter"), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie("filter"), { maxLength: 3 }) }),
    fc.record({ not: tie("filter") }),
  ),
})).filter;

/** Requests without typos, synonyms and completions: what the naive twin understands. */
export const requestArbitrary: fc.Arbitrary<SearchRequest> = fc.record(
  {
    query: fc.oneof(
      fc.constant(""),
      fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(" ")),
    ),
    filter: filterArbitrary,
    refinements: fc.dictionary(
      fc.constantFrom("color", "size", "in_stock"),
      fc.array(fc.oneof(color, size, fc.constantFrom("true", "false")), { minLength: 1, maxLength: 2 }),
      { maxKeys: 2 },
    ),
    facets: fc.constant(["color", "size", "price", "in_stock"]),
    sort: fc.constantFrom([], [{ field: "price", order: "asc" as const }], [{ field: "color", order: "desc" as const }]),
    match: fc.constantFrom("all" as const, "any" as const),
    views: fc.constantFrom([], ["v1"], ["v2", "v1"], ["v4"]),
    offset: fc.integer({ min: 0, max: 10 }),
    typos: fc.constant(false),
  },
  { requiredKeys: ["query", "typos"] },
);

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});
const oddText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("__proto__", "constructor", "toString", "\ud800", "tea\u0000pot", "a".repeat(5_000), "的".repeat(600)),
);
const oddNumber = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, -1, 0.5, 1e300, 2 ** 53, 1_001));
const nested = (depth: number, inner: unknown): unknown => (depth === 0 ? inner : nested(depth - 1, { not: inner }));
const oddFilter = fc.oneof(
  filterArbitrary,
  fc.record({ and: anything }),
  fc.record({ or: fc.array(anything) }),
  fc.record({ field: fc.oneof(oddText, anything), in: fc.oneof(fc.array(oddText), anything) }),
  fc.record({ field: oddText, min: oddNumber, max: oddNumber, excludeMin: anything }),
  fc.record({ field: fc.constant("place"), near: fc.record({ lat: oddNumber, lng: oddNumber }), meters: oddNumber }),
  fc.tuple(fc.integer({ min: 0, max: 100 }), anything).map(([depth, inner]) => nested(depth, inner)),
);
const oddly = (usual: fc.Arbitrary<unknown>) => fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: anything });

/** What another thread or a careless caller may send as a request. */
export const anyRequestArbitrary: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 1, arbitrary: anything },
  {
    weight: 8,
    arbitrary: fc.record(
      {
        query: oddly(fc.oneof(fc.constantFrom(...words), oddText)),
        language: oddly(fc.constantFrom("en", "zh", "xx", "")),
        filter: oddly(oddFilter),
        refinements: oddly(fc.dictionary(oddText, oddly(fc.array(oddText, { maxLength: 3 })), { maxKeys: 3 })),
        facets: oddly(fc.array(oddText, { maxLength: 3 })),
        facetLimit: oddly(fc.nat(10)),
        sort: oddly(fc.array(fc.record({ field: oddText, order: oddly(fc.constantFrom("asc", "desc")) }), { maxLength: 3 })),
        offset: oddly(fc.oneof(fc.nat(5), oddNumber)),
        limit: oddly(fc.oneof(fc.nat(5), oddNumber)),
        prefix: oddly(fc.boolean()),
        typos: oddly(fc.boolean()),
        distinct: oddly(fc.boolean()),
        synonyms: oddly(fc.dictionary(fc.oneof(fc.constantFrom(...words), oddText), oddly(fc.array(oddText, { maxLength: 3 })))),
        match: oddly(fc.constantFrom("all", "any")),
        views: oddly(fc.array(oddText, { maxLength: 3 })),
        unknown: anything,
      },
      { requiredKeys: ["query"] },
    ),
  },
);
