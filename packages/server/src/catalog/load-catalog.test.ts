import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { isAisleError, manualClock } from "@aisle/core/base";
import { memoryProductStore } from "@aisle/core/catalog";
import type { ProductStore } from "@aisle/core/catalog";
import type { CatalogEvent, ShopEvent } from "@aisle/core/event";
import { catalogProducts, catalogSummary, ingestCatalog } from "../catalog/ingest-catalog.ts";
import { readFieldMap } from "./field-map-file.ts";
import { loadCatalog } from "./load-catalog.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "aisle-load-"));
});
after(() => rm(folder, { recursive: true }));

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

function apply(store: ProductStore, events: readonly ShopEvent[]): void {
  for (const event of events) {
    if (event.type === "product") store.put(event.product);
    else if (event.type === "product_removed") store.remove(event.product);
    else if (event.type === "offers") store.put({ ...store.get(event.product)!, offers: event.offers });
  }
}

async function load(store: ProductStore, files: readonly string[], replace = false) {
  const events: ShopEvent[] = [];
  const notes: string[] = [];
  const report = await ingestCatalog({
    files,
    store,
    replace,
    clock: manualClock(5),
    note: (line) => notes.push(line),
    ingest: async (batch) => {
      events.push(...batch);
      apply(store, batch);
    },
  });
  return { events, notes, report };
}

test("only differences become events", async () => {
  const store = memoryProductStore();
  const first = await file("a.csv", "id,title,price\n1,Cup,3\n2,Pot,9\n3,Pan,20\n");
  const begun = await load(store, [first]);
  assert.deepEqual(
    begun.events.map((event) => event.type),
    ["product", "product", "product"],
  );
  const again = await load(store, [first]);
  assert.deepEqual([again.events, again.report.changed, again.report.usable], [[], 0, 3]);
  const moved = await load(store, [await file("b.csv", "id,title,price\n1,Cup,2.5\n2,Teapot,9\n")]);
  assert.deepEqual(
    moved.events.map((event) => event.type),
    ["offers", "product"],
  );
  assert.equal(store.get("1")?.offers[0]?.price, 2.5);
  assert.equal(store.count, 3);
  const replaced = await load(store, [await file("c.csv", "id,title,price\n1,Cup,2.5\n")], true);
  assert.deepEqual(replaced.events, [
    { type: "product_removed", time: 5, product: "2" },
    { type: "product_removed", time: 5, product: "3" },
  ]);
  assert.equal(catalogSummary(replaced.report), "1 rows, 1 usable, 0 changed, 2 removed");
});

test("the last row of an id holds, bad rows are counted with their place", async () => {
  const store = memoryProductStore();
  const path = await file("d.csv", "id,title,price\n1,Cup,3\n1,Mug,4\n1,Mug,4\n2,,5\n3,Pan,-2\n");
  const { report, notes } = await load(store, [path]);
  assert.equal(store.get("1")?.title, "Mug");
  assert.deepEqual([report.rows, report.usable, report.skipped, report.duplicates, report.changed], [5, 3, 2, 2, 1]);
  assert.ok(notes.includes(`${path}:6: bad_row: price: must not be negative, is -2; skipped`));
});

test("a feed with an id twice is no difference to itself", async () => {
  const store = memoryProductStore();
  const path = await file("twice.csv", "id,title,price\n1,Cup,3\n2,Pan,5\n1,Mug,4\n");
  assert.deepEqual(
    (await load(store, [path])).events.map((event) => (event.type === "product" ? event.product.title : event.type)),
    ["Pan", "Mug"],
  );
  const { events, report } = await load(store, [path]);
  assert.deepEqual([events, report.changed, report.unchanged, report.duplicates], [[], 0, 2, 1]);
});

test("whatever the feed repeats and however late the store follows, the last rows are what is stored", async () => {
  const row = fc.record({ id: fc.integer({ min: 1, max: 4 }), title: fc.constantFrom("a", "b"), price: fc.integer({ min: 1, max: 2 }) });
  const feeds = fc.array(fc.array(row, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      feeds,
      fc.constantFrom(0, 300, undefined),
      fc.integer({ min: 1, max: 5 }),
      fc.boolean(),
      async (rounds, held, batch, replace) => {
        const store = memoryProductStore();
        const model = new Map<string, string>();
        for (const rows of rounds) {
          const path = await file("round.jsonl", rows.map((one) => JSON.stringify(one)).join("\n"));
          const again = async () => {
            const { events, report } = loadCatalog([path], store, {
              clock: manualClock(1),
              replace,
              ...(held === undefined ? {} : { held }),
            });
            let count = 0;
            let waiting: CatalogEvent[] = [];
            for await (const event of events) {
              count++;
              waiting.push(event);
              if (waiting.length >= batch) apply(store, waiting.splice(0));
            }
            apply(store, waiting);
            assert.equal(report.changed + report.unchanged, new Set(rows.map((one) => one.id)).size);
            return count;
          };
          await again();
          if (replace) model.clear();
          for (const { id, title, price } of rows) model.set(String(id), `${title} ${price}`);
          const stored = [...store.all()].map((one) => [one.id, `${one.title} ${one.offers[0]?.price}`]);
          assert.deepEqual(stored, [...model].sort());
          if (held === undefined) assert.equal(await again(), 0);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("what stood before a break is loaded, and the break is an error", async () => {
  const store = memoryProductStore();
  const path = await file("e.json", '[{"id":1,"title":"Cup"},{"id":2,');
  await assert.rejects(load(store, [path]), (error) => isAisleError(error, "bad_file"));
  assert.equal(store.count, 1);
});

test("a map file is checked when it is read", async () => {
  assert.deepEqual(await readFieldMap(await file("map.json", '{"id": "asin"}')), { id: "asin" });
  assert.equal(await readFieldMap(undefined), undefined);
  await assert.rejects(readFieldMap(await file("bad.json", "{")), (error) => isAisleError(error, "bad_file"));
  for (const wrong of ['{"id": 3}', '["id"]', '{"id": {"a": "b"}}', "null", '"id"']) {
    const path = await file("wrong.json", wrong);
    await assert.rejects(readFieldMap(path), (error) => isAisleError(error, "bad_config") && error.message.startsWith(path), wrong);
  }
  await assert.rejects(readFieldMap(join(folder, "missing.json")), (error) => isAisleError(error, "bad_file"));
  const products = [];
  for await (const one of catalogProducts([await file("f.jsonl", '{"asin":"B1","title":"Cup"}\n')], {
    map: { id: "asin" },
    note: () => undefined,
  })) {
    products.push(one.id);
  }
  assert.deepEqual(products, ["B1"]);
});
