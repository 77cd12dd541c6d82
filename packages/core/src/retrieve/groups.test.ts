import { test } from "node:test";
import assert from "node:assert/strict";
import fc from "fast-check";
import { Groups } from "./groups.ts";

const match = fc.record({ group: fc.integer({ min: 0, max: 40 }), rank: fc.integer({ min: 0, max: 99 }) });

test("groups are counted, set in runs and their best found; groups of earlier questions do not count", () => {
  const groups = new Groups();
  fc.assert(
    fc.property(fc.array(match, { maxLength: 300 }), fc.boolean(), (matches, sparse) => {
      // Documents need not be numbered from 0 on.
      const docs = Uint32Array.from(matches, (_, i) => (sparse ? 3 * i + 1 : i));
      const byDoc = new Uint32Array(3 * matches.length + 2);
      matches.forEach(({ group }, i) => (byDoc[docs[i]!] = group));
      const members = Map.groupBy(docs, (doc) => byDoc[doc]!);
      const alone = members.get(0)?.length ?? 0;
      const named = [...members.keys()].filter((group) => group > 0);
      assert.equal(groups.count(docs, byDoc, 40), alone + named.length);
      for (const group of named) assert.equal(groups.size(group), members.get(group)!.length);
      assert.equal(groups.size(0), 1);
      const arranged = groups.inRuns(docs, byDoc);
      const singles = docs.filter((doc) => byDoc[doc] === 0 || members.get(byDoc[doc]!)!.length === 1);
      const runs = named.filter((group) => members.get(group)!.length > 1).flatMap((group) => members.get(group)!);
      assert.deepEqual(Array.from(arranged.docs), [...singles, ...runs]);
      assert.equal(arranged.single, singles.length);
      const compare = (a: number, b: number) => matches[a]!.rank - matches[b]!.rank || a - b;
      const wanted = named.map(
        (group) =>
          members
            .get(group)!
            .map((doc) => docs.indexOf(doc))
            .sort(compare)[0]!,
      );
      const places = Array.from(groups.best(docs, byDoc, 40, compare)).filter((place) => byDoc[docs[place]!] !== 0);
      assert.deepEqual(places.sort(), wanted.sort());
    }),
    { numRuns: 300 },
  );
});
