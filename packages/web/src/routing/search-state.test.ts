import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readSearch, withoutWords, writeSearch } from "./search-state.ts";

test("an address names every choice of the search page", () => {
  const search =
    "?q=desk+lamp&category=Home+%3E+Lighting&brand=Hollis&brand=Orra&color=Sage&price=20-80&rating=4&on_sale=1&sort=price_asc&page=3";
  const state = {
    query: "desk lamp",
    hierarchicalMenu: { "hierarchicalCategories.lvl0": ["Home", "Lighting"] },
    refinementList: { brand: ["Hollis", "Orra"], color: ["Sage"] },
    range: { price: "20:80" },
    numericMenu: { rating: "4:" },
    toggle: { on_sale: true },
    sortBy: "products_price_asc",
    page: 3,
  };
  assert.deepEqual(readSearch(search, "products"), state);
  assert.equal(writeSearch(state, "products"), search);
});

test("half-open prices stay half open", () => {
  assert.deepEqual(readSearch("?price=-50", "products"), { range: { price: ":50" } });
  assert.equal(writeSearch({ range: { price: "20:" } }, "products"), "?price=20-");
});

test("what an address cannot mean is left out", () => {
  assert.deepEqual(readSearch("?price=cheap&rating=9&sort=magic&page=-2&on_sale=yes&brand=&other=1&q=", "products"), {});
});

test("any query string is read, and what was read is written and read the same", () => {
  fc.assert(
    fc.property(fc.webQueryParameters(), (search) => {
      const state = readSearch(`?${search}`, "products");
      assert.deepEqual(readSearch(writeSearch(state, "products"), "products"), state);
    }),
  );
});

test("another language keeps numbers and the query, drops words", () => {
  assert.equal(withoutWords("?q=lamp&brand=Orra&category=Home&price=5-9&page=2"), "?q=lamp&price=5-9");
});
