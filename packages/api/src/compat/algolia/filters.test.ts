import assert from "node:assert/strict";
import { test } from "node:test";
import { isAisleError } from "@aisle/core/base";
import fc from "fast-check";
import * as lists from "./facet-filters.ts";
import { fieldTypes } from "./field-types.ts";
import * as expressions from "./filters.ts";

const columns = { keywords: ["brand", "color", "size", "mixed"], numbers: ["mixed"], flags: ["new", "mixed"] };
const types = fieldTypes({ fields: (kind) => columns[kind] });
const parseFilters = (text: string) => expressions.parseFilters(text, types);
const parseFacetFilters = (input: unknown) => lists.parseFacetFilters(input, types);
const parseNumericFilters = (input: unknown) => lists.parseNumericFilters(input, types);
const parseTagFilters = (input: unknown) => lists.parseTagFilters(input, types);

const brand = (...names: string[]) => ({ field: "brand", in: names });

test("AND binds tighter than OR, parentheses and NOT", () => {
  assert.deepEqual(parseFilters("brand:A OR brand:B AND price<5"), {
    or: [brand("A"), { and: [brand("B"), { field: "price", max: 5, excludeMax: true }] }],
  });
  assert.deepEqual(parseFilters("(brand:A OR brand:B) AND NOT on_sale:true"), {
    and: [brand("A", "B"), { not: { field: "on_sale", is: true } }],
  });
  assert.deepEqual(parseFilters("NOT (brand:A OR NOT brand:B)"), { not: { or: [brand("A"), { not: brand("B") }] } });
  assert.equal(parseFilters("  "), undefined);
});

test("values: quoted with escapes, in any script, looking like keywords", () => {
  assert.deepEqual(parseFilters(`brand:"A \\"B\\" AND C"`), brand(`A "B" AND C`));
  assert.deepEqual(parseFilters(`brand:'It\\'s'`), brand("It's"));
  assert.deepEqual(parseFilters(`"brand":"羊毛 袜"`), brand("羊毛 袜"));
  assert.deepEqual(parseFilters("brand:OR"), brand("OR"));
  assert.deepEqual(parseFilters("brand:Order AND brand:ANDy"), { and: [brand("Order"), brand("ANDy")] });
  assert.deepEqual(parseFilters('hierarchicalCategories.lvl1:"A > B"'), { field: "hierarchicalCategories.lvl1", in: ["A > B"] });
  assert.deepEqual(parseFilters("brand:A<score=3>"), brand("A"));
  assert.deepEqual(parseFilters('brand:"A"<score=3> OR brand:B<score=1>'), brand("A", "B"));
  assert.deepEqual(parseFilters("new"), { field: "_tags", in: ["new"] });
});

test("numbers, ranges, flags, ids", () => {
  assert.deepEqual(parseFilters("price >= 10.5"), { field: "price", min: 10.5 });
  assert.deepEqual(parseFilters("price>-1"), { field: "price", min: -1, excludeMin: true });
  assert.deepEqual(parseFilters("price != 3"), { not: { field: "price", min: 3, max: 3 } });
  assert.deepEqual(parseFilters("price:10 TO 20"), { field: "price", min: 10, max: 20 });
  assert.deepEqual(parseFilters("rating:4"), { field: "rating", min: 4, max: 4 });
  assert.deepEqual(parseFilters("size:40"), { field: "size", in: ["40"] });
  assert.deepEqual(parseFilters("new:true"), { field: "new", is: true });
  assert.deepEqual(parseFilters("mixed:40"), {
    or: [
      { field: "mixed", min: 40, max: 40 },
      { field: "mixed", in: ["40"] },
    ],
  });
  assert.deepEqual(parseFilters("mixed:FALSE"), {
    or: [
      { field: "mixed", is: false },
      { field: "mixed", in: ["FALSE"] },
    ],
  });
  assert.deepEqual(parseFilters("price:cheap OR brand > 3"), { ids: [] });
  assert.deepEqual(parseFilters("brand != 3"), { not: { ids: [] } });
  assert.deepEqual(parseFilters("unheard:40"), { field: "unheard", in: ["40"] });
  assert.deepEqual(parseFilters("in_stock=1"), { field: "in_stock", is: true });
  assert.deepEqual(parseFilters("objectID:1 OR objectID:2"), { ids: ["1", "2"] });
});

test("an error names the character where reading stopped", () => {
  const refused = (text: string, message: RegExp, position: number) =>
    assert.throws(
      () => parseFilters(text),
      (error) => isAisleError(error, "bad_filter") && message.test(error.message) && error.details["position"] === position,
    );
  refused("brand:A brand:B", /AND, OR or the end is expected at character 9/, 8);
  refused("(brand:A", /closing parenthesis/, 8);
  refused("price < ten", /a number is expected at character 9/, 8);
  refused("brand:A AND", /ends where a condition is expected/, 11);
  refused('brand:"A', /quote is never closed/, 6);
  refused("brand:", /a value of brand is expected/, 6);
  assert.throws(
    () => parseFilters("(".repeat(500) + "a:b" + ")".repeat(500)),
    (error) => isAisleError(error, "limit_exceeded"),
  );
  assert.throws(
    () => parseFilters("NOT ".repeat(500) + "a:b"),
    (error) => isAisleError(error, "limit_exceeded"),
  );
  assert.throws(
    () => parseFilters(Array(3_000).fill("a:b").join(" OR ")),
    (error) => isAisleError(error, "limit_exceeded"),
  );
});

test("facet filters: AND outside, OR inside, negation, escaped minus, JSON's single text", () => {
  assert.deepEqual(parseFacetFilters(["brand:A", ["color:red", "color:blue"]]), {
    and: [brand("A"), { field: "color", in: ["red", "blue"] }],
  });
  assert.deepEqual(parseFacetFilters("brand:-A"), { not: brand("A") });
  assert.deepEqual(parseFacetFilters("-brand:A"), { not: brand("A") });
  assert.deepEqual(parseFacetFilters(["brand:\\-A"]), brand("-A"));
  assert.deepEqual(parseFacetFilters(["brand:a:b, c"]), brand("a:b, c"));
  assert.equal(parseFacetFilters([[], ""]), undefined);
  assert.throws(
    () => parseFacetFilters([[["brand:A"]]]),
    (error) => isAisleError(error, "bad_filter"),
  );
  assert.throws(
    () => parseFacetFilters(["brand"]),
    (error) => isAisleError(error, "bad_filter"),
  );
});

test("numeric and tag filters", () => {
  assert.deepEqual(parseNumericFilters(["price>=10", ["rating=4", "rating=5"]]), {
    and: [
      { field: "price", min: 10 },
      {
        or: [
          { field: "rating", min: 4, max: 4 },
          { field: "rating", min: 5, max: 5 },
        ],
      },
    ],
  });
  assert.deepEqual(parseNumericFilters("price>=10,price<=20"), {
    and: [
      { field: "price", min: 10 },
      { field: "price", max: 20 },
    ],
  });
  assert.deepEqual(parseTagFilters(["a", "-b"]), { and: [{ field: "_tags", in: ["a"] }, { not: { field: "_tags", in: ["b"] } }] });
});

const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;

test("any value survives quoting", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      // Texts that read as numbers or flags stand for those as well; the word is always among what is asked.
      assert.ok(JSON.stringify(parseFilters(`brand:${quoted(text)}`)).includes(JSON.stringify({ field: "brand", in: [text] })));
    }),
  );
});

test("any expression parses or is refused with a code", () => {
  const pieces = fc.constantFrom(
    "brand",
    ":",
    "A",
    '"',
    "'",
    "(",
    ")",
    " AND ",
    " OR ",
    "NOT ",
    "<",
    ">=",
    "!=",
    "=",
    "3",
    ".5",
    "-",
    "\\",
    " TO ",
    "<score=1>",
    "羊",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      try {
        parseFilters(parts.join(""));
      } catch (error) {
        assert.ok(isAisleError(error, "bad_filter"));
      }
    }),
    { numRuns: 2_000 },
  );
});
