import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Token } from "./analyzer.ts";
import { createDictionarySegmenter } from "./dictionary-segmenter.ts";
import { createAnalyzer } from "./standard-analyzer.ts";

const dictionary =
  "中国 100\n农业 100\n发展 100\n银行 100\n农业发展银行 20\n运动 100\n运动鞋 50\n男士 50\n电视 80\n电视机 60\n的 9000\n大米 30\n";
const segmenter = createDictionarySegmenter(new TextEncoder().encode(dictionary));
const analyzer = createAnalyzer({ segmenter });

const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        "8",
        "gb",
        " ",
        "-",
        "'",
        "s",
        "WH",
        "1000",
        "中国",
        "农业",
        "é",
        ".",
        ",",
        "/",
        "x",
        '"',
        "ﬁ",
        "in",
        "t",
        "恤",
        "克",
      ),
      {
        maxLength: 30,
      },
    )
    .map((parts) => parts.join("")),
);

const terms = (text: string, language?: string) => analyzer.analyze(text, language).map(({ term }) => term);

/** Whether a document with these terms is a full match of the query. */
function matches(query: string, title: string): boolean {
  const held = new Set(terms(title));
  return analyzer
    .analyzeQuery(query)
    .filter(({ required }) => required)
    .every(({ term, also }) => held.has(term) || (also ?? []).some((other) => held.has(other)));
}

test("English is stemmed, measures and compounds have joined forms, offsets are of the original", () => {
  const text = "Women’s T-Shirts, 8 GB";
  assert.deepEqual(
    analyzer.analyze(text).map(({ term, kind, start, end, position }) => [term, kind, text.slice(start, end), position]),
    [
      ["women", "word", "Women’s", 0],
      ["t", "word", "T", 1],
      ["shirt", "word", "Shirts", 2],
      ["tshirt", "word", "T-Shirts", 1],
      ["8", "number", "8", 3],
      ["gb", "word", "GB", 4],
      ["8gb", "number", "8 GB", 3],
    ],
  );
});

test("Chinese gives characters, pairs and every dictionary word", () => {
  assert.deepEqual(terms("農業發展銀行"), ["农", "农业", "农业发展银行", "业", "业发", "发", "发展", "展", "展银", "银", "银行", "行"]);
});

test("the same thing written differently matches both ways", () => {
  const same = [
    ["t-shirt", "t shirt", "tshirt", "T‑Shirts"],
    ["8gb", "8 GB", "8-gigabyte", "８ＧＢ"],
    ["12 inch", '12"', "12-inch", "12in", "12 in."],
    ["500g", "500 grams", "500克"],
    ["WH-1000XM4", "wh1000xm4", "WH 1000XM4"],
    ["iphone 12", "iphone12"],
    ["1,000 pieces", "1000 pieces"],
    ["l'oréal", "loreal", "L’Oreal"],
    ["1/2 inch", '1/2"', "1/2in", "1/2-inch"],
    ["195/50R13C", "195-50r13c"],
    ["women's shoes", "womens shoe"],
    ["電視機", "电视机"],
  ];
  for (const group of same) for (const query of group) for (const title of group) assert.ok(matches(query, title), `${query} in ${title}`);
});

test("different numbers do not match", () => {
  for (const [query, title] of [
    ["8gb", "16gb with 8 cores"],
    ["1/2", "12"],
    ["usb 3.0", "usb 30"],
    ["500克", "500毫升"],
  ] as const) {
    assert.ok(!matches(query, title), `${query} in ${title}`);
  }
});

test("a sub-word finds the longer name, whatever the segmenter does", () => {
  assert.ok(matches("农业", "中国农业发展银行"));
  assert.ok(matches("农业发展银行", "中国农业发展银行"));
  assert.ok(matches("运动鞋", "运动休闲鞋"));
  const without = createAnalyzer();
  const held = new Set(without.analyze("中国农业发展银行").map(({ term }) => term));
  for (const { term, required } of analyzer.analyzeQuery("农业发展银行")) if (required) assert.ok(held.has(term));
});

test("function words are optional unless they are all there is", () => {
  assert.deepEqual(
    analyzer.analyzeQuery("shoes for the men").map(({ term, required }) => [term, required]),
    [
      ["shoe", true],
      ["for", false],
      ["the", false],
      ["men", true],
    ],
  );
  assert.deepEqual(
    analyzer.analyzeQuery("the who").map(({ required }) => required),
    [true, true],
  );
  assert.deepEqual(
    analyzer
      .analyzeQuery("男士的运动鞋")
      .filter(({ required }) => required)
      .map(({ term }) => term),
    ["男士", "运动", "鞋"],
  );
});

test("only longer words of letters may be corrected", () => {
  const correctable = (query: string) =>
    analyzer
      .analyzeQuery(query)
      .filter(({ correctable }) => correctable)
      .map(({ surface }) => surface);
  assert.deepEqual(correctable("wireless headphones wh1000 2021 usb 8gb 电视机"), ["wireless", "headphones"]);
});

test("units count from 0 without gaps and each has a term", () => {
  assert.deepEqual(
    analyzer.analyzeQuery("red wh-1000xm4 8 gb").map(({ term, unit }) => [term, unit]),
    [
      ["red", 0],
      ["wh", 1],
      ["1000xm4", 1],
      ["8gb", 2],
    ],
  );
});

test("a tag chooses the stemmer, a text without one is looked at", () => {
  assert.deepEqual(terms("zapatos", "es-MX"), ["zapat"]);
  assert.deepEqual(terms("Zapatos de mujer para el verano con tacón"), terms("Zapatos de mujer para el verano con tacón", "es"));
  assert.deepEqual(terms("running shoes"), ["run", "shoe"]);
});

test("analysis of any string is in range, in order of position, and the lean path gives the same tokens", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const tokens = analyzer.analyze(text);
      const lean: Token[] = [];
      const length = analyzer.index(text, undefined, (term, kind, position, surface, start, end) => {
        assert.ok(surface.length > 0);
        lean.push({ term, kind, start, end, position });
      });
      assert.deepEqual(lean, tokens);
      for (const { term, start, end, position } of tokens) {
        assert.ok(term.length > 0 && start >= 0 && start < end && end <= text.length && position >= 0 && position < length);
      }
    }),
    { numRuns: 2000 },
  );
});

test("a query that is the title itself matches it, on any string", () => {
  fc.assert(
    fc.property(anyText, (text) => assert.ok(matches(text, text), text)),
    { numRuns: 3000 },
  );
});

test("a query of any string has numbered units and something required where it has terms", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const query = analyzer.analyzeQuery(text);
      const units = new Set(query.map(({ unit }) => unit));
      assert.deepEqual(
        [...units].sort((a, b) => a - b),
        [...Array(units.size).keys()],
      );
      assert.equal(
        query.some(({ required }) => required),
        query.length > 0,
      );
      assert.equal(new Set(query.map(({ term }) => term)).size, query.length);
    }),
    { numRuns: 1000 },
  );
});

test("huge and hostile texts are analysed, long queries cut", () => {
  for (const text of [
    "a".repeat(100_000),
    "1".repeat(100_000),
    "中".repeat(50_000),
    "a-".repeat(50_000),
    "1,".repeat(50_000),
    "\ud800".repeat(1000),
    "é\u0301".repeat(20_000),
  ]) {
    assert.ok(analyzer.analyze(text).length >= 0);
    assert.ok(analyzer.analyzeQuery(text).length <= 64);
  }
});
