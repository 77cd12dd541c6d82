import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { topByKey, topIndices } from "./top.ts";

test("the first k by key are those of a full sort, ties by the given order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -2, max: 3 }), { minLength: 300, maxLength: 900 }),
      fc.integer({ min: 0, max: 40 }),
      (keys, k) => {
        const tie = (a: number, b: number) => b - a;
        const sorted = keys.map((_, index) => index).sort((a, b) => keys[b]! - keys[a]! || tie(a, b));
        assert.deepEqual(topByKey(Float64Array.from(keys), k, tie), sorted.slice(0, k));
        assert.deepEqual(
          topIndices(keys.length, k, (a, b) => keys[b]! - keys[a]! || tie(a, b)),
          sorted.slice(0, k),
        );
      },
    ),
  );
});
