import assert from "node:assert/strict";
import { test } from "node:test";
import { diffProducts, localise } from "../catalog.ts";
import type { Product } from "../catalog.ts";

const cup: Product = {
  id: "1",
  title: "Cup",
  description: "A cup.",
  brand: "Yun",
  images: [],
  categories: [["Home"]],
  language: "en",
  offers: [{ price: 3, availability: "in_stock" }],
  attributes: { color: "red", capacity: 300 },
  translations: { "zh-Hans": { title: "杯子", categories: [["家居"]], attributes: { color: "红色" } } },
};

test("a translation replaces what it has and keeps the rest", () => {
  const zh = localise(cup, "zh");
  assert.deepEqual(
    [zh.title, zh.description, zh.brand, zh.categories, zh.attributes, zh.language],
    ["杯子", "A cup.", "Yun", [["家居"]], { color: "红色", capacity: 300 }, "zh-Hans"],
  );
  assert.equal(localise(cup, "en"), cup);
  assert.equal(localise(cup, "fr"), cup);
});

test("a difference is none, offers, or the product", () => {
  assert.equal(diffProducts(undefined, cup), "product");
  assert.equal(diffProducts(cup, structuredClone(cup)), "none");
  assert.equal(diffProducts(cup, { ...cup, offers: [{ price: 2, availability: "in_stock" }] }), "offers");
  assert.equal(diffProducts(cup, { ...cup, title: "Mug" }), "product");
  assert.equal(diffProducts(cup, { ...cup, attributes: { capacity: 300, color: "red" } }), "none");
  assert.equal(diffProducts(cup, { ...cup, attributes: { color: "red" } }), "product");
  assert.equal(diffProducts({ ...cup, offers: [] }, { ...cup, title: "Mug" }), "product");
});
