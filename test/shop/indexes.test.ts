/** Several indexes in one real server: loaded by the command line, written and moved over HTTP, there again after a kill. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { algoliasearch } from "algoliasearch";
import { post, serve } from "../serving.ts";

const root = join(import.meta.dirname, "..", "..");

function aisle(args: readonly string[], key = ""): Record<string, number> {
  const run = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", "packages/server/src/main.ts", ...args, "--json"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, ...(key === "" ? {} : { AISLE_ADMIN_KEY: key }) },
  });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout) as Record<string, number>;
}

test("catalogues and an Algolia export become indexes of one server, and survive a kill", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "aisle-indexes-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const data = join(folder, "data");
  const feed = join(folder, "zh.jsonl");
  writeFileSync(feed, [1, 2].map((n) => JSON.stringify({ id: `${n}`, title: `铸铁茶壶 ${n}`, price: `${n}0 CNY` })).join("\n"));
  assert.equal(aisle(["ingest", "catalog", feed, "--index", "zh", "--data", data])["changed"], 2);
  assert.equal(aisle(["ingest", "catalog", feed, "--index", "zh", "--data", data])["changed"], 0);
  const exported = join(folder, "export.json");
  writeFileSync(
    exported,
    JSON.stringify([
      { objectID: "a", name: "Oak lamp", price: 30 },
      { objectID: "b", name: "Oak shelf", price: 20 },
    ]),
  );
  const orders = join(folder, "config.json");
  const synonyms = [{ objectID: "s", type: "synonym", synonyms: ["lamp", "luminaire"] }];
  writeFileSync(orders, JSON.stringify({ settings: { replicas: ["en_cheap"], hitsPerPage: 7 }, synonyms, rules: [] }));
  const imported = { records: 2, settings: 2, synonyms: 1, rules: 0, skipped: 0 };
  assert.deepEqual(aisle(["ingest", "algolia", exported, orders, "--index", "en", "--data", data]), imported);

  const shop = await serve({ data });
  t.after(() => shop.stop());
  const found = async (indexName: string, query: string, at = shop) => {
    const answer = await post<{ hits: readonly { product: { id: string } }[] }>(at, "/api/search", at.searchKey, {
      index: indexName,
      query,
    });
    return answer.hits.map((hit) => hit.product.id).sort();
  };
  assert.deepEqual([await found("zh", "茶壶"), await found("en", "luminaire"), await found("products", "")], [["1", "2"], ["a"], []]);
  const client = algoliasearch("aisle", shop.adminKey, { hosts: [{ url: new URL(shop.url).host, protocol: "http", accept: "readWrite" }] });
  await client.setSettings({ indexName: "en_cheap", indexSettings: { ranking: ["asc(price)"] } });
  const { hits, hitsPerPage } = await client.searchSingleIndex({ indexName: "en_cheap" });
  assert.deepEqual([hits.map((hit) => hit.objectID), hitsPerPage], [["b", "a"], 7]);

  assert.deepEqual(aisle(["ingest", "algolia", exported, orders, "--index", "next", "--url", shop.url], shop.adminKey), imported);
  await client.partialUpdateObject({ indexName: "next", objectID: "a", attributesToUpdate: { title: "Elm lamp" } });
  await client.operationIndex({ indexName: "next", operationIndexParams: { operation: "move", destination: "en" } });
  assert.deepEqual([await found("en", "elm"), await found("en", "oak")], [["a"], ["b"]]);

  shop.process.kill("SIGKILL");
  await shop.stop();
  const again = await serve({ data });
  t.after(() => again.stop());
  assert.deepEqual([await found("en", "elm", again), await found("zh", "茶壶", again)], [["a"], ["1", "2"]]);
  const { indexes } = (await (
    await fetch(new URL("/api/indexes", again.url), { headers: { authorization: `Bearer ${again.searchKey}` } })
  ).json()) as {
    indexes: readonly object[];
  };
  assert.deepEqual(indexes, [
    { name: "products", products: 0 },
    { name: "zh", products: 2 },
    { name: "en", products: 2 },
  ]);
});
