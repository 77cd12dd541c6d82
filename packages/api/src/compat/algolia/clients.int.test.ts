/** The unmodified clients against the app on a real socket: algoliasearch, lite, recommend, search-insights, InstantSearch. */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { recommendClient } from "@algolia/recommend";
import { createAdaptorServer } from "@hono/node-server";
import { algoliasearch } from "algoliasearch";
import { liteClient } from "algoliasearch/lite";
import { createInsightsClient } from "search-insights";
import { createApp } from "../../app.ts";
import { fakeShop, keys } from "../../testing/fake-shop.ts";

const shop = fakeShop();
const app = createApp(shop);
const server = createAdaptorServer({ fetch: (request) => app.fetch(request) });
let port = 0;

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
after(async () => {
  await new Promise((resolve) => server.close(resolve));
  await app.close();
});

const hosts = () => [{ url: `127.0.0.1:${port}`, protocol: "http" as const, accept: "readWrite" as const }];

// Answers are read as JSON: the clients type only what Algolia itself documents.
// oxlint-disable-next-line typescript/no-explicit-any
type Json = any;

interface Record_ {
  readonly title: string;
  readonly [field: string]: unknown;
}

test("algoliasearch: disjunctive multi-query, filters, facets, statistics, highlighting", async () => {
  const client = algoliasearch("aisle", keys.public, { hosts: hosts() });
  const { results } = await client.search<Record_>({
    requests: [
      {
        indexName: "products",
        query: "shoe",
        facets: ["brand", "price", "color"],
        facetFilters: [["color:red"]],
        hitsPerPage: 5,
        getRankingInfo: true,
      },
      { indexName: "products", query: "shoe", facets: ["color"], hitsPerPage: 0, analytics: false, clickAnalytics: false },
      { indexName: "products_price_desc", query: "", filters: 'NOT brand:"Alba" AND price >= 100', attributesToRetrieve: ["title"] },
    ],
  });
  const [main, colours, sorted] = results as Json[];
  assert.deepEqual(
    main.hits.map((hit: Record_) => hit["objectID"]),
    ["1"],
  );
  assert.deepEqual([main.nbHits, main.page, main.nbPages, main.hitsPerPage, main.exhaustiveNbHits], [1, 0, 1, 5, true]);
  assert.match(main.queryID, /^[0-9a-f]{32}$/);
  assert.deepEqual(main.facets, { brand: { Alba: 1 }, color: { red: 1 }, price: {} });
  assert.deepEqual(main.facets_stats, { price: { min: 80, max: 80, avg: 80, sum: 80 } });
  const [hit] = main.hits;
  assert.deepEqual(hit._highlightResult.title, {
    value: "Red running <em>shoe</em>",
    matchLevel: "full",
    fullyHighlighted: false,
    matchedWords: ["shoe"],
  });
  assert.deepEqual(hit._why, { lexical: 1 });
  assert.equal(hit._rankingInfo.userScore, 1);
  assert.deepEqual(
    { ...hit, _highlightResult: 0, _rankingInfo: 0, _why: 0 },
    {
      objectID: "1",
      title: "Red running shoe",
      description: "Red running shoe by Alba.",
      brand: "Alba",
      categories: ["Shoes", "Running"],
      hierarchicalCategories: { lvl0: "Shoes", lvl1: "Shoes > Running" },
      image: "/1.svg",
      images: ["/1.svg"],
      price: 80,
      currency: "EUR",
      on_sale: false,
      in_stock: true,
      stock: 5,
      item_group_id: "g1",
      color: "red",
      size: "40",
      rating: 4.5,
      _highlightResult: 0,
      _rankingInfo: 0,
      _why: 0,
    },
  );
  assert.deepEqual(colours.facets, { color: { blue: 1, red: 1 } });
  assert.deepEqual([colours.nbPages, colours.hits.length], [0, 0]);
  assert.deepEqual(
    sorted.hits.map(({ objectID, title, price }: Record_) => ({ objectID, title, price })),
    [
      { objectID: "3", title: "Leather boot", price: undefined },
      { objectID: "4", title: "Rain jacket", price: undefined },
    ],
  );
});

test("algoliasearch: single search, objects, facet search, settings, task, errors", async () => {
  const client = algoliasearch("aisle", keys.public, { hosts: hosts() });
  const single = await client.searchSingleIndex<Record_>({
    indexName: "products",
    searchParams: { query: "running", filters: "price < 85", facets: ["*"] },
  });
  assert.deepEqual(
    [single.nbHits, Object.keys(single.facets!).sort()],
    [1, ["brand", "categories", "color", "in_stock", "on_sale", "price", "rating", "size"]],
  );
  assert.equal((await client.getObject({ indexName: "products", objectID: "a/b c" }))["title"], "Strange identifier");
  const objects = await client.getObjects<Record_>({
    requests: [
      { indexName: "products", objectID: "3" },
      { indexName: "products", objectID: "none" },
    ],
  });
  assert.deepEqual(
    objects.results.map((one) => one?.title),
    ["Leather boot", undefined],
  );
  const values = await client.searchForFacetValues({
    indexName: "products",
    facetName: "brand",
    searchForFacetValuesRequest: { facetQuery: "bo" },
  });
  assert.deepEqual(values.facetHits, [{ value: "Borea", highlighted: "<em>Bo</em>rea", count: 2 }]);
  assert.equal((await client.getSettings({ indexName: "products" })).hitsPerPage, 20);
  assert.equal((await client.getTask({ indexName: "products", taskID: 7 })).status, "published");
  assert.equal((await client.listIndices()).items[0]!.name, "products");
  await assert.rejects(client.searchSingleIndex({ indexName: "nothing" }), { message: "Index nothing does not exist", status: 404 });
  await assert.rejects(client.searchSingleIndex({ indexName: "products", searchParams: { filters: "price < " } }), { status: 400 });
  const stranger = algoliasearch("aisle", "unknown", { hosts: hosts() });
  await assert.rejects(stranger.searchSingleIndex({ indexName: "products" }), { status: 401 });
});

test("algoliasearch/lite in the language of the page; suggestions as an index", async () => {
  const client = liteClient("aisle", keys.public, { hosts: hosts() });
  const { results } = await client.search<Record_>({
    requests: [
      { indexName: "products", query: "羊毛袜", queryLanguages: ["zh"] },
      { indexName: "products_query_suggestions", query: "ra" },
    ],
  });
  const [found, suggestions] = results as Json[];
  assert.deepEqual(found.hits[0]._highlightResult.title, {
    value: "<em>羊毛袜</em>",
    matchLevel: "full",
    fullyHighlighted: true,
    matchedWords: ["羊毛袜"],
  });
  assert.deepEqual(suggestions.hits, [
    {
      objectID: "rain jacket",
      query: "rain jacket",
      _highlightResult: { query: { value: "<em>ra</em>in jacket", matchLevel: "full", matchedWords: ["ra"] } },
    },
  ]);
});

test("@algolia/recommend: every model, threshold, filters, fallback", async () => {
  const client = recommendClient("aisle", keys.public, { hosts: hosts() });
  const common = { indexName: "products", threshold: 0 };
  const { results } = await client.getRecommendations({
    requests: [
      { ...common, model: "related-products", objectID: "1", maxRecommendations: 2 },
      { ...common, model: "bought-together", objectID: "1", queryParameters: { facetFilters: ["brand:Borea"] } },
      { ...common, model: "looking-similar", objectID: "1", threshold: 60 },
      { ...common, model: "trending-items", facetName: "brand", facetValue: "Cirro" },
      { ...common, model: "trending-facets", facetName: "hierarchicalCategories.lvl0", maxRecommendations: 1 },
      { ...common, model: "recommended-for-you" as never, queryParameters: { userToken: "u", filters: "price < 10" } },
      {
        ...common,
        model: "related-products",
        objectID: "1",
        queryParameters: { filters: "brand:Borea" },
        fallbackParameters: { filters: "brand:Cirro" },
      },
    ],
  });
  const ids = results.map((result) => result.hits.map((hit) => (hit as Json).objectID ?? (hit as Json).facetValue));
  assert.deepEqual(ids, [["2", "3"], ["3", "4"], ["2"], ["5", "a/b c"], ["Shoes"], ["5", "a/b c"], ["3", "4", "5", "a/b c"]]);
  const first = results[0]!.hits[0] as Json;
  assert.deepEqual([first._score, first._reason, first._why], [100, { code: "popular" }, { popularity: 1 }]);
  await assert.rejects(client.getRecommendations({ requests: [{ ...common, model: "related-products", objectID: undefined as never }] }), {
    status: 400,
  });
});

test("search-insights: views, clicks and purchases join the answer they follow; the search itself is recorded before", async () => {
  const client = algoliasearch("aisle", keys.public, { hosts: hosts() });
  shop.events.length = 0;
  const typed = ["r", "ra", "rain"];
  let queryID = "";
  for (const query of typed) {
    const { results } = await client.search({ requests: [{ indexName: "products", query, userToken: "anna", clickAnalytics: true }] });
    queryID = (results[0] as { queryID: string }).queryID;
  }
  const positions: (string | null)[] = [];
  const insights = createInsightsClient(async (url, data) => {
    const response = await fetch(url, { method: "POST", body: JSON.stringify(data) });
    positions.push(response.headers.get("aisle-position"));
    assert.deepEqual(await response.json(), { status: 200, message: "OK" });
    return response.ok;
  });
  insights("init", { appId: "aisle", apiKey: keys.events, host: `http://127.0.0.1:${port}`, userToken: "anna" });
  await insights("clickedObjectIDsAfterSearch", { eventName: "clicked", index: "products", queryID, objectIDs: ["4"], positions: [1] });
  await insights("purchasedObjectIDs", {
    eventName: "bought",
    index: "products",
    objectIDs: ["4"],
    objectData: [{ price: 110, quantity: 1 }],
    currency: "EUR",
  });
  assert.deepEqual(
    shop.events.map((event) => [event.type, "answer" in event ? event.answer : undefined]),
    [
      ["query", queryID],
      ["click", queryID],
      ["purchase", undefined],
    ],
  );
  assert.deepEqual(shop.events[0], {
    type: "query",
    time: shop.now,
    user: "anna",
    query: "rain",
    total: 1,
    answer: queryID,
    surface: "search",
  });
  assert.deepEqual(positions, ["2", "3"]);
});

test("keys made by generateSecuredApiKey are verified and enforced", async () => {
  const maker = algoliasearch("aisle", "unused", { hosts: hosts() });
  const make = (restrictions: object, parentApiKey = keys.search) => maker.generateSecuredApiKey({ parentApiKey, restrictions });
  const as = (key: string) => algoliasearch("aisle", key, { hosts: hosts() });
  const only = as(make({ filters: "brand:Borea", userToken: "bea", restrictIndices: ["products"], validUntil: shop.now / 1_000 + 60 }));
  const found = await only.searchSingleIndex<Record_>({
    indexName: "products",
    searchParams: { filters: "price > 0", userToken: "someone else" },
  });
  assert.deepEqual(
    found.hits.map((hit) => hit.objectID),
    ["3", "4"],
  );
  await assert.rejects(only.getObject({ indexName: "products", objectID: "1" }), { status: 404 });
  await assert.rejects(only.searchSingleIndex({ indexName: "products_price_asc" }), { status: 403 });
  const recommended = await only.customPost({
    path: "1/indexes/*/recommendations",
    body: { requests: [{ indexName: "products", model: "trending-items", threshold: 0 }] },
  });
  assert.deepEqual(
    (recommended as Json).results[0].hits.map((hit: Record_) => hit["objectID"]),
    ["3", "4"],
  );
  const own = await fetch(`http://127.0.0.1:${port}/api/search`, {
    method: "POST",
    headers: { authorization: `Bearer ${make({ filters: "brand:Cirro" })}` },
    body: "{}",
  });
  assert.equal(((await own.json()) as { total: number }).total, 2);
  await assert.rejects(as(make({ validUntil: shop.now / 1_000 - 1 })).searchSingleIndex({ indexName: "products" }), { status: 401 });
  await assert.rejects(as(make({ filters: "brand:Borea" }, "not a parent")).searchSingleIndex({ indexName: "products" }), { status: 401 });
  await assert.rejects(as(make({ restrictSources: "10.0.0.0/8" })).searchSingleIndex({ indexName: "products" }), { status: 401 });
  const query = "filters=brand%3ABorea";
  const tampered = Buffer.from(createHmac("sha256", keys.search).update(query).digest("hex") + "filters=brand%3AAlba").toString("base64");
  await assert.rejects(as(tampered).searchSingleIndex({ indexName: "products" }), { status: 401 });
});

test("a secured key that shows some attributes shows no others anywhere", async () => {
  const maker = algoliasearch("aisle", "unused", { hosts: hosts() });
  const key = maker.generateSecuredApiKey({
    parentApiKey: keys.search,
    restrictions: { searchParams: { attributesToRetrieve: ["title"], attributesToHighlight: [] } },
  });
  const client = algoliasearch("aisle", key, { hosts: hosts() });
  assert.deepEqual(await client.getObject({ indexName: "products", objectID: "3", attributesToRetrieve: ["brand"] }), {
    objectID: "3",
    title: "Leather boot",
  });
  const found = await client.searchSingleIndex<Json>({
    indexName: "products",
    searchParams: { query: "boot", attributesToRetrieve: ["*"] },
  });
  assert.deepEqual(found.hits, [{ objectID: "3", title: "Leather boot", _highlightResult: {}, _why: { lexical: 1 } }]);
  const own = await fetch(`http://127.0.0.1:${port}/api/products/3`, { headers: { authorization: `Bearer ${key}` } });
  assert.equal(own.status, 403);
});

test("a secured key of a user sends that user's events only, whatever its parent holds", async () => {
  const maker = algoliasearch("aisle", "unused", { hosts: hosts() });
  const key = maker.generateSecuredApiKey({ parentApiKey: keys.admin, restrictions: { userToken: "bea" } });
  const send = (body: object, path = "/api/events") =>
    fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", headers: { authorization: `Bearer ${key}` }, body: JSON.stringify(body) });
  assert.equal((await send({ events: [{ type: "click", user: "bea", product: "1" }] })).status, 200);
  assert.equal((await send({ events: [{ type: "click", user: "anna", product: "1" }] })).status, 403);
  assert.equal(
    (await send({ events: [{ eventType: "click", eventName: "x", index: "products", userToken: "anna", objectIDs: ["1"] }] }, "/1/events"))
      .status,
    403,
  );
  assert.equal((await send({ products: [{ id: "x", title: "x" }] }, "/api/products")).status, 403);
});
