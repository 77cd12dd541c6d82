import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createDictionarySegmenter } from "./dictionary-segmenter.ts";
import { highlight } from "./highlight.ts";
import { createAnalyzer } from "./standard-analyzer.ts";

const analyzer = createAnalyzer({ segmenter: createDictionarySegmenter(new TextEncoder().encode("运动鞋 5\n运动 9\n男士 4\n")) });
const marked = (text: string, terms: readonly string[]) => {
  const { ranges, matched } = highlight(text, terms, analyzer);
  return [ranges.map(({ start, end }) => text.slice(start, end)), matched];
};

test("words are marked in their written form", () => {
  assert.deepEqual(marked("Running Shoes and Café T‑Shirts", ["shoe", "run", "tshirt", "cafe", "sock"]), [
    ["Running", "Shoes", "Café", "T‑Shirts"],
    ["shoe", "run", "tshirt", "cafe"],
  ]);
});

test("Chinese pairs that touch are one range; a character alone is not marked elsewhere", () => {
  assert.deepEqual(marked("男士運動鞋 动感", ["运动", "动鞋", "运", "动", "鞋"]), [["運動鞋"], ["运动", "动鞋"]]);
  assert.deepEqual(marked("鞋", ["鞋"]), [["鞋"], ["鞋"]]);
});

test("ranges are in order and do not overlap, on any text with its own terms", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      const terms = analyzer.analyze(text).map(({ term }) => term);
      const { ranges } = highlight(text, terms, analyzer);
      assert.equal(ranges.length > 0, terms.length > 0);
      let last = 0;
      for (const { start, end } of ranges) {
        assert.ok(start >= last && start < end && end <= text.length);
        last = end;
      }
    }),
    { numRuns: 1000 },
  );
});
