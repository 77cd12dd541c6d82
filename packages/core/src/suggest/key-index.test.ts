import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { KeyIndex } from "./key-index.ts";

interface Word {
  readonly key: string;
  weight: number;
}

function indexOf(words: readonly string[], gone: ReadonlySet<string> = new Set()): KeyIndex<Word> {
  const index = new KeyIndex<Word>(({ weight }) => weight);
  for (const key of words) index.add(key, { key, weight: gone.has(key) ? 0 : 1 });
  return index;
}

/** Optimal string alignment, by the textbook's whole table. */
function distanceOf(a: string, b: string): number {
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
  Math.min(...Array.from({ length: word.length + 1 }, (_, end) => distanceOf(typed, word.slice(0, end))));

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 7 });
/** Few stay in the fresh tail, many are merged. */
const words = fc.oneof(fc.array(word, { maxLength: 20 }), fc.array(word, { minLength: 300, maxLength: 400 }));
const typed = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 6 });

test("a misspelt beginning finds what it is near to, and which beginning that is", () => {
  const found: unknown[] = [];
  indexOf(["dresses", "drinks", "tresses", "shoes"]).near("derss", 1, ({ key }, edits, _text, length) => found.push([key, edits, length]));
  assert.deepEqual(found, [["dresses", 1, 5]]);
});

test("the heaviest of a beginning, equals in order; whole texts alone where asked", () => {
  const index = new KeyIndex<Word>(({ weight }) => weight);
  for (const [key, weight] of [
    ["dress", 2],
    ["dresses", 5],
    ["drill", 2],
    ["drab", 2],
    ["drum", 0],
  ] as const)
    index.add(key, { key, weight });
  const keys = (list: readonly Word[]) => list.map(({ key }) => key);
  assert.deepEqual(keys(index.top("dr", 3)), ["dresses", "drab", "dress"]);
  assert.deepEqual(keys(index.top("dress", 3, true)), ["dress"]);
  assert.deepEqual(keys(index.top("x", 3)), []);
});

const change = fc.record({ text: word, weight: fc.integer({ min: 0, max: 4 }), raised: fc.boolean() });

test("property: top is the head of all living keys in order, whatever was merged or raised", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 600 }), typed, fc.integer({ min: 1, max: 9 }), (changes, prefix, keep) => {
      const index = new KeyIndex<Word>(({ weight }) => weight);
      const entries = changes.map(({ text, weight }, i): Word & { text: string } => ({ key: `${i}`, text, weight }));
      const keys = entries.map((one) => index.add(one.text, one));
      // Nothing is raised from 0 in use: a merge may have dropped it.
      changes.forEach(({ raised, weight }, i) => {
        if (!raised || weight === 0) return;
        entries[i]!.weight += 3;
        keys[i]!.run?.raise(keys[i]!.at, entries[i]!.weight);
      });
      const wanted = entries
        .filter(({ text, weight }) => weight > 0 && text.startsWith(prefix))
        .sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : a.text > b.text ? 1 : a.key < b.key ? -1 : 1));
      assert.deepEqual(
        index.top(prefix, keep).map(({ key }) => key),
        wanted.slice(0, keep).map(({ key }) => key),
      );
    }),
    { numRuns: 60 },
  );
});

test("property: near gives exactly the keys with a beginning within the edits, each with its distance", () => {
  fc.assert(
    fc.property(words, typed, fc.constantFrom(1, 2), (list, prefix, edits) => {
      const found = new Map<string, number>();
      indexOf(list).near(prefix, edits, ({ key }, distance, _text, length) => {
        found.set(key, distance);
        assert.equal(distanceOf(prefix, key.slice(0, length)), distance);
      });
      const wanted = [...new Set(list)].flatMap((one): [string, number][] => {
        const far = toPrefix(prefix, one);
        return far <= (one[0] === prefix[0] ? edits : 1) ? [[one, far]] : [];
      });
      assert.deepEqual([...found].sort(), wanted.sort());
    }),
    { numRuns: 60 },
  );
});
