/** Replay where something stands in its way: a log that retention cut, another program, settings that were others, events that came in meanwhile. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { SearchQuestion } from "@aisle/core/engine";
import type { ShopEvent } from "@aisle/core/event";
import { keyStoreFolder, loadConfig } from "../config.ts";
import type { Config } from "../config.ts";
import { openKeyStore } from "../privacy/key-store.ts";
import { openRequestStore } from "../requests/request-store.ts";
import { openShop } from "../shop/open-shop.ts";
import type { OpenShop } from "../shop/open-shop.ts";
import { replayRequests } from "./replay-requests.ts";
import type { Replayed } from "./replay-requests.ts";

const folder = mkdtempSync(join(tmpdir(), "aisle-replays-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

const configOf = (more: object = {}): Config =>
  loadConfig(
    { data: join(folder, String(made++)), search: { shards: 1 }, log: { segmentBytes: 2_000, snapshots: 2, retain: true }, ...more },
    {},
  );

const put = (id: string, title: string): ShopEvent => ({
  type: "product",
  time: 1,
  product: {
    id,
    title,
    description: "",
    images: [],
    categories: [["Home"]],
    offers: [{ availability: "in_stock", price: 10, currency: "EUR" }],
    attributes: {},
  },
});
const price = (product: string, value: number): ShopEvent => ({
  type: "offers",
  time: 1,
  product,
  offers: [{ availability: "in_stock", price: value, currency: "EUR" }],
});
const click = (user: string, product: string, n: number): ShopEvent => ({ type: "click", time: n, user, product, session: `s${n}` });

async function ask(shop: OpenShop, question: SearchQuestion): Promise<string> {
  const asked = { ...question, now: 1_000_000 };
  const answer = await shop.engine.search(asked);
  shop.answered!({ kind: "search", index: "products", question: asked, answer });
  return answer.id;
}

async function replayed(config: Config, ...ids: string[]): Promise<Replayed[]> {
  const told: Replayed[] = [];
  await replayRequests(
    config,
    ids,
    () => undefined,
    (one) => told.push(one),
  );
  return ids.map((id) => told.find((one) => one.request === id)!);
}

const statuses = (all: readonly Replayed[]) => all.map((one) => one.status);

test("behind a log that was cut, products of today stand in where they are known to be the same, and the rest is cut", async () => {
  const config = configOf();
  const shop = await openShop(config, () => undefined);
  await shop.ingest(Array.from({ length: 20 }, (_, n) => put(`p${n}`, n % 2 === 0 ? `tea cup ${n}` : `wool sock ${n}`)));
  const early = await ask(shop, { query: "tea" });
  for (let n = 0; n < 60; n++) await shop.ingest([click("ann", `p${n % 20}`, n)]);
  await shop.snapshot();
  assert.ok(shop.log.start > 20, `cut at ${shop.log.start}`);
  const kept = await ask(shop, { query: "tea", asker: { user: "ann" } });
  await shop.ingest([price("p2", 5), click("bob", "p4", 70)]);
  const afterPrice = await ask(shop, { query: "tea", asker: { user: "bob" }, filter: { field: "price", max: 6 } });
  await shop.ingest([put("p4", "tea cup of porcelain"), price("p6", 1)]);
  const socks = await ask(shop, { query: "sock" });
  await shop.close();
  const told = await replayed({ ...config }, early, kept, afterPrice, socks);
  // The text of p4 and the price of p6 were others when `kept` was asked, and the log does not tell which.
  assert.deepEqual(statuses(told), ["cut", "cut", "identical", "identical"]);
  assert.ok(told[0]!.message?.includes("the log was cut"));
  assert.equal(told[1]!.from, told[2]!.from);
});

test("other settings change nothing, and another program's answer is compared and its differences told", async () => {
  const config = configOf({ log: {} });
  const shop = await openShop(config, () => undefined);
  await shop.ingest(Array.from({ length: 30 }, (_, n) => put(`p${n}`, `tea cup ${n}`)));
  for (let n = 0; n < 30; n++) await shop.ingest([click("ann", `p${n}`, n)]);
  const id = await ask(shop, { query: "tea", asker: { user: "ann" } });
  const question = { query: "tea", now: 1_000_000 };
  const answer = await shop.engine.search(question);
  await shop.close();
  const keys = await openKeyStore({ directory: keyStoreFolder(config) });
  const store = await openRequestStore({
    directory: join(config.data, "requests"),
    keys,
    clock: Date.now,
    keep: 100,
    age: 1e9,
    segmentBytes: 1e6,
    note: () => undefined,
    ground: () => ({ build: "0".repeat(32), models: {}, settings: { window: 100, traffic: config.traffic } }),
  });
  const hits = [answer.hits[1]!, answer.hits[0]!, ...answer.hits.slice(2)];
  store.note({ kind: "search", index: "products", question, answer: { ...answer, total: answer.total + 1, hits } });
  await store.close();
  await keys.close();
  const [same, older] = await replayed({ ...config, search: { ...config.search, window: 10, shards: 2 } }, id, answer.id);
  assert.deepEqual([same!.status, same!.compared, same!.build!.recorded], ["identical", "bytes", same!.build!.present]);
  assert.equal(older!.status, "build");
  assert.deepEqual(older!.differences, ["total 31 → 30", `${hits[0]!.product.id} at 1 → 2`, `${hits[1]!.product.id} at 2 → 1`]);
});

test("events that came in while the index looked come in again at the same point", async () => {
  const config = configOf({ log: {} });
  const shop = await openShop(config, () => undefined);
  await shop.ingest(Array.from({ length: 200 }, (_, n) => put(`p${n}`, `tea cup ${n}`)));
  const ids: string[] = [];
  const writer = { stopped: false };
  const write = async () => {
    for (let n = 0; !writer.stopped; n++) {
      const events = [click("u1", `p${n % 100}`, n), price(`p${n % 100}`, n + 1), put(`p${100 + (n % 100)}`, `tea pot ${n}`)];
      await Promise.all(events.map((event) => shop.ingest([event])));
    }
  };
  const written = write();
  for (let round = 0; round < 40; round++) {
    const asking = Array.from({ length: 4 }, (_, n) =>
      ask(shop, { query: `tea ${round % 9}`, asker: { user: `u${n}` }, facets: ["price"] }),
    );
    ids.push(...(await Promise.all(asking)));
  }
  writer.stopped = true;
  await written;
  await shop.close();
  const told = await replayed(config, ...ids);
  assert.deepEqual([...new Set(statuses(told))], ["identical"]);
  assert.ok(
    told.some(({ answer }) => answer !== undefined && "ranked" in answer),
    "some answers were given while events came in",
  );
});
