import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { createKeyRing } from "@aisle/api/http/keys";
import { isAisleError } from "@aisle/core/base";
import { maximumKeys, openKeyRegister } from "./key-register.ts";

function fileFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "aisle-register-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return join(folder, "keys", "issued-keys.json");
}

test("a key works from the moment it is made, after a restart, and until it is revoked", async (t) => {
  const file = fileFor(t);
  const register = openKeyRegister(file, () => 7);
  const ring = createKeyRing(register.apiKeys, () => 7);
  const { key, secret } = await register.create({ name: "Feed", scopes: ["write"] });
  assert.deepEqual(await ring.find(secret), { id: key.id, scopes: ["write"] });
  assert.deepEqual(ring.grant(key.id), { id: key.id, scopes: ["write"] });
  assert.equal(await ring.find(secret.toUpperCase()), undefined);

  const reopened = openKeyRegister(file, () => 8);
  assert.deepEqual(reopened.list(), [{ id: key.id, name: "Feed", scopes: ["write"], created: 7 }]);
  const again = createKeyRing(reopened.apiKeys, () => 8);
  assert.equal((await again.find(secret))?.id, key.id);
  assert.equal(await reopened.revoke(key.id), true);
  assert.equal(await reopened.revoke(key.id), false);
  assert.equal(await again.find(secret), undefined);
  assert.equal(again.grant(key.id), undefined);
  assert.deepEqual(openKeyRegister(file, () => 9).list(), []);
});

test("the file is the owner's alone, and holds no secret of a key that writes or administers", async (t) => {
  const file = fileFor(t);
  const register = openKeyRegister(file, () => 7);
  const admin = await register.create({ name: "Anna", scopes: ["admin"] });
  const search = await register.create({ name: "App", scopes: ["search"] });
  const text = readFileSync(file, "utf8");
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.ok(!text.includes(admin.secret));
  assert.ok(text.includes(search.secret));
});

test("a restricted key bears its restriction, an expired one is refused", async (t) => {
  let now = 7;
  const register = openKeyRegister(fileFor(t), () => now);
  const ring = createKeyRing(register.apiKeys, () => now);
  const { key, secret } = await register.create({
    name: "App",
    scopes: ["search"],
    filters: "brand:Alba",
    indices: ["products*"],
    expires: 9,
  });
  assert.deepEqual((await ring.find(secret))?.restriction, { filters: "brand:Alba", indices: ["products*"], parameters: {} });
  now = 9;
  assert.equal(await ring.find(secret), undefined);
  assert.equal(ring.grant(key.id), undefined);
});

test("the number of keys is limited, and a file that cannot be read is not overwritten", async (t) => {
  const file = fileFor(t);
  const register = openKeyRegister(file, () => 7);
  for (let i = 0; i < maximumKeys; i++) await register.create({ name: `${i}`, scopes: ["search"] });
  await assert.rejects(register.create({ name: "more", scopes: ["search"] }), (error) => isAisleError(error, "limit_exceeded"));
  writeFileSync(file, "[{");
  assert.throws(
    () => openKeyRegister(file, () => 7),
    (error) => isAisleError(error, "corrupt"),
  );
});
