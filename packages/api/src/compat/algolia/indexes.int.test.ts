/** Several indexes in one shop, driven by the unmodified algoliasearch client over the real engine. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { shopServer } from "../../testing/algolia-client.ts";
import { keys } from "../../testing/fake-shop.ts";
import { memoryShop, narrowKey } from "../../testing/memory-shop.ts";

const server = shopServer(() => memoryShop());

const object = (objectID: string, title: string, price = 10) => ({ objectID, title, price, currency: "EUR", brand: "Halden" });

async function filled() {
  const client = server.fresh();
  await client.saveObjects({ indexName: "products", objects: [object("1", "Oak lamp"), object("2", "Pine shelf", 30)] });
  await client.saveObjects({ indexName: "de", objects: [object("1", "Eichenlampe"), object("3", "Kiefernregal", 20)] });
  return client;
}

const found = async (client: Awaited<ReturnType<typeof filled>>, indexName: string, query = "") =>
  (await client.searchSingleIndex({ indexName, searchParams: { query } })).hits.map((hit) => hit.objectID).sort();

test("a write opens an index; each has its own objects, settings, synonyms and rules", async () => {
  const client = await filled();
  assert.deepEqual(
    (await client.listIndices()).items.map(({ name, entries }) => [name, entries]),
    [
      ["products", 2],
      ["de", 2],
    ],
  );
  assert.deepEqual([await found(client, "products", "lamp"), await found(client, "de", "eichenlampe")], [["1"], ["1"]]);
  assert.equal((await client.getObject({ indexName: "de", objectID: "1" }))["title"], "Eichenlampe");
  await client.setSettings({ indexName: "de", indexSettings: { hitsPerPage: 1 } });
  assert.equal((await client.getSettings({ indexName: "products" })).hitsPerPage, 20);
  assert.equal((await client.searchSingleIndex({ indexName: "de" })).hits.length, 1);
  await client.saveSynonyms({ indexName: "de", synonymHit: [{ objectID: "s", type: "synonym", synonyms: ["leuchte", "eichenlampe"] }] });
  assert.deepEqual([await found(client, "de", "leuchte"), await found(client, "products", "leuchte")], [["1"], []]);
  await client.saveRule({
    indexName: "de",
    objectID: "r",
    rule: { objectID: "r", conditions: [{ pattern: "regal", anchoring: "is" }], consequence: { hide: [{ objectID: "3" }] } },
  });
  assert.equal((await client.searchRules({ indexName: "products" })).nbHits, 0);
  await assert.rejects(client.searchSingleIndex({ indexName: "fr" }), { status: 404, message: "Index fr does not exist" });
  assert.equal(await client.indexExists({ indexName: "fr" }), false);
  assert.equal(await client.indexExists({ indexName: "de" }), true);
});

test("one request asks, reads and writes several indexes", async () => {
  const client = await filled();
  const { results } = await client.search({
    requests: [
      { indexName: "de", query: "" },
      { indexName: "products", query: "", hitsPerPage: 1 },
      { indexName: "de_price_desc", query: "" },
    ],
  });
  assert.deepEqual(
    results.map((one) => ("hits" in one ? [one.index, one.nbHits, one.hits[0]!.objectID] : [])),
    [
      ["de", 2, "1"],
      ["products", 2, "1"],
      ["de_price_desc", 2, "3"],
    ],
  );
  const read = await client.getObjects<{ title: string }>({
    requests: [
      { indexName: "products", objectID: "1" },
      { indexName: "de", objectID: "1" },
      { indexName: "de", objectID: "2" },
    ],
  });
  assert.deepEqual(
    read.results.map((one) => one?.title),
    ["Oak lamp", "Eichenlampe", undefined],
  );
  const { taskID, objectIDs } = await client.multipleBatch({
    requests: [
      { action: "addObject", indexName: "fr", body: object("9", "Lampe en chêne") },
      { action: "deleteObject", indexName: "de", body: { objectID: "3" } },
      { action: "clear", indexName: "products", body: {} },
    ],
  });
  assert.deepEqual(
    [Object.keys(taskID), objectIDs],
    [
      ["fr", "de", "products"],
      ["9", "3", ""],
    ],
  );
  await client.waitForTask({ indexName: "fr", taskID: taskID["fr"]! });
  assert.deepEqual([await found(client, "fr"), await found(client, "de"), await found(client, "products")], [["9"], ["1"], []]);
});

test("copy, copy of a scope, move and delete", async () => {
  const client = await filled();
  await client.setSettings({ indexName: "products", indexSettings: { hitsPerPage: 7, replicas: ["products_newest"] } });
  await client.saveSynonyms({ indexName: "products", synonymHit: [{ objectID: "s", type: "synonym", synonyms: ["light", "lamp"] }] });
  const copied = await client.operationIndex({ indexName: "products", operationIndexParams: { operation: "copy", destination: "backup" } });
  await client.waitForTask({ indexName: "backup", taskID: copied.taskID });
  assert.deepEqual([await found(client, "backup"), await found(client, "backup", "light")], [["1", "2"], ["1"]]);
  const { hitsPerPage, replicas } = await client.getSettings({ indexName: "backup" });
  assert.deepEqual([hitsPerPage, replicas], [7, undefined]);
  assert.deepEqual(server.shop.engine.indexes, ["products", "de", "backup"], "the index that was filled first is gone");

  await client.operationIndex({
    indexName: "products",
    operationIndexParams: { operation: "copy", destination: "de", scope: ["settings", "synonyms"] },
  });
  assert.equal((await client.getSettings({ indexName: "de" })).hitsPerPage, 7);
  assert.equal((await client.searchSynonyms({ indexName: "de" })).nbHits, 1);
  assert.deepEqual(await found(client, "de"), ["1", "3"]);

  await client.operationIndex({ indexName: "backup", operationIndexParams: { operation: "move", destination: "de" } });
  assert.deepEqual(await found(client, "de"), ["1", "2"]);
  assert.equal(await client.indexExists({ indexName: "backup" }), false);
  const { taskID } = await client.deleteIndex({ indexName: "de" });
  await client.waitForTask({ indexName: "de", taskID });
  assert.equal(await client.indexExists({ indexName: "de" }), false);
  await assert.rejects(client.operationIndex({ indexName: "backup", operationIndexParams: { operation: "move", destination: "de" } }), {
    status: 404,
  });
  await assert.rejects(
    client.operationIndex({ indexName: "products", operationIndexParams: { operation: "copy", destination: "products_newest" } }),
    { status: 400 },
  );
});

test("replaceAllObjects swaps the catalogue at once and keeps orders, replicas and what shoppers did", async () => {
  const client = await filled();
  await client.setSettings({ indexName: "products", indexSettings: { hitsPerPage: 7, replicas: ["products_cheap"] } });
  await server.shop.ingest([{ type: "view", time: server.shop.clock(), user: "ann", product: "2" }]);
  await client.replaceAllObjects({ indexName: "products", objects: [object("2", "Pine shelf"), object("4", "Ash table")], batchSize: 1 });
  assert.deepEqual(server.shop.engine.indexes, ["products", "de"]);
  assert.deepEqual(
    [await found(client, "products"), await found(client, "products_cheap")],
    [
      ["2", "4"],
      ["2", "4"],
    ],
  );
  assert.equal((await client.getSettings({ indexName: "products" })).hitsPerPage, 7);
  const seen = await server.shop.engine.recommend({ kind: "recently_viewed", asker: { user: "ann" } });
  assert.deepEqual(
    seen.items.map((item) => item.product.id),
    ["2"],
  );
});

test("replicas that the settings name are orders of their primary, each with settings of its own", async () => {
  const client = await filled();
  await client.setSettings({
    indexName: "products",
    indexSettings: { hitsPerPage: 9, replicas: ["cheap_first", "virtual(products_dear)"] },
  });
  await client.setSettings({ indexName: "cheap_first", indexSettings: { ranking: ["asc(price)", "typo", "words"], hitsPerPage: 1 } });
  await client.setSettings({ indexName: "products_dear", indexSettings: { customRanking: ["desc(price)"] } });
  const order = async (indexName: string) => (await client.searchSingleIndex({ indexName })).hits.map((hit) => hit.objectID);
  assert.deepEqual([await order("cheap_first"), await order("products_dear")], [["1"], ["2", "1"]]);
  assert.equal((await client.getSettings({ indexName: "cheap_first" })).primary, "products");
  await client.setSettings({ indexName: "products", indexSettings: { hitsPerPage: 5 }, forwardToReplicas: true });
  assert.deepEqual([await order("cheap_first"), (await client.getSettings({ indexName: "products_dear" })).hitsPerPage], [["1", "2"], 5]);
  assert.deepEqual(
    (await client.listIndices()).items.map(({ name, primary }) => [name, primary]),
    [
      ["products", null],
      ["cheap_first", "products"],
      ["products_dear", "products"],
      ["de", null],
    ],
  );
  await assert.rejects(client.saveObjects({ indexName: "cheap_first", objects: [object("9", "Vase")] }), { status: 400 });
  await client.setSettings({ indexName: "products", indexSettings: { replicas: [] } });
  await assert.rejects(order("cheap_first"), { status: 404 });
});

test("a key for one index sees and changes no other", async () => {
  const client = await filled();
  const key = client.generateSecuredApiKey({ parentApiKey: keys.admin, restrictions: { restrictIndices: ["de*"] } });
  const narrow = server.client(key);
  assert.deepEqual(await found(narrow, "de"), ["1", "3"]);
  assert.deepEqual(
    (await narrow.listIndices()).items.map(({ name }) => name),
    ["de"],
  );
  await assert.rejects(narrow.searchSingleIndex({ indexName: "products" }), { status: 403 });
  await assert.rejects(narrow.operationIndex({ indexName: "de", operationIndexParams: { operation: "copy", destination: "products" } }), {
    status: 403,
  });
  const own = await fetch(`http://${server.address}/api/search`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: "" }),
  });
  assert.equal(own.status, 403);
});

test("a key that writes one index writes no other, over both wires", async () => {
  await filled();
  const narrow = server.client(narrowKey);
  await narrow.saveObject({ indexName: "de", body: object("5", "Buchentisch") });
  await assert.rejects(narrow.saveObject({ indexName: "products", body: object("5", "Beech table") }), { status: 403 });
  await assert.rejects(narrow.operationIndex({ indexName: "de", operationIndexParams: { operation: "move", destination: "products" } }), {
    status: 403,
  });
  const status = async (method: string, path: string, body: object) => {
    const init: RequestInit = { method, headers: { authorization: `Bearer ${narrowKey}` }, body: JSON.stringify(body) };
    return (await fetch(`http://${server.address}${path}`, init)).status;
  };
  const product = { id: "6", title: "Stuhl" };
  const order = { type: "operator", command: "index", arguments: { action: "drop", name: "products" } };
  assert.deepEqual(
    [
      await status("POST", "/api/products?index=de", { products: [product] }),
      await status("POST", "/api/products", { products: [product] }),
      await status("PUT", "/api/products/6", product),
      await status("DELETE", "/api/products/1", {}),
      await status("POST", "/api/events", { events: [{ type: "product", product, index: "de" }] }),
      await status("POST", "/api/events", { events: [{ type: "product", product }] }),
      await status("POST", "/api/events", { events: [order] }),
      await status("DELETE", "/api/indexes/products", {}),
    ],
    [200, 403, 403, 403, 200, 403, 403, 403],
  );
  assert.equal(server.shop.engine.count, 2);
});

test("attributes that the settings hide are shown to keys that may write alone, over both wires", async () => {
  const client = server.fresh();
  const objects = [{ ...object("1", "Oak lamp"), margin: 0.4, supplier: "Acme", color: "red", gtin: "4006381333931" }];
  await client.saveObjects({ indexName: "products", objects });
  await client.setSettings({ indexName: "products", indexSettings: { unretrievableAttributes: ["margin", "supplier", "gtin"] } });
  const visitor = server.client(keys.public);
  const answers: unknown[] = [
    await visitor.searchSingleIndex({ indexName: "products", searchParams: { attributesToRetrieve: ["*", "margin"], facets: ["*"] } }),
    await visitor.getObject({ indexName: "products", objectID: "1" }),
    await visitor.getObjects({ requests: [{ indexName: "products", objectID: "1" }] }),
    await visitor.customPost({
      path: "1/indexes/*/recommendations",
      body: { requests: [{ indexName: "products", model: "trending-items", threshold: 0 }] },
    }),
  ];
  for (const [method, path, body] of [
    ["POST", "/api/search", { query: "", facets: ["supplier", "color"] }],
    ["POST", "/api/recommend", { kind: "trending" }],
    ["POST", "/api/suggest", { text: "lamp" }],
    ["GET", "/api/products/1", undefined],
  ] as const) {
    const headers = { authorization: `Bearer ${keys.public}` };
    const init: RequestInit = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    answers.push(await (await fetch(`http://${server.address}${path}`, init)).json());
  }
  for (const answer of answers) {
    const text = JSON.stringify(answer);
    assert.ok(text.includes("Oak lamp") && text.includes("red"), text);
    assert.ok(!/margin":0|Acme|4006381333931/.test(text), text);
  }
  await assert.rejects(visitor.searchForFacetValues({ indexName: "products", facetName: "supplier" }), { status: 403 });
  assert.equal((await client.getObject({ indexName: "products", objectID: "1" }))["supplier"], "Acme");
});

test("our own API names an index in its questions and writes", async () => {
  await filled();
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`http://${server.address}${path}`, {
      method,
      headers: { authorization: `Bearer ${keys.admin}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as {
      code?: string;
      total?: number;
      product?: { title: string };
      items?: readonly { product: { id: string } }[];
      indexes?: readonly { name: string; products: number }[];
    };
  };
  assert.equal((await call("POST", "/api/search", { index: "de", query: "kiefernregal" })).total, 1);
  assert.equal((await call("POST", "/api/search", { query: "kiefernregal" })).total, 0);
  assert.equal((await call("POST", "/api/search", { index: "fr", query: "" })).code, "not_found");
  assert.equal((await call("GET", "/api/products/1?index=de")).product?.title, "Eichenlampe");
  await call("POST", "/api/products?index=fr", { products: [{ id: "7", title: "Chaise" }] });
  assert.deepEqual((await call("GET", "/api/indexes")).indexes, [
    { name: "products", products: 2 },
    { name: "de", products: 2 },
    { name: "fr", products: 1 },
  ]);
  const event = { type: "click", user: "ann", product: "7" };
  await call("POST", "/api/events", { events: [event] });
  const seen = await call("POST", "/api/recommend", { index: "fr", kind: "recently_viewed", asker: { user: "ann" } });
  assert.deepEqual(
    seen.items?.map((item) => item.product.id),
    ["7"],
  );
  await call("DELETE", "/api/products/7?index=fr");
  await call("DELETE", "/api/indexes/fr");
  assert.equal((await call("GET", "/api/indexes")).indexes?.length, 2);
});
