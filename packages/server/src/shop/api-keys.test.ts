import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { loadConfig } from "../config.ts";
import { loadApiKeys } from "./api-keys.ts";

test("keys that nobody set are made once and kept, the search key beside a configured admin key too", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "aisle-api-keys-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const load = (name: string, environment: Readonly<Record<string, string>> = {}) =>
    loadApiKeys(loadConfig({ data: join(folder, name) }, environment));
  const first = load("a");
  assert.deepEqual([first.made, first.adminKey.length, first.searchKey.length], [true, 48, 32]);
  assert.deepEqual(load("a"), { ...first, made: false });

  const environment = { AISLE_ADMIN_KEY: "configured-key" };
  const { searchKey } = load("b", environment);
  assert.deepEqual(load("b", environment), { adminKey: "configured-key", searchKey, made: false });
});
