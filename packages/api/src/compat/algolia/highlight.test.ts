import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { highlightResult, snippetResult } from "./highlight.ts";
import { retrieved, toRecord, valuesAt } from "./record.ts";

const marks = { pre: "<", post: ">", ellipsis: "…", words: 2 };
const find = (text: string) => {
  const ranges = [...text.matchAll(/red|shoe|农业/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  return { ranges, matched: [...new Set(ranges.map(({ start, end }) => text.slice(start, end)))] };
};

test("lists and nested objects keep their shape; addresses and numbers only when named", () => {
  const record = { objectID: "1", title: "red shoe", tags: ["red", "blue"], levels: { lvl0: "shoe" }, image: "/red.png", price: 3 };
  const result = highlightResult(record, undefined, find, marks);
  assert.deepEqual(result, {
    title: { value: "<red> <shoe>", matchLevel: "full", fullyHighlighted: false, matchedWords: ["red", "shoe"] },
    tags: [
      { value: "<red>", matchLevel: "partial", fullyHighlighted: true, matchedWords: ["red"] },
      { value: "blue", matchLevel: "none", matchedWords: [] },
    ],
    levels: { lvl0: { value: "<shoe>", matchLevel: "partial", fullyHighlighted: true, matchedWords: ["shoe"] } },
  });
  assert.deepEqual(Object.keys(highlightResult(record, ["price", "nothing", "constructor"], find, marks)), ["price"]);
  assert.deepEqual(highlightResult(record, [], find, marks), {});
});

test("a snippet holds the stretch with the most matches, in words or in characters of Chinese", () => {
  const text = "one red two three four red shoe five six seven";
  assert.deepEqual(snippetResult({ text }, ["text:3"], find, marks), { text: { value: "…four <red> <shoe>…", matchLevel: "full" } });
  assert.deepEqual(snippetResult({ text: "short red" }, ["*:5"], find, marks), { text: { value: "short <red>", matchLevel: "partial" } });
  assert.deepEqual(snippetResult({ text: "中国农业发展银行" }, ["text:4"], find, marks), {
    text: { value: "中国<农业>…", matchLevel: "partial" },
  });
});

test("a snippet without its marks and ellipses is part of the text", () => {
  const word = fc.constantFrom("red", "shoe", "a", "农业", "银行", " ", "\n", "😀");
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), fc.integer({ min: 1, max: 8 }), (words, size) => {
      const text = words.join("");
      const { value } = snippetResult({ text }, [`text:${size}`], find, marks)["text"] as { value: string };
      assert.ok(text.includes(value.replace(/[<>…]/g, "")));
    }),
  );
});

test("a record's own fields win over attributes of their name; nothing of ours can be forged", () => {
  const record = toRecord({
    id: "1",
    title: "T",
    description: "",
    images: [],
    categories: [
      ["A", "B"],
      ["A", "C"],
    ],
    offers: [{ price: 20, salePrice: 15, availability: "in_stock", currency: "EUR" }],
    attributes: { price: 1, color: "red", _why: "forged", objectID: "2", _geoloc: { lat: 1, lng: 2 } },
  });
  assert.deepEqual(record, {
    objectID: "1",
    title: "T",
    description: "",
    categories: ["A", "B", "C"],
    hierarchicalCategories: { lvl0: "A", lvl1: ["A > B", "A > C"] },
    images: [],
    price: 15,
    list_price: 20,
    currency: "EUR",
    on_sale: true,
    in_stock: true,
    color: "red",
    _geoloc: { lat: 1, lng: 2 },
  });
  assert.deepEqual(valuesAt(record, "hierarchicalCategories.lvl1"), ["A > B", "A > C"]);
  assert.deepEqual(retrieved(record, ["title"]), { objectID: "1", title: "T" });
  assert.deepEqual(Object.keys(retrieved(record, ["*", "-images", "-hierarchicalCategories"])).includes("images"), false);
});
