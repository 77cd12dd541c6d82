import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isAisleError, seededRandom } from "@aisle/core/base";
import { openKeyStore } from "../privacy/key-store.ts";
import { SimulatedDisk } from "./simulated-disk.ts";
import { openSnapshots } from "./snapshots.ts";

const master = new Uint8Array(32).fill(7);
const bytes = (text: string) => new TextEncoder().encode(text);

async function storeOn(fs: SimulatedDisk, notes: string[] = [], keep = 2) {
  const keys = await openKeyStore({ directory: "/keys", fs, master });
  return { keys, store: openSnapshots({ directory: "/snapshots", fs, keys, keep, note: (message) => notes.push(message) }) };
}

const texts = (views: Readonly<Record<string, Uint8Array>> | undefined) =>
  Object.fromEntries(Object.entries(views ?? {}).map(([name, view]) => [name, Buffer.from(view).toString()]));

test("S1 the newest snapshot comes back with its position and views, after a restart too", async () => {
  const disk = new SimulatedDisk();
  const { store } = await storeOn(disk);
  assert.equal(await store.newest(), undefined);
  assert.equal(await store.save(10, { profiles: bytes("ten"), empty: bytes("") }), 10);
  assert.equal(await store.save(20, { profiles: bytes("twenty") }), 10);
  assert.equal(await store.save(30, { profiles: bytes("thirty") }), 20);
  const again = await storeOn(disk);
  const newest = await again.store.newest();
  assert.deepEqual([newest?.position, texts(newest?.views)], [30, { profiles: "thirty" }]);
  assert.deepEqual(await again.store.positions(), [20, 30]);
});

test("S1 a view longer than a chunk, open or sealed", async () => {
  const disk = new SimulatedDisk();
  const long = new Uint8Array(9_000_001).map((_, i) => i % 251);
  for (const store of [(await storeOn(disk)).store, openSnapshots({ directory: "/open", fs: disk })]) {
    await store.save(1, { long, short: bytes("short") });
    const views = (await store.newest())!.views;
    assert.equal(Buffer.from(views["long"]!).equals(long), true);
    assert.deepEqual(Object.keys(views), ["long", "short"]);
  }
});

test("S2 any damaged byte, or a file cut short, is passed over with a note and the one before serves", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (where, flip, cut) => {
        const disk = new SimulatedDisk();
        const notes: string[] = [];
        const { store } = await storeOn(disk, notes);
        await store.save(10, { view: bytes("ten") });
        await store.save(20, { view: bytes("twenty") });
        const path = "/snapshots/0000000000000020.snapshot";
        const file = disk.peek(path);
        const at = Math.floor(where * file.length);
        if (cut) await (await disk.open(path, "write")).truncate(at);
        else file[at]! ^= flip;
        const newest = await store.newest();
        assert.deepEqual([newest?.position, texts(newest?.views)], [10, { view: "ten" }]);
        assert.equal(notes.length, 1);
      },
    ),
    { numRuns: 60 },
  );
});

test("S3 a snapshot lies sealed, and dropping it destroys its key for every copy", async () => {
  const disk = new SimulatedDisk();
  const { store } = await storeOn(disk);
  await store.save(10, { view: bytes("ann bought running shoes") });
  const path = "/snapshots/0000000000000010.snapshot";
  const copy = disk.peek(path).slice();
  assert.equal(Buffer.from(copy).includes("running"), false);
  await store.save(20, { view: bytes("nothing") });
  await store.dropBefore(20);
  assert.deepEqual(await store.positions(), [20]);
  await (await disk.open(path, "create")).write(copy, 0);
  await assert.rejects(store.load(10), (error) => isAisleError(error, "sealed"));
  await store.save(10, { view: bytes("new") });
  assert.deepEqual(texts((await store.load(10)).views), { view: "new" });
});

test("S4 power lost while saving leaves the old snapshot or the new one", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 12 }), async (seed, steps) => {
      const disk = new SimulatedDisk();
      const { store } = await storeOn(disk);
      await store.save(10, { view: bytes("ten") });
      let left = steps;
      let after: SimulatedDisk | undefined;
      disk.fault = () => {
        if (--left > 0) return;
        after ??= disk.crash(seededRandom(seed));
        throw new Error("power lost");
      };
      const saved = await store.save(20, { view: bytes("twenty".repeat(300)) }).then(
        () => true,
        () => false,
      );
      const newest = await (await storeOn(after ?? disk)).store.newest();
      assert.ok(newest?.position === 20 || (newest?.position === 10 && !saved));
    }),
    { numRuns: 60 },
  );
});
