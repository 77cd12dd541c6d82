/** One shop's life over real HTTP: reads its writes, survives a restart, a kill and a damaged snapshot, forgets who asks for it. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { post, serve } from "../serving.ts";
import type { Serving } from "../serving.ts";

const words = ["oak", "linen", "copper", "velvet", "marble", "bamboo", "walnut", "cotton"];
const things = ["lamp", "chair", "bowl", "blanket", "shelf", "basket", "mirror", "table"];

const products = words.flatMap((word, a) =>
  things.map((thing, b) => ({
    id: `p${a}${b}`,
    title: `${word} ${thing}`,
    description: `A ${thing} made of ${word}.`,
    images: [],
    categories: [["Home", thing]],
    offers: [{ availability: "in_stock", price: 10 + a * 8 + b, currency: "EUR" }],
    attributes: { material: word },
  })),
);

interface Found {
  readonly total: number;
  readonly position: number;
  readonly hits: readonly { readonly product: { readonly id: string; readonly offers: readonly { readonly price: number }[] } }[];
}
interface Recommended {
  readonly items: readonly { readonly product: { readonly id: string } }[];
}
interface Ack {
  readonly level: string;
  readonly position: number;
  readonly accepted: number;
  readonly duplicates: number;
}

const search = (shop: Serving, query: string, more: object = {}) => post<Found>(shop, "/api/search", shop.searchKey, { query, ...more });
const send = (shop: Serving, events: readonly object[]) => post<Ack>(shop, "/api/events", shop.searchKey, { events });
const forYou = (shop: Serving, user: string) =>
  post<Recommended>(shop, "/api/recommend", shop.searchKey, { kind: "for_you", asker: { user }, limit: 8 });
const seen = (shop: Serving, user: string) =>
  post<Recommended>(shop, "/api/recommend", shop.searchKey, { kind: "recently_viewed", asker: { user } });
const ids = (answer: Recommended) => answer.items.map((item) => item.product.id);

function filled(shop: Serving): Promise<Ack> {
  const time = Date.now();
  return post<Ack>(shop, "/api/events", shop.adminKey, { events: products.map((product) => ({ type: "product", time, product })) });
}

test("a shop reads its writes, and a restart changes no answer", async (t) => {
  const shop = await serve();
  t.after(() => shop.remove());
  const ack = await filled(shop);
  assert.deepEqual([ack.level, ack.accepted, ack.position], ["durable", 64, 64]);
  assert.equal((await search(shop, "copper bowl")).hits[0]!.product.id, "p22");

  await post(shop, "/api/events", shop.adminKey, {
    events: [{ type: "offers", time: Date.now(), product: "p22", offers: [{ availability: "in_stock", price: 1 }] }],
  });
  const cheap = await search(shop, "bowl", { filter: { field: "price", max: 2 } });
  assert.deepEqual(
    cheap.hits.map((hit) => [hit.product.id, hit.product.offers[0]!.price]),
    [["p22", 1]],
  );

  const before = ids(await forYou(shop, "ann"));
  const click = await send(shop, [{ type: "click", id: "click-1", time: Date.now(), user: "ann", product: "p35" }]);
  const after = ids(await forYou(shop, "ann"));
  assert.notDeepEqual(after, before, "the next request reflects the click");
  assert.ok(
    after.some((id) => id.startsWith("p3") || id.endsWith("5")),
    "with something of its kind",
  );
  assert.deepEqual(ids(await seen(shop, "ann")), ["p35"]);
  const again = await send(shop, [{ type: "click", id: "click-1", time: Date.now(), user: "ann", product: "p35" }]);
  assert.deepEqual([again.accepted, again.duplicates, again.position], [0, 1, click.position]);

  assert.equal(await shop.stop(), 0);
  const restarted = await serve({ data: shop.data });
  t.after(() => restarted.stop());
  assert.deepEqual(ids(await seen(restarted, "ann")), ["p35"]);
  assert.deepEqual(
    (await search(restarted, "bowl", { filter: { field: "price", max: 2 } })).hits.map((hit) => hit.product.id),
    ["p22"],
  );
  assert.equal((await search(restarted, "")).total, 64);
});

test("killed at once after an acknowledgement, it has lost nothing and counts nothing twice", async (t) => {
  const shop = await serve();
  t.after(() => shop.remove());
  await filled(shop);
  const acks = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      send(shop, [{ type: "view", id: `view-${n}`, time: Date.now(), user: `user-${n}`, product: `p${n % 8}3` }]),
    ),
  );
  const gone = new Promise((resolve) => shop.process.once("exit", resolve));
  shop.process.kill("SIGKILL");
  await gone;
  const restarted = await serve({ data: shop.data });
  t.after(() => restarted.stop());
  assert.equal((await search(restarted, "")).position, Math.max(...acks.map((ack) => ack.position)));
  for (let n = 0; n < 20; n++) assert.deepEqual(ids(await seen(restarted, `user-${n}`)), [`p${n % 8}3`]);
  const resent = await send(restarted, [{ type: "view", id: "view-0", time: Date.now(), user: "user-0", product: "p03" }]);
  assert.deepEqual([resent.accepted, resent.duplicates], [0, 1]);
});

test("a damaged snapshot is passed over, a lost product store is filled from the log", async (t) => {
  const shop = await serve();
  t.after(() => shop.remove());
  await filled(shop);
  await send(shop, [{ type: "view", time: Date.now(), user: "ann", product: "p11" }]);
  assert.equal(await shop.stop(), 0);
  const folder = join(shop.data, "snapshots");
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name));
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    writeFileSync(join(folder, name), bytes);
  }
  writeFileSync(join(shop.data, "products.db"), "");
  for (const suffix of ["-wal", "-shm"]) writeFileSync(join(shop.data, `products.db${suffix}`), "");
  const restarted = await serve({ data: shop.data });
  t.after(() => restarted.stop());
  assert.equal((await search(restarted, "walnut")).total, 8);
  assert.deepEqual(ids(await seen(restarted, "ann")), ["p11"]);
});

test("an erased person is gone with their devices: from answers, from snapshots, and when the log is read anew", async (t) => {
  const shop = await serve();
  t.after(() => shop.remove());
  await filled(shop);
  await send(shop, [
    { type: "view", time: Date.now(), user: "ann", product: "p11" },
    { type: "view", time: Date.now(), user: "bob", product: "p12" },
    { type: "view", time: Date.now(), user: "anns-phone", product: "p13" },
    { type: "identify", time: Date.now(), user: "ann", anonymous: "anns-phone" },
  ]);
  assert.deepEqual(ids(await seen(shop, "ann")), ["p13", "p11"]);
  await post(shop, "/api/events", shop.adminKey, { events: [{ type: "erase", time: Date.now(), user: "ann" }] });
  assert.deepEqual(ids(await seen(shop, "ann")), []);
  const gone = new Promise((resolve) => shop.process.once("exit", resolve));
  shop.process.kill("SIGKILL");
  await gone;
  const restarted = await serve({ data: shop.data });
  t.after(() => restarted.stop());
  assert.deepEqual(ids(await seen(restarted, "ann")), []);
  assert.deepEqual(ids(await seen(restarted, "bob")), ["p12"]);
  await restarted.stop();
  rmSync(join(shop.data, "snapshots"), { recursive: true });
  const replayed = await serve({ data: shop.data });
  t.after(() => replayed.stop());
  for (const user of ["ann", "anns-phone"]) assert.deepEqual(ids(await seen(replayed, user)), []);
  assert.deepEqual(ids(await seen(replayed, "bob")), ["p12"]);
});

test("what cannot be used is refused with a code, and the server stays up", async (t) => {
  const shop = await serve({ args: [] });
  t.after(() => shop.remove());
  const refused = async (path: string, key: string, body: unknown) => {
    const response = await fetch(new URL(path, shop.url), {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return [response.status, ((await response.json()) as { code: string }).code];
  };
  assert.deepEqual(await refused("/api/search", "wrong-key-here", { query: "a" }), [401, "unauthorized"]);
  assert.deepEqual(await refused("/api/search", shop.searchKey, "{"), [400, "bad_request"]);
  assert.deepEqual(await refused("/api/search", shop.searchKey, { query: "a", limit: -1 }), [400, "bad_request"]);
  assert.deepEqual(await refused("/api/events", shop.searchKey, { events: [{ type: "erase", time: 1, user: "a" }] }), [403, "forbidden"]);
  assert.equal((await fetch(new URL("livez", shop.url))).status, 200);
});
