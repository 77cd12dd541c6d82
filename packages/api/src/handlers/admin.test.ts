import assert from "node:assert/strict";
import { test } from "node:test";
import { LiveFigures } from "@aisle/core/analytics";
import type { LoggedEvent } from "@aisle/core/event";
import { createApp } from "../app.ts";
import { adminProductAnswer, inspectAnswer, keysAnswer, overviewAnswer } from "../contract/admin.ts";
import type { IssuedKey, Operations } from "../operations.ts";
import { fakeShop, keys } from "../testing/fake-shop.ts";
import type { LiveTick } from "./live-events.ts";

interface Host {
  readonly operations: Operations;
  readonly figures: LiveFigures;
  readonly listeners: Set<(event: LoggedEvent) => void>;
}

function fakeHost(): Host {
  const figures = new LiveFigures();
  const issued: IssuedKey[] = [];
  const listeners = new Set<(event: LoggedEvent) => void>();
  return {
    figures,
    listeners,
    operations: {
      figures,
      keys: {
        list: () => issued,
        create: async (wanted) => {
          const key: IssuedKey = { ...wanted, id: `key-${issued.length + 1}`, created: 5 };
          issued.push(key);
          return { key, secret: "a-new-secret" };
        },
        revoke: async (id) => {
          const at = issued.findIndex((key) => key.id === id);
          if (at >= 0) issued.splice(at, 1);
          return at >= 0;
        },
      },
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      latencies: () => [{ route: "search", count: 3, p50: 1.5, p99: 4 }],
      state: () => ({ started: 1, products: 6, log: { start: 0, end: 9 } }),
      loads: () => [],
      config: () => ({ adminKey: "(set)", port: 7700 }),
    },
  };
}

function opened(withOperations = true) {
  const host = fakeHost();
  const shop = fakeShop(withOperations ? { operations: host.operations } : {});
  const app = createApp(shop);
  const ask = async (method: string, path: string, body?: unknown, key = keys.admin) => {
    const init = { method, headers: { authorization: `Bearer ${key}` }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    return app.fetch(new Request(`http://shop${path}`, init));
  };
  return { host, shop, app, ask };
}

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { code: string }).code;
}

test("the operator's surface is for admin keys, and absent where the host has none", async () => {
  const { ask } = opened();
  for (const path of ["overview", "config", "keys", "events", "products/1"]) {
    assert.equal(await codeOf(await ask("GET", `/api/admin/${path}`, undefined, keys.write)), "forbidden");
  }
  assert.equal(await codeOf(await opened(false).ask("GET", "/api/admin/overview")), "not_found");
});

test("the overview has figures of the asked minutes and the state of the host", async () => {
  const { ask, host, shop } = opened();
  const at = (minutes: number): LoggedEvent => ({
    position: 0,
    arrival: shop.now,
    event: { type: "query", time: shop.now - minutes * 60_000, user: "u", query: "boot", total: 0 },
  });
  for (const minutes of [0, 1, 30]) host.figures.apply(at(minutes));
  const overview = overviewAnswer.parse(await (await ask("GET", "/api/admin/overview?minutes=10")).json());
  assert.deepEqual([overview.figures.searches, overview.figures.withoutResult, overview.figures.minutes.length], [2, 2, 10]);
  assert.deepEqual([overview.products, overview.log.end, overview.latencies[0]!.p99], [6, 9, 4]);
  assert.equal(await codeOf(await ask("GET", "/api/admin/overview?minutes=0")), "bad_request");
});

test("an inspection answers as a search does, with its plan, and records nothing", async () => {
  const { ask, shop, app } = opened();
  const response = await ask("POST", "/api/admin/inspect", { query: "boot", asker: { user: "somebody" } });
  const { answer, plan, milliseconds } = inspectAnswer.parse(await response.json());
  assert.deepEqual(
    answer.hits.map(({ product }) => product.id),
    ["3"],
  );
  assert.equal(plan.query, "boot");
  assert.ok(milliseconds.search >= 0);
  await app.close();
  assert.deepEqual(shop.events, []);
});

test("a product comes with what the index holds and the rules that name it", async () => {
  const { ask } = opened();
  const rule = { condition: { pattern: "boot", anchoring: "is" }, consequence: { hide: [{ objectID: "3" }] } };
  assert.equal((await ask("PUT", "/1/indexes/products/rules/no-boot", rule)).status, 200);
  const { product, document, rules } = adminProductAnswer.parse(await (await ask("GET", "/api/admin/products/3")).json());
  assert.deepEqual([product.id, rules, (document["keywords"] as Record<string, unknown>)["brand"]], ["3", ["no-boot"], ["Borea"]]);
  assert.equal(await codeOf(await ask("GET", "/api/admin/products/none")), "not_found");
});

test("keys are made, listed without their secret, and revoked", async () => {
  const { ask } = opened();
  const made = await ask("POST", "/api/admin/keys", { name: "App", scopes: ["search", "search"], filters: "brand:Alba" });
  assert.equal(made.status, 201);
  assert.equal(((await made.json()) as { secret: string }).secret, "a-new-secret");
  const listed = await (await ask("GET", "/api/admin/keys")).text();
  assert.ok(!listed.includes("a-new-secret"));
  assert.deepEqual(keysAnswer.parse(JSON.parse(listed)).keys, [
    { id: "key-1", name: "App", scopes: ["search"], filters: "brand:Alba", created: 5 },
  ]);
  assert.equal((await ask("DELETE", "/api/admin/keys/key-1")).status, 200);
  assert.equal(await codeOf(await ask("DELETE", "/api/admin/keys/key-1")), "not_found");
});

test("a key that would mean something else than it says is refused", async () => {
  const { ask } = opened();
  const make = async (body: unknown) => codeOf(await ask("POST", "/api/admin/keys", body));
  assert.equal(await make({ name: "a", scopes: ["write"], filters: "brand:Alba" }), "bad_request");
  assert.equal(await make({ name: "a", scopes: ["search"], filters: "brand:(" }), "bad_filter");
  assert.equal(await make({ name: "a", scopes: ["search"], expires: 5 }), "bad_request");
  assert.equal(await make({ name: "a", scopes: [] }), "bad_request");
  assert.equal(await make({ name: "a", scopes: ["search"], colour: "red" }), "bad_request");
});

async function readMessage(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<{ event: string; data: unknown }> {
  const text = new TextDecoder().decode((await reader.read()).value);
  const [, event, data] = /^event: (\w+)\ndata: (.*)\n\n$/.exec(text)!;
  return { event: event!, data: JSON.parse(data!) };
}

test("the live stream tells types and counts and nobody's words; without readers nothing is subscribed", async () => {
  const { ask, host } = opened();
  const response = await ask("GET", "/api/admin/events");
  assert.match(response.headers.get("content-type")!, /^text\/event-stream/);
  const reader = response.body!.getReader();
  assert.deepEqual(await readMessage(reader), { event: "open", data: { position: 0 } });
  assert.equal(host.listeners.size, 1);
  const tell = (logged: LoggedEvent) => host.listeners.forEach((listener) => listener(logged));
  const person = "0123456789abcdef";
  tell({ position: 7, arrival: 1, person, event: { type: "query", time: 1, user: "anna@example.org", query: "my secret", total: 3 } });
  tell({ position: 8, arrival: 2, person, event: { type: "click", time: 2, user: "anna@example.org", product: "3" } });
  for (let i = 0; i < 50; i++) tell({ position: 9 + i, arrival: 3, event: { type: "product_removed", time: 3, product: "x" } });
  const { event, data } = await readMessage(reader);
  const tick = data as LiveTick;
  assert.equal(event, "tick");
  assert.deepEqual(tick.counts, { query: 1, click: 1, product_removed: 50 });
  assert.equal(tick.events.length, 20);
  assert.deepEqual(tick.events.slice(0, 2), [
    { position: 7, time: 1, type: "query", person: "012345", total: 3 },
    { position: 8, time: 2, type: "click", person: "012345", product: "3", title: "Leather boot" },
  ]);
  await reader.cancel();
  assert.equal(host.listeners.size, 0);
});

test("a slow reader gets all counts later; too many readers are refused; draining ends every stream", async () => {
  const { ask, host, app } = opened();
  const responses = await Promise.all(Array.from({ length: 32 }, () => ask("GET", "/api/admin/events")));
  assert.equal(await codeOf(await ask("GET", "/api/admin/events")), "rate_limited");
  const tell = (product: string) =>
    host.listeners.forEach((listener) => listener({ position: 1, arrival: 1, event: { type: "product_removed", time: 1, product } }));
  // The first message still lies unread, so nothing is added behind it.
  tell("a");
  await new Promise((resolve) => setTimeout(resolve, 300));
  tell("b");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const reader = responses[0]!.body!.getReader();
  assert.equal((await readMessage(reader)).event, "open");
  assert.deepEqual(((await readMessage(reader)).data as LiveTick).counts, { product_removed: 2 });
  app.drain();
  assert.equal((await reader.read()).done, true);
  assert.equal(host.listeners.size, 0);
});
