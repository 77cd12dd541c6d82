import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { pinyinLetters, reads, syllablesOf } from "./pinyin.ts";

test("syllables of Chinese, polyphones by the word they stand in", () => {
  assert.deepEqual(syllablesOf("连衣裙"), ["lian", "yi", "qun"]);
  assert.deepEqual(syllablesOf("重庆"), ["chong", "qing"]);
  assert.deepEqual(syllablesOf("女鞋 Nike 42"), ["nv", "xie"]);
  assert.deepEqual(syllablesOf("dress"), []);
});

test("letters are separated by spaces and apostrophes only", () => {
  assert.equal(pinyinLetters("Lian yi'qun"), "lianyiqun");
  assert.equal(pinyinLetters("nü"), "nv");
  assert.equal(pinyinLetters("iphone 15"), undefined);
  assert.equal(pinyinLetters(""), undefined);
});

test("full, initials and mixed typing read a word; 2 is all of it, 1 a beginning", () => {
  const dress = ["lian", "yi", "qun"];
  for (const typed of ["lianyiqun", "lyq", "lianyq", "lyiqun", "liyq", "lianyiq"]) assert.equal(reads(typed, dress), 2, typed);
  for (const typed of ["l", "lian", "liany", "ly", "lyi"]) assert.equal(reads(typed, dress), 1, typed);
  for (const typed of ["", "lq", "yiqun", "lianyiqunx", "lxq"]) assert.equal(reads(typed, dress), 0, typed);
});

test("letters that one syllable could take alone still read both", () => {
  assert.equal(reads("lian", ["lian", "an"]), 2);
  assert.equal(reads("lia", ["lian", "yi"]), 1);
});

test("property: beginnings of every syllable in turn always read the word", () => {
  const syllable = fc.constantFrom("lian", "yi", "qun", "zhang", "shi", "xi", "an", "nv", "e");
  fc.assert(
    fc.property(fc.array(fc.tuple(syllable, fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 6 }), (parts) => {
      const typed = parts.map(([one, length]) => one.slice(0, length)).join("");
      assert.equal(
        reads(
          typed,
          parts.map(([one]) => one),
        ),
        2,
      );
    }),
  );
});
