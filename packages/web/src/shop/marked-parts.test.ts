import assert from "node:assert/strict";
import { test } from "node:test";
import { markedParts } from "./marked-parts.ts";

test("typed words are marked where words begin with them, longest first; Chinese anywhere", () => {
  assert.deepEqual(markedParts("Red dresses, undressed", "dress re"), [
    ["Re", true],
    ["d ", false],
    ["dress", true],
    ["es, undressed", false],
  ]);
  assert.deepEqual(markedParts("夏季连衣裙", "连衣"), [
    ["夏季", false],
    ["连衣", true],
    ["裙", false],
  ]);
  assert.deepEqual(markedParts("C++ (new)", "c++ ("), [
    ["C++", true],
    [" ", false],
    ["(", true],
    ["new)", false],
  ]);
  assert.deepEqual(markedParts("plain", ""), [["plain", false]]);
});
