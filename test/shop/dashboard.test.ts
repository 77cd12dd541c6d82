/** The dashboard's door and what stands behind it, at the real server: sessions, live events, figures, keys over a restart. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { post, serve } from "../serving.ts";
import type { Serving } from "../serving.ts";

let shop: Serving;
before(async () => {
  shop = await serve();
  await post(shop, "/api/products", shop.adminKey, { products: [{ id: "boot", title: "Leather boot" }] });
});
after(() => shop.remove());

async function cookieOf(serving: Serving, key = serving.adminKey): Promise<string> {
  const response = await fetch(new URL("dashboard/api/session", serving.url), { method: "POST", body: JSON.stringify({ key }) });
  assert.equal(response.status, 200);
  return response.headers.get("set-cookie")!.split(";")[0]!;
}

async function ask<T>(
  serving: Serving,
  cookie: string,
  path: string,
  body?: unknown,
  method = body === undefined ? "GET" : "POST",
): Promise<T> {
  const response = await fetch(new URL(`dashboard/api${path}`, serving.url), {
    method,
    headers: { cookie },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

test("the page is public and strict, the data behind it is not", async () => {
  const page = await fetch(new URL("dashboard/settings?x=1", shop.url));
  assert.equal(page.status, 200);
  assert.match(page.headers.get("content-security-policy")!, /^default-src 'none'; script-src 'self'; style-src 'self';/);
  assert.match(await page.text(), /<title>Aisle dashboard<\/title>/);
  for (const path of ["overview", "events", "config", "keys"]) {
    assert.equal((await fetch(new URL(`dashboard/api/api/admin/${path}`, shop.url))).status, 401);
    const asShopper = { headers: { authorization: `Bearer ${shop.searchKey}` } };
    assert.equal((await fetch(new URL(`api/admin/${path}`, shop.url), asShopper)).status, 403);
  }
});

test("an event is on the live stream within a second of its acknowledgement", async () => {
  const cookie = await cookieOf(shop);
  const stop = new AbortController();
  const stream = await fetch(new URL("dashboard/api/api/admin/events", shop.url), { headers: { cookie }, signal: stop.signal });
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  assert.match((await reader.read()).value!, /^event: open/);
  const began = performance.now();
  await post(shop, "/api/events", shop.searchKey, { events: [{ type: "view", user: "anna@example.org", product: "boot" }] });
  const { value } = await reader.read();
  assert.ok(performance.now() - began < 1_000, `${performance.now() - began} ms`);
  assert.match(value!, /^event: tick\ndata: .*"counts":\{"view":1\}.*"title":"Leather boot"/);
  assert.ok(!value!.includes("anna"));
  stop.abort();
});

interface Overview {
  readonly figures: { readonly events: Readonly<Record<string, number>>; readonly searches: number; readonly withoutResult: number };
  readonly latencies: readonly { readonly route: string; readonly count: number; readonly p99: number }[];
}

test("figures count what the log has, before and after a restart", async () => {
  const user = "figures";
  await post(shop, "/api/search", shop.searchKey, { query: "boot" });
  await post(shop, "/api/events", shop.searchKey, {
    events: [
      { type: "query", user, query: "boot", total: 1, answer: "a1" },
      { type: "query", user, query: "hat", total: 0, answer: "a2" },
      { type: "click", user, product: "boot", answer: "a1" },
    ],
  });
  const overview = async () => ask<Overview & { figures: { clicked: number } }>(shop, await cookieOf(shop), "/api/admin/overview");
  const session = await cookieOf(shop);
  const before = await overview();
  assert.deepEqual([before.figures.searches, before.figures.withoutResult, before.figures.clicked], [2, 1, 1]);
  const { count, p99 } = before.latencies.find(({ route }) => route === "search")!;
  assert.ok(count === 1 && p99 > 0);

  await shop.stop();
  shop = await serve({ data: shop.data });
  for (let attempt = 0; attempt < 50; attempt++) {
    const { figures } = await overview();
    if (figures.searches === 2) {
      assert.deepEqual(figures.events, before.figures.events);
      return void (await ask(shop, session, "/api/admin/config"));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("the figures of the past did not come");
});

test("the overview names the rows of a catalogue file that could not be used", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "aisle-dashboard-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "feed.jsonl");
  writeFileSync(file, '{"id": "hat", "title": "Felt hat"}\n{"id": "nothing"}\n');
  const other = await serve({ args: ["--catalog", file] });
  t.after(() => other.remove());
  const { loads } = await ask<{ loads: { rows: number; usable: number; problems: { line: number; reason: string }[] }[] }>(
    other,
    await cookieOf(other),
    "/api/admin/overview",
  );
  assert.deepEqual([loads.length, loads[0]!.rows, loads[0]!.usable, loads[0]!.problems[0]!.line], [1, 2, 1, 2]);
  assert.match(loads[0]!.problems[0]!.reason, /title/);
});

test("a key made in the dashboard works, survives a restart, and ends when it is revoked", async () => {
  const made = await ask<{ key: { id: string }; secret: string }>(shop, await cookieOf(shop), "/api/admin/keys", {
    name: "Anna",
    scopes: ["admin"],
  });
  await shop.stop();
  shop = await serve({ data: shop.data });
  const cookie = await cookieOf(shop, made.secret);
  const { keys } = await ask<{ keys: { id: string }[] }>(shop, cookie, "/api/admin/keys");
  assert.deepEqual(
    keys.map(({ id }) => id),
    [made.key.id],
  );
  await ask(shop, cookie, `/api/admin/keys/${made.key.id}`, undefined, "DELETE");
  await assert.rejects(ask(shop, cookie, "/api/admin/keys"), /^Error: 401/);
});

test("open streams do not hold up a shutdown", async () => {
  const cookie = await cookieOf(shop);
  const stream = await fetch(new URL("dashboard/api/api/admin/events", shop.url), { headers: { cookie } });
  const began = performance.now();
  assert.equal(await shop.stop(), 0);
  assert.ok(performance.now() - began < 3_000);
  assert.match(await stream.text(), /^event: open/);
});
