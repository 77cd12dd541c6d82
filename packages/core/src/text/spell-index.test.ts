import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { editDistance } from "./edit-distance.ts";
import { editsAllowed, isSpellable, SpellIndex } from "./spell-index.ts";

function naiveDistance(a: string, b: string): number {
  const d: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)]);
  for (let j = 0; j <= b.length; j++) d[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
    }
  }
  return d[a.length]![b.length]!;
}

const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), minLength: 3, maxLength: 11 });

test("the bounded distance is the full one, cut at the bound", () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, bound) => {
      assert.equal(editDistance(a, b, bound), Math.min(naiveDistance(a, b), bound + 1));
    }),
    { numRuns: 2000 },
  );
});

test("typing mistakes are corrected, the frequent word first", () => {
  const spell = new SpellIndex();
  for (const [term, count] of [
    ["headphones", 50],
    ["headphone", 80],
    ["wireless", 90],
    ["shirt", 40],
    ["short", 60],
    ["skirt", 10],
  ] as const)
    spell.add(term, count);
  assert.deepEqual(spell.correct("headphnoes", 3), [{ term: "headphones", distance: 1, count: 50 }]);
  assert.deepEqual(
    spell.correct("shirr", 3).map(({ term }) => term),
    ["shirt"],
  );
  assert.deepEqual(
    spell.correct("shlrt", 3).map(({ term }) => term),
    ["short", "shirt"].filter((term) => editDistance("shlrt", term, 1) === 1),
  );
  assert.deepEqual(
    spell.correct("wirless", 3).map(({ term }) => term),
    ["wireless"],
  );
  assert.deepEqual(
    spell.correct("ireless", 3).map(({ term }) => term),
    ["wireless"],
  );
  assert.deepEqual(
    spell.correct("hirt", 3).map(({ term }) => term),
    ["shirt"],
  );
});

test("a doubled letter is the likeliest mistake", () => {
  const spell = new SpellIndex();
  spell.add("cover", 500);
  spell.add("copper", 20);
  assert.deepEqual(
    spell.correct("coper", 2).map(({ term }) => term),
    ["copper", "cover"],
  );
});

test("numbers, identifiers, short words and Chinese are never touched", () => {
  const spell = new SpellIndex();
  for (const term of ["2021", "wh1000", "电视机", "it", "red", "reds"]) spell.add(term);
  assert.deepEqual([spell.size, spell.count("2021"), spell.count("red")], [2, 0, 1]);
  for (const term of ["2020", "wh1001", "电视柜", "rad"]) assert.deepEqual(spell.correct(term, 5), []);
  assert.deepEqual([3, 4, 7, 8, 24, 25].map(editsAllowed), [0, 1, 1, 2, 2, 0]);
  assert.ok(!isSpellable("t-shirt"));
});

test("corrections are all the nearest words, and follow adds and removes", () => {
  const change = fc.record({ add: fc.boolean(), word, count: fc.integer({ min: 1, max: 3 }) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), word, (changes, query) => {
      const spell = new SpellIndex();
      const counts = new Map<string, number>();
      for (const { add, word, count } of changes) {
        if (add) {
          spell.add(word, count);
          counts.set(word, (counts.get(word) ?? 0) + count);
        } else {
          spell.remove(word, count);
          const left = (counts.get(word) ?? 0) - count;
          if (left > 0) counts.set(word, left);
          else counts.delete(word);
        }
      }
      assert.equal(spell.size, counts.size);
      const allowed = editsAllowed(query.length);
      const near = [...counts.keys()]
        .map((term) => ({ term, distance: naiveDistance(query, term) }))
        // Two edits are looked for under the same first letter only.
        .filter(({ term, distance }) => distance > 0 && distance <= allowed && (distance === 1 || term[0] === query[0]));
      const nearest = Math.min(...near.map(({ distance }) => distance));
      const expected = near
        .filter(({ distance }) => distance === nearest)
        .map(({ term }) => term)
        .sort();
      assert.deepEqual(
        spell
          .correct(query, 100)
          .map(({ term }) => term)
          .sort(),
        expected,
      );
      const prefix = query.slice(0, 2);
      const completed = [...counts].filter(([term]) => term.startsWith(prefix)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      assert.deepEqual(
        spell.complete(prefix, 5),
        completed.slice(0, 5).map(([term, count]) => ({ term, count })),
      );
    }),
    { numRuns: 500 },
  );
});

test("completion stays right across merges of new words", () => {
  const spell = new SpellIndex();
  for (let i = 0; i < 20_000; i++) {
    const letters = [i % 26, Math.floor(i / 26) % 26, Math.floor(i / 676) % 26, Math.floor(i / 17_576)]
      .map((n) => String.fromCharCode(97 + n))
      .join("");
    spell.add(letters, 1 + (i % 7));
    if (i === 100 || i === 9000) spell.complete("a", 1);
  }
  spell.remove("aaaa", 10);
  spell.add("aaaa", 100);
  assert.deepEqual(spell.complete("aaa", 1), [{ term: "aaaa", count: 100 }]);
  assert.equal(spell.complete("a", 5000).length, Math.ceil(20_000 / 26));
});
