import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { KeyIndex } from "./key-index.ts";

function indexOf(words: readonly string[], gone: ReadonlySet<string> = new Set()): KeyIndex<string> {
  const index = new KeyIndex<string>((word) => !gone.has(word));
  for (const text of words) index.add({ text, entry: text, place: 0 });
  return index;
}

/** Optimal string alignment, by the textbook's whole table. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      let value = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = value;
    }
  }
  return rows[a.length]![b.length]!;
}

const toPrefix = (typed: string, word: string) =>
  Math.min(...Array.from({ length: word.length + 1 }, (_, end) => distance(typed, word.slice(0, end))));

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 7 });
/** Few stay in the fresh tail, many are merged. */
const words = fc.oneof(fc.array(word, { maxLength: 20 }), fc.array(word, { minLength: 300, maxLength: 400 }));
const typed = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 6 });

test("a misspelt beginning finds what it is near to", () => {
  const found = new Map<string, number>();
  indexOf(["dresses", "drinks", "tresses", "shoes"]).near("derss", 1, ({ entry }, edits) => found.set(entry, edits));
  assert.deepEqual([...found], [["dresses", 1]]);
});

test("property: starting gives the living keys with the prefix, before and after a merge", () => {
  fc.assert(
    fc.property(words, words, typed, (kept, removed, prefix) => {
      const gone = new Set(removed);
      const index = indexOf([...kept, ...removed], gone);
      const found = new Set<string>();
      index.starting(prefix, ({ text }) => found.add(text));
      assert.deepEqual([...found].sort(), [...new Set(kept)].filter((word) => !gone.has(word) && word.startsWith(prefix)).sort());
    }),
    { numRuns: 60 },
  );
});

test("property: near gives exactly the keys with a beginning within the edits, each with its distance", () => {
  fc.assert(
    fc.property(words, typed, fc.constantFrom(1, 2), (list, prefix, edits) => {
      const found = new Map<string, number>();
      indexOf(list).near(prefix, edits, ({ text }, far) => found.set(text, far));
      const wanted = [...new Set(list)].flatMap((word): [string, number][] => {
        const far = toPrefix(prefix, word);
        return far <= (word[0] === prefix[0] ? edits : 1) ? [[word, far]] : [];
      });
      assert.deepEqual([...found].sort(), wanted.sort());
    }),
    { numRuns: 60 },
  );
});
