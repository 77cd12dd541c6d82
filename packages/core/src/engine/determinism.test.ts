/** Law 2 and law 4 together: whatever snapshots an engine was restored from on its way, it answers to the last byte as one that saw the whole log. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { memoryProductStore } from "../catalog.ts";
import type { Product, ProductStore } from "../catalog.ts";
import type { LoggedEvent, ShopEvent } from "../event.ts";
import { Recommender } from "../recommend.ts";
import { createMemoryIndex } from "../retrieve.ts";
import { createAnalyzer } from "../text.ts";
import type { RecommendQuestion, SearchQuestion } from "./engine.ts";
import { ShopEngine } from "./shop.ts";

const start = Date.UTC(2026, 0, 1);
const day = 86_400_000;
const analyzer = createAnalyzer();

const productId = fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h");
const person = fc.constantFrom("ann", "bob", "cleo", "dan", "tab-1", "tab-2");
const session = fc.constantFrom("s1", "s2", "s3");
const word = fc.constantFrom("red", "tea", "cup", "lamp", "wool", "running", "runing", "红色", "茶杯", "连衣裙");
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((list) => list.join(" "));
const category = fc.constantFrom("Home", "Kitchen", "Lamps", "Fashion");
// Own words in one language share labels in another, and two languages share labels with each other.
const label = fc.constantFrom("L1", "L2", "家居");
const translation = fc.record({
  title: words,
  brand: label,
  categories: fc.array(fc.array(label, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
});

const product: fc.Arbitrary<Product> = fc
  .record(
    {
      id: productId,
      groupId: fc.constantFrom("g1", "g2"),
      title: words,
      description: words,
      brand: fc.constantFrom("Acme", "Brook", "Cedar"),
      categories: fc.array(fc.array(category, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
      price: fc.double({ min: 0.5, max: 500, noNaN: true }),
      color: word,
      translations: fc.dictionary(fc.constantFrom("zh", "fr"), translation, { noNullPrototype: true }),
    },
    { noNullPrototype: true, requiredKeys: ["id", "title", "description", "categories", "price"] },
  )
  .map(({ price, color, ...rest }) => ({
    ...rest,
    images: [],
    offers: [{ availability: "in_stock", price, currency: "EUR" }],
    attributes: color === undefined ? {} : { color },
  }));

const line = fc.record({ product: productId, quantity: fc.constant(1) });
const shopper = { user: person, session };
const event: fc.Arbitrary<ShopEvent> = fc
  .tuple(
    fc.integer({ min: -3 * day, max: 40 * day }),
    fc.oneof(
      { weight: 5, arbitrary: product.map((one) => ({ type: "product" as const, product: one })) },
      fc.record({ type: fc.constant("product_removed" as const), product: productId }),
      fc.record({
        type: fc.constant("offers" as const),
        product: productId,
        offers: fc.array(
          fc.record({
            availability: fc.constantFrom("in_stock" as const, "out_of_stock" as const),
            price: fc.double({ min: 1, max: 99, noNaN: true }),
          }),
          { maxLength: 1 },
        ),
      }),
      {
        weight: 6,
        arbitrary: fc.record({
          type: fc.constantFrom("view" as const, "click" as const),
          product: productId,
          position: fc.integer({ min: 1, max: 9 }),
          ...shopper,
        }),
      },
      fc.record({ type: fc.constant("query" as const), query: words, total: fc.constant(3), ...shopper }),
      {
        weight: 2,
        arbitrary: fc.record({ type: fc.constant("add_to_cart" as const), product: productId, quantity: fc.constant(1), ...shopper }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          type: fc.constant("purchase" as const),
          order: fc.constantFrom("o1", "o2", "o3"),
          lines: fc.array(line, { maxLength: 3 }),
          ...shopper,
        }),
      },
      fc.record({
        type: fc.constant("return" as const),
        order: fc.constantFrom("o1", "o2", "o3"),
        lines: fc.array(line, { maxLength: 2 }),
        ...shopper,
      }),
      fc.record({ type: fc.constant("rating" as const), product: productId, value: fc.integer({ min: 1, max: 5 }), ...shopper }),
      fc.record({
        type: fc.constant("identify" as const),
        anonymous: fc.constantFrom("tab-1", "tab-2"),
        undo: fc.boolean(),
        user: fc.constantFrom("ann", "bob"),
      }),
      fc.record({ type: fc.constant("erase" as const), user: person }),
      fc.record({
        type: fc.constant("operator" as const),
        command: fc.constant("synonyms"),
        arguments: fc.record({
          save: fc.tuple(
            fc.record({
              id: fc.constantFrom("1", "2"),
              meaning: fc.record({ from: word, to: fc.array(word, { minLength: 1, maxLength: 2 }) }),
              source: fc.constant({}),
            }),
          ),
        }),
      }),
    ),
  )
  .map(([time, rest]) => ({ time: start + time, ...rest }) as ShopEvent);

const log = fc.array(event, { minLength: 10, maxLength: 90 }).map((events) =>
  events.map((one, position): LoggedEvent => ({
    position,
    arrival: start + position * 40_000_000,
    event: one,
    ...("user" in one ? { person: one.user } : {}),
    ...(one.type === "identify" ? { anonymous: one.anonymous } : {}),
  })),
);

const searches: readonly SearchQuestion[] = [
  { query: "tea cup", asker: { user: "ann" }, facets: ["brand", "categories", "color", "price"] },
  { query: "runing", asker: { user: "tab-1", language: "fr" }, prefix: true, distinct: true },
  { query: "", asker: { user: "bob", language: "zh" }, facets: ["categories"], refinements: { categories: ["家居"] } },
  { query: "红色", filter: { field: "price", max: 50 } },
];
const recommendations: readonly RecommendQuestion[] = [
  { kind: "for_you", asker: { user: "ann", language: "zh" } },
  { kind: "for_you", asker: { user: "tab-2" }, category: ["L1"] },
  { kind: "similar", products: ["a", "b"] },
  { kind: "bought_together", products: ["a"] },
  { kind: "trending", category: ["家居"] },
  { kind: "recently_viewed", asker: { user: "bob" } },
];

const indexOf = (bytes?: Uint8Array) => createMemoryIndex({ analyzer, ...(bytes === undefined ? {} : { snapshot: bytes }) });

function open(products: ProductStore, retrieval = indexOf()): ShopEngine {
  return new ShopEngine({
    analyzer,
    retrieval,
    products,
    recommender: new Recommender(analyzer),
    clock: () => assert.fail("an answer for a stated moment asks no clock"),
    newId: () => "0".repeat(32),
    pseudonym: (user) => user,
    end: () => Infinity,
  });
}

async function answers(engine: ShopEngine): Promise<string> {
  const given: unknown[] = [];
  for (const now of [start + 2 * day, start + 41 * day]) {
    for (const question of searches) given.push(await engine.search({ ...question, now }));
    for (const question of recommendations) given.push(await engine.recommend({ ...question, now }));
  }
  for (const typed of ["", "r", "lianyi", "ho", "acne"])
    given.push(await engine.suggest(typed, { limit: 5 }), await engine.suggest(typed, { language: "zh", limit: 2 }));
  given.push(await engine.complete("r", 5), await engine.facetValues("brand", "", { query: "", personal: false, now: start }));
  return JSON.stringify(given);
}

test("an engine restored from snapshots answers as one that replayed everything", async () => {
  await fc.assert(
    fc.asyncProperty(log, fc.array(fc.nat({ max: 89 }), { maxLength: 3 }), async (events, cuts) => {
      const whole = open(memoryProductStore());
      for (const one of events) whole.apply(one);
      const products = memoryProductStore();
      let engine = open(products);
      for (const one of events) {
        if (cuts.includes(one.position)) {
          const { views } = await engine.snapshot();
          engine = open(products, indexOf(views["retrieval"]));
          engine.restore(views);
        }
        engine.apply(one);
      }
      assert.equal(await answers(engine), await answers(whole));
    }),
    { numRuns: 250 },
  );
});

test("an answer says what was applied while the index looked, and an engine that applies the same then gives the same bytes", async () => {
  const click = (position: number): LoggedEvent => ({
    position,
    arrival: start,
    person: "ann",
    event: { type: "click", time: start, user: "ann", product: "b" },
  });
  const put = (position: number, id: string): LoggedEvent => ({
    position,
    arrival: start,
    event: {
      type: "product",
      time: start,
      product: {
        id,
        title: "tea cup",
        description: "",
        images: [],
        categories: [],
        offers: [{ availability: "in_stock" }],
        attributes: {},
      },
    },
  });
  const ask = async (whileAsked: (engine: ShopEngine) => void) => {
    const index = createMemoryIndex({ analyzer });
    const search = index.search.bind(index);
    index.search = async (request) => {
      const found = await search(request);
      whileAsked(engine);
      return found;
    };
    const engine = open(memoryProductStore(), index);
    for (const one of [put(0, "a"), put(1, "b")]) engine.apply(one);
    return engine.search({ query: "tea", now: start });
  };
  const quiet = await ask(() => undefined);
  const moved = await ask((engine) => [click(2), click(3)].forEach((one) => engine.apply(one)));
  const replayed = await ask((engine) => [click(2), click(3)].forEach((one) => engine.apply(one)));
  assert.equal(quiet.ranked, undefined);
  assert.deepEqual([moved.position, moved.ranked, moved.hits[0]?.product.id], [2, 4, "b"]);
  assert.equal(JSON.stringify(replayed), JSON.stringify(moved));
});
