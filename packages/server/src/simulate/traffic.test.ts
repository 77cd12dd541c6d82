import assert from "node:assert/strict";
import { test } from "node:test";
import type { Product } from "@aisle/core/catalog";
import { decodeEvent } from "@aisle/core/event";
import fc from "fast-check";
import { planVisits, spreadVisits } from "./calendar.ts";
import { CatalogueLife, planCatalogueLife } from "./catalogue-life.ts";
import { gumbel, normal, poisson, uniform } from "./draw.ts";
import { Histogram } from "./histogram.ts";
import { Kinds, kindOf } from "./kinds.ts";
import { isLoopback } from "./live-shop.ts";
import { typeQuery } from "./queries.ts";
import { hourOf, weekdayOf } from "./season.ts";
import { barChart, lineChart } from "./svg.ts";
import { misspell, withTypo } from "./typos.ts";
import { createWorld } from "./world.ts";

const start = Date.UTC(2026, 2, 2);
const week = { start, end: start + 7 * 86_400_000 };

function product(id: string, more: Partial<Product> = {}): Product {
  return {
    id,
    title: `Norrland Oak Table Lamp ${id}`,
    description: "",
    brand: "Norrland",
    images: [],
    categories: [["Home", "Lamps & Shades"]],
    offers: [{ currency: "EUR", price: 50, salePrice: 45, availability: "in_stock", stock: 3 }],
    attributes: { material: "oak" },
    translations: { zh: { title: `北境橡木台灯${id}`, brand: "北境", categories: [["家居", "台灯"]], attributes: { material: "橡木" } } },
    ...more,
  };
}

const products = Array.from({ length: 40 }, (_, i) => product(String(i)));

test("named draws are uniform, normal, Gumbel and Poisson", () => {
  const n = 20_000;
  const mean = (draw: (i: number) => number) => Array.from({ length: n }, (_, i) => draw(i)).reduce((a, b) => a + b, 0) / n;
  assert.ok(Math.abs(mean((i) => uniform(1, i)) - 0.5) < 0.01);
  assert.ok(Math.abs(mean((i) => normal(2, i))) < 0.03);
  assert.ok(Math.abs(mean((i) => normal(3, i) ** 2) - 1) < 0.05);
  assert.ok(Math.abs(mean((i) => gumbel(4, i)) - 0.5772) < 0.04);
  assert.ok(Math.abs(mean((i) => poisson(2.5, 5, i)) - 2.5) < 0.05);
  assert.equal(uniform(1, 2, 3), uniform(1, 2, 3));
});

test("people come in the evening and at weekends, loyal ones more often", () => {
  const world = createWorld(1, products);
  const visits = planVisits(1, 4_000, week, (number) => world.shopper(number));
  assert.deepEqual(
    visits,
    planVisits(1, 4_000, week, (number) => world.shopper(number)),
  );
  const between = (from: number, to: number) => visits.filter(({ time }) => hourOf(time) >= from && hourOf(time) < to).length;
  assert.ok(between(19, 22) > 5 * between(1, 4));
  const perDay = visits.filter(({ time }) => weekdayOf(time) >= 5).length / 2;
  assert.ok(perDay > (1.05 * (visits.length - 2 * perDay)) / 5);
  assert.ok(visits.every(({ time }, at) => time >= week.start && time < week.end && (at === 0 || time >= visits[at - 1]!.time)));
  const count = (loyalty: string) => visits.filter(({ shopper }) => world.shopper(shopper).loyalty === loyalty).length;
  assert.ok(count("loyal") > 1.2 * count("occasional"));
  assert.deepEqual(
    spreadVisits(4, { start: 0, end: 1_000 }).map(({ time }) => time),
    [0, 250, 500, 750],
  );
});

test("a typo changes one word of letters by one slip and leaves numbers alone", () => {
  assert.equal(misspell("b2b1234", 1), "b2b1234");
  assert.equal(misspell("tea", 1), "tea");
  assert.equal(withTypo("50 ml", 1), "50 ml");
  assert.equal([...misspell("羊毛连衣裙", 1)].length, 4);
  fc.assert(
    fc.property(fc.nat(), fc.stringMatching(/^[a-z]{4,12}( [a-z]{4,12}){0,3}$/), (key, text) => {
      const typed = withTypo(text, key);
      assert.equal(typed.split(" ").length, text.split(" ").length);
      const changed = typed.split(" ").filter((word, at) => word !== text.split(" ")[at]);
      assert.ok(changed.length <= 1);
      assert.ok(Math.abs(typed.length - text.length) <= 1);
    }),
  );
});

test("queries are made of the product's words in the shopper's language", () => {
  const world = createWorld(2, products, { chinese: 0.5 });
  const shapes = new Set<string>();
  for (let number = 0; number < 800; number++) {
    const shopper = world.shopper(number);
    const intent = world.intent(shopper, 0, start);
    const { text, shape, misspelled, typedBefore } = typeQuery(2, shopper, products[number % 40]!, intent, 0, 0);
    shapes.add(shape);
    assert.ok(text.length > 0 && text.length <= 80);
    for (const prefix of typedBefore) assert.ok(text.startsWith(prefix) && prefix.length < text.length, `${prefix} of ${text}`);
    if (misspelled || shape === "brand") continue;
    if (shopper.language === "zh") assert.match(text, /\p{Script=Han}/u);
    else assert.match(text.toLowerCase(), /lamp|shade|norrland|oak|table|\d/);
  }
  assert.deepEqual([...shapes].sort(), ["attribute_category", "brand", "brand_category", "category", "title", "title_words"]);
});

test("a kind is the innermost category, or the title's last plain word", () => {
  assert.equal(kindOf(products[0]!).name, "Home > Lamps & Shades");
  const bare = (title: string) => kindOf(product("x", { title, categories: [] })).name;
  assert.equal(bare("Signature Design Memory Foam Mattress - Queen"), "mattress");
  assert.equal(bare("Kindle Paperwhite – Now Waterproof"), "paperwhite");
  assert.equal(bare("Running Shoes for Men 2024"), "shoes");
  assert.equal(bare("!!!"), "thing");
  const chinese = ["柔顺修复护发素", "清爽护发素", "玫瑰护发素500ml", "纯棉连衣裙"].map((title, i) =>
    product(String(i), { title, categories: [] }),
  );
  const kinds = new Kinds(1, chinese);
  assert.deepEqual(
    chinese.map((one) => kinds.of(one).name),
    ["护发素", "护发素", "护发素", "衣裙"],
  );
});

test("the catalogue's life is made of events that the shop accepts, and a sale ends at the usual price", () => {
  const steps = planCatalogueLife(3, products, week);
  assert.deepEqual(planCatalogueLife(3, products, week), steps);
  const life = new CatalogueLife(3, 9, products);
  const events = steps.flatMap((step) => life.event(step) ?? []);
  for (const event of events) assert.deepEqual(decodeEvent(event), event);
  const launched = events.filter((event) => event.type === "product").map((event) => event.product.id);
  assert.equal(new Set(launched).size, launched.length);
  const actions = new Set(steps.map((step) => step.action));
  assert.deepEqual([...actions].sort(), ["flash_sale", "new_product", "price_change", "restock", "sale_end", "stock_out"]);
  for (const { time } of steps) assert.ok(time >= week.start && time < week.end);

  const alone = new CatalogueLife(3, 9, products);
  const sale = alone.event({ time: 1, action: "flash_sale", product: 0, key: 0 });
  const over = alone.event({ time: 2, action: "sale_end", product: 0, key: 0 });
  assert.ok(sale?.type === "offers" && sale.offers[0]!.salePrice! <= 35 && sale.offers[0]!.salePrice! >= 25);
  assert.deepEqual(over?.type === "offers" && over.offers, products[0]!.offers);
});

test("the last piece sold empties the shelf, and a delivery fills it a day later", () => {
  const life = new CatalogueLife(4, 9, products);
  assert.equal(life.sold(products[1]!, start), undefined);
  assert.equal(life.sold(products[1]!, start), undefined);
  const empty = life.sold(products[1]!, start);
  assert.ok(empty?.type === "offers" && empty.offers[0]!.availability === "out_of_stock" && empty.offers[0]!.stock === 0);
  assert.deepEqual(life.delivered(start + 1), []);
  const [full] = life.delivered(start + 86_400_000);
  assert.ok(full?.type === "offers" && full.offers[0]!.availability === "in_stock" && full.offers[0]!.stock === 40);
});

test("quantiles of a histogram are within two per cent", () => {
  const histogram = new Histogram();
  assert.equal(histogram.quantile(0.5), 0);
  for (let i = 1; i <= 1_000; i++) histogram.add(i / 10);
  for (const [q, exact] of [
    [0.5, 50],
    [0.95, 95],
    [0.99, 99],
    [1, 100],
  ] as const) {
    assert.ok(Math.abs(histogram.quantile(q) / exact - 1) < 0.021, `${q}: ${histogram.quantile(q)}`);
  }
  assert.equal(histogram.most, 100);
});

test("traffic goes to this machine only", () => {
  for (const name of ["localhost", "127.0.0.1", "127.8.9.1", "[::1]"]) assert.equal(isLoopback(name), true, name);
  for (const name of ["example.com", "10.0.0.1", "127.0.0.1.example.com", "localhost.example.com", "[::2]", "0.0.0.0"])
    assert.equal(isLoopback(name), false, name);
});

test("charts are well-formed for no, one and many points, and escape their words", () => {
  const bars = barChart(`<"bars" & more>`, [{ name: "a<b", value: 0, label: "0" }]);
  assert.match(bars, /a&lt;b/);
  assert.ok(!bars.includes(`<"bars"`));
  for (const points of [
    [],
    [[1, 2]],
    [
      [0, 0],
      [10, 5],
    ],
  ] as const) {
    const chart = lineChart({ title: "t", x: "x", y: "y", lines: [{ name: "l", points }] });
    assert.ok(!/NaN|Infinity|undefined/.test(chart), chart);
    assert.match(chart, /^<svg [\s\S]*<\/svg>\n$/);
  }
});
