import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { isAisleError } from "@aisle/core/base";
import { memoryProductStore } from "@aisle/core/catalog";
import type { ShopEvent } from "@aisle/core/event";
import { Applier } from "@aisle/api/connect/applier";
import * as medusa from "@aisle/api/connect/fixtures/medusa";
import * as shopify from "@aisle/api/connect/fixtures/shopify";
import { createApiClient, nextLink } from "./api-client.ts";
import { createMedusaApi } from "./medusa.ts";
import { openMemoryStore } from "./memory-store.ts";
import { createShopifyApi } from "./shopify.ts";

async function platform(t: TestContext, answer: (url: URL, request: IncomingMessage, response: ServerResponse) => unknown) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url!, `http://${request.headers.host}`);
    asked.push(url.pathname + url.search);
    const body = answer(url, request, response);
    if (body !== undefined) response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    else if (!response.writableEnded) response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function target() {
  const events: ShopEvent[] = [];
  const products = memoryProductStore();
  const memory = openMemoryStore(":memory:");
  const applier = new Applier({
    memory,
    product: (id) => products.get(id),
    clock: () => Date.parse("2025-11-01T00:00:00Z"),
    async ingest(batch) {
      for (const event of batch) {
        events.push(event);
        if (event.type === "product") products.put(event.product);
        else if (event.type === "offers") products.put({ ...products.get(event.product)!, offers: event.offers });
        else if (event.type === "product_removed") products.remove(event.product);
      }
      return { level: "durable", position: events.length, accepted: batch.length, duplicates: 0 };
    },
  });
  const waits: number[] = [];
  const client = { signal: new AbortController().signal, sleep: async (ms: number) => void waits.push(ms) };
  const notes: string[] = [];
  return { events, products, memory, applier, client, waits, notes, note: (line: string) => void notes.push(line) };
}

/** A product with ids of its own. */
function numbered(n: number, more: object = {}) {
  const [red] = shopify.product.variants;
  return {
    ...shopify.product,
    id: 100 + n,
    variants: [{ ...red, id: 1000 + n, inventory_item_id: 2000 + n }],
    variant_gids: undefined,
    ...more,
  };
}

test("Shopify is pulled along its Link header, from where the last pull ended, and full pulls remove what is gone", async (t) => {
  let products = [1, 2, 3, 4, 5].map((n) => numbered(n));
  const { url, asked } = await platform(t, (at, request, response) => {
    assert.equal(request.headers["x-shopify-access-token"], "token-00");
    if (at.pathname.endsWith("/shop.json")) return { shop: { currency: "EUR" } };
    if (at.pathname.endsWith("/orders.json")) return { orders: [shopify.order, { ...shopify.order, id: 2, test: true }] };
    const page = Number(at.searchParams.get("page_info") ?? 0);
    const link = (to: number, rel: string) => `<${at.origin}${at.pathname}?limit=250&page_info=${to}>; rel="${rel}"`;
    const links = [...(page > 0 ? [link(page - 1, "previous")] : []), ...(page * 2 + 2 < products.length ? [link(page + 1, "next")] : [])];
    if (links.length > 0) response.setHeader("link", links.join(", "));
    return { products: products.slice(page * 2, page * 2 + 2) };
  });
  const { events, products: stored, memory, applier, client, note } = target();
  const api = createShopifyApi({ shop: url, token: "token-00", version: "2025-10", memory, client });
  const first = await api.pull(applier, { note });
  assert.deepEqual(first, { products: 5, orders: 2, accepted: 7, duplicates: 0, removed: 0, refused: 0 });
  assert.equal(stored.get("1003")!.offers[0]!.currency, "EUR");
  assert.deepEqual(asked.slice(0, 4), [
    "/admin/api/2025-10/shop.json",
    "/admin/api/2025-10/products.json?limit=250",
    "/admin/api/2025-10/products.json?limit=250&page_info=1",
    "/admin/api/2025-10/products.json?limit=250&page_info=2",
  ]);
  asked.length = 0;
  const again = await api.pull(applier, { note });
  assert.deepEqual([again.accepted, again.duplicates, events.length], [0, 2, 7]);
  assert.ok(asked.includes("/admin/api/2025-10/products.json?limit=250&updated_at_min=2025-10-02T14%3A15%3A00.000Z"));
  products = [numbered(1), numbered(2, { updated_at: "2025-10-20T00:00:00Z", title: "New name" })];
  const full = await api.pull(applier, { full: true, note });
  assert.deepEqual([full.accepted, full.removed, stored.count], [1, 3, 2]);
  products = [];
  assert.equal((await api.pull(applier, { full: true, note })).removed, 0, "an empty answer is no sale of everything");
  products = [numbered(3)];
  await api.pull(applier, { full: true, note });
  assert.deepEqual([...stored.ids()], ["1003"], "what is listed again comes back as it was");
});

test("one product that cannot be used stops no pull", async (t) => {
  const { url } = await platform(t, (at) =>
    at.pathname.endsWith("/shop.json") ? {} : { products: [{ id: 1 }, numbered(2)], orders: [{ id: 9 }] },
  );
  const { memory, applier, client, notes, note } = target();
  const report = await createShopifyApi({ shop: url, token: "token-00", version: "2025-10", memory, client }).pull(applier, { note });
  assert.deepEqual([report.products, report.accepted, report.refused], [2, 1, 2]);
  assert.deepEqual(notes, ["Shopify product 1: updated_at must be a time", "Shopify order 9: created_at must be a time"]);
});

test("Shopify's levels and orders are looked up", async (t) => {
  const { url } = await platform(t, (at, _, response) => {
    if (at.pathname.endsWith("/inventory_levels.json"))
      return { inventory_levels: [shopify.inventoryLevel, { location_id: 222, available: null }] };
    if (at.pathname.endsWith("/orders/5.json")) return { order: shopify.order };
    response.statusCode = 404;
    return {};
  });
  const { memory, client } = target();
  const api = createShopifyApi({ shop: url, token: "token-00", version: "2025-10", memory, client });
  assert.deepEqual(await api.levels("4510000000011"), { "111": 4 });
  assert.equal(((await api.order("5")) as { id: number }).id, shopify.order.id);
  assert.equal(await api.order("6/../5"), undefined);
});

test("Medusa is pulled by limit and offset", async (t) => {
  const products = Array.from({ length: 250 }, (_, n) => ({
    ...medusa.product,
    id: `prod_${n}`,
    variants: [{ ...medusa.product.variants[0], id: `variant_${n}` }],
  }));
  const { url, asked } = await platform(t, (at, request) => {
    assert.equal(request.headers.authorization, `Basic ${Buffer.from("sk_token:").toString("base64")}`);
    const limit = Number(at.searchParams.get("limit"));
    const offset = Number(at.searchParams.get("offset"));
    if (at.pathname === "/base/admin/orders") return { orders: offset === 0 ? [medusa.order] : [], count: 1, offset, limit };
    return { products: products.slice(offset, offset + limit), count: products.length, offset, limit };
  });
  const { memory, applier, client, products: stored, note } = target();
  const api = createMedusaApi({ url: `${url}/base`, token: "sk_token", currency: "EUR", memory, client });
  assert.deepEqual(await api.pull(applier, { note }), { products: 250, orders: 1, accepted: 251, duplicates: 0, removed: 0, refused: 0 });
  assert.deepEqual([stored.count, asked.length], [250, 4]);
  asked.length = 0;
  assert.equal((await api.pull(applier, { note })).accepted, 0);
  assert.ok(asked.every((path) => path.includes("updated_at%5B%24gte%5D=2025-10-0")));
});

test("the client waits as asked, tries again, gives up, and sends its token nowhere else", async (t) => {
  let broken = 2;
  const { url, asked } = await platform(t, (at, _, response) => {
    if (at.pathname === "/next") response.setHeader("link", `<https://elsewhere.example/x>; rel="next"`);
    if (at.pathname === "/busy" && broken-- > 0) {
      response.statusCode = broken === 1 ? 429 : 503;
      response.setHeader("retry-after", "2.5");
    }
    if (at.pathname === "/down") response.statusCode = 500;
    if (at.pathname === "/locked") response.statusCode = 401;
    if (at.pathname === "/moved") {
      response.statusCode = 302;
      response.setHeader("location", "https://elsewhere.example/");
    }
    return { answer: "x".repeat(at.pathname === "/large" ? 2_000 : 1) };
  });
  const { client, waits } = target();
  const api = createApiClient({ ...client, platform: "Test", base: url, headers: { secret: "hide-me" }, maximumBytes: 1_000 });
  assert.deepEqual((await api.get("busy"))!.body, { answer: "x" });
  assert.deepEqual(waits.splice(0), [2_500, 2_500]);
  const unavailable = (error: unknown) =>
    isAisleError(error, "unavailable") && !JSON.stringify([error.message, error.details]).includes("hide-me");
  await assert.rejects(api.get("down"), unavailable);
  assert.deepEqual(waits.splice(0), [1_000, 2_000, 4_000, 8_000]);
  await assert.rejects(api.get("locked"), /is the token right/);
  await assert.rejects(api.get("moved"), unavailable);
  await assert.rejects(api.get("large"), (error) => isAisleError(error, "too_large"));
  const { next } = (await api.get("next"))!;
  await assert.rejects(api.get(next!), /elsewhere\.example, which is not/);
  assert.equal(asked.filter((path) => path === "/locked").length, 1);
});

test("the next page is found among links of every form", () => {
  const base = new URL("https://a.example/x");
  assert.equal(
    nextLink('<https://a.example/p?q=1,2>; rel="previous", <https://a.example/n?q=a,b>; rel="next"', base)?.href,
    "https://a.example/n?q=a,b",
  );
  assert.equal(nextLink("</n>; rel=next", base)?.href, "https://a.example/n");
  for (const none of [null, "", "<", "<>; rel=next2", '<http://[>; rel="next"', '<https://a.example/>; rel="prev"'])
    assert.equal(nextLink(none, base), undefined, String(none));
});

test("the memory keeps what it was given, by prefix and over restarts of its file", () => {
  const memory = openMemoryStore(":memory:");
  memory.set([
    ["a/1", "x"],
    ["a/2", "y"],
    ["b/1", "z"],
  ]);
  memory.set([
    ["a/1", undefined],
    ["a/2", "w"],
  ]);
  assert.deepEqual([[...memory.keys("a/")], memory.get("a/2"), memory.get("a/1"), memory.get("b/1")], [["a/2"], "w", undefined, "z"]);
  memory.close();
  assert.throws(
    () => memory.get("a/2"),
    (error) => isAisleError(error, "storage_failed"),
  );
});
