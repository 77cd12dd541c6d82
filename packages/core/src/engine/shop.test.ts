import assert from "node:assert/strict";
import { test } from "node:test";
import { isAisleError, manualClock } from "../base.ts";
import { memoryProductStore } from "../catalog.ts";
import type { Product } from "../catalog.ts";
import type { LoggedEvent, ShopEvent } from "../event.ts";
import { Recommender } from "../recommend.ts";
import { createMemoryIndex } from "../retrieve.ts";
import { createAnalyzer } from "../text.ts";
import { ShopEngine } from "./shop.ts";

const start = Date.UTC(2026, 0, 1);

function product(id: string, title: string, more: Partial<Product> = {}): Product {
  return {
    id,
    title,
    description: "",
    images: [],
    categories: [["Home", "Kitchen"]],
    offers: [{ availability: "in_stock", price: 10, currency: "EUR" }],
    attributes: {},
    ...more,
  };
}

const teaPot = product("pot", "Cast iron tea pot", {
  attributes: { color: "Black" },
  translations: { zh: { title: "铸铁茶壶", categories: [["家居", "厨房"]], attributes: { color: "黑色" } } },
});
const catalogue = [
  teaPot,
  product("cup", "Porcelain tea cup", { attributes: { color: "White" } }),
  product("tray", "Bamboo tea tray"),
  product("lamp", "Desk lamp", { categories: [["Home", "Lighting"]] }),
];

function shop() {
  const analyzer = createAnalyzer();
  const clock = manualClock(start);
  const log: LoggedEvent[] = [];
  let answers = 0;
  const open = () =>
    new ShopEngine({
      analyzer,
      retrieval: createMemoryIndex({ analyzer }),
      products: memoryProductStore(),
      recommender: new Recommender(analyzer),
      clock,
      newId: () => String(++answers).padStart(32, "0"),
      pseudonym: (user) => `p:${user}`,
      end: () => log.length,
    });
  const engine = open();
  const add = (...events: readonly ShopEvent[]) => {
    for (const event of events) {
      const logged: LoggedEvent = {
        position: log.length,
        arrival: clock(),
        event,
        ...("user" in event ? { person: `p:${event.user}` } : {}),
      };
      log.push(logged);
      engine.apply(logged);
    }
  };
  add(...catalogue.map((one): ShopEvent => ({ type: "product", time: start, product: one })));
  return { engine, add, log, open, clock };
}

const ids = (answer: { hits: readonly { product: Product }[] }) => answer.hits.map((hit) => hit.product.id);

test("an event changes the next answer: catalogue, price, recommendation", async () => {
  const { engine, add } = shop();
  assert.deepEqual(ids(await engine.search({ query: "tea" })).sort(), ["cup", "pot", "tray"]);
  add({ type: "product_removed", time: start, product: "tray" });
  assert.deepEqual(ids(await engine.search({ query: "tea" })).sort(), ["cup", "pot"]);
  add({ type: "offers", time: start, product: "cup", offers: [{ availability: "in_stock", price: 4 }] });
  const cheap = await engine.search({ query: "tea", filter: { field: "price", max: 5 } });
  assert.deepEqual(
    cheap.hits.map((hit) => [hit.product.id, hit.product.offers[0]!.price]),
    [["cup", 4]],
  );
  assert.equal(cheap.position, 6);
  add({ type: "view", time: start, user: "ann", product: "pot" });
  const seen = await engine.recommend({ kind: "recently_viewed", asker: { user: "ann" } });
  assert.deepEqual(
    seen.items.map((item) => item.product.id),
    ["pot"],
  );
  assert.equal(seen.position, 7);
});

test("what a shopper did moves their order, within the parts that each hit names", async () => {
  const { engine, add, clock } = shop();
  for (let n = 0; n < 5; n++) add({ type: "view", time: start + n, user: "ann", product: "tray" });
  clock.set(start + 10_000);
  const hers = await engine.search({ query: "tea", asker: { user: "ann" } });
  assert.equal(ids(hers)[0], "tray");
  for (const hit of hers.hits) {
    const sum = Object.values(hit.parts).reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum - hit.score) < 1e-9, "the parts add up to the score");
  }
  assert.ok((hers.hits[0]!.parts["personal"] ?? 0) > 0);
  const plain = await engine.search({ query: "tea", asker: { user: "ann" }, personal: false });
  assert.deepEqual(Object.keys(plain.hits[0]!.parts), ["lexical"]);
});

test("a page in another language shows its texts and labels, and its labels filter", async () => {
  const { engine } = shop();
  const answer = await engine.search({ query: "茶壶", asker: { language: "zh" }, facets: ["color", "hierarchicalCategories.lvl1"] });
  assert.equal(answer.hits[0]!.product.title, "铸铁茶壶");
  assert.deepEqual(answer.facets, {
    color: [{ value: "黑色", count: 1 }],
    "hierarchicalCategories.lvl1": [{ value: "家居 > 厨房", count: 1 }],
  });
  for (const value of ["黑色", "Black"]) {
    assert.deepEqual(ids(await engine.search({ query: "", refinements: { color: [value] } })), ["pot"]);
    assert.deepEqual(ids(await engine.search({ query: "", filter: { field: "color", in: [value] } })), ["pot"]);
  }
  assert.deepEqual(await engine.facetValues("color", "黑", { query: "", asker: { language: "zh" } }), [{ value: "黑色", count: 1 }]);
});

test("variants of one model are recommended once, and never beside themselves", async () => {
  const { engine, add } = shop();
  const variant = (id: string, color: string) => product(id, `Enamel tea mug ${color}`, { groupId: "mug", attributes: { color } });
  add(
    ...[variant("mug-1", "red"), variant("mug-2", "blue"), variant("mug-3", "green")].map((one): ShopEvent => ({
      type: "product",
      time: start,
      product: one,
    })),
  );
  add({ type: "view", time: start, user: "ann", product: "cup" });
  const mugs = (items: readonly { product: Product }[]) => items.filter((item) => item.product.groupId === "mug").length;
  assert.equal(mugs((await engine.recommend({ kind: "for_you", asker: { user: "ann" } })).items), 1);
  assert.equal(mugs((await engine.recommend({ kind: "similar", products: ["mug-1"] })).items), 0);
});

test("an event that was applied is not applied again", async () => {
  const { engine, log, add } = shop();
  add({ type: "query", time: start, user: "ann", query: "tea cup" }, { type: "query", time: start, user: "bob", query: "tea cup" });
  for (const logged of log) engine.apply(logged);
  assert.equal(engine.position, log.length);
  assert.deepEqual(await engine.complete("tea cu", 5), ["tea cup"], "from the index, since two people are too few");
  add(
    { type: "query", time: start, user: "cat", query: "tea cup red" },
    { type: "query", time: start, user: "dan", query: "tea cup red" },
    { type: "query", time: start, user: "eve", query: "tea cup red" },
  );
  assert.equal((await engine.complete("tea cu", 5))[0], "tea cup red");
});

test("a reader waits for the position it demands; one past the end of the log is refused", async () => {
  const { engine, log, add } = shop();
  await engine.reached(log.length);
  await assert.rejects(engine.reached(log.length + 1), (error) => isAisleError(error, "position_ahead"));
  log.push({ position: log.length, arrival: start, event: { type: "view", time: start, user: "ann", product: "pot" }, person: "p:ann" });
  const waiting = engine.reached(log.length).then(() => "reached");
  engine.apply(log.at(-1)!);
  assert.equal(await waiting, "reached");
  void add;
});

test("a snapshot and a replay from it give the same answers; erasure removes a person from both", async () => {
  const { engine, log, add, open } = shop();
  add({ type: "view", time: start, user: "ann", product: "tray" }, { type: "view", time: start, user: "bob", product: "cup" });
  const { views } = await engine.snapshot();
  add({ type: "view", time: start + 1, user: "bob", product: "pot" });
  // Replayed after its key is gone: the payload cannot be opened any more.
  log.push({ position: log.length, arrival: start, event: undefined, person: "p:ann" });
  engine.apply(log.at(-1)!);

  const replayed = open();
  for (const logged of log) replayed.apply(logged);
  const restored = open();
  for (const logged of log.slice(0, 4)) restored.apply(logged);
  restored.restore(views);
  for (const logged of log) restored.apply(logged);
  for (const one of [engine, replayed, restored]) {
    assert.deepEqual(
      (await one.recommend({ kind: "recently_viewed", asker: { user: "bob" } })).items.map((item) => item.product.id),
      ["pot", "cup"],
    );
    assert.deepEqual((await one.recommend({ kind: "recently_viewed", asker: { user: "ann" } })).items, []);
  }
});

test("reviews are read with the next question, outlive a snapshot, and go with the person who wrote them", async () => {
  const { engine, log, add, open } = shop();
  const order = { order: "o1", lines: [{ product: "cup", quantity: 1 }] };
  add(
    { type: "purchase", time: start, user: "ann", ...order },
    { type: "review", time: start, user: "ann", product: "cup", text: "Thin and fine", value: 5 },
    { type: "review", time: start - 1, user: "bob", product: "cup", text: "Chipped", value: 2 },
  );
  const expected = {
    position: 7,
    count: 2,
    average: 3.5,
    histogram: [0, 1, 0, 0, 1],
    total: 2,
    reviews: [
      { product: "cup", time: start, value: 5, text: "Thin and fine", bought: true },
      { product: "cup", time: start - 1, value: 2, text: "Chipped", bought: false },
    ],
  };
  assert.deepEqual(engine.reviews({ products: ["cup"] }), expected);
  const restored = open();
  restored.restore((await engine.snapshot()).views);
  assert.deepEqual(restored.reviews({ products: ["cup"] }), expected);
  assert.deepEqual(engine.reviews({ products: ["cup"], offset: 1, limit: 1 }).reviews, expected.reviews.slice(1));
  add({ type: "return", time: start, user: "ann", ...order });
  assert.equal(engine.reviews({ products: ["cup"] }).reviews[0]!.bought, false);
  log.push({ position: log.length, arrival: start, event: undefined, person: "p:ann" });
  engine.apply(log.at(-1)!);
  const left = engine.reviews({ products: ["cup"] });
  assert.deepEqual([left.count, left.total, left.reviews[0]!.text], [1, 1, "Chipped"]);
});
