import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isAisleError } from "@aisle/core/base";
import { SimulatedDisk } from "../log/simulated-disk.ts";
import { openKeyStore } from "./key-store.ts";
import { PseudonymTable } from "./pseudonym-table.ts";

const master = new Uint8Array(32).fill(7);
const open = (fs: SimulatedDisk, more: object = {}) => openKeyStore({ directory: "/keys", fs, master, ...more });
const plain = new TextEncoder().encode("what ann did");
const context = new Uint8Array([1, 2, 3]);

test("K1 a key seals and opens, after a restart and after falling out of the cache", async () => {
  const disk = new SimulatedDisk();
  const store = await open(disk, { cached: 4 });
  const ann = store.keyOf(store.pseudonym("ann"));
  const sealed = store.seal(ann, context, plain);
  for (let i = 0; i < 20; i++) store.keyOf(store.pseudonym(`other ${i}`));
  assert.equal(store.keyOf(store.pseudonym("ann")).id, ann.id);
  await store.close();
  const again = await open(disk);
  const key = again.keyById(ann.id);
  assert.ok(typeof key !== "string");
  assert.equal(key.person, again.pseudonym("ann"));
  assert.deepEqual(Buffer.from(again.open(key, context, sealed)), Buffer.from(plain));
});

test("K2 a changed payload, context or key is corrupt", async () => {
  const store = await open(new SimulatedDisk());
  const ann = store.keyOf(store.pseudonym("ann"));
  const sealed = store.seal(ann, context, plain);
  const corrupt = (run: () => unknown) => assert.throws(run, (error) => isAisleError(error, "corrupt"));
  corrupt(() => store.open(ann, new Uint8Array([1, 2, 4]), sealed));
  corrupt(() => store.open(store.keyOf(store.pseudonym("bob")), context, sealed));
  corrupt(() => store.open(ann, context, sealed.subarray(0, 20)));
  const changed = sealed.slice();
  changed[15]! ^= 1;
  corrupt(() => store.open(ann, context, changed));
});

test("K3 a destroyed key is gone from the file, for ever, and the person's next key is another", async () => {
  const disk = new SimulatedDisk();
  const store = await open(disk);
  const ann = store.keyOf(store.pseudonym("ann"));
  await store.sync();
  const record = disk.peek("/keys/keys.dat").slice(ann.id * 128 + 16, ann.id * 128 + 92);
  assert.equal(Buffer.from(disk.peek("/keys/keys.dat")).includes(record), true);
  await store.destroy(store.retire(ann.person));
  assert.equal(Buffer.from(disk.peek("/keys/keys.dat")).includes(record.subarray(0, 8)), false);
  assert.equal(store.keyById(ann.id), "destroyed");
  assert.notEqual(store.keyOf(ann.person).id, ann.id);
  await store.close();
  assert.equal((await open(disk)).keyById(ann.id), "destroyed");
});

test("K4 retired keys of erases that failed are destroyed by the next one, after a restart too", async () => {
  const disk = new SimulatedDisk();
  const store = await open(disk);
  const person = store.pseudonym("ann");
  const ids = [store.keyOf(person).id];
  store.retire(person);
  ids.push(store.keyOf(person).id);
  assert.deepEqual(store.retire(person), ids);
  ids.push(store.keyOf(person).id);
  await store.close();
  const again = await open(disk);
  assert.equal(again.keyOf(person).id, ids[2]);
  assert.deepEqual(again.retire(person), ids);
  await again.destroy(ids);
  assert.deepEqual(again.retire(person), []);
});

test("K5 another master key is refused; without one given it is made once, in a file", async () => {
  const disk = new SimulatedDisk();
  await (await open(disk)).close();
  await assert.rejects(open(disk, { master: new Uint8Array(32) }), (error) => isAisleError(error, "bad_config"));
  await assert.rejects(open(disk, { master: new Uint8Array(31) }), (error) => isAisleError(error, "bad_config"));
  const own = new SimulatedDisk();
  const first = await openKeyStore({ directory: "/keys", fs: own });
  const second = await openKeyStore({ directory: "/keys", fs: own });
  assert.equal(first.pseudonym("ann"), second.pseudonym("ann"));
});

test("K6 a full disk keeps keys waiting; the next sync writes them", async () => {
  const disk = new SimulatedDisk();
  const store = await open(disk);
  const ann = store.keyOf(store.pseudonym("ann"));
  disk.fault = (step) => {
    if (step === "datasync") throw Object.assign(new Error("full"), { code: "ENOSPC" });
  };
  await assert.rejects(store.sync(), (error) => isAisleError(error, "storage_failed"));
  await assert.rejects(store.sync(), (error) => isAisleError(error, "storage_failed"));
  disk.fault = () => undefined;
  await store.sync();
  assert.notEqual((await open(disk.crash(() => 0.9))).keyById(ann.id), "missing");
});

test("K7 consent changes are counted on the person's key and survive a restart", async () => {
  const disk = new SimulatedDisk();
  const store = await open(disk);
  const ann = store.changeConsent(store.changeConsent(store.keyOf(store.pseudonym("ann"))));
  assert.equal(ann.consent, 2);
  await store.close();
  const again = await open(disk);
  assert.equal(again.keyOf(again.pseudonym("ann")).consent, 2);
});

test("K8 a damaged record is reported and the person gets a new key", async () => {
  const disk = new SimulatedDisk();
  const store = await open(disk);
  const { id, person } = store.keyOf(store.pseudonym("ann"));
  await store.close();
  disk.peek("/keys/keys.dat")[id * 128 + 50]! ^= 1;
  const again = await open(disk);
  assert.throws(
    () => again.keyById(id),
    (error) => isAisleError(error, "corrupt"),
  );
  assert.notEqual(again.keyOf(person).id, id);
});

test("K9 pseudonyms and digests hide what they stand for and differ between stores", async () => {
  const [one, two] = [
    await openKeyStore({ directory: "/keys", fs: new SimulatedDisk() }),
    await openKeyStore({ directory: "/keys", fs: new SimulatedDisk() }),
  ];
  assert.match(one.pseudonym("ann@example.com"), /^[\w-]{22}$/);
  assert.notEqual(one.pseudonym("ann"), two.pseudonym("ann"));
  assert.equal(one.digest("x").length, 16);
  assert.notEqual(one.digest("x"), two.digest("x"));
  assert.notEqual(one.digest("x"), one.digest("y"));
});

test("K10 the pseudonym table answers as a map does", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.uint8Array({ minLength: 16, maxLength: 16, max: 2 }), fc.integer({ min: 1, max: 1e6 })), { maxLength: 200 }),
      (entries) => {
        const table = new PseudonymTable(1);
        const map = new Map<string, number>();
        for (const [name, slot] of entries) {
          table.set(name, slot);
          map.set(name.join(), slot);
        }
        assert.equal(table.size, map.size);
        for (const [name] of entries) assert.equal(table.get(name), map.get(name.join()));
        assert.equal(table.get(new Uint8Array(16).fill(9)), 0);
      },
    ),
  );
});
