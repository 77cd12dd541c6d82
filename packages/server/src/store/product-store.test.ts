import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
