import assert from "node:assert/strict";
import { test } from "node:test";
import type { Product } from "@aisle/core/catalog";
import { arbitraryEventOf } from "@aisle/core/testing/arbitrary-events";
import fc from "fast-check";
import { productOf } from "./from-record.ts";
import { changedRecord } from "./partial-update.ts";
import { publicRecord } from "./record.ts";

const dress: Product = {
  id: "d1",
  title: "Silk dress",
  description: "Long.",
  brand: "Mirra",
  images: ["/a.jpg", "/b.jpg"],
  categories: [
    ["Women", "Dresses"],
    ["Sale", "Summer"],
  ],
  gtin: "4006381333931",
  offers: [
    { price: 120, salePrice: 90, currency: "EUR", availability: "preorder", stock: 3, stores: { berlin: 3 } },
    { market: "CH", price: 150, currency: "CHF", availability: "in_stock" },
  ],
  attributes: { color: "red", size: "38", weight: 0.4, tags: ["silk", "38"], _internal: "x" },
  translations: { zh: { title: "真丝连衣裙" } },
};

test("a record written back unchanged is the same product", () => {
  assert.equal(productOf(JSON.parse(JSON.stringify(publicRecord(dress))), dress), dress);
  fc.assert(
    fc.property(arbitraryEventOf("product"), (event) => {
      assert.ok(event.type === "product");
      const { product } = event;
      assert.deepEqual(productOf({ ...publicRecord(product), _highlightResult: {}, _why: {} }, product), product);
    }),
    { numRuns: 200 },
  );
});

test("a change touches its own field and keeps what a record does not show", () => {
  const change = (changes: Record<string, unknown>) => productOf(changedRecord(publicRecord(dress), changes), dress);
  assert.deepEqual(change({ title: "Silk gown" }), { ...dress, title: "Silk gown" });
  assert.deepEqual(change({ price: 80 }).offers, [
    { price: 120, salePrice: 80, currency: "EUR", availability: "preorder", stock: 3, stores: { berlin: 3 } },
    dress.offers[1],
  ]);
  assert.equal(change({ stock: { _operation: "Decrement", value: 2 } }).offers[0]!.stock, 1);
  assert.deepEqual(change({ in_stock: false }).offers[0]!.availability, "out_of_stock");
  assert.deepEqual(change({ tags: { _operation: "AddUnique", value: "new" } }).attributes, {
    ...dress.attributes,
    tags: ["silk", "38", "new"],
  });
  assert.deepEqual(change({ color: null }).attributes, { size: "38", weight: 0.4, tags: ["silk", "38"], _internal: "x" });
  assert.deepEqual(change({ categories: ["Women", "Gowns"] }).categories, [["Women", "Gowns"]]);
  assert.deepEqual(change({ hierarchicalCategories: { lvl0: ["Women", "Sale"], lvl1: ["Women > Gowns"] } }).categories, [
    ["Sale"],
    ["Women", "Gowns"],
  ]);
  assert.deepEqual(change({ images: ["/c.jpg"] }).images, ["/c.jpg"]);
  assert.deepEqual(change({ image: "/c.jpg" }).images, ["/c.jpg", "/a.jpg", "/b.jpg"]);
});

test("a record of another shop's index is read as a feed row", () => {
  const product = productOf({
    objectID: "9",
    name: "Blue mug",
    price: 12.5,
    currency: "EUR",
    image: "/mug.png",
    hierarchicalCategories: { lvl0: "Kitchen", lvl1: "Kitchen > Mugs" },
    id: 77,
    material: "clay",
  });
  assert.deepEqual(product, {
    id: "9",
    title: "Blue mug",
    description: "",
    images: ["/mug.png"],
    categories: [["Kitchen", "Mugs"]],
    offers: [{ price: 12.5, currency: "EUR", availability: "in_stock" }],
    attributes: { material: "clay", id: "77" },
  });
  assert.throws(() => productOf({ title: "x" }), { code: "bad_request" });
  assert.throws(() => productOf({ objectID: "1" }), { code: "bad_row" });
});
