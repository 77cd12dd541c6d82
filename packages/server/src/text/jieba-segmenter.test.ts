import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { normalize } from "@aisle/core/text";
import fc from "fast-check";
import { createJiebaSegmenter, createPureSegmenter } from "./jieba-segmenter.ts";

const native = createJiebaSegmenter();
const pure = createPureSegmenter();

function agree(text: string): void {
  assert.deepEqual(pure.cut(text), native.cut(text));
  assert.deepEqual(pure.lattice(text), native.lattice(text));
}

test("the native and the pure segmenter agree on random Chinese", () => {
  const common = fc.integer({ min: 0x4e00, max: 0x9fff }).map((unit) => String.fromCharCode(unit));
  const few = fc.constantFrom(..."的中国人民银行农业发展大学生活动物园不锈钢保温杯男女士运动鞋和服装饰品哈");
  fc.assert(fc.property(fc.string({ unit: fc.oneof(common, few, few, few), maxLength: 60 }), agree), { numRuns: 1500 });
});

test("they agree on any string", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 40 }), agree), { numRuns: 500 });
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => agree(String.fromCharCode(...units))),
    { numRuns: 300 },
  );
});

test("repeated characters keep their places in the lattice", () => {
  agree("哈哈哈哈哈");
  assert.deepEqual(native.lattice("和服和服"), [
    { word: "和服", start: 0 },
    { word: "和服", start: 2 },
  ]);
});

test("they agree on product titles", (t) => {
  const file = join(process.env["AISLE_DATASETS"] ?? "../shared/data", "search/ecom_zh_mini/titles.tsv");
  if (!existsSync(file)) {
    t.skip("needs AISLE_DATASETS/search/ecom_zh_mini");
    return;
  }
  for (const line of readFileSync(file, "utf8").split("\n")) {
    agree(line);
    agree(normalize(line));
  }
});
