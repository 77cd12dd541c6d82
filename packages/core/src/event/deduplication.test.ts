import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Deduplication, PendingKeys } from "./deduplication.ts";

const limits = { producers: 3, gaps: 2, ids: 4 };

test("a sequence is new once, whatever the order of arrival, while gaps stay below the limit", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 40 })), (sequences) => {
      const memory = new Deduplication({ producers: 1, gaps: 50, ids: 1 });
      const naive = new Set<number>();
      for (const sequence of sequences) {
        const key = { producer: "p", sequence };
        assert.equal(memory.seen(key), naive.has(sequence));
        if (!memory.seen(key)) memory.add(key);
        naive.add(sequence);
      }
    }),
  );
});

test("beyond the limit the oldest gap closes and newer ones stay open", () => {
  const memory = new Deduplication(limits);
  for (const sequence of [10, 20, 30, 40]) memory.add({ producer: "p", sequence });
  assert.deepEqual(
    [5, 15, 25, 35, 45].map((sequence) => memory.seen({ producer: "p", sequence })),
    [false, true, false, false, false],
  );
});

test("the producer that wrote longest ago is forgotten first; of ids the latest are known, older ones for a while", () => {
  const memory = new Deduplication(limits);
  for (const producer of ["a", "b", "a", "c", "d"])
    memory.add({ producer, sequence: producer === "a" && memory.seen({ producer, sequence: 1 }) ? 2 : 1 });
  assert.deepEqual(
    ["a", "b", "c", "d"].map((producer) => memory.seen({ producer, sequence: 1 })),
    [true, false, true, true],
  );
  for (const id of ["1", "2", "3", "4", "5", "6", "7", "8", "9"]) memory.add({ id });
  assert.deepEqual(
    ["1", "4", "5", "8", "9"].map((id) => memory.seen({ id })),
    [false, false, true, true, true],
  );
});

test("a group that fails leaves nothing behind", () => {
  const memory = new Deduplication(limits);
  const failed = new PendingKeys(memory);
  assert.deepEqual([failed.accept({ id: "x" }), failed.accept({ id: "x" })], [true, false]);
  const second = new PendingKeys(memory);
  assert.equal(second.accept({ id: "x" }), true);
  second.commit();
  assert.equal(new PendingKeys(memory).accept({ id: "x" }), false);
});

test("restore gives the same memory and the same bytes", () => {
  const key = fc.record({ producer: fc.constantFrom("a", "b", "c", "d"), sequence: fc.nat({ max: 30 }), id: fc.string({ maxLength: 2 }) });
  fc.assert(
    fc.property(fc.array(key), fc.array(key), (before, after) => {
      const memory = new Deduplication(limits);
      for (const one of before) memory.add(one);
      const restored = Deduplication.restore(memory.snapshot(), limits);
      for (const one of after) {
        assert.equal(restored.seen(one), memory.seen(one));
        memory.add(one);
        restored.add(one);
      }
      assert.deepEqual(restored.snapshot(), memory.snapshot());
    }),
  );
});
