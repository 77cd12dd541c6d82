import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { manualClock } from "../base.ts";
import { currentPrice, isAvailable, memoryProductStore, offersFor } from "../catalog.ts";
import type { Audience, Offer, Product } from "../catalog.ts";
import type { ShopEvent } from "../event.ts";
import { Recommender } from "../recommend.ts";
import { createMemoryIndex } from "../retrieve.ts";
import { createAnalyzer } from "../text.ts";
import { ShopEngine } from "./shop.ts";

const analyzer = createAnalyzer();
const start = Date.UTC(2026, 0, 1);

function product(id: string, offers: readonly Offer[]): Product {
  return { id, title: "tea pot", description: "", images: [], categories: [["Home", "Tea"]], offers, attributes: {} };
}

function shop(shards = 1) {
  const clock = manualClock(start);
  let events = 0;
  const engine = new ShopEngine({
    analyzer,
    retrieval: createMemoryIndex({ analyzer, shards }),
    products: memoryProductStore(),
    recommender: new Recommender(analyzer),
    clock,
    newId: () => "0".repeat(32),
    pseudonym: (user) => user,
    end: () => events,
  });
  const add = (...list: readonly ShopEvent[]) => {
    for (const event of list)
      engine.apply({ position: events++, arrival: start, event, ...("user" in event ? { person: event.user } : {}) });
  };
  const put = (...products: readonly Product[]) =>
    add(...products.map((one): ShopEvent => ({ type: "product", time: start, product: one })));
  return { engine, add, put };
}

const offer = (price: number, more: Partial<Offer> = {}): Offer => ({ availability: "in_stock", price, ...more });

test("filters, facets, sort and what is shown are those of the asker's market and group", async () => {
  const { engine, add, put } = shop();
  put(
    product("both", [
      offer(10, { currency: "USD" }),
      offer(70, { currency: "CNY", market: "CN" }),
      offer(55, { currency: "CNY", market: "CN", group: "trade" }),
    ]),
    product("plain", [offer(20, { currency: "USD" })]),
    product("china", [offer(30, { currency: "CNY", market: "CN" })]),
    product("trade", [offer(1, { group: "trade" })]),
  );
  const ask = async (asker: Audience, more = {}) => {
    const answer = await engine.search({ query: "tea", asker, facets: ["price"], sort: [{ field: "price", order: "asc" }], ...more });
    return {
      hits: answer.hits.map((hit) => [hit.product.id, currentPrice(hit.product.offers[0]!)]),
      total: answer.total,
      stats: answer.stats["price"],
    };
  };
  assert.deepEqual(await ask({}), {
    hits: [
      ["both", 10],
      ["plain", 20],
      ["china", 30],
    ],
    total: 3,
    stats: { min: 10, max: 30, sum: 60, count: 3 },
  });
  assert.deepEqual((await ask({ market: "US" })).hits, [
    ["both", 10],
    ["plain", 20],
  ]);
  assert.deepEqual((await ask({ market: "CN" })).hits, [
    ["plain", 20],
    ["china", 30],
    ["both", 70],
  ]);
  assert.deepEqual((await ask({ market: "CN", group: "trade" })).hits, [
    ["trade", 1],
    ["plain", 20],
    ["china", 30],
    ["both", 55],
  ]);
  assert.deepEqual((await ask({ market: "CN" }, { filter: { field: "price", min: 60 } })).hits, [["both", 70]]);
  assert.deepEqual((await ask({}, { filter: { field: "price", min: 60 } })).hits, []);
  add({ type: "offers", time: start, product: "both", offers: [offer(10), offer(5, { market: "CN" })] });
  assert.deepEqual((await ask({ market: "CN", group: "trade" })).hits, [
    ["trade", 1],
    ["both", 5],
    ["plain", 20],
    ["china", 30],
  ]);
  assert.equal(engine.sold("trade", { market: "CN" }), undefined);
  assert.deepEqual(engine.sold("both", { market: "CN" })?.offers, [offer(5, { market: "CN" })]);
});

test("recommendations and suggestions show what is sold to the asker, at their price", async () => {
  const { engine, add, put } = shop();
  put(
    product("seed", [offer(10)]),
    product("china", [offer(30, { market: "CN" })]),
    product("gone", [offer(5), { ...offer(4, { market: "CN" }), availability: "out_of_stock" }]),
    product("trade", [offer(9, { group: "trade" })]),
    product("deal", [offer(20), offer(12, { group: "trade" })]),
  );
  add(
    ...["seed", "china", "gone", "trade", "deal"].map((id, n): ShopEvent => ({
      type: "view",
      time: start + n,
      user: "ann",
      session: "s",
      product: id,
    })),
  );
  const similar = async (asker: Audience) => {
    const { items } = await engine.recommend({ kind: "similar", products: ["seed"], asker });
    return Object.fromEntries(items.map(({ product: one }) => [one.id, one.offers.map((each) => each.price)]));
  };
  assert.deepEqual(await similar({ market: "US" }), { gone: [5], deal: [20] });
  assert.deepEqual(await similar({ market: "CN" }), { china: [30], deal: [20] });
  assert.deepEqual(await similar({ market: "CN", group: "trade" }), { china: [30], trade: [9], deal: [12] });
  const suggested = async (asker: Audience) =>
    (await engine.suggest("tea", { ...asker, limit: 10 })).products.map(({ id, offers }) => [id, offers[0]!.price]).sort();
  assert.deepEqual(await suggested({ market: "US" }), [
    ["deal", 20],
    ["gone", 5],
    ["seed", 10],
  ]);
  assert.deepEqual(await suggested({ group: "trade" }), [
    ["china", 30],
    ["deal", 12],
    ["gone", 5],
    ["seed", 10],
    ["trade", 9],
  ]);
});

test("whatever the offers and however many shards, an answer is that of the asker's offers alone", async () => {
  const market = fc.constantFrom(undefined, "DE", "FR");
  const group = fc.constantFrom(undefined, "trade", "vip");
  const offers = fc.array(
    fc
      .record({ market, group, price: fc.integer({ min: 1, max: 9 }), stock: fc.constantFrom(undefined, 0, 3) })
      .map(({ market, group, price, stock }) =>
        offer(price, {
          ...(market === undefined ? {} : { market }),
          ...(group === undefined ? {} : { group }),
          ...(stock === undefined ? {} : { stock }),
        }),
      ),
    { maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(offers, { minLength: 1, maxLength: 8 }),
      fc.array(fc.tuple(fc.nat(7), offers), { maxLength: 6 }),
      fc.constantFrom(1, 3),
      async (lists, changes, shards) => {
        const { engine, add, put } = shop(shards);
        put(...lists.map((list, n) => product(`p${n}`, list)));
        add(...changes.map(([n, list]): ShopEvent => ({ type: "offers", time: start, product: `p${n}`, offers: list })));
        const now = lists.map((list, n) => changes.findLast(([at]) => at === n)?.[1] ?? list);
        for (const audience of [{}, { market: "DE" }, { market: "FR", group: "trade" }, { group: "vip" }] as const) {
          const seen = now.flatMap((list, n) => {
            const own = offersFor(list, audience);
            return own === undefined ? [] : [{ id: `p${n}`, own, price: own[0]?.price }];
          });
          const answer = await engine.search({
            query: "tea",
            asker: audience,
            personal: false,
            facets: ["in_stock"],
            filter: { field: "price", min: 4 },
          });
          const dear = seen.filter(({ price }) => price !== undefined && price >= 4);
          assert.deepEqual(
            answer.hits.map((hit) => [hit.product.id, hit.product.offers]).sort(),
            dear.map(({ id, own }) => [id, own]).sort(),
          );
          assert.equal(answer.total, dear.length);
          const inStock = dear.filter(({ own }) => isAvailable({ offers: own })).length;
          assert.equal(answer.facets["in_stock"]?.find(({ value }) => value === "true")?.count ?? 0, inStock);
        }
      },
    ),
    { numRuns: 60 },
  );
});
