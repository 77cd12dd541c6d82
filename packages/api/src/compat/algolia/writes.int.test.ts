/** The write surface, driven by the unmodified algoliasearch client over a socket. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { fakeShopServer } from "../../testing/algolia-client.ts";
import { catalogue, keys } from "../../testing/fake-shop.ts";

const indexName = "products";
const backend = fakeShopServer();
const { fresh } = backend;

// oxlint-disable-next-line typescript/no-explicit-any
type Json = any;

test("one object: save with and without an id, replace, change in part, remove", async () => {
  const client = fresh();
  const made = await client.saveObject({ indexName, body: { title: "New hat", price: 30, color: "green" } });
  assert.match(made.objectID!, /^[0-9a-f]{32}$/);
  assert.equal(made.taskID, 1);
  await client.waitForTask({ indexName, taskID: made.taskID });
  assert.equal(((await client.getObject({ indexName, objectID: made.objectID! })) as Json).title, "New hat");

  const replaced = await client.addOrUpdateObject({ indexName, objectID: "a/b c", body: { title: "Plain", price: 2 } });
  assert.deepEqual([replaced.taskID, replaced.objectID], [2, "a/b c"]);
  assert.equal(backend.shop.engine.product("a/b c")!.brand, undefined);

  await client.partialUpdateObject({
    indexName,
    objectID: "1",
    attributesToUpdate: { price: 70, stock: { _operation: "Decrement", value: 2 } },
  });
  assert.deepEqual(backend.shop.engine.product("1"), {
    ...catalogue[0],
    offers: [{ price: 70, currency: "EUR", availability: "in_stock", stock: 3 }],
  });
  assert.equal(backend.shop.events.at(-1)!.type, "offers");

  await client.partialUpdateObject({ indexName, objectID: "none", createIfNotExists: false, attributesToUpdate: { price: 70 } });
  assert.equal(backend.shop.engine.product("none"), undefined);
  const removed = await client.deleteObject({ indexName, objectID: "1" });
  assert.equal(removed.taskID, 4);
  assert.ok(removed.deletedAt);
  await assert.rejects(client.getObject({ indexName, objectID: "1" }), { status: 404 });
});

test("a batch sees its own earlier writes, is one append, and one bad entry refuses all", async () => {
  const client = fresh();
  const answer = await client.batch({
    indexName,
    batchWriteParams: {
      requests: [
        { action: "addObject", body: { objectID: "n1", title: "Cap", price: 10 } },
        { action: "partialUpdateObject", body: { objectID: "n1", price: { _operation: "Increment", value: 5 } } },
        { action: "updateObject", body: { objectID: "2", title: "Changed" } },
        { action: "partialUpdateObjectNoCreate", body: { objectID: "n2", title: "Never" } },
        { action: "deleteObject", body: { objectID: "3" } },
      ],
    },
  });
  assert.deepEqual(answer, { taskID: 4, objectIDs: ["n1", "n1", "2", "n2", "3"] });
  assert.equal(backend.shop.engine.product("n1")!.offers[0]!.price, 15);
  assert.deepEqual(
    [backend.shop.engine.product("2")!.title, backend.shop.engine.product("n2"), backend.shop.engine.product("3")],
    ["Changed", undefined, undefined],
  );

  const several = await client.multipleBatch({ requests: [{ action: "deleteObject", indexName, body: { objectID: "4" } }] });
  assert.deepEqual(several, { taskID: { products: 5 }, objectIDs: ["4"] });

  const bad = { action: "addObject" as const, body: { objectID: "n4" } };
  const good = { action: "addObject" as const, body: { objectID: "n3", title: "Fine" } };
  await assert.rejects(client.batch({ indexName, batchWriteParams: { requests: [good, bad] } }), { status: 400 });
  assert.equal(backend.shop.engine.product("n3"), undefined);
  const order = { indexName: "products_price_asc", batchWriteParams: { requests: [good] } };
  await assert.rejects(client.batch(order), { status: 400 });
});

test("what browse gives, a batch writes back without an event", async () => {
  const client = fresh();
  const hits: Json[] = [];
  await client.browseObjects({ indexName, browseParams: { hitsPerPage: 4 }, aggregator: (page) => hits.push(...page.hits) });
  assert.deepEqual(hits.map((hit) => hit.objectID).sort(), catalogue.map((one) => one.id).sort());
  await client.saveObjects({ indexName, objects: hits });
  assert.equal(backend.shop.events.length, 0);

  const some = await client.browse({ indexName, browseParams: { filters: 'brand:"Borea"', attributesToRetrieve: ["title"] } });
  assert.deepEqual(some.hits, [
    { objectID: "3", title: "Leather boot" },
    { objectID: "4", title: "Rain jacket" },
  ]);
  assert.equal(some.cursor, undefined);
  await assert.rejects(client.browse({ indexName, browseParams: { cursor: "nonsense" } }), { status: 400 });
});

test("parallel increments are all counted", async () => {
  const client = fresh();
  const { ingest } = backend.shop;
  // A log takes its time.
  backend.shop.ingest = async (events) => {
    await setTimeout(2);
    return ingest(events);
  };
  await Promise.all(
    Array.from({ length: 10 }, () =>
      client.partialUpdateObject({ indexName, objectID: "1", attributesToUpdate: { stock: { _operation: "Increment", value: 1 } } }),
    ),
  );
  assert.equal(backend.shop.engine.product("1")!.offers[0]!.stock, 15);
});

test("delete by query, clear, and keys without the scope", async () => {
  const client = fresh();
  await client.deleteBy({ indexName, deleteByParams: { filters: 'brand:"Alba"' } });
  assert.deepEqual(
    [backend.shop.engine.product("1"), backend.shop.engine.product("2"), backend.shop.engine.product("3")?.id],
    [undefined, undefined, "3"],
  );
  await assert.rejects(client.deleteBy({ indexName, deleteByParams: {} }), { status: 400 });
  const cleared = await client.clearObjects({ indexName });
  assert.equal(cleared.taskID, 3, "one event empties the index");
  assert.equal((await client.searchSingleIndex({ indexName })).nbHits, 0);

  const visitor = fresh(keys.public);
  await assert.rejects(visitor.clearObjects({ indexName }), { status: 403 });
  await assert.rejects(visitor.saveObject({ indexName, body: { title: "x" } }), { status: 403 });
  assert.equal(backend.shop.events.length, 0);
});
