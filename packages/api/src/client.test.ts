import assert from "node:assert/strict";
import { test } from "node:test";
import { createApp } from "./app.ts";
import { ClientError, createClient } from "./client.ts";
import { fakeShop, keys } from "./testing/fake-shop.ts";

test("the typed client reads its own writes and throws the server's codes", async () => {
  const shop = fakeShop();
  const app = createApp(shop);
  const demanded: (string | null)[] = [];
  const client = createClient({
    url: "http://shop/",
    key: keys.admin,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      demanded.push(request.headers.get("aisle-position"));
      return app.fetch(request);
    },
  });
  const { hits, total } = await client.search({ query: "shoe", filter: { field: "price", max: 85 } });
  assert.deepEqual([total, hits[0]?.product.title], [1, "Red running shoe"]);
  const { position, level } = await client.putProducts({ products: [{ id: "9", title: "Hat" }] });
  assert.deepEqual([position, level, client.position], [1, "durable", 1]);
  assert.equal((await client.product("9")).product.title, "Hat");
  assert.equal((await client.product("5", "zh")).product.title, "羊毛袜");
  await client.events({ events: [{ type: "click", user: "u", product: "9" }] });
  const recommended = await client.recommend({ kind: "recently_viewed", asker: { user: "u" } });
  assert.deepEqual(
    recommended.items.map((item) => item.product.id),
    ["9"],
  );
  assert.deepEqual((await client.complete({ prefix: "ra" })).completions, ["rain jacket"]);
  assert.deepEqual(
    (await client.suggest({ text: "hat" })).products.map(({ title }) => title),
    ["Hat"],
  );
  assert.equal((await client.explain({ query: "hat", product: "9" })).matched, true);
  await client.patchOffers({ changes: [{ product: "9", offers: [{ price: 3, availability: "in_stock" }] }] });
  await client.deleteProduct("9");
  assert.equal(client.position, 4);
  assert.deepEqual(demanded, [null, null, "1", "1", "1", "2", "2", "2", "2", "2", "3"]);
  await assert.rejects(client.product("9"), (error) => error instanceof ClientError && error.code === "not_found" && error.status === 404);
});

test("an answer that is not ours still becomes an error with its status", async () => {
  const client = createClient({ url: "http://shop", key: "k", fetch: async () => new Response("<html>", { status: 502 }) });
  await assert.rejects(client.search({}), { status: 502, code: "internal" });
});
