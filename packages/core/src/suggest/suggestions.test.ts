import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Product } from "../catalog.ts";
import { createAnalyzer, normalize } from "../text.ts";
import { Suggestions } from "./suggestions.ts";

const analyzer = createAnalyzer();

function product(id: string, title: string, more: Partial<Product> = {}): Product {
  return { id, title, description: "", images: [], categories: [], offers: [], attributes: {}, ...more };
}

const dress = product("dress", "Summer dress", {
  brand: "Northwind",
  language: "en",
  categories: [["Women", "Dresses"]],
  translations: { zh: { title: "夏季 连衣裙", brand: "北风", categories: [["女装", "连衣裙"]] } },
});
const coat = product("coat", "Rain coat", { brand: "North Coast", language: "en", categories: [["Women", "Coats"]] });

function filled(): Suggestions {
  const suggestions = new Suggestions(analyzer);
  suggestions.put(dress);
  suggestions.put(coat);
  for (const person of ["a", "b", "c"]) suggestions.addQuery("summer dresses", person, 1);
  for (const person of ["a", "b"]) suggestions.addQuery("secret wish", person, 1);
  return suggestions;
}

const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);

test("beginnings of any word, by place and then by how many products", () => {
  const suggestions = filled();
  assert.deepEqual(names(suggestions.suggest("nor", { limit: 5 }).brands), ["North Coast", "Northwind"]);
  assert.deepEqual(names(suggestions.suggest("coa", { limit: 5 }).brands), ["North Coast"]);
  assert.deepEqual(suggestions.suggest("DRES", { limit: 5 }), {
    queries: ["summer dresses"],
    categories: [{ name: "Dresses", path: ["Women", "Dresses"], count: 1 }],
    brands: [],
  });
  assert.deepEqual(suggestions.suggest("women", { limit: 5 }).categories, [{ name: "Women", path: ["Women"], count: 2 }]);
});

test("pinyin in full, by initials and mixed; homophones; labels of the page's language", () => {
  const suggestions = filled();
  for (const typed of ["lianyiqun", "lyq", "lianyq", "lian yi qun", "连衣qun", "连一群"]) {
    const found = suggestions.suggest(typed, { language: "zh-CN", limit: 5 });
    assert.deepEqual(found.categories, [{ name: "连衣裙", path: ["女装", "连衣裙"], count: 1 }], typed);
    assert.equal(found.reading, "连衣裙", typed);
  }
  assert.deepEqual(names(suggestions.suggest("beifeng", { language: "zh", limit: 5 }).brands), ["北风"]);
  assert.deepEqual(names(suggestions.suggest("衣裙", { language: "en", limit: 5 }).categories), ["Dresses"]);
  assert.equal(suggestions.suggest("xiaji lianyiqun", { limit: 5 }).reading, "夏季连衣裙");
  assert.equal(suggestions.suggest("nike lianyiqun", { limit: 5 }).reading, "nike 连衣裙");
  assert.equal(suggestions.suggest("连衣裙", { limit: 5 }).reading, undefined);
});

test("a misspelling is near to what it misspells, and only then", () => {
  const suggestions = filled();
  const found = suggestions.suggest("nrothw", { limit: 5 });
  assert.deepEqual([names(found.brands), found.near], [["Northwind"], "Northwind"]);
  assert.equal(suggestions.suggest("northw", { limit: 5 }).near, undefined);
  assert.deepEqual(suggestions.suggest("zzzzzz", { limit: 5 }), { queries: [], categories: [], brands: [] });
});

test("a query is suggested once three people typed it, and no longer when one of them is forgotten", () => {
  const suggestions = filled();
  assert.deepEqual(suggestions.suggest("secret", { limit: 5 }).queries, []);
  suggestions.addQuery("secret wish", "c", 2);
  assert.deepEqual(suggestions.suggest("secret", { limit: 5 }).queries, ["secret wish"]);
  suggestions.forget("c");
  assert.deepEqual(suggestions.suggest("secret", { limit: 5 }).queries, []);
  suggestions.addQuery("secret wish", "d", 3);
  assert.deepEqual(suggestions.suggest("secret", { limit: 5 }).queries, ["secret wish"]);
});

test("what only a removed or changed product named is gone", () => {
  const suggestions = filled();
  suggestions.remove("dress");
  assert.deepEqual(suggestions.suggest("women", { limit: 5 }).categories, [{ name: "Women", path: ["Women"], count: 1 }]);
  assert.deepEqual(suggestions.suggest("lyq", { limit: 5 }), { queries: [], categories: [], brands: [] });
  suggestions.put({ ...coat, brand: "Tidewater" });
  assert.deepEqual(suggestions.suggest("north", { limit: 5 }).brands, []);
  assert.deepEqual(suggestions.suggest("tide", { limit: 5 }).brands, [{ name: "Tidewater", count: 1 }]);
});

test("before anything is typed: what is popular, in the writing of the page", () => {
  const suggestions = filled();
  for (const person of ["a", "b", "c"]) suggestions.addQuery("连衣裙", person, 9e9);
  assert.deepEqual(suggestions.suggest("", { limit: 5 }).queries, ["连衣裙", "summer dresses"]);
  assert.deepEqual(suggestions.suggest("", { language: "zh-CN", limit: 5 }).queries, ["连衣裙"]);
  assert.deepEqual(suggestions.suggest(" ", { language: "en", limit: 5 }).queries, ["summer dresses"]);
});

test("many entries: each is found, whatever was merged when it came", () => {
  const suggestions = new Suggestions(analyzer);
  const brands = Array.from({ length: 400 }, (_, i) => `brand ${String.fromCharCode(97 + (i % 26))}${i}`);
  brands.forEach((brand, i) => suggestions.put(product(`${i}`, "Thing", { brand })));
  for (let i = 0; i < 300; i++) for (const person of ["a", "b", "c"]) suggestions.addQuery(`连衣裙 ${i} w`, person, i);
  for (const brand of brands) assert.deepEqual(names(suggestions.suggest(brand, { limit: 5 }).brands)[0], brand);
  for (let i = 0; i < 300; i++) assert.equal(suggestions.suggest(`连衣裙 ${i} `, { limit: 1 }).queries.length, 1);
  assert.deepEqual(suggestions.complete("连", 2), ["连衣裙 299 w", "连衣裙 298 w"]);
});

const word = fc.constantFrom("red", "dress", "coat", "连衣裙", "女鞋", "rain", "north");
const step = fc.record({ id: fc.constantFrom("1", "2", "3", "4"), gone: fc.boolean(), brand: word, category: word, title: word });

test("property: suggestions begin as typed; a restored view, opened or not, answers the same", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), word, (steps, text) => {
      const suggestions = new Suggestions(analyzer);
      for (const { id, gone, brand, category, title } of steps) {
        if (gone) suggestions.remove(id);
        else suggestions.put(product(id, title, { brand, categories: [["All", category]] }));
      }
      for (const person of ["a", "b", "c"]) suggestions.addQuery(`${text} new`, person, 1);
      const once = new Suggestions(analyzer);
      once.restore(suggestions.snapshot());
      const warmed = new Suggestions(analyzer);
      warmed.restore(suggestions.snapshot());
      for (const _ of warmed.warm());
      const twice = new Suggestions(analyzer);
      twice.restore(once.snapshot());
      for (const typed of [text, text.slice(0, 2), "lyq", "nvx", "derss"]) {
        const found = suggestions.suggest(typed, { limit: 5 });
        assert.deepEqual(once.suggest(typed, { limit: 5 }), found);
        assert.deepEqual(twice.suggest(typed, { limit: 5 }), found);
        assert.deepEqual(warmed.suggest(typed, { limit: 5 }), found);
      }
      const found = suggestions.suggest(text, { limit: 5 });
      const last = new Map<string, (typeof steps)[number]>();
      for (const one of steps) last.set(one.id, one);
      const living = new Set([...last.values()].filter(({ gone }) => !gone).map(({ brand }) => brand));
      assert.deepEqual(names(found.brands), living.has(text) ? [text] : []);
      assert.ok(found.queries.every((query) => normalize(query).startsWith(text)));
    }),
    { numRuns: 60 },
  );
});
