import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { isAisleError } from "@aisle/core/base";
import { keyStoreFolder, loadConfig, publicConfig } from "./config.ts";

function file(t: { after(fn: () => void): void }, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "aisle-config-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "config.json");
  writeFileSync(path, text);
  return path;
}

test("flags win over environment, environment over file, file over defaults", (t) => {
  const path = file(t, '{"port": 1, "host": "0.0.0.0", "http": {"bodyBytes": 5, "drainMs": 6}}');
  const config = loadConfig({ port: 3 }, { AISLE_PORT: "2", AISLE_HTTP_BODY_BYTES: "7" }, path);
  assert.equal(config.port, 3);
  assert.equal(config.host, "0.0.0.0");
  assert.deepEqual([config.http.bodyBytes, config.http.drainMs, config.http.requestsPerSecond], [7, 6, 2000]);
  assert.equal(loadConfig({}, { AISLE_PORT: "2" }, path).port, 2);
  assert.equal(loadConfig({}, {}, undefined).port, 7700);
});

test("the environment gives text, numbers, booleans and lists", () => {
  const config = loadConfig(
    {},
    { AISLE_ADMIN_KEY: "12345678", AISLE_LOG_RETAIN: "true", AISLE_CATALOG: "a.csv, b.csv", AISLE_DATASETS: "x" },
  );
  assert.equal(config.adminKey, "12345678");
  assert.equal(config.log.retain, true);
  assert.deepEqual(config.catalog, ["a.csv", "b.csv"]);
});

test("an unknown key is an error that names it, wherever it stands", (t) => {
  const named = (key: string) => (error: unknown) => isAisleError(error, "bad_config") && error.message.includes(key);
  assert.throws(() => loadConfig({}, {}, file(t, '{"http": {"bodybytes": 1}}')), named("http.bodybytes"));
  assert.throws(() => loadConfig({ prot: 1 }, {}), named("prot"));
  assert.throws(() => loadConfig({}, { AISLE_PROT: "1" }), named("AISLE_PROT"));
});

test("a wrong value or file is one readable error", (t) => {
  const badConfig = (error: unknown) => isAisleError(error, "bad_config");
  assert.throws(() => loadConfig({}, { AISLE_PORT: "x" }), badConfig);
  assert.throws(() => loadConfig({ port: 70_000 }, {}), badConfig);
  assert.throws(() => loadConfig({}, {}, file(t, "{")), badConfig);
  assert.throws(() => loadConfig({}, {}, file(t, "[]")), badConfig);
  assert.throws(() => loadConfig({}, {}, "/nowhere/config.json"), badConfig);
});

test("secrets are hidden however deep they stand, in lists and addresses too", (t) => {
  const path = file(
    t,
    JSON.stringify({
      searchKey: "hide-me-1",
      connect: {
        shopify: { secret: "hide-me-2", shop: "alba.myshopify.com", token: "hide-me-3" },
        medusa: { url: "https://medusa.example", token: "hide-me-4" },
        feeds: [{ url: "https://user:hide-me-5@feeds.example/a.xml" }],
      },
    }),
  );
  const shown = JSON.stringify(publicConfig(loadConfig({}, { AISLE_CONNECT_MEDUSA_SECRET: "hide-me-6" }, path)));
  assert.equal(shown.includes("hide-me"), false);
  assert.equal(shown.match(/\(set\)/g)?.length, 6);
  assert.match(shown, /alba\.myshopify\.com/);
  assert.match(shown, /"https:\/\/\(set\)@feeds\.example\/a\.xml"/);
});

test("secrets are hidden and the key store stands beside the data", () => {
  const config = loadConfig({ data: "/srv/shop/", adminKey: "very-secret" }, {});
  assert.equal(JSON.stringify(publicConfig(config)).includes("very-secret"), false);
  assert.equal(keyStoreFolder(config), "/srv/shop-keys");
  assert.equal(keyStoreFolder(loadConfig({ keyStore: "/vault" }, {})), "/vault");
});
