import assert from "node:assert/strict";
import { test } from "node:test";
import { manualClock } from "../base.ts";
import type { Product } from "../catalog.ts";
import type { ShopEvent } from "../event.ts";
import { Recommender } from "../recommend.ts";
import { createMemoryIndex } from "../retrieve.ts";
import { openEngine } from "../testing/open-engine.ts";
import { ShopEngine } from "./shop.ts";

const start = Date.UTC(2026, 0, 1);
const colors = ["black", "red", "green"];
const zh: Readonly<Record<string, string>> = { black: "黑色", red: "红色", green: "绿色" };

function dress(i: number): Product {
  const color = colors[i % 3]!;
  return {
    id: `${i}`,
    title: "Summer dress",
    description: "",
    brand: `Brand ${i % 5}`,
    images: [],
    language: "en",
    categories: [["Dresses"]],
    offers: [{ availability: "in_stock", price: 10 }],
    attributes: { color },
    translations: { zh: { title: "夏季 连衣裙", attributes: { color: zh[color]! } } },
  };
}

function opened() {
  const shop = openEngine(start);
  shop.add(...Array.from({ length: 30 }, (_, i): ShopEvent => ({ type: "product", time: start, product: dress(i) })));
  return shop;
}

const asked = { query: "summer dress", facets: ["brand", "color", "categories", "price"] };

test("a refinement after a query moves its facet and value with the next answer, in the language of each page", async () => {
  const { engine, add } = opened();
  assert.deepEqual((await engine.search(asked)).facetOrder, [
    { field: "brand", values: ["Brand 0", "Brand 1", "Brand 2", "Brand 3", "Brand 4"] },
    { field: "color", values: ["black", "green", "red"] },
    { field: "categories", values: ["Dresses"] },
    { field: "price", values: [] },
  ]);
  for (let i = 0; i < 6; i++) {
    const user = `shopper ${i}`;
    add({ type: "query", time: start, user, query: "dresses for summer" });
    add({ type: "refinement", time: start + 1_000, user, field: "color", value: "红色", on: true });
    add({ type: "refinement", time: start + 2_000, user, field: "color", value: "红色", on: false });
  }
  const answer = await engine.search({ ...asked, query: "Summer DRESS", asker: { language: "zh" } });
  assert.deepEqual(answer.facetOrder![0], { field: "color", values: ["红色", "黑色", "绿色"] });
  assert.deepEqual((await engine.search(asked)).facetOrder![0], { field: "color", values: ["red", "black", "green"] });
  assert.equal("facetOrder" in (await engine.search({ query: "summer dress" })), false);
});

test("choices come back with a snapshot", async () => {
  const { engine, add, products, analyzer } = opened();
  for (const user of ["a", "b", "c"]) {
    add({ type: "query", time: start, user, query: "summer dress" });
    for (let i = 0; i < 3; i++) add({ type: "refinement", time: start + 1_000, user, field: "color", value: "green", on: true });
  }
  const before = await engine.search(asked);
  const { position, views } = await engine.snapshot();
  const copy = new ShopEngine({
    analyzer,
    retrieval: createMemoryIndex({ analyzer }),
    products,
    recommender: new Recommender(analyzer),
    clock: manualClock(start),
    newId: () => "0".repeat(32),
    pseudonym: (user) => user,
    end: () => position,
  });
  copy.restore(views);
  for (const one of products.all())
    copy.apply({ position: copy.position, arrival: start, event: { type: "product", time: start, product: one } });
  assert.deepEqual((await copy.search(asked)).facetOrder, before.facetOrder);
  assert.equal(before.facetOrder![0]!.field, "color");
});
