import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fold, identifierKey, normalize } from "./fold.ts";

const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
);

test("case, accents, width, ligatures and traditional characters fold", () => {
  assert.equal(normalize("Café ＷＨ－１０００ ﬁn Straße ÆØŁ İstanbul"), "cafe wh-1000 fin strasse aeol istanbul");
  assert.equal(normalize("電視機 臺灣 乾淨 裏面"), "电视机 台湾 干净 里面");
  assert.equal(normalize("T‑Shirt — ‘l’oréal’"), "t-shirt - 'l'oreal'");
  assert.equal(normalize("e\u0301te\u0301 10㎏ ２１″"), 'ete 10kg 21"');
});

test("letters whose marks are part of them stay", () => {
  assert.equal(normalize("が ハ\u309a ﾊﾟ हिन्दी й и\u0306 한국"), "が パ パ हिन्दी й й 한국");
});

test("offsets of an expansion point at its source", () => {
  const { text, starts, ends } = fold("5㎏ﬁ");
  assert.equal(text, "5kgfi");
  assert.deepEqual([...starts!], [0, 1, 1, 2, 2]);
  assert.deepEqual([...ends!], [1, 2, 2, 3, 3]);
  assert.equal(fold("Plain").starts, null);
  assert.equal(fold("電視").starts, null);
});

test("folding a folded text changes nothing, on any string", () => {
  fc.assert(
    fc.property(anyText, (text) => assert.equal(normalize(normalize(text)), normalize(text))),
    { numRuns: 2000 },
  );
});

test("offsets are in range and in order, on any string", () => {
  fc.assert(
    fc.property(anyText, (source) => {
      const { text, starts, ends } = fold(source);
      if (starts === null || ends === null) {
        assert.equal(text.length, source.length);
        return;
      }
      assert.equal(starts.length, text.length);
      for (let i = 0; i < text.length; i++) {
        assert.ok(starts[i]! >= 0 && starts[i]! < ends[i]! && ends[i]! <= source.length);
        if (i > 0) assert.ok(starts[i]! >= starts[i - 1]! && ends[i]! >= ends[i - 1]!);
      }
    }),
    { numRuns: 2000 },
  );
});

test("the fast paths and the mapped path fold alike", () => {
  // A ligature at the end forces the mapped path.
  fc.assert(
    fc.property(anyText, (text) => assert.equal(normalize(`${text} ﬁ`), `${normalize(`${text} `)}fi`)),
    { numRuns: 1000 },
  );
});

test("an identifier has one key with and without separators", () => {
  const keys = ["WH-1000XM4", "wh 1000 xm4", "ＷＨ１０００ＸＭ４", "WH_1000.XM4"].map(identifierKey);
  assert.deepEqual(keys, ["wh1000xm4", "wh1000xm4", "wh1000xm4", "wh1000xm4"]);
});
