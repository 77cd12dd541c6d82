import assert from "node:assert/strict";
import { test } from "node:test";
import { compareSizes } from "./sizes.ts";

test("letters by size, then numbers by amount, then words", () => {
  const sizes = ["One size", "42", "XL", "9.5", "S", "XXS", "M", "10"];
  assert.deepEqual(sizes.sort(compareSizes), ["XXS", "S", "M", "XL", "9.5", "10", "42", "One size"]);
});
