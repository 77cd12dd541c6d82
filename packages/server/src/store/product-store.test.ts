import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { isAisleError } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import { productStoreContract } from "@aisle/core/testing/product-store-contract";
import { openProductStore } from "./product-store.ts";

productStoreContract({
  test,
  equal: assert.deepEqual,
  open: () => {
    const store = openProductStore(":memory:");
    return { store, close: () => store.close() };
  },
});

const lamp: Product = { id: "lamp", title: "Lamp", description: "", images: [], categories: [], offers: [], attributes: {} };

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "aisle-products-"));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("what was committed is there after a restart with its position, what was not is gone", () => {
  inFolder((folder) => {
    const path = join(folder, "products.db");
    const first = openProductStore(path);
    assert.equal(first.position, 0);
    first.put(lamp);
    first.commit(7);
    first.put({ ...lamp, id: "other" });
    assert.equal(first.count, 2);
    first.close();
    const second = openProductStore(path);
    assert.equal(second.position, 7);
    assert.deepEqual([...second.all()], [lamp]);
    assert.equal(second.count, 1);
    second.clear();
    second.close();
    const third = openProductStore(path);
    assert.deepEqual([third.position, third.count], [0, 0]);
    third.close();
  });
});

test("offers that moved alone are there after a restart with their commit; what was written in steps for the next is not", () => {
  inFolder((folder) => {
    const path = join(folder, "products.db");
    const priced = (price: number) => [{ price, availability: "in_stock" as const }];
    const first = openProductStore(path);
    first.put(lamp);
    first.put({ ...lamp, id: "other" });
    first.putOffers("lamp", priced(5));
    first.commit(7);
    first.putOffers("lamp", priced(6));
    first.putOffers("other", priced(8));
    assert.equal(first.settle(1), true);
    first.close();
    const second = openProductStore(path);
    assert.equal(second.position, 7);
    assert.deepEqual(
      [...second.all()],
      [
        { ...lamp, offers: priced(5) },
        { ...lamp, id: "other" },
      ],
    );
    second.close();
  });
});

test("a store of the version before is read as it is", () => {
  inFolder((folder) => {
    const path = join(folder, "products.db");
    const old = new DatabaseSync(path);
    old.exec(
      "CREATE TABLE products (id TEXT PRIMARY KEY, document TEXT NOT NULL);" +
        "CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;" +
        "INSERT INTO state VALUES ('position', 3); PRAGMA user_version = 2",
    );
    old.prepare("INSERT INTO products VALUES (?, ?)").run("lamp", JSON.stringify(lamp));
    old.close();
    const store = openProductStore(path);
    assert.deepEqual([store.position, [...store.all()]], [3, [lamp]]);
    store.close();
  });
});

test("a file that is no database is an error with a code", () => {
  inFolder((folder) => {
    const path = join(folder, "products.db");
    writeFileSync(path, "no database at all, but long enough to be looked at as one".repeat(50));
    assert.throws(
      () => openProductStore(path),
      (error) => isAisleError(error, "storage_failed") && error.message.includes(path),
    );
  });
});
