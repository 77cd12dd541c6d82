import assert from "node:assert/strict";
import { test } from "node:test";
import { readingOf } from "./reading.ts";

test("a corrected query is told as it was understood", () => {
  const answer = { query: "Walnutt desk", aisleCorrections: [{ from: "walnutt", to: "walnut" }] };
  assert.deepEqual(readingOf(answer), { corrected: "walnut desk", matched: 0, of: 0 });
});

test("a relaxed query is told by its words", () => {
  assert.deepEqual(readingOf({ _rawResults: [{ query: "a b c", aisleRequired: { matched: 2, of: 3 } }] }), { matched: 2, of: 3 });
});

test("an answer without either is read as typed", () => {
  assert.deepEqual(readingOf({ query: "desk" }), { matched: 0, of: 0 });
});

test("what was meant is offered where the results are of something else", () => {
  assert.deepEqual(readingOf({ query: "lianyiqun", aisleDidYouMean: "连衣裙" }), { meant: "连衣裙", matched: 0, of: 0 });
  const shown = { query: "Walnutt desk", aisleCorrections: [{ from: "walnutt", to: "walnut" }], aisleDidYouMean: "walnut desk" };
  assert.deepEqual(readingOf(shown), { corrected: "walnut desk", matched: 0, of: 0 });
});
