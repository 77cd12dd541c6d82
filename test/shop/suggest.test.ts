/** Suggestions, "did you mean" and facet order over real HTTP: they follow the log with the next request, and a restart keeps them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { algoliasearch } from "algoliasearch";
import { post, serve } from "../serving.ts";
import type { Serving } from "../serving.ts";

const colors = [
  ["black", "黑色"],
  ["red", "红色"],
  ["green", "绿色"],
] as const;
const kinds = [
  ["Summer dress", "夏季 连衣裙", "Dresses", "连衣裙"],
  ["Rain coat", "雨衣 外套", "Coats", "外套"],
] as const;

const products = Array.from({ length: 24 }, (_, i) => {
  const [title, zh, category, categoryZh] = kinds[i % 2]!;
  const [color, colorZh] = colors[i % 3]!;
  return {
    id: `p${i}`,
    title: `${title} ${color}`,
    description: "",
    brand: i % 2 === 0 ? "Northwind" : "Tidewater",
    images: [`/images/${i}.svg`],
    language: "en",
    categories: [["Clothes", category]],
    offers: [{ availability: "in_stock", price: 20 + i, currency: "EUR" }],
    attributes: { color },
    translations: { zh: { title: `${zh} ${colorZh}`, categories: [["服装", categoryZh]], attributes: { color: colorZh } } },
  };
});

interface Suggested {
  readonly queries: readonly string[];
  readonly products: readonly { readonly id: string; readonly title: string; readonly offers: readonly { readonly price: number }[] }[];
  readonly categories: readonly { readonly name: string }[];
  readonly brands: readonly { readonly name: string; readonly count: number }[];
  readonly didYouMean?: string;
}
interface Found {
  readonly total: number;
  readonly didYouMean?: string;
  readonly facetOrder?: readonly { readonly field: string; readonly values: readonly string[] }[];
}

const suggest = (shop: Serving, text: string, language = "en") =>
  post<Suggested>(shop, "/api/suggest", shop.searchKey, { text, language, limit: 5 });
const search = (shop: Serving, query: string, more: object = {}) => post<Found>(shop, "/api/search", shop.searchKey, { query, ...more });
const send = (shop: Serving, events: readonly object[], key = shop.searchKey) => post(shop, "/api/events", key, { events });
const facets = ["brand", "color", "price"];

test("suggestions, what was meant, and the order of facets follow the log and survive a restart", async (t) => {
  const shop = await serve();
  t.after(() => shop.remove());
  const time = Date.now();
  await send(
    shop,
    products.map((product) => ({ type: "product", time, product })),
    shop.adminKey,
  );
  assert.deepEqual((await suggest(shop, "north")).brands, [{ name: "Northwind", count: 12 }]);
  for (const typed of ["lianyiqun", "lyq", "lianyiq"]) {
    const found = await suggest(shop, typed, "zh");
    assert.deepEqual([found.categories[0]?.name, found.products.length > 0], ["连衣裙", true], typed);
  }
  const misspelt = await suggest(shop, "sumer dres");
  assert.ok(misspelt.products.every(({ title }) => title.startsWith("Summer dress")) && misspelt.products.length > 0);

  const ask = (user: string) => ({ type: "query", time: Date.now(), user, query: "dress for the beach", total: 3 });
  await send(shop, [ask("ann"), ask("ben")]);
  assert.deepEqual((await suggest(shop, "dress f")).queries, [], "two people are too few");
  await send(shop, [ask("cy")]);
  assert.deepEqual((await suggest(shop, "dress f")).queries, ["dress for the beach"]);
  assert.deepEqual((await suggest(shop, "beach")).queries, ["dress for the beach"]);

  assert.equal((await search(shop, "sumer dress")).didYouMean, "summer dress");
  assert.equal((await search(shop, "lianyiqun", { asker: { language: "zh" } })).didYouMean, "连衣裙");
  assert.equal("didYouMean" in (await search(shop, "summer dress")), false);
  assert.equal("didYouMean" in (await search(shop, "qqqqqq wwwww")), false);

  assert.deepEqual(
    (await search(shop, "dress", { facets })).facetOrder?.map(({ field }) => field),
    ["color", "price", "brand"],
  );
  for (const user of ["dan", "eve", "fay", "gus", "hal", "ida"]) {
    await send(shop, [
      { type: "query", time: Date.now(), user, query: "dress" },
      { type: "refinement", time: Date.now(), user, field: "brand", value: "Northwind", on: true },
      { type: "refinement", time: Date.now(), user, field: "color", value: "green", on: true },
    ]);
  }
  const order = (await search(shop, "dress", { facets })).facetOrder;
  assert.deepEqual(order?.[0], { field: "color", values: ["green", "black", "red"] });
  assert.equal(order?.[1]?.field, "brand");

  const client = algoliasearch("aisle", shop.searchKey, {
    hosts: [{ url: new URL(shop.url).host, protocol: "http", accept: "readWrite" }],
  });
  const answer = await client.searchSingleIndex({ indexName: "products", searchParams: { query: "dress", facets } });
  assert.deepEqual(answer.renderingContent?.facetOrdering?.facets, { order: ["color", "brand", "price"] });
  assert.deepEqual(answer.renderingContent?.facetOrdering?.values?.["color"], {
    order: ["green", "black", "red"],
    sortRemainingBy: "count",
  });
  const meant = await client.searchSingleIndex({ indexName: "products", searchParams: { query: "sumer dress" } });
  assert.equal((meant as { aisleDidYouMean?: string }).aisleDidYouMean, "summer dress");

  // One of the three is erased: two are too few again.
  await send(shop, [{ type: "erase", time: Date.now(), user: "ann" }], shop.adminKey);
  assert.deepEqual((await suggest(shop, "dress f")).queries, []);
  await send(shop, [ask("jo")]);

  // Sold out is not suggested, and what is gone takes its brand with it.
  await send(
    shop,
    products.flatMap((product, i) => {
      if (i % 2 === 1) return [{ type: "product_removed", time, product: product.id }];
      return i < 20
        ? [{ type: "offers", time, product: product.id, offers: [{ availability: "out_of_stock", price: 9, currency: "EUR" }] }]
        : [];
    }),
    shop.adminKey,
  );
  assert.deepEqual((await suggest(shop, "tide")).brands, []);
  assert.deepEqual((await suggest(shop, "summer")).products.map(({ id }) => id).sort(), ["p20", "p22"]);

  const told = async (from: Serving) => {
    const { queries, products, categories, brands } = await suggest(from, "dress");
    return { queries, products, categories, brands, facetOrder: (await search(from, "dress", { facets })).facetOrder };
  };
  const before = await told(shop);
  assert.equal(await shop.stop(), 0);
  const again = await serve({ data: shop.data });
  t.after(() => again.remove());
  assert.deepEqual(await told(again), before);
});
