import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { defaultLimits, isAisleError } from "../base.ts";
import { parseProduct, productParser } from "../catalog.ts";
import { decodeEvent } from "../event.ts";

function refusal(row: unknown, options = {}): string {
  try {
    parseProduct(row, options);
  } catch (error) {
    assert.ok(isAisleError(error));
    return `${error.code} ${String(error.details["field"])}`;
  }
  return "accepted";
}

test("a row with Google's names", () => {
  assert.deepEqual(
    parseProduct({
      id: "A1",
      title: "Merino sweater",
      description: "Warm.",
      link: "https://shop.example/a1",
      image_link: "https://shop.example/a1.jpg",
      additional_image_link: "https://shop.example/a2.jpg,https://shop.example/a3.jpg",
      price: "15.00 USD",
      sale_price: "12.50 USD",
      availability: "in stock",
      brand: "Halden",
      product_type: "Clothing > Sweaters > Merino",
      item_group_id: "A",
      gtin: "4006381 33393-1",
      mpn: "HM-1",
      color: "Charcoal",
      size: "38",
      washable: "true",
      weight: "0.4",
      article_no: "0017",
    }),
    {
      id: "A1",
      groupId: "A",
      title: "Merino sweater",
      description: "Warm.",
      brand: "Halden",
      link: "https://shop.example/a1",
      images: ["https://shop.example/a1.jpg", "https://shop.example/a2.jpg", "https://shop.example/a3.jpg"],
      categories: [["Clothing", "Sweaters", "Merino"]],
      gtin: "4006381333931",
      mpn: "HM-1",
      offers: [{ currency: "USD", price: 15, salePrice: 12.5, availability: "in_stock" }],
      attributes: { color: "Charcoal", size: "38", washable: true, weight: 0.4, article_no: "0017" },
    },
  );
});

test("other spellings of the same fields", () => {
  const product = parseProduct({
    ProductID: 17,
    "Product Name": "Kettle",
    Price: "¥129",
    Categories: ["Home", "Kitchen"],
    PrimaryColor: " Red",
  });
  assert.equal(product.id, "17");
  assert.equal(product.title, "Kettle");
  assert.deepEqual(product.offers, [{ currency: "CNY", price: 129, availability: "in_stock" }]);
  assert.deepEqual(product.categories, [["Home", "Kitchen"]]);
  assert.deepEqual(product.attributes, { color: "Red" });
});

test("category paths in each form", () => {
  const paths = (row: object) => parseProduct({ title: "x", ...row }).categories;
  assert.deepEqual(paths({ categories: ["A > B", "C"] }), [["A", "B"], ["C"]]);
  assert.deepEqual(paths({ categories: [["A", "B"], ["C"]] }), [["A", "B"], ["C"]]);
  assert.deepEqual(paths({ category: ["Gift Cards", "Gift Cards"] }), [["Gift Cards"]]);
  assert.deepEqual(paths({ category: "Food", sub_category: "Tea" }), [["Food", "Tea"]]);
  assert.deepEqual(paths({ hierarchicalCategories: { lvl0: "A", lvl1: "A > B" } }), [["A", "B"]]);
  assert.deepEqual(paths({ google_product_category: "Apparel > Shoes" }), [["Apparel", "Shoes"]]);
});

test("a map names columns, nested ones, levels and attributes", () => {
  const map = { id: "asin", brand: "maker.name", product_type: ["top", "leaf"], "attributes.flavour": "Taste" };
  const product = parseProduct(
    { id: "no", asin: "B1", title: "Tea", maker: { name: "Yun" }, top: "Food", leaf: "Tea", Taste: "malty" },
    { map },
  );
  assert.deepEqual([product.id, product.brand, product.categories], ["B1", "Yun", [["Food", "Tea"]]]);
  assert.deepEqual(product.attributes, { flavour: "malty", id: "no", "maker.name": "Yun" });
  assert.equal(refusal({ title: "x" }, { map: { id: 3 } }), "bad_config id");
  assert.equal(refusal({ title: "x" }, { map: { id: [] } }), "bad_config id");
  assert.equal(refusal({ title: "x" }, { map: ["id"] }), "bad_config map");
  assert.equal(refusal({ title: "x" }, { map: { "": "id" } }), "bad_config ");
  assert.equal(refusal({ title: "x" }, { map: { id: "asin" } }), "bad_row asin");
});

test("a map to a name that is no field makes an attribute", () => {
  const product = parseProduct(
    { asin: "B1", t: "Tea", stars: "4.5", a: { b: { c: "malty" } } },
    { map: { id: "asin", title: "t", rating: "stars", flavour: "a.b.c" } },
  );
  assert.deepEqual([product.id, product.title, product.attributes], ["B1", "Tea", { rating: 4.5, flavour: "malty", "a.b.c": "malty" }]);
});

test("an id from the content survives a change of price, stock and ratings only", () => {
  const row = { title: "Cup", price: 3, stock: 2, rating: 4, rating_count: 10, color: "red" };
  const { id } = parseProduct(row);
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.equal(parseProduct({ ...row, price: 4, stock: 0, rating: 4.1, rating_count: 11 }).id, id);
  assert.notEqual(parseProduct({ ...row, color: "blue" }).id, id);
  assert.notEqual(parseProduct({ ...row, capacity: 300 }).id, id);
});

test("prices before and after", () => {
  const offer = (row: object) => {
    const { price, salePrice } = parseProduct({ title: "x", ...row }).offers[0]!;
    return [price, salePrice];
  };
  assert.deepEqual(offer({ price: 80, list_price: 100 }), [100, 80]);
  assert.deepEqual(offer({ market_price: 250, sale_price: 119 }), [250, 119]);
  assert.deepEqual(offer({ price: 100, list_price: 80 }), [100, undefined]);
  assert.deepEqual(offer({ price: 100, sale_price: 0 }), [100, undefined]);
  assert.deepEqual(offer({ price: 100, sale_price: 120 }), [100, undefined]);
  assert.deepEqual(offer({ price: { amount: "9.90", currencyCode: "eur" } }), [9.9, undefined]);
});

test("several offers and stock by store", () => {
  const product = parseProduct({
    title: "x",
    currency: "EUR",
    price: "10",
    "price[CH]": "12 CHF",
    "price[DE:trade]": 8,
    stores: "north:3|south:0",
    offers: [{ market: "US", price: "$11", group: "club", availability: "https://schema.org/OutOfStock" }],
  });
  assert.deepEqual(product.offers, [
    { currency: "EUR", price: 10, availability: "in_stock", stock: 3, stores: { north: 3, south: 0 } },
    { market: "CH", currency: "EUR", price: 12, availability: "in_stock" },
    { market: "DE", group: "trade", currency: "EUR", price: 8, availability: "in_stock" },
    { market: "US", group: "club", currency: "USD", price: 11, availability: "out_of_stock" },
  ]);
});

test("stock of none is out of stock, oversold is none, unless the feed says otherwise", () => {
  const first = (row: object) => parseProduct({ title: "x", ...row }).offers[0];
  assert.deepEqual(first({ stock: 0 }), { availability: "out_of_stock", stock: 0 });
  assert.deepEqual(first({ stock: "-3" }), { availability: "out_of_stock", stock: 0 });
  assert.deepEqual(first({ stock: 0, availability: "backorder" }), { availability: "backorder", stock: 0 });
  assert.deepEqual(first({ 库存: "1,200", in_stock: true }), { availability: "in_stock", stock: 1200 });
  assert.equal(first({}), undefined);
});

test("columns with a language become translations", () => {
  const product = parseProduct({
    id: 1,
    title: "Cup",
    title_zh: "杯子",
    "description[zh]": "好杯子",
    color: "red",
    color_zh: "红色",
    size_uk: "7",
    category_id: "44",
    language: "en",
  });
  assert.deepEqual(product.translations, { zh: { title: "杯子", description: "好杯子", attributes: { color: "红色" } } });
  assert.equal(product.language, "en");
  assert.deepEqual(product.attributes, { color: "red", size_uk: 7, category_id: "44" });
});

test("an object of translations", () => {
  const product = parseProduct({
    id: 1,
    title: "Cup",
    colour: "red",
    translations: {
      zh: { name: "杯子", category: "家居 > 厨房", color: "红", attributes: { shape: ["圆", "高", "圆"] } },
      "pt-br": { title: "Copo", description: null },
      en: null,
    },
  });
  assert.deepEqual(product.translations, {
    zh: { title: "杯子", categories: [["家居", "厨房"]], attributes: { color: "红", shape: ["圆", "高"] } },
    "pt-BR": { title: "Copo" },
  });
  assert.deepEqual(product.attributes, { color: "red" });
  assert.deepEqual(parseProduct({ title: "Book", translations: 12 }).attributes, { translations: 12 });
  assert.deepEqual(parseProduct({ title: "Book", translations: ["fr", "de"] }).attributes, { translations: ["fr", "de"] });
  assert.equal(refusal({ title: "x", translations: { zh: "杯子" } }), "bad_row translations.zh");
  assert.equal(refusal({ title: "x", translations: { klingon: { title: "a" } } }), "bad_row translations");
  assert.equal(refusal({ title: "x", translations: { zh: { title: {} } } }), "bad_row translations.zh.title");
  assert.equal(refusal({ title: "x", translations: { zh: { shape: 3 } } }), "bad_row translations.zh.shape");
});

test("what exports write for nothing is nothing, but a price that is no number is wrong", () => {
  const product = parseProduct({
    id: "nan",
    title: "Nan bread",
    brand: "NaN",
    description: "null",
    size: "nan",
    gtin: null,
    stock: "NaN",
    price: "",
    x: Number.NaN,
    y: [],
  });
  assert.match(product.id, /^[0-9a-f]{32}$/);
  assert.deepEqual([product.brand, product.description, product.offers, product.attributes], [undefined, "", [], {}]);
  assert.equal(refusal({ title: "x", price: "NaN" }), "bad_row price");
  assert.equal(refusal({ title: "x", price: "Infinity" }), "bad_row price");
  assert.equal(refusal({ title: "x", weight: Number.POSITIVE_INFINITY }), "bad_row weight");
});

test("only tagged titles, and objects by language", () => {
  const tagged = parseProduct({ id: 1, title_zh: "杯子", title_en: "Cup" });
  assert.deepEqual([tagged.title, tagged.language, tagged.translations], ["杯子", "zh", { en: { title: "Cup" } }]);
  const chosen = parseProduct({ id: 1, title: { zh: "杯子", en: "Cup" }, description: { en: "Good" } }, { language: "en" });
  assert.deepEqual(
    [chosen.title, chosen.description, chosen.language, chosen.translations],
    ["Cup", "Good", "en", { zh: { title: "杯子" } }],
  );
});

test("the language that the row states is the product's own", () => {
  const product = parseProduct({ id: 1, language: "en", title: { zh: "杯子", en: "Cup" } });
  assert.deepEqual([product.title, product.language, product.translations], ["Cup", "en", { zh: { title: "杯子" } }]);
});

test("the language of a book is an attribute", () => {
  const product = parseProduct({ id: 1, title: "Book", language: "English" });
  assert.equal(product.language, undefined);
  assert.deepEqual(product.attributes, { language: "English" });
});

test("packed attributes are words, repeated names lists, a brand among them the brand", () => {
  const product = parseProduct({
    title: "发膜",
    attributes: "净含量#:#230g#;#功效#:#滋养#;#功效#:#补水#;#功效#:#补水#;#品牌#:#缤肌#;#颜色分类#:#红色#;#型号#:#2547",
  });
  assert.equal(product.brand, "缤肌");
  assert.deepEqual(product.attributes, { 净含量: "230g", 功效: ["滋养", "补水"], 型号: "2547", color: "红色" });
});

test("nested columns are flattened, lists stay lists, a stated separator makes them", () => {
  const row = {
    title: "x",
    spec: { power: { watt: "1200" }, tags: ["a", "b", "a"] },
    sizes: [1, 2],
    parts: [{ n: "a" }, { n: "b" }],
    where: { lat: 1, lon: 2 },
    there: { latitude: "1.5", longitude: "-2" },
    nowhere: { lat: 91, lng: 2 },
    pairs: [["a", "b"], ["c"]],
    tags: "a|b",
  };
  assert.deepEqual(parseProduct(row, { listSeparator: "|" }).attributes, {
    "spec.power.watt": 1200,
    "spec.tags": ["a", "b"],
    sizes: [1, 2],
    "parts.n": ["a", "b"],
    where: { lat: 1, lng: 2 },
    there: { lat: 1.5, lng: -2 },
    "nowhere.lat": 91,
    "nowhere.lng": 2,
    pairs: ["a", "b", "c"],
    tags: ["a", "b"],
  });
});

test("markup goes from descriptions, not the text", () => {
  assert.equal(parseProduct({ title: "x", body_html: "<p>Soft &amp; warm</p><ul><li>5 < 6</li></ul>" }).description, "Soft & warm\n5 < 6");
  assert.equal(parseProduct({ title: "x", description: "a < b & c" }).description, "a < b & c");
});

test("what cannot be used names its column", () => {
  assert.equal(refusal([]), "bad_row row");
  assert.equal(refusal({ price: 3 }), "bad_row title");
  assert.equal(refusal({ Name: {} }), "bad_row Name");
  assert.equal(refusal({ title: "x", price: "-3.00 EUR" }), "bad_row price");
  assert.equal(refusal({ title: "x", price: Number.NaN }), "bad_row price");
  assert.equal(refusal({ title: "x", Price: "call us" }), "bad_row Price");
  assert.equal(refusal({ title: "x", stock: "many" }), "bad_row stock");
  assert.equal(refusal({ title: "x", availability: "perhaps" }), "bad_row availability");
  assert.equal(refusal({ title: "x", offers: [{ price: -1 }] }), "bad_row offers[0].price");
  assert.equal(refusal({ title: "x", id: "a\u0000b" }), "bad_row id");
  assert.equal(refusal({ title: "x".repeat(defaultLimits.textLength + 1) }), "bad_row title");
  assert.equal(refusal({ title: "x", tags: Array.from({ length: defaultLimits.values + 1 }, () => "a") }), "bad_row tags");
  assert.equal(refusal({ title: "x", ...Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`a${i}`, "v"])) }), "bad_row a500");
  let deep: unknown = 1;
  for (let i = 0; i < 10_000; i++) deep = { d: deep };
  assert.match(refusal({ title: "x", deep }), /^bad_row deep\.d/);
  let list: unknown = 1;
  for (let i = 0; i < 10_000; i++) list = [list];
  assert.equal(refusal({ title: "x", category: list }), "bad_row category");
  assert.match(refusal({ title: "x", images: list }), /^bad_row images/);
  const many = <T>(value: T) => Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`s${i}`, value]));
  assert.equal(refusal({ title: "x", stores: many(1) }), "bad_row stores");
  assert.equal(refusal({ title: "x", ...Object.fromEntries(Object.keys(many(1)).map((name) => [`price[${name}]`, 1])) }), "bad_row offers");
  const pictures = Array.from({ length: 900 }, (_, i) => `/${i}.jpg`);
  assert.equal(refusal({ title: "x", images: pictures, additional_images: pictures }), "bad_row image_link");
  assert.equal(refusal({ title: "x", id: list }), "bad_row id");
  assert.equal(refusal({ title: "x", parent_id: list }), "bad_row parent_id");
  assert.equal(refusal({ title: "x", tags: list }), "bad_row tags");
  assert.equal(refusal({ title: "x", category: { lvl0: { lvl0: "a" } } }), "bad_row category");
  assert.equal(refusal({ title: "x", [`a${" ".repeat(600)}!`]: 1 }).slice(0, 10), "bad_row a ");
});

test("a value of blanks takes no longer than any other", () => {
  const blanks = `a${" ".repeat(90_000)}b`;
  const begun = performance.now();
  const row = { title: blanks, description: `<p>${blanks}`, images: blanks, category: blanks, tags: blanks, brand: blanks };
  assert.equal(parseProduct(row).categories.length, 1);
  assert.ok(performance.now() - begun < 1_000);
});

test("any row is a product or a bad row, and a product is plain data", () => {
  const names = [
    "id",
    "title",
    "name",
    "price",
    "sale_price",
    "stock",
    "stores",
    "offers",
    "images",
    "category",
    "title_zh",
    "price[x]",
    "brand",
    "gtin",
    "attributes",
    "translations",
    "colour",
    "color_zh",
    "currency",
    "availability",
    "language",
    "__proto__",
  ];
  const key = fc.oneof(fc.constantFrom(...names), fc.string(), fc.string({ unit: "binary" }));
  const value = fc.oneof(fc.jsonValue(), fc.double(), fc.constant(undefined), fc.string({ unit: "binary" }));
  const parse = productParser();
  fc.assert(
    fc.property(fc.array(fc.tuple(key, value)), (entries) => {
      const row = Object.fromEntries([["title", "t"], ...entries]) as Record<string, unknown>;
      try {
        const product = parse(row);
        assert.deepEqual(JSON.parse(JSON.stringify(product)), structuredClone(product));
        for (const offer of product.offers) assert.ok((offer.price ?? 0) >= 0 && (offer.salePrice ?? 0) >= 0 && (offer.stock ?? 0) >= 0);
        assert.ok(product.title.length > 0 && product.id.length > 0);
        // What is accepted here the log takes as it is, or the next load would find a difference.
        const logged = decodeEvent({ type: "product", time: 1, product });
        assert.deepEqual(logged.type === "product" && structuredClone(logged.product), structuredClone(product));
      } catch (error) {
        assert.ok(isAisleError(error, "bad_row"), String(error));
      }
    }),
    { numRuns: 1500 },
  );
});
