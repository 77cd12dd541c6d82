import { test } from "node:test";
import assert from "node:assert/strict";
import fc from "fast-check";
import { Groups } from "./groups.ts";

test("the best of each group, first k, are those of a full sort; groups of earlier questions do not count", () => {
  const groups = new Groups();
  const match = fc.record({
    group: fc.integer({ min: 0, max: 40 }),
    key: fc.integer({ min: 0, max: 5 }),
    id: fc.integer({ min: 0, max: 99 }),
  });
  fc.assert(
    fc.property(fc.array(match, { maxLength: 600 }), fc.integer({ min: 0, max: 12 }), (matches, k) => {
      const docs = Uint32Array.from(matches, (_, i) => i);
      const byDoc = Uint32Array.from(matches, ({ group }) => group);
      const keys = Float64Array.from(matches, ({ key }) => key);
      const compare = (a: number, b: number) => matches[a]!.id - matches[b]!.id || a - b;
      const found = groups.top(docs, byDoc, 40, keys, k, compare);
      const seen = new Set<number>();
      const wanted = Array.from(docs)
        .sort((a, b) => keys[b]! - keys[a]! || compare(a, b))
        .filter((doc) => byDoc[doc] === 0 || (!seen.has(byDoc[doc]!) && seen.add(byDoc[doc]!)));
      assert.equal(found.total, wanted.length);
      assert.deepEqual(found.places, wanted.slice(0, k));
      for (const doc of found.places) {
        const size = byDoc[doc] === 0 ? 1 : matches.filter(({ group }) => group === byDoc[doc]).length;
        assert.equal(groups.size(byDoc[doc]!), size);
      }
    }),
    { numRuns: 300 },
  );
});
