import assert from "node:assert/strict";
import { test } from "node:test";
import type { ShopEvent } from "@aisle/core/event";
import { createApp } from "./app.ts";
import { keys } from "./testing/fake-shop.ts";
import { memoryShop } from "./testing/memory-shop.ts";

const crawler = "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)";

function opened() {
  const shop = memoryShop();
  const app = createApp(shop);
  const ask = async (method: string, path: string, body: unknown, key = keys.public, agent = "Mozilla/5.0 (Macintosh) Safari/605.1.15") => {
    const response = await app.fetch(
      new Request(`http://shop.test${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, "user-agent": agent },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
      { address: "203.0.113.9" },
    );
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown> & { marked: Record<string, number>; events: Record<string, number> },
    };
  };
  const logged = () => shop.events.map(({ event }) => event!);
  return { shop, app, ask, logged };
}

const view = (user: string, more: object = {}) => ({ type: "view", user, product: "1", ...more });

test("the edge adds what it knows of a shopper's client, and takes it from nobody", async () => {
  const { ask, logged } = opened();
  await ask("POST", "/api/events", { events: [view("spider")] }, keys.public, crawler);
  await ask("POST", "/api/events", { events: [view("ann")] });
  await ask(
    "POST",
    "/v1/track",
    { type: "track", event: "Product Viewed", userId: "bob", properties: { product_id: "1" } },
    keys.public,
    crawler,
  );
  await ask("POST", "/api/events", { events: [view("from-backend")] }, keys.admin, crawler);
  const seen = logged() as readonly (ShopEvent & { agent?: string; network?: string; user?: string })[];
  assert.deepEqual(
    seen.map(({ user, agent, network }) => [user, agent, network?.length]),
    [
      ["spider", "bot", 24],
      ["ann", undefined, 24],
      ["bob", "bot", 24],
      ["from-backend", undefined, undefined],
    ],
  );
  assert.equal((await ask("POST", "/api/events", { events: [view("liar", { agent: "human" })] })).status, 400);
});

test("a search is recorded with its client", async () => {
  const { app, ask, logged } = opened();
  await ask("POST", "/api/search", { query: "shoe", asker: { user: "spider" } }, keys.public, crawler);
  await app.close();
  assert.deepEqual(
    logged().map((event) => [event.type, "agent" in event && event.agent]),
    [["query", "bot"]],
  );
});

test("operators see what was found and have the last word", async () => {
  const { ask, logged } = opened();
  await ask("POST", "/api/events", { events: [view("spider")] }, keys.public, crawler);
  const report = async () => (await ask("GET", "/api/traffic", undefined, keys.admin)).body;
  const first = await report();
  assert.deepEqual(
    [first["visitors"], first.marked["declared"], first["latest"]],
    [{ human: 0, suspect: 0, bot: 1 }, 1, [{ person: "p:spider", verdict: "bot", reasons: ["declared"] }]],
  );
  assert.equal((await ask("POST", "/api/traffic", { allow: { users: ["spider"] }, deny: { persons: ["p:ann"] } }, keys.admin)).status, 200);
  assert.deepEqual(logged().at(-1), {
    ...logged().at(-1)!,
    type: "operator",
    command: "traffic",
    arguments: { allow: ["p:spider"], deny: ["p:ann"] },
  });
  await ask("POST", "/api/events", { events: [view("spider"), view("ann")] });
  assert.deepEqual((await report()).events, { human: 1, suspect: 0, bot: 2 });
  assert.equal((await ask("GET", "/api/traffic", undefined)).status, 403);
  assert.equal((await ask("POST", "/api/traffic", { deny: {} }, keys.admin)).status, 400);
  assert.equal((await ask("POST", "/api/traffic", { banish: { users: ["a"] } }, keys.admin)).status, 400);
});

test("a device whose clock is off is put right by it; a late one is not", async () => {
  const { shop, ask, logged } = opened();
  const now = shop.clock();
  const hour = 3_600_000;
  const send = (sent: number | undefined, ...times: readonly number[]) =>
    ask("POST", "/api/events", { events: times.map((time) => view("ann", { time })), ...(sent === undefined ? {} : { sent }) });
  await send(now + 2 * hour, now + hour, now + 2 * hour);
  await send(now - 1_000, now - 5 * hour);
  await send(undefined, now + hour);
  assert.deepEqual(
    logged().map(({ time }) => (time - now) / hour),
    [-1, 0, -5, 1],
  );
});
