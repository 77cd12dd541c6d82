import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { createApp } from "./app.ts";
import { fakeShop, keys } from "./testing/fake-shop.ts";

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any

function opened(options: Parameters<typeof fakeShop>[0] = {}) {
  const shop = fakeShop(options);
  const app = createApp(shop);
  async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await app.fetch(
      new Request(`http://shop${path}`, {
        method,
        headers: { authorization: `Bearer ${keys.admin}`, ...headers },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === "" ? {} : JSON.parse(text)) as Json };
  }
  return { shop, app, ask };
}

test("search answers with attribution, position and parts", async () => {
  const { ask } = opened();
  const { status, headers, body } = await ask("POST", "/api/search", {
    query: "shoe",
    facets: ["brand"],
    sort: [{ field: "price", order: "desc" }],
  });
  assert.equal(status, 200);
  assert.deepEqual(
    body["hits"].map((hit: Json) => hit["product"].id),
    ["2", "1"],
  );
  assert.deepEqual(body["facets"], { brand: [{ value: "Alba", count: 2 }] });
  assert.equal(headers.get("aisle-position"), "0");
  assert.equal(headers.get("aisle-answer"), body["id"]);
  assert.match(headers.get("x-request-id")!, /^[0-9a-f]{32}$/);
});

test("an unknown key of a body is an error that names it", async () => {
  const { ask } = opened();
  const { status, body } = await ask("POST", "/api/search", { query: "shoe", limitt: 3 });
  assert.deepEqual([status, body["code"]], [400, "bad_request"]);
  assert.match(body["message"], /limitt/);
  const wrong = await ask("POST", "/api/search", { filter: { and: [{ field: "price", min: "3" }] } });
  assert.equal(wrong.body["details"].field, "filter.and[0].min");
});

test("acknowledgements name their level and position, and a demanded position is honoured", async () => {
  const { ask, shop } = opened();
  const click = { type: "click", user: "u", product: "1", position: 2 };
  const { body, headers } = await ask("POST", "/api/events", { events: [click, { type: "click", user: "u" }, { ...click, nonsense: 1 }] });
  assert.deepEqual(
    { ...body, rejected: body["rejected"].map((one: Json) => [one["index"], one["code"], one["details"].field]) },
    {
      level: "durable",
      position: 1,
      accepted: 1,
      duplicates: 0,
      rejected: [
        [1, "bad_event", "product"],
        [2, "bad_event", ""],
      ],
    },
  );
  assert.equal(headers.get("aisle-position"), "1");
  assert.deepEqual(shop.events, [{ ...click, time: shop.now }]);
  assert.equal((await ask("POST", "/api/search", {}, { "aisle-position": "1" })).status, 200);
  const ahead = await ask("POST", "/api/search", {}, { "aisle-position": "2" });
  assert.deepEqual([ahead.status, ahead.body["code"]], [409, "position_ahead"]);
  const wrong = await ask("POST", "/api/search", {}, { "aisle-position": "-2" });
  assert.deepEqual([wrong.status, wrong.body["code"]], [400, "bad_request"]);
});

test("waiting for a position ends in bounded time", async () => {
  const { ask, shop } = opened({ limits: { positionWaitMs: 20 } });
  shop.engine.reached = () => new Promise(() => {});
  const { status, body } = await ask("POST", "/api/search", {}, { "aisle-position": "7" });
  assert.deepEqual([status, body["code"], body["details"]], [409, "position_ahead", { position: 7, reached: 0 }]);
});

test("a batch without one usable event is an error", async () => {
  const { ask } = opened();
  const { status, body } = await ask("POST", "/api/events", { events: [{ type: "click" }, { type: "dance", user: "u" }] });
  assert.deepEqual([status, body["code"], body["details"].rejected.length], [400, "bad_event", 2]);
});

test("keys and scopes: unknown is 401, too little is 403, events of the catalogue need write, erasure admin", async () => {
  const { ask, app } = opened();
  const as = (key: string) => ({ authorization: `Bearer ${key}` });
  const click = { events: [{ type: "click", user: "u", product: "1" }] };
  assert.equal((await ask("POST", "/api/search", {}, as("nobody's"))).status, 401);
  assert.equal((await app.fetch(new Request("http://shop/api/search", { method: "POST", body: "{}" }))).status, 401);
  assert.equal((await ask("POST", "/api/search", {}, as(keys.events))).status, 403);
  assert.equal((await ask("POST", "/api/events", click, as(keys.search))).status, 403);
  assert.equal((await ask("POST", "/api/events", click, as(keys.public))).status, 200);
  assert.equal((await ask("POST", "/api/events", { events: [{ type: "product_removed", product: "1" }] }, as(keys.public))).status, 403);
  assert.equal((await ask("POST", "/api/events", { events: [{ type: "erase", user: "u" }] }, as(keys.public))).status, 403);
  assert.equal((await ask("POST", "/api/events", { events: [{ type: "erase", user: "u" }] })).status, 200);
  assert.equal((await ask("DELETE", "/api/products/1", undefined, as(keys.public))).status, 403);
});

test("products: put, read, change offers, remove", async () => {
  const { ask } = opened();
  const put = await ask("POST", "/api/products", {
    products: [{ id: "9", title: "New hat", offers: [{ price: 20, availability: "in_stock" }] }, { id: 7 }],
  });
  assert.deepEqual([put.body["accepted"], put.body["rejected"][0].index, put.body["rejected"][0].details.field], [1, 1, "id"]);
  assert.equal((await ask("GET", "/api/products/9")).body["product"].title, "New hat");
  const offers = [{ price: 15, currency: "EUR", availability: "in_stock" }];
  const patched = await ask("PATCH", "/api/products", {
    changes: [
      { product: "9", offers },
      { product: "none", offers },
    ],
  });
  assert.deepEqual([patched.body["accepted"], patched.body["rejected"][0].code], [1, "not_found"]);
  assert.deepEqual((await ask("GET", "/api/products/9")).body["product"].offers, offers);
  assert.equal((await ask("DELETE", "/api/products/9")).status, 200);
  assert.equal((await ask("GET", "/api/products/9")).status, 404);
  assert.equal((await ask("GET", `/api/products/${encodeURIComponent("a/b c")}`)).body["product"].id, "a/b c");
  assert.equal((await ask("GET", "/api/products/5?language=zh")).body["product"].title, "羊毛袜");
  assert.equal((await ask("GET", "/api/products/5?tongue=zh")).status, 200);
});

test("recommend, complete and explain", async () => {
  const { ask } = opened();
  const recommended = await ask("POST", "/api/recommend", { kind: "similar", products: ["1"], limit: 2 });
  assert.deepEqual(
    recommended.body["items"].map((item: Json) => [item["product"].id, item["reason"].code]),
    [
      ["2", "popular"],
      ["3", "popular"],
    ],
  );
  assert.deepEqual((await ask("POST", "/api/complete", { prefix: "r" })).body, {
    completions: ["running shoe", "rain jacket"],
    position: 0,
  });
  const suggested = await ask("POST", "/api/suggest", { text: "r", limit: 2 });
  assert.deepEqual([suggested.status, suggested.body["queries"]], [200, ["running shoe", "rain jacket"]]);
  assert.equal((await ask("POST", "/api/suggest", { text: "r", limit: 0 })).status, 400);
  const explained = await ask("POST", "/api/explain", { query: "boot", product: "3" });
  assert.deepEqual([explained.body["matched"], explained.body["parts"]], [true, { lexical: 1 }]);
  assert.equal((await ask("POST", "/api/explain", { query: "boot", product: "1" })).body["matched"], false);
});

test("reviews: written as events, read with the stars counted, and nothing of who wrote them", async () => {
  const { ask, shop } = opened();
  const say = (user: string, more: object) => ({ user, product: "1", time: shop.now, ...more });
  const { body: acknowledged } = await ask("POST", "/api/events", {
    events: [say("ann", { type: "review", text: "Light and quick", value: 5 }), say("bob", { type: "rating", value: 2 })],
  });
  const demanded = { "aisle-position": String(acknowledged["position"]) };
  const { body } = await ask("POST", "/api/reviews", { products: ["1", "2", "gone"], limit: 5 }, demanded);
  assert.deepEqual(body, {
    position: 2,
    count: 2,
    average: 3.5,
    histogram: [0, 1, 0, 0, 1],
    total: 1,
    reviews: [{ product: "1", time: shop.now, value: 5, text: "Light and quick", bought: false }],
  });
  assert.doesNotMatch(JSON.stringify(body), /ann|bob/);
  const wrong = await ask("POST", "/api/reviews", { products: [] });
  assert.deepEqual([wrong.status, wrong.body["code"]], [400, "bad_request"]);
  assert.equal((await ask("POST", "/api/reviews", { products: ["1"], user: "ann" })).status, 400);
});

test("a full disk is a 503 with its code, a defect a 500 that tells nothing of its inside", async () => {
  const logged: unknown[] = [];
  const { ask, shop } = opened({ log: (...line) => logged.push(line) });
  const click = { events: [{ type: "click", user: "u", product: "1" }] };
  const { AisleError } = await import("@aisle/core/base");
  shop.failures.push(new AisleError("storage_failed", "no space left"), new Error("secret path /x"));
  const full = await ask("POST", "/api/events", click);
  assert.deepEqual([full.status, full.body["code"]], [503, "storage_failed"]);
  const defect = await ask("POST", "/api/events", click);
  assert.deepEqual([defect.status, defect.body["code"]], [500, "internal"]);
  assert.doesNotMatch(JSON.stringify(defect.body), /secret/);
  assert.equal(logged.length, 2);
  assert.equal((await ask("POST", "/api/events", click)).status, 200);
});

test("bodies: size is limited with and without content-length, text must be UTF-8 and JSON, nesting is bounded", async () => {
  const { ask, app } = opened({ limits: { bodyBytes: 1_000 } });
  assert.equal((await ask("POST", "/api/search", { query: "x".repeat(2_000) })).status, 413);
  const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(400).fill(32)) });
  const init = { method: "POST", headers: { authorization: `Bearer ${keys.admin}` }, body: endless, duplex: "half" };
  const streamed = await app.fetch(new Request("http://shop/api/search", init as RequestInit));
  assert.equal(streamed.status, 413);
  const broken = new Request("http://shop/api/search", {
    method: "POST",
    headers: { authorization: `Bearer ${keys.admin}` },
    body: new Uint8Array([34, 0xff, 34]),
  });
  assert.equal((await app.fetch(broken)).status, 400);
  assert.equal((await ask("POST", "/api/search", "{")).status, 400);
  assert.equal((await ask("POST", "/api/search", "[".repeat(500))).status, 422);
  assert.equal((await ask("POST", "/api/search", `{"query":"${"[".repeat(100)}\\\\"}`)).status, 200);
});

test("compressed bodies are read, and a bomb is stopped by the limit", async () => {
  const { app, shop } = opened({ limits: { bodyBytes: 10_000 } });
  const send = (bytes: Uint8Array<ArrayBuffer>, encoding = "gzip") =>
    app.fetch(
      new Request("http://shop/api/events", {
        method: "POST",
        headers: { authorization: `Bearer ${keys.events}`, "content-encoding": encoding },
        body: bytes,
      }),
    );
  const events = gzipSync(JSON.stringify({ events: [{ type: "view", user: "u", product: "1" }] }));
  assert.equal((await send(events)).status, 200);
  assert.equal(shop.events.length, 1);
  assert.equal((await send(gzipSync(Buffer.alloc(1_000_000, 32)))).status, 413);
  assert.equal((await send(events.subarray(0, 20))).status, 400);
  assert.equal((await send(events, "br")).status, 400);
});

test("rates are limited per caller with Retry-After", async () => {
  const { ask, shop, app } = opened({ limits: { requestsPerSecond: 2 } });
  for (let i = 0; i < 4; i++) assert.equal((await ask("POST", "/api/search", {})).status, 200);
  const refused = await ask("POST", "/api/search", {});
  assert.deepEqual([refused.status, refused.body["code"], refused.headers.get("retry-after")], [429, "rate_limited", "1"]);
  const other = new Request("http://shop/api/search", { method: "POST", headers: { authorization: `Bearer ${keys.admin}` }, body: "{}" });
  assert.equal((await app.fetch(other, { address: "192.0.2.7" })).status, 200);
  shop.now += 500;
  assert.equal((await ask("POST", "/api/search", {})).status, 200);
});

test("CORS: any page may search, writing needs a named origin", async () => {
  const { app } = opened();
  const preflight = (path: string, method: string, on = app) =>
    on.fetch(
      new Request(`http://shop${path}`, {
        method: "OPTIONS",
        headers: {
          origin: "https://shop.example",
          "access-control-request-method": method,
          "access-control-request-headers": "aisle-position",
        },
      }),
    );
  const open = await preflight("/1/indexes/*/queries", "POST");
  assert.deepEqual(
    [open.status, open.headers.get("access-control-allow-origin"), open.headers.get("access-control-allow-headers")],
    [204, "*", "aisle-position"],
  );
  assert.equal((await preflight("/api/products", "POST")).headers.get("access-control-allow-origin"), null);
  const named = createApp(fakeShop({ corsOrigins: ["https://shop.example"] }));
  assert.equal((await preflight("/api/products", "POST", named)).headers.get("access-control-allow-origin"), "https://shop.example");
  const simple = await app.fetch(
    new Request("http://shop/api/search", { method: "POST", headers: { origin: "https://a.example" }, body: "{}" }),
  );
  assert.deepEqual([simple.status, simple.headers.get("access-control-allow-origin")], [401, "*"]);
  assert.match(simple.headers.get("access-control-expose-headers")!, /Aisle-Position/);
});

test("status endpoints are open; readiness follows the shop", async () => {
  let ready = true;
  const { app } = opened({ health: () => ({ ready }), metrics: { request: () => {}, text: async () => "aisle_up 1\n" } });
  const get = async (path: string) => app.fetch(new Request(`http://shop${path}`));
  assert.equal((await get("/livez")).status, 200);
  assert.equal((await get("/readyz")).status, 200);
  assert.equal(await (await get("/metrics")).text(), "aisle_up 1\n");
  ready = false;
  assert.equal((await get("/readyz")).status, 503);
  assert.equal((await get("/nothing")).status, 404);
});
