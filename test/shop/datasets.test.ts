import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { post, serve } from "../serving.ts";

const datasets = process.env["AISLE_DATASETS"] ?? join(import.meta.dirname, "..", "..", "..", "shared", "data");

interface Found {
  readonly total: number;
  readonly hits: readonly { readonly product: { readonly title: string } }[];
}

const cases = [
  {
    name: "esci_us_small",
    file: "search/esci_us_small/products.jsonl.gz",
    map: { id: "asin" },
    products: 6764,
    query: "memory foam mattress",
    expect: /mattress/i,
  },
  { name: "catalogue_openbg", file: "search/ecom_zh_mini/catalogue_openbg.jsonl", products: 2416, query: "发膜", expect: /发膜/ },
  {
    name: "bestbuy_small",
    file: "catalog/bestbuy_small/products.json.gz",
    products: 3291,
    query: "prepaid cell phone",
    expect: /prepaid/i,
  },
];

for (const { name, file, map, products, query, expect } of cases) {
  test(`serves ${name} as it lies`, async (t) => {
    const path = join(datasets, file);
    if (!existsSync(path)) return t.skip(`needs AISLE_DATASETS/${file}`);
    const args = ["--catalog", path];
    if (map) {
      const folder = mkdtempSync(join(tmpdir(), "aisle-map-"));
      t.after(() => rmSync(folder, { recursive: true }));
      const mapFile = join(folder, "map.json");
      writeFileSync(mapFile, JSON.stringify(map));
      args.push("--map", mapFile);
    }
    const shop = await serve({ args });
    t.after(() => shop.remove());
    const health = (await (await fetch(new URL("readyz", shop.url))).json()) as { products: number };
    assert.ok(health.products >= products * 0.99 && health.products <= products, `${health.products} products`);
    const found = await post<Found>(shop, "/api/search", shop.searchKey, { query, limit: 5 });
    assert.ok(found.total >= 5, `${found.total} hits`);
    for (const hit of found.hits) assert.match(hit.product.title, expect);

    assert.equal(await shop.stop(), 0);
    const again = await serve({ data: shop.data, args });
    t.after(() => again.stop());
    assert.deepEqual(await post<Found>(again, "/api/search", again.searchKey, { query, limit: 5 }).then(({ hits }) => hits), found.hits);
    assert.match(again.stderr(), /\b0 changed/);
  });
}
