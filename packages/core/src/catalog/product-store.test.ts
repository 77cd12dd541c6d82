import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryProductStore } from "../catalog.ts";
import { productStoreContract } from "../testing/product-store-contract.ts";

productStoreContract({ test, equal: assert.deepEqual, open: () => ({ store: memoryProductStore(), close: () => undefined }) });
