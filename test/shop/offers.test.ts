/** Prices of markets and customer groups over real HTTP: who sees which, and that nobody else finds a trace of them. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { algoliasearch } from "algoliasearch";
import { post, serve } from "../serving.ts";
import type { Serving } from "../serving.ts";

const offer = (price: number, more: object = {}) => ({ availability: "in_stock", price, currency: "USD", ...more });
const product = (id: string, offers: readonly object[]) => ({
  id,
  title: `walnut bowl ${id.replace("-", " ")}`,
  description: "",
  images: [],
  categories: [["Home", "Bowls"]],
  offers,
  attributes: { material: "walnut" },
});
/** Figures that stand nowhere else, so that a search of an answer's bytes finds each. */
const products = [
  product("one", [
    offer(4111.11),
    offer(5222.22, { market: "CN", currency: "CNY" }),
    offer(3222.22, { market: "CN", currency: "CNY", group: "trade" }),
    offer(3111.11, { group: "trade", stock: 73331 }),
    offer(2111.11, { group: "vip" }),
  ]),
  product("two", [offer(4333.33), offer(3333.33, { group: "trade", salePrice: 2999.99 })]),
  product("members-only", [offer(3444.44, { group: "trade" })]),
  product("china", [offer(5555.55, { market: "CN", currency: "CNY" })]),
];
const ofTrade = /3222\.22|3111\.11|3333\.33|2999\.99|3444\.44|73331|members-only|"trade"/;
const ofVip = /2111\.11|"vip"/;

/** Where a trace stands, with what is around it. */
function traces(text: string, pattern: RegExp): readonly string[] {
  return Array.from(text.matchAll(new RegExp(pattern, "g")), ({ index }) => text.slice(Math.max(0, index - 80), index + 40));
}

let shop: Serving;
before(async () => {
  shop = await serve();
  await post(shop, "/api/products", shop.adminKey, { products });
  const views = products.flatMap(({ id }) => ["ann", "bob"].map((user) => ({ type: "view", user, session: user, product: id })));
  await post(shop, "/api/events", shop.searchKey, { events: views });
});
after(() => shop.remove());

const securedKey = (contexts: readonly string[]) =>
  algoliasearch("aisle", shop.searchKey).generateSecuredApiKey({
    parentApiKey: shop.searchKey,
    restrictions: { ruleContexts: [...contexts] } as never,
  });

async function ask(key: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
  const response = await fetch(new URL(path, shop.url), {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${key}`, "x-algolia-api-key": key },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

/** Every way to ask about products, with everything that can be counted, sorted and filtered by. */
function questions(asker: object, contexts: readonly string[]): readonly [string, unknown?][] {
  const facets = [
    "price",
    "stock",
    "in_stock",
    "on_sale",
    "offers",
    "group",
    "market",
    "customer_group",
    '["CN","trade"]',
    '[null,"trade"]',
  ];
  const filters = [{ field: "price", max: 3999 }, { field: "stock", min: 1 }, { not: { field: "price", min: 4000 } }];
  const wide = {
    facets: ["*", ...facets],
    maxValuesPerFacet: 1000,
    hitsPerPage: 100,
    attributesToRetrieve: ["*"],
    getRankingInfo: true,
    ruleContexts: contexts,
  };
  const models = ["related-products", "bought-together", "trending-items", "looking-similar", "trending-facets"];
  return [
    ...["", "walnut", "walnut bowl members", "memberz"].map((query): [string, unknown] => [
      "/api/search",
      { query, asker, facets, facetLimit: 1000 },
    ]),
    ...filters.map((filter): [string, unknown] => ["/api/search", { query: "", asker, filter, facets }]),
    ...["price", "stock"].map((field): [string, unknown] => ["/api/search", { query: "", asker, sort: [{ field, order: "asc" }] }]),
    ...["for_you", "similar", "bought_together", "trending", "recently_viewed"].map((kind): [string, unknown] => [
      "/api/recommend",
      { kind, asker: { ...asker, user: "ann" }, products: ["one"], limit: 50 },
    ]),
    ["/api/suggest", { text: "walnut", ...asker }],
    ["/api/explain", { query: "walnut", product: "one", asker }],
    ...products.map(({ id }): [string] => [`/api/products/${id}`]),
    ["/1/indexes/products/query", wide],
    [
      "/1/indexes/*/queries",
      { requests: ["products", "products_price_asc", "products_stock_desc"].map((indexName) => ({ indexName, ...wide })) },
    ],
    ["/1/indexes/products/facets/price/query", { facetQuery: "", maxFacetHits: 100, ruleContexts: contexts }],
    ...products.map(({ id }): [string] => [`/1/indexes/products/${id}`]),
    ["/1/indexes/*/objects", { requests: products.map(({ id }) => ({ indexName: "products", objectID: id })) }],
    [
      "/1/indexes/*/recommendations",
      {
        requests: models.map((model) => ({
          indexName: "products",
          model,
          objectID: "one",
          facetName: "price",
          threshold: 0,
          queryParameters: { ruleContexts: contexts },
        })),
      },
    ],
  ];
}

/** The bytes of all answers; those to the product that a question names itself are left out where it is not there. */
async function bytes(key: string, asker: object, contexts: readonly string[] = []): Promise<string> {
  const answers = [];
  for (const [path, body] of questions(asker, contexts)) {
    const { status, text } = await ask(key, path, body);
    assert.ok(
      status === 200 || (status === 404 && /\/(?:members-only|china)$/.test(path)),
      `${path} ${JSON.stringify(body)}: ${status} ${text}`,
    );
    if (status === 200) answers.push(text.replace(/"params":"[^"]*"|"query":"[^"]*"/g, ""));
  }
  return answers.join("\n");
}

test("no answer to the public holds a byte of a group's price, or of a product for groups alone", async () => {
  const everybody = await bytes(shop.searchKey, {});
  assert.deepEqual(traces(everybody, ofTrade), []);
  assert.deepEqual(traces(everybody, ofVip), []);
  assert.ok(everybody.includes("4111.11"));
  const chinese = await bytes(shop.searchKey, { market: "CN" }, ["market:CN"]);
  assert.deepEqual(traces(chinese, ofTrade), []);
  assert.ok(chinese.includes("5222.22"));
});

test("a secured key's members see their own prices, and not another group's whatever they name", async () => {
  const trade = await bytes(securedKey(["group:trade"]), {});
  for (const price of ["3111.11", "2999.99", "3444.44"]) assert.ok(trade.includes(price), price);
  assert.deepEqual(traces(trade, ofVip), []);
  assert.deepEqual(traces(trade, /4111\.11|4333\.33/), [], "not even the public price");
  const chinese = await bytes(securedKey(["market:CN", "group:trade"]), { market: "US" }, ["market:US", "group:vip"]);
  assert.ok(chinese.includes("3222.22"));
  assert.deepEqual(traces(chinese, ofVip), []);
  assert.deepEqual(traces(chinese, /3111\.11|5222\.22/), []);
  const vip = await bytes(securedKey(["group:vip"]), { group: "trade" }, ["group:trade"]);
  assert.ok(vip.includes("2111.11"));
  assert.deepEqual(traces(vip, ofTrade), []);
});

test("the public key may not name a group; the admin's may", async () => {
  const refused: [string, unknown][] = [
    ["/api/search", { query: "", asker: { group: "trade" } }],
    ["/api/recommend", { kind: "trending", asker: { group: "trade" } }],
    ["/api/suggest", { text: "walnut", group: "trade" }],
    ["/1/indexes/products/query", { ruleContexts: ["group:trade"] }],
  ];
  for (const [path, body] of refused) assert.equal((await ask(shop.searchKey, path, body)).status, 403, path);
  assert.equal((await ask(shop.searchKey, "/api/products/one?group=trade")).status, 403);
  assert.match((await ask(shop.adminKey, "/api/search", { query: "", asker: { group: "trade" } })).text, /3111\.11/);
  const whole = JSON.parse((await ask(shop.adminKey, "/api/products/one")).text) as { product: { offers: readonly object[] } };
  assert.equal(whole.product.offers.length, 5);
});

test("what is not sold in a market is not found there, and prices filter and sort by the market's", async () => {
  interface Found {
    readonly hits: readonly { readonly product: { readonly id: string; readonly offers: readonly { readonly price: number }[] } }[];
  }
  const found = async (market: string, more: object = {}) => {
    const { hits } = await post<Found>(shop, "/api/search", shop.searchKey, {
      query: "walnut",
      asker: { market },
      sort: [{ field: "price", order: "desc" }],
      ...more,
    });
    return hits.map(({ product: one }) => [one.id, one.offers[0]!.price]);
  };
  assert.deepEqual(await found("US"), [
    ["two", 4333.33],
    ["one", 4111.11],
  ]);
  assert.deepEqual(await found("CN"), [
    ["china", 5555.55],
    ["one", 5222.22],
    ["two", 4333.33],
  ]);
  assert.deepEqual(await found("CN", { filter: { field: "price", min: 5000, max: 5300 } }), [["one", 5222.22]]);
  assert.deepEqual(await found("US", { filter: { field: "price", min: 5000 } }), []);
});

test("a public record written back leaves the offers of groups and markets as they are", async () => {
  const admin = algoliasearch("aisle", shop.adminKey, {
    hosts: [{ url: new URL(shop.url).host, protocol: "http", accept: "readWrite" }],
  } as never);
  const before = (await ask(shop.adminKey, "/api/products/one")).text;
  const record = await admin.getObject({ indexName: "products", objectID: "one" });
  await admin.saveObject({ indexName: "products", body: record });
  const offersIn = (text: string) => (JSON.parse(text) as { product: { offers: readonly object[] } }).product.offers;
  assert.deepEqual(offersIn((await ask(shop.adminKey, "/api/products/one")).text), offersIn(before));
  await admin.partialUpdateObject({ indexName: "products", objectID: "one", attributesToUpdate: { price: 4000 } });
  const [own, ...others] = offersIn((await ask(shop.adminKey, "/api/products/one")).text);
  assert.equal((own as { price: number }).price, 4000);
  assert.deepEqual(others, offersIn(before).slice(1));
});
