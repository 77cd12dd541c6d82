import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isAisleError, manualClock, randomInteger, seededRandom } from "@aisle/core/base";
import { collect } from "@aisle/core/testing/event-log-contract";
import type { LoggedEvent, ShopEvent } from "@aisle/core/event";
import { openKeyStore } from "../privacy/key-store.ts";
import { openLog } from "./segment-log.ts";
import { SimulatedDisk } from "./simulated-disk.ts";

const master = new Uint8Array(32).fill(7);
const view = (user: string, product: string, extra: object = {}): ShopEvent => ({ type: "view", time: 900, user, product, ...extra });
const full = () => Object.assign(new Error("no space left on device"), { code: "ENOSPC" });

async function openOn(fs: SimulatedDisk, notes: string[] = []) {
  const keys = await openKeyStore({ directory: "/keys", fs, master });
  const log = await openLog({
    directory: "/log",
    keys,
    fs,
    clock: manualClock(1000),
    segmentBytes: 3000,
    note: (message) => notes.push(message),
  });
  return { keys, log };
}

const productOf = ({ event }: LoggedEvent) => (event as { product?: string } | undefined)?.product;
const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => undefined,
    (error) => (isAisleError(error) ? error.code : String(error)),
  );

test("L1 L2 L4 power lost at any moment: all that was acknowledged is there, once, whole batches only, and openable", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 250 }), async (seed, steps) => {
      const random = seededRandom(seed);
      let disk = new SimulatedDisk();
      const acknowledged = new Set<string>();
      let sent = 0;
      for (let round = 0; round < 3; round++) {
        const crashing = disk;
        let left = steps;
        let crashed: SimulatedDisk | undefined;
        crashing.fault = () => {
          if (crashed !== undefined) throw new Error("no power");
          if (--left === 0) {
            crashed = crashing.crash(random);
            throw new Error("power lost");
          }
        };
        try {
          const { log } = await openOn(crashing);
          for (;;) {
            if (sent > 3000) break;
            const batches = Array.from({ length: 1 + randomInteger(random, 3) }, () => {
              const batch = sent++;
              return Array.from({ length: 1 + randomInteger(random, 4) }, (_, i) =>
                view(`u${randomInteger(random, 9)}`, `${batch}/${i}`, { id: `${batch}/${i}`, session: `of ${batch}` }),
              );
            });
            await Promise.all(
              batches.map(async (batch) => {
                await log.append(batch);
                for (const { id } of batch) acknowledged.add(id!);
                // Delivered again, as a client does whose answer got lost.
                if (random() < 0.3) assert.equal((await log.append(batch)).accepted, 0);
              }),
            );
          }
        } catch (error) {
          if (!/power/.test(String((error as Error).cause ?? error))) throw error;
        }
        disk = crashed ?? crashing.crash(random);
        const { log } = await openOn(disk);
        const events = await collect(log);
        const products = events.map(productOf);
        assert.ok(!products.includes(undefined), "every event can be opened");
        assert.equal(new Set(products).size, products.length, "nothing is there twice");
        for (const id of acknowledged) assert.ok(products.includes(id), `${id} was acknowledged`);
        assert.deepEqual(
          events.map((event) => event.position),
          events.map((_, i) => i),
        );
        for (const [i, product] of products.entries()) {
          const [batch, index] = product!.split("/");
          if (index !== "0") assert.equal(products[i - 1], `${batch}/${Number(index) - 1}`, "a batch is whole and in order");
        }
        await log.close();
      }
    }),
    { numRuns: 60 },
  );
});

test("L4 the memory of deliveries survives restarts, across segments", async () => {
  const disk = new SimulatedDisk();
  const { log } = await openOn(disk);
  for (let i = 0; i < 60; i++) await log.append([view("u", `p${i}`, { id: `e${i}`, origin: { producer: "web", sequence: i } })]);
  await log.close();
  const again = await openOn(disk);
  for (let i = 0; i < 60; i++) {
    assert.equal((await again.log.append([view("u", `p${i}`, { id: `e${i}` })])).duplicates, 1);
    assert.equal((await again.log.append([view("u", `p${i}`, { origin: { producer: "web", sequence: i } })])).duplicates, 1);
  }
  assert.equal(again.log.end, 60);
});

test("L4 a damaged state file is passed over and the one before serves", async () => {
  const disk = new SimulatedDisk();
  const { log } = await openOn(disk);
  for (let i = 0; i < 60; i++) await log.append([view("u", `p${i}`, { id: `e${i}` })]);
  await log.close();
  const states = disk.paths().filter((path) => path.endsWith(".state"));
  disk.peek(states.at(-1)!)[9]! ^= 1;
  const notes: string[] = [];
  const again = await openOn(disk, notes);
  assert.equal(notes.length, 1);
  for (let i = 0; i < 60; i++) assert.equal((await again.log.append([view("u", `p${i}`, { id: `e${i}` })])).duplicates, 1);
});

test("L12 a full disk: nothing of the batch is acknowledged or applied, and the log goes on once there is space", async () => {
  for (const step of ["write", "datasync", "create", "syncDirectory"] as const) {
    const disk = new SimulatedDisk();
    const { log } = await openOn(disk);
    await log.append([view("u", "first")]);
    let failures = 0;
    disk.fault = (at) => {
      if (at === step) {
        failures++;
        throw full();
      }
    };
    const heard: LoggedEvent[] = [];
    log.subscribe((event) => heard.push(event));
    for (let i = 0; i < 40; i++) {
      const code = await codeOf(
        log.append([view("u", `${step}${i}`, { id: `${step}${i}` }), view(`new${i}`, "x", { id: `${step}${i}b` })]),
      );
      assert.ok(code === undefined || code === "storage_failed", String(code));
    }
    assert.ok(failures > 0, step);
    disk.fault = () => undefined;
    const lost = Array.from({ length: 40 }, (_, i) => `${step}${i}`).filter(
      (product) => !heard.some((event) => productOf(event) === product),
    );
    for (const product of lost) assert.equal((await log.append([view("u", product, { id: product })])).accepted, 1);
    assert.deepEqual(await collect(log, 1), heard);
    await log.close();
    const { log: again } = await openOn(disk);
    assert.deepEqual((await collect(again)).slice(1), heard);
  }
});

test("L12 short writes are continued; a disk that takes nothing fails the batch", async () => {
  const disk = new SimulatedDisk();
  const { log } = await openOn(disk);
  disk.fault = (step, _, bytes) => (step === "write" ? Math.min(bytes, 7) : undefined);
  await log.append([view("u", "a"), view("v", "b")]);
  disk.fault = (step) => (step === "write" ? 0 : undefined);
  assert.equal(await codeOf(log.append([view("u", "c")])), "storage_failed");
  disk.fault = () => undefined;
  await log.append([view("u", "d")]);
  assert.deepEqual((await collect(log)).map(productOf), ["a", "b", "d"]);
});

test("L12 bytes of a rejected group never come back, even where the disk refuses to cut them", async () => {
  const disk = new SimulatedDisk();
  const { log } = await openOn(disk);
  await log.append([view("u", "a")]);
  disk.fault = (step) => {
    if (step === "datasync" || step === "truncate") throw full();
  };
  assert.equal(await codeOf(Promise.all([log.append([view("u", "x")]), log.append([view("u", "y")])])), "storage_failed");
  assert.equal(await codeOf(log.append([view("u", "z")])), "storage_failed");
  disk.fault = () => undefined;
  await log.append([view("u", "b")]);
  await log.close();
  const { log: again } = await openOn(disk);
  assert.deepEqual((await collect(again)).map(productOf), ["a", "b"]);
});

test("L13 a torn tail is cut with a note; damage in the middle is passed over and nothing behind it is cut", async () => {
  const disk = new SimulatedDisk();
  const { log } = await openOn(disk);
  const ends: number[] = [];
  for (let i = 0; i < 8; i++) {
    await log.append([view("u", `p${i}`)]);
    ends.push(disk.peek("/log/0000000000000000.seg").length);
  }
  await log.close();
  const whole = disk.peek("/log/0000000000000000.seg").slice();
  const notes: string[] = [];
  disk.peek("/log/0000000000000000.seg")[ends[7]! - 3]! ^= 1;
  const torn = await openOn(disk, notes);
  assert.deepEqual([torn.log.end, notes.length], [7, 1]);
  await torn.log.append([view("u", "again")]);
  assert.deepEqual((await collect(torn.log)).map(productOf), ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "again"]);
  await torn.log.close();

  disk.peek("/log/0000000000000000.seg").set(whole);
  disk.peek("/log/0000000000000000.seg")[ends[3]! + 12]! ^= 1;
  const damaged = await openOn(disk);
  const events = await collect(damaged.log);
  assert.deepEqual(events.map(productOf), ["p0", "p1", "p2", "p3", "p5", "p6", "p7"]);
  assert.deepEqual(
    events.map((event) => event.position),
    [0, 1, 2, 3, 5, 6, 7],
  );
  assert.equal((await damaged.log.append([view("u", "next")])).position, 9);
});

test("L13 a group of which only later sectors reached the disk is cut as a whole", async () => {
  const disk = new SimulatedDisk();
  const { log } = await openOn(disk);
  await log.append([view("u", "a")]);
  const before = disk.peek("/log/0000000000000000.seg").length;
  await Promise.all([log.append([view("u", "b")]), log.append([view("u", "c")]), log.append([view("u", "d")])]);
  await log.close();
  disk.peek("/log/0000000000000000.seg")[before + 20]! ^= 1;
  const notes: string[] = [];
  const again = await openOn(disk, notes);
  assert.deepEqual([(await collect(again.log)).map(productOf), again.log.end, notes.length], [["a"], 1, 1]);
  assert.equal(disk.peek("/log/0000000000000000.seg").length, before);
});

test("L8 an erase that was logged before a crash is carried out at the next start", async () => {
  const disk = new SimulatedDisk();
  const { log, keys } = await openOn(disk);
  await log.append([view("ann", "a"), view("bob", "b")]);
  const key = keys.keyOf(keys.pseudonym("ann")).id;
  disk.fault = (step, path) => {
    if (step === "write" && path.endsWith("keys.dat")) throw full();
  };
  assert.equal(await codeOf(log.erase("ann")), "storage_failed");
  assert.deepEqual((await collect(log)).map(productOf), [undefined, "b", undefined], "unusable at once");
  const after = disk.crash(() => 0.9);
  const store = await openKeyStore({ directory: "/keys", fs: after, master });
  assert.notEqual(store.keyById(key), "destroyed");
  await store.close();
  const again = await openOn(after);
  assert.equal(again.keys.keyById(key), "destroyed");
  assert.deepEqual((await collect(again.log)).map(productOf), [undefined, "b", undefined]);
});
