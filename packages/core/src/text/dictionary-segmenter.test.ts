import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createDictionarySegmenter } from "./dictionary-segmenter.ts";

const dictionary = "中国 100 ns\n农业 100\n发展 100\n银行 100\n农业发展银行 20 nt\n中 50\n行 50\n";
const segmenter = createDictionarySegmenter(new TextEncoder().encode(dictionary));

test("the most probable words cover the text; what is not Chinese stays whole", () => {
  assert.deepEqual(segmenter.cut("中国农业发展银行"), ["中国", "农业发展银行"]);
  assert.deepEqual(segmenter.cut("A股 中国行!"), ["A", "股", " ", "中国", "行", "!"]);
  assert.deepEqual(segmenter.cut(""), []);
});

test("the lattice holds every dictionary word with its start", () => {
  assert.deepEqual(segmenter.lattice("x中国农业发展银行"), [
    { word: "中国", start: 1 },
    { word: "农业", start: 3 },
    { word: "农业发展银行", start: 3 },
    { word: "发展", start: 5 },
    { word: "银行", start: 7 },
  ]);
});

test("words of any string join to it and the lattice fits it", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(..."中国农业发展银行a1 "), maxLength: 40 }),
  );
  fc.assert(
    fc.property(text, (value) => {
      assert.equal(segmenter.cut(value).join(""), value);
      for (const { word, start } of segmenter.lattice(value)) assert.ok(value.startsWith(word, start));
    }),
    { numRuns: 1000 },
  );
});

test("a dictionary with broken lines is read for what it holds", () => {
  const odd = createDictionarySegmenter(new TextEncoder().encode("\n\n中国\n 5\n农业 x\r\n银行 7"));
  assert.deepEqual(odd.cut("中国农业银行"), ["中", "国", "农业", "银行"]);
});
