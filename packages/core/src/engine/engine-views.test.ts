import assert from "node:assert/strict";
import { test } from "node:test";
import type { Product } from "../catalog.ts";
import { toDocument } from "./document.ts";
import { Labels } from "./labels.ts";

const sweater: Product = {
  id: "p1",
  groupId: "g1",
  title: "Merino sweater",
  description: "Warm.",
  brand: "Halden",
  images: [],
  categories: [["Fashion", "Knitwear"]],
  gtin: "4006381333931",
  offers: [{ availability: "in_stock", currency: "EUR", price: 80, salePrice: 60, stock: 3 }],
  attributes: {
    color: "Charcoal",
    material: ["Wool", "Silk"],
    weight: 0.4,
    washable: true,
    care: `Wash by hand, ${"gently ".repeat(20)}`,
    link: "https://a.b/c",
    code: "4711",
  },
  translations: {
    zh: { title: "美利奴毛衣", brand: "哈尔登", categories: [["时尚", "针织"]], attributes: { color: "炭灰", material: ["羊毛", "真丝"] } },
  },
};

test("a product becomes a document: texts of all languages, columns in its own words", () => {
  const document = toDocument(sweater);
  assert.deepEqual(document.keywords, {
    "hierarchicalCategories.lvl0": ["Fashion"],
    "hierarchicalCategories.lvl1": ["Fashion > Knitwear"],
    item_group_id: ["g1"],
    brand: ["Halden"],
    categories: ["Fashion", "Knitwear"],
    color: ["Charcoal"],
    material: ["Wool", "Silk"],
    link: ["https://a.b/c"],
    code: ["4711"],
  });
  assert.deepEqual(document.numbers, { price: 60, stock: 3, weight: 0.4 });
  assert.deepEqual(document.flags, { in_stock: true, on_sale: true, washable: true });
  assert.deepEqual(document.identifiers, ["p1", "4006381333931"]);
  assert.equal(document.group, "g1");
  const texts = document.texts.map(({ field, value }) => `${field}:${value.slice(0, 12)}`);
  assert.ok(texts.includes("title:美利奴毛衣") && texts.includes("color:炭灰") && texts.includes("description:Wash by hand"));
  assert.ok(!texts.some((text) => text.includes("https") || text.includes("4711")), "addresses and bare numbers are not searched");
});

test("labels name values in a language and lead back to them", () => {
  const labels = new Labels();
  labels.add(sweater);
  assert.equal(labels.label("zh", "color", "Charcoal"), "炭灰");
  assert.equal(labels.label("zh", "hierarchicalCategories.lvl1", "Fashion > Knitwear"), "时尚 > 针织");
  assert.equal(labels.label("zh", "color", "Red"), "Red");
  assert.equal(labels.label(undefined, "color", "Charcoal"), "Charcoal");
  assert.deepEqual(labels.values("material", "真丝"), ["真丝", "Silk"]);
  assert.deepEqual(labels.values("material", "Silk"), ["Silk"]);
  const copy = new Labels();
  copy.restore(labels.snapshot());
  assert.deepEqual(copy.snapshot(), labels.snapshot());
  assert.equal(copy.label("zh", "brand", "Halden"), "哈尔登");
});

test("a value that is also a label of another value finds both", () => {
  const labels = new Labels();
  labels.add({ ...sweater, attributes: { color: "Grey" }, translations: { de: { title: "x", attributes: { color: "Silver" } } } });
  assert.deepEqual(labels.values("color", "Silver"), ["Silver", "Grey"]);
});
