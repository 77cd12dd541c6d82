import assert from "node:assert/strict";
import { test } from "node:test";
import { diffProducts, localise } from "../catalog.ts";
import type { Product } from "../catalog.ts";

const cup: Product = {
  id: "1",
  title: "Cup",
  description: "A cup.",
  brand: "Yun",
  images: [],
  categories: [["Home"]],
  language: "en",
  offers: [{ price: 3, availability: "in_stock" }],
  attributes: { color: "red", capacity: 300 },
  translations: { "zh-Hans": { title: "杯子", categories: [["家居"]], attributes: { color: "红色" } } },
};

test("a translation replaces what it has and keeps the rest", () => {
  const zh = localise(cup, "zh");
  assert.deepEqual(
    [zh.title, zh.description, zh.brand, zh.categories, zh.attributes, zh.language],
    ["杯子", "A cup.", "Yun", [["家居"]], { color: "红色", capacity: 300 }, "zh-Hans"],
  );
  assert.equal(localise(cup, "en"), cup);
  assert.equal(localise(cup, "fr"), cup);
});

test("a language is looked up from its narrowest tag outwards, the product's own among them", () => {
  const title = (translations: readonly string[], language: string | undefined, asked: string) => {
    const { language: _, ...rest } = cup;
    const product = { ...rest, ...(language === undefined ? {} : { language }) };
    return localise({ ...product, translations: Object.fromEntries(translations.map((tag) => [tag, { title: tag }])) }, asked).title;
  };
  assert.equal(title(["zh"], "en", "zh-CN"), "zh");
  assert.equal(title(["zh-Hant", "zh-Hans"], "en", "zh-Hans-CN"), "zh-Hans");
  assert.equal(title(["zh-hant", "zh"], "en", "ZH-Hant-TW"), "zh-hant");
  assert.equal(title(["zh-Hant"], "zh", "zh-CN"), "Cup");
  assert.equal(title(["en-GB"], "en", "en-US"), "Cup");
  assert.equal(title(["en-GB"], "en", "en-GB"), "en-GB");
  assert.equal(title(["zh-Hant"], undefined, "zh-CN"), "zh-Hant");
  assert.equal(title(["toString"], "en", "constructor"), "Cup");
  assert.equal(localise(cup, undefined), cup);
  const { translations: _, ...plain } = cup;
  assert.equal(localise(plain, "zh"), plain);
});

test("a difference is none, offers, or the product", () => {
  assert.equal(diffProducts(undefined, cup), "product");
  assert.equal(diffProducts(cup, structuredClone(cup)), "none");
  assert.equal(diffProducts(cup, { ...cup, offers: [{ price: 2, availability: "in_stock" }] }), "offers");
  assert.equal(diffProducts(cup, { ...cup, title: "Mug" }), "product");
  assert.equal(diffProducts(cup, { ...cup, attributes: { capacity: 300, color: "red" } }), "none");
  assert.equal(diffProducts(cup, { ...cup, attributes: { color: "red" } }), "product");
  assert.equal(diffProducts({ ...cup, offers: [] }, { ...cup, title: "Mug" }), "product");
});
