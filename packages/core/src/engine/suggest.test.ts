import assert from "node:assert/strict";
import { test } from "node:test";
import { ByteReader, ByteWriter } from "../base.ts";
import { memoryProductStore } from "../catalog.ts";
import type { Product } from "../catalog.ts";
import type { ShopEvent } from "../event.ts";
import { PopularQueries } from "../suggest.ts";
import { openEngine } from "../testing/open-engine.ts";

const start = Date.UTC(2026, 0, 1);

function product(id: string, title: string, zh: string, brand: string): Product {
  return {
    id,
    title,
    description: "",
    brand,
    images: [],
    language: "en",
    categories: [["Clothes", "Dresses"]],
    offers: [{ availability: "in_stock", price: 10 }],
    attributes: {},
    translations: { zh: { title: zh, categories: [["服装", "裙子"]] } },
  };
}

const catalogue = [product("1", "Summer dress", "夏季 连衣裙", "Northwind"), product("2", "Evening gown", "晚礼服", "Northwind")];

const opened = (products?: ReturnType<typeof memoryProductStore>) => openEngine(start, products);

function filled() {
  const shop = opened();
  shop.add(...catalogue.map((one): ShopEvent => ({ type: "product", time: start, product: one })));
  return shop;
}

const titles = (answer: { products: readonly Product[] }) => answer.products.map(({ title }) => title);

test("the beginning of a word suggests products, categories and brands in the page's language", async () => {
  const { engine } = filled();
  assert.deepEqual(await engine.suggest("north", { limit: 1 }), {
    id: "0".repeat(32),
    position: 2,
    queries: [],
    products: [catalogue[0]],
    categories: [],
    brands: [{ name: "Northwind", count: 2 }],
  });
  const chinese = await engine.suggest("dress", { language: "zh", limit: 3 });
  assert.deepEqual(titles(chinese), ["夏季 连衣裙", "晚礼服"]);
  assert.deepEqual(chinese.categories, [{ name: "裙子", path: ["服装", "裙子"], count: 2 }]);
});

test("pinyin finds products by the words of their titles, and says what it read", async () => {
  const { engine } = filled();
  for (const typed of ["lianyiqun", "lyq", "lianyq", "连一群"]) {
    const answer = await engine.suggest(typed, { language: "zh", limit: 3 });
    assert.deepEqual([titles(answer), answer.didYouMean], [["夏季 连衣裙"], "连衣裙"], typed);
  }
});

test("a misspelling is put right; what is found as typed is left alone", async () => {
  const { engine } = filled();
  const answer = await engine.suggest("sumer dress", { limit: 3 });
  assert.deepEqual([titles(answer), answer.didYouMean], [["Summer dress"], "summer dress"]);
  assert.equal((await engine.suggest("summer dre", { limit: 3 })).didYouMean, undefined);
  assert.deepEqual(await engine.suggest("  ", { limit: 3 }), {
    id: "0".repeat(32),
    position: 2,
    queries: [],
    products: [],
    categories: [],
    brands: [],
  });
});

const sold = (title: string, zh: string, count: number, from: number) =>
  Array.from({ length: count }, (_, i): ShopEvent => ({
    type: "product",
    time: start,
    product: product(`${from + i}`, title, zh, "Northwind"),
  }));

test("did you mean: only what finds products, and nothing where the query was found as typed", async () => {
  const { engine, add } = filled();
  add(...sold("Black boots", "黑色 靴子", 45, 10), ...sold("Blak metal poster", "海报", 1, 90));
  const meant = async (query: string, language = "en") => (await engine.search({ query, asker: { language } })).didYouMean;
  assert.equal(await meant("sumer dress"), "summer dress");
  assert.equal(await meant("summer dress"), undefined);
  assert.equal(await meant("zzzzzz qqqq"), undefined);
  for (const typed of ["lianyiqun", "lian yi qun", "连一群", "lianyiq"]) assert.equal(await meant(typed, "zh"), "连衣裙", typed);
  assert.equal(await meant("lyq", "zh"), undefined);
  // Found as typed, but next to never: a misspelling that the catalogue shares.
  assert.equal(await meant("blak"), undefined);
  for (const user of ["a", "b", "c"]) add({ type: "query", time: start, user, query: "black" });
  assert.equal(await meant("blak"), "black");
  assert.equal((await engine.search({ query: "sumer dress", filter: { field: "brand", in: ["Nobody"] } })).didYouMean, undefined);
});

test("queries of three people, removal, snapshot", async () => {
  const { engine, add } = filled();
  for (const user of ["a", "b", "c"]) add({ type: "query", time: start, user, query: "summer party" });
  assert.deepEqual((await engine.suggest("party", { limit: 3 })).queries, ["summer party"]);
  add({ type: "product_removed", time: start, product: "1" });
  assert.deepEqual(titles(await engine.suggest("summer", { limit: 3 })), []);
  const { views } = await engine.snapshot();
  const store = memoryProductStore();
  store.put(catalogue[1]!);
  const copy = opened(store).engine;
  copy.restore(views);
  const { queries, categories, brands } = await copy.suggest("north", { limit: 3 });
  assert.deepEqual([queries, categories, brands], [[], [], [{ name: "Northwind", count: 1 }]]);
  assert.deepEqual((await copy.suggest("summ", { limit: 3 })).queries, ["summer party"]);
});

test("a snapshot of the first format, which held queries alone, learns the rest from the products", async () => {
  const { engine } = filled();
  const { views } = await engine.snapshot();
  const now = new ByteReader(views["engine"]!);
  now.u8();
  const position = now.varint();
  const labels = now.bytes();
  now.bytes();
  const before = new ByteWriter().u8(1).varint(position).bytes(labels).bytes(new PopularQueries().snapshot()).raw(now.raw(now.remaining));
  const store = memoryProductStore();
  for (const one of catalogue) store.put(one);
  const copy = opened(store).engine;
  copy.restore({ ...views, engine: before.finish() });
  assert.equal(copy.position, 2);
  assert.deepEqual((await copy.suggest("north", { limit: 3 })).brands, [{ name: "Northwind", count: 2 }]);
});
