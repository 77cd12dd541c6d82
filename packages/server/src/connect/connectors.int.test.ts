/** Connectors against the real server: signed messages, pull, feed and folder, and everything again after a restart. */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import * as medusa from "@aisle/api/connect/fixtures/medusa";
import * as shopify from "@aisle/api/connect/fixtures/shopify";
import { post, serve } from "../../../../test/serving.ts";
import type { Serving } from "../../../../test/serving.ts";

const secret = "whole-system-secret";
const token = "whole-system-token";

interface Sent {
  accepted: number;
  duplicates: number;
  position: number;
  ignored?: string;
}

async function send(serving: Serving, path: string, body: string, headers: Record<string, string>): Promise<Sent> {
  const response = await fetch(new URL(path, serving.url), { method: "POST", body, headers });
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as Sent;
}

function toShopify(serving: Serving, topic: string, payload: unknown, delivery: string): Promise<Sent> {
  const body = JSON.stringify(payload);
  const signature = createHmac("sha256", secret).update(body).digest("base64");
  return send(serving, `connect/shopify/${topic}`, body, { "x-shopify-hmac-sha256": signature, "x-shopify-webhook-id": delivery });
}

function toMedusa(serving: Serving, name: string, data: unknown): Promise<Sent> {
  const body = JSON.stringify({ name, data });
  return send(serving, "connect/medusa", body, {
    "x-aisle-signature": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
  });
}

async function found(serving: Serving, query: string): Promise<string[]> {
  const { hits } = await post<{ hits: { product: { id: string } }[] }>(serving, "api/search", serving.searchKey, { query });
  return hits.map((hit) => hit.product.id).sort();
}

async function until<T>(ask: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    assert.ok(Date.now() < end, `waited for twenty seconds; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const merchantFeed = `<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Feed</title><item>
  <g:id>lamp-1</g:id><g:title>Reading lamp</g:title><g:description>Brass</g:description><g:price>40.00 EUR</g:price>
  <g:availability>in_stock</g:availability></item></channel></rss>`;

test("platforms, feed and folder fill one shop, and nothing counts twice, not after a restart either", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "aisle-connect-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const feedStatuses: number[] = [];
  const platform = createServer((request, response) => {
    const url = new URL(request.url!, "http://platform");
    if (url.pathname === "/feed.xml") {
      const status = request.headers["if-none-match"] === "v1" ? 304 : 200;
      feedStatuses.push(status);
      response.writeHead(status, { etag: "v1" }).end(status === 200 ? merchantFeed : undefined);
      return;
    }
    const answers: Record<string, unknown> = {
      "/admin/products": { products: [medusa.product], count: 1 },
      "/admin/orders": { orders: [medusa.order], count: 1 },
    };
    response.setHeader("content-type", "application/json").end(JSON.stringify(answers[url.pathname] ?? {}));
  });
  await new Promise<void>((resolve) => platform.listen(0, "127.0.0.1", resolve));
  t.after(() => platform.close());
  const address = `http://127.0.0.1:${(platform.address() as AddressInfo).port}`;
  const config = join(folder, "config.json");
  writeFileSync(
    config,
    JSON.stringify({
      connect: {
        shopify: { secret, currency: "EUR" },
        medusa: { url: address, token, secret, currency: "EUR" },
        feeds: [{ url: `${address}/feed.xml` }],
        folder: { path: join(folder, "in"), pollMs: 50 },
      },
    }),
  );

  let serving = await serve({ args: ["--config", config], data: join(folder, "data") });
  t.after(() => serving.remove());
  // The pull and the feed run at start.
  await until(
    () => found(serving, "wool jumper"),
    (ids) => ids.length === 1,
  );
  await until(
    () => found(serving, "reading lamp"),
    (ids) => ids[0] === "lamp-1",
  );

  assert.equal((await toShopify(serving, "products/create", shopify.product, "d1")).accepted, 2);

  assert.deepEqual(await found(serving, "trail runner"), ["4310000000011", "4310000000012"]);
  assert.equal((await toShopify(serving, "orders/create", shopify.order, "d2")).accepted, 2);
  assert.equal((await toShopify(serving, "refunds/create", shopify.refund, "d3")).accepted, 1);
  assert.equal((await toMedusa(serving, "product.updated", medusa.product)).accepted, 0);
  const refused = await fetch(new URL("connect/shopify/orders/create", serving.url), {
    method: "POST",
    body: JSON.stringify(shopify.order),
    headers: { "x-shopify-hmac-sha256": Buffer.alloc(32).toString("base64") },
  });
  assert.deepEqual([refused.status, ((await refused.json()) as { code: string }).code], [401, "unauthorized"]);

  const drop = (kind: string, name: string, text: string) => writeFileSync(join(folder, "in", kind, name), text);
  drop("catalog", "more.csv", "id,title,price,currency\nkite-1,Stunt kite,25,EUR\n");
  drop("events", "clicks.csv", "user_id,item_id,timestamp,event_type\nann,kite-1,1760000000,view\nann,lamp-1,1760000001,view\n");
  drop("events", "broken.csv", "nothing,of,this\n1,2,3\n");
  await until(
    async () => ["done/more.csv", "done/clicks.csv", "failed/broken.csv.reason.txt"].filter((name) => existsSync(join(folder, "in", name))),
    (names) => names.length === 3,
  );
  assert.deepEqual(await found(serving, "stunt kite"), ["kite-1"]);
  assert.match(readFileSync(join(folder, "in", "failed", "broken.csv.reason.txt"), "utf8"), /^bad_file: /);
  const { position } = await toShopify(serving, "products/create", shopify.product, "d1");

  assert.equal(await serving.stop(), 0);
  const files = ["connect.db", "connect.db-wal"].map((name) => join(folder, "data", name)).filter((path) => existsSync(path));
  for (const personal of [/anon-77/, /6710000000001/, /cus_01INVENTED/, /shop\.example/])
    for (const path of files) assert.doesNotMatch(readFileSync(path, "latin1"), personal);
  for (const hidden of [secret, token]) assert.equal(serving.stderr().includes(hidden), false);

  serving = await serve({ args: ["--config", config], data: join(folder, "data") });
  drop("events", "clicks-again.csv", readFileSync(join(folder, "in", "done", "clicks.csv"), "utf8"));
  drop("catalog", "more-again.csv", readFileSync(join(folder, "in", "done", "more.csv"), "utf8"));
  await until(
    async () => ["done/clicks-again.csv", "done/more-again.csv"].filter((name) => existsSync(join(folder, "in", name))),
    (names) => names.length === 2,
  );
  await until(
    async () => feedStatuses,
    (statuses) => statuses.length === 2,
  );
  assert.deepEqual(feedStatuses, [200, 304]);
  const redelivered = [
    await toShopify(serving, "products/create", shopify.product, "d1"),
    await toShopify(serving, "orders/create", shopify.order, "d2"),
    await toShopify(serving, "orders/paid", { ...shopify.order, refunds: [shopify.refund] }, "d4"),
    await toShopify(serving, "refunds/create", shopify.refund, "d3"),
    await toMedusa(serving, "order.placed", medusa.order),
  ];
  assert.deepEqual(
    redelivered.map((one) => one.accepted),
    [0, 0, 0, 0, 0],
  );
  assert.equal(redelivered.at(-1)!.position, position, "the log has not grown");
  await toShopify(serving, "products/delete", shopify.deletion, "d5");
  assert.deepEqual(await found(serving, "trail runner"), []);
});
