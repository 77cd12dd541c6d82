import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { isAisleError } from "@aisle/core/base";
import type { ShopEvent } from "@aisle/core/event";
import { loadConfig } from "../config.ts";
import { openShop } from "./open-shop.ts";
import type { OpenShop } from "./open-shop.ts";

const time = Date.UTC(2026, 0, 1);

function put(id: string, title: string, index?: string): ShopEvent {
  const product = { id, title, description: "", images: [], categories: [], offers: [], attributes: {} };
  return { type: "product", time, product, ...(index === undefined ? {} : { index }) };
}

const order = (given: Readonly<Record<string, unknown>>): ShopEvent => ({ type: "operator", time, command: "index", arguments: given });

async function found(shop: OpenShop, index: string, query: string) {
  const { hits } = await shop.engine.index(index)!.search({ query });
  return hits.map((hit) => hit.product.id).sort();
}

async function check(shop: OpenShop): Promise<void> {
  assert.deepEqual(shop.engine.indexes, ["products", "de"]);
  assert.deepEqual(await found(shop, "products", "tea"), ["1"]);
  assert.deepEqual(await found(shop, "de", "tea"), ["3"]);
  assert.deepEqual(await found(shop, "de", "茶壶"), ["4"]);
}

test("several indexes survive a restart, a crash between snapshots, and a move; files of dropped ones go", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "aisle-indexes-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const notes: string[] = [];
  const open = (name: string, more = {}) =>
    openShop(loadConfig({ data: join(folder, name), ...more }, {}), (line) => void notes.push(line));
  const files = (name: string) => readdirSync(join(folder, name, "indexes")).filter((file) => file.endsWith(".db"));

  const shop = await open("a");
  await shop.ingest([put("1", "Tea cup"), put("2", "Tea pot", "de")]);
  await shop.snapshot();
  await shop.ingest([put("3", "Tea tray", "tmp"), put("4", "铸铁茶壶", "tmp"), order({ action: "move", name: "tmp", to: "de" })]);
  await check(shop);
  // What a crash at this moment leaves behind.
  for (const suffix of ["", "-keys"]) cpSync(join(folder, `a${suffix}`), join(folder, `b${suffix}`), { recursive: true });
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) if (/^b.*\.lock$/.test(path)) rmSync(join(folder, path));
  assert.deepEqual(files("a"), ["1.db", "2.db"]);
  await shop.snapshot();
  assert.deepEqual(files("a"), ["1.db", "2.db"], "the older of two snapshots still names the slot");
  await shop.ingest([put("1", "Tea cup")]);
  await shop.close();
  assert.deepEqual(files("a"), ["2.db"]);

  for (const name of ["a", "b", "a"]) {
    const again = await open(name);
    await check(again);
    await again.close();
  }
  assert.deepEqual(notes, []);

  const moved = await open("a");
  await moved.ingest([put("8", "Tea caddy", "next"), put("9", "茶杯", "next"), order({ action: "move", name: "next", to: "products" })]);
  assert.deepEqual(await found(moved, "products", "tea"), ["8"]);
  await moved.close();
  const restarted = await open("a");
  assert.deepEqual([await found(restarted, "products", "tea"), await found(restarted, "products", "茶杯")], [["8"], ["9"]]);
  assert.equal(restarted.products.count, 2);
  await restarted.close();
  assert.deepEqual(notes, []);

  const narrow = await open("a", { search: { indexes: 2 } });
  t.after(() => narrow.close());
  await narrow.ingest([put("5", "Tea towel", "de")]);
  await assert.rejects(narrow.ingest([put("1", "Tea cup", "fr")]), (error) => isAisleError(error, "limit_exceeded"));
  await assert.rejects(narrow.ingest([order({ action: "create", name: "fr" })]), (error) => isAisleError(error, "limit_exceeded"));
});
