import assert from "node:assert/strict";
import { test } from "node:test";
import { contentHash } from "@aisle/core/base";
import { isAvailable, localise } from "@aisle/core/catalog";
import type { Product } from "@aisle/core/catalog";
import { decodeEvent } from "@aisle/core/event";
import { SaxesParser } from "saxes";
import { productTypes } from "./catalogue.ts";
import { demoEvents, demoProducts, drawProduct } from "./demo-shop.ts";
import { drawings } from "./drawings/draw-product.ts";

const products = demoProducts(1);
const now = Date.UTC(2026, 0, 31, 12);
const typeOf = (product: Product) => product.id.split("-", 1)[0]!;

test("more than three thousand products of more than forty types, the same for the same seed", () => {
  assert.ok(products.length >= 3_000, String(products.length));
  assert.ok(new Set(products.map(typeOf)).size >= 45);
  assert.equal(contentHash(JSON.stringify(demoProducts(1))), contentHash(JSON.stringify(products)));
  assert.notEqual(contentHash(JSON.stringify(demoProducts(2))), contentHash(JSON.stringify(products)));
});

test("ids, numbers and titles are unique; variants share a group and its description", () => {
  for (const of of [
    (one: Product) => one.id,
    (one: Product) => one.gtin!,
    (one: Product) => one.title,
    (one: Product) => one.translations!["zh"]!.title,
  ]) {
    assert.equal(new Set(products.map(of)).size, products.length);
  }
  const descriptions = new Map<string, Set<string>>();
  for (const one of products) {
    const group = one.groupId ?? one.id;
    descriptions.set(one.description, (descriptions.get(one.description) ?? new Set()).add(group));
  }
  const shared = [...descriptions.values()].filter((groups) => groups.size > 1).length;
  assert.ok(shared < 5, `${shared} descriptions belong to several models`);
});

test("every product is complete in both languages and passes the event schema", () => {
  for (const product of products) {
    decodeEvent({ type: "product", time: now, product });
    const zh = localise(product, "zh");
    for (const text of [zh.title, zh.description, zh.categories[0]![0]!]) assert.match(text, /\p{Script=Han}/u, product.id);
    assert.doesNotMatch(product.title + product.description, /\p{Script=Han}|[{}]| {2}|undefined/u, product.id);
    assert.doesNotMatch(zh.title + zh.description, /[{}]| {2}|undefined/u, product.id);
    assert.ok(product.description.split(". ").length >= 3, product.description);
    const [offer] = product.offers;
    assert.ok(offer!.price! > 0 && (offer!.salePrice ?? 0) < offer!.price!);
    assert.equal(isAvailable(product), offer!.stock! > 0);
    const rating = product.attributes["rating"] as number;
    assert.ok(rating >= 3 && rating <= 5);
    let sum = 0;
    for (let i = 0; i < 13; i++) sum += Number(product.gtin![i]) * (i % 2 === 0 ? 1 : 3);
    assert.equal(sum % 10, 0, "EAN check digit");
  }
});

test("every other type has a new model, which few have rated", () => {
  const fresh = products.filter((product) => product.attributes["new"] === true);
  assert.equal(new Set(fresh.map(typeOf)).size, Math.ceil(productTypes.length / 2));
  assert.ok(fresh.length < products.length / 20, String(fresh.length));
  assert.ok(fresh.every((product) => (product.attributes["rating_count"] as number) < 30));
});

test("types name types that exist, and excluded pairs never meet", () => {
  const keys = new Set(productTypes.map((type) => type.key));
  for (const type of productTypes) for (const other of type.goesWith) assert.ok(keys.has(other), `${type.key} goes with ${other}`);
  for (const type of productTypes) {
    const words = new Set(type.axes.flatMap((axis) => axis.options.map((option) => option[0])));
    for (const pair of type.never ?? []) for (const word of pair) assert.ok(words.has(word), `${type.key} has no ${word}`);
    for (const measure of type.measures ?? [])
      for (const word of Object.keys(measure.ranges ?? {})) assert.ok(words.has(word), `${type.key} has no ${word}`);
  }
  const rain = products.filter((one) => typeOf(one) === "jacket" && one.attributes["style"] === "Rain");
  assert.ok(rain.length > 0 && rain.every((one) => one.attributes["shell"] !== "Wool Melton"));
});

test("every type has a drawing of its own: small, well-formed, the same each time, in the product's colour", () => {
  const shapes = new Set<string>();
  for (const type of productTypes) assert.ok(drawings[type.key], `${type.key} has no drawing`);
  for (const product of products) {
    const svg = drawProduct(product);
    assert.ok(svg.length < 6_000, `${product.id} takes ${svg.length} characters`);
    assert.doesNotMatch(svg, /NaN|undefined/);
    shapes.add(svg.replace(/#[\da-f]{6}/g, "#"));
  }
  assert.ok(shapes.size > 150, `${shapes.size} different shapes`);
  const sample = new Map(products.map((product) => [typeOf(product), product]));
  for (const product of sample.values()) {
    const parser = new SaxesParser();
    parser.on("error", (error) => assert.fail(`${product.id}: ${error.message}`));
    parser.write(drawProduct(product)).close();
    assert.equal(drawProduct(product), drawProduct(structuredClone(product)));
  }
  const sweaters = products.filter((one) => one.groupId === "sweater-01");
  assert.equal(new Set(sweaters.map(drawProduct)).size, sweaters.length);
});

test("visits lie in the month before now, in order, and name products that exist", () => {
  const ids = new Set(products.map((product) => product.id));
  const events = [...demoEvents(1, now, products)];
  assert.deepEqual(events, [...demoEvents(1, now, products)]);
  let before = now - 31 * 24 * 3600 * 1000;
  for (const [i, event] of events.entries()) {
    decodeEvent(event);
    assert.ok(event.time >= before && event.time <= now);
    before = event.time;
    assert.deepEqual(event.origin, { producer: "demo", sequence: i + 1 });
    if ("product" in event) assert.ok(ids.has(event.product as string));
  }
  const purchases = events.filter((event) => event.type === "purchase");
  assert.ok(purchases.length > 200);
  assert.ok(
    events.some((event) => event.time > now - 24 * 3600 * 1000),
    "the last day is alive",
  );
});

test("baskets hold what goes together far more often than chance", () => {
  const goesWith = new Map(productTypes.map((type) => [type.key, new Set(type.goesWith)]));
  let pairs = 0;
  let fitting = 0;
  for (const event of demoEvents(1, now, products)) {
    if (event.type !== "purchase") continue;
    const types = event.lines.map((line) => line.product.split("-", 1)[0]!);
    for (const other of types.slice(1)) {
      pairs++;
      if (goesWith.get(types[0]!)!.has(other)) fitting++;
    }
  }
  assert.ok(pairs > 100 && fitting / pairs > 0.9, `${fitting} of ${pairs}`);
});

test("a shop without products has no visits", () => {
  assert.deepEqual([...demoEvents(1, now, [])], []);
});
