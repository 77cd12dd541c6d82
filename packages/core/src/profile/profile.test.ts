import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { viewNames } from "../catalog.ts";
import type { Audience } from "../catalog.ts";
import { ByteReader, ByteWriter } from "../base.ts";
import {
  DecayedTable,
  Interner,
  ItemTable,
  People,
  ProductCounters,
  addDecayed,
  decayKey,
  decayedAt,
  isAvailableTo,
  queryBefore,
  sameVisit,
  touchesOf,
} from "../profile.ts";
import type { ItemTouch, Pieces } from "../profile.ts";

const hour = 3_600_000;
const day = 24 * hour;
function joined(parts: readonly Pieces[]): Uint8Array {
  const writer = new ByteWriter();
  for (const part of parts) for (const piece of part) writer.raw(piece);
  return writer.finish();
}

const near = (actual: number, expected: number, error = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= error * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);

test("a decayed sum is exact in any order of arrival", () => {
  const event = fc.record({ weight: fc.double({ min: 0.1, max: 10, noNaN: true }), time: fc.integer({ min: 0, max: 100 * day }) });
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 30 }), (events) => {
      const sum = { value: 0, time: 0 };
      const table = new DecayedTable(day);
      for (const { weight, time } of events) {
        addDecayed(sum, weight, time, day);
        table.add(3, weight, time);
      }
      const now = 101 * day;
      const expected = events.reduce((total, { weight, time }) => total + weight * 2 ** (-(now - time) / day), 0);
      near(decayedAt(sum, now, day), expected, 1e-9);
      near(table.at(3, now), expected, 1e-9);
      near(2 ** (decayKey(sum.value, sum.time, day) - now / day), expected, 1e-6);
    }),
  );
});

test("a table grows, answers 0 for the unknown, and survives its bytes", () => {
  const table = new DecayedTable(day);
  table.add(5000, 2, day);
  assert.equal(table.at(5000, 2 * day), 1);
  assert.equal(table.at(9_999_999, 0), 0);
  assert.equal(table.key(1), -Infinity);
  const bytes = joined([table.pieces(6000)]);
  const copy = new DecayedTable(day);
  copy.read(new ByteReader(bytes));
  assert.equal(copy.at(5000, 2 * day), 1);
});

test("touches: views, orders, ratings around neutral, and returns that take back", () => {
  const by = { user: "u", session: "s" };
  assert.deepEqual(touchesOf({ ...by, type: "click", product: "p", position: 4, time: 0 }, 9), [
    { product: "p", action: "click", weight: 1, time: 9, session: "s", position: 4 },
  ]);
  const lines = [
    { product: "a", quantity: 1 },
    { product: "b", quantity: 2 },
  ];
  assert.deepEqual(
    touchesOf({ ...by, type: "refund", order: "o", lines, time: 0 }, 9).map((one) => [one.product, one.weight, one.order]),
    [
      ["a", -5, "o"],
      ["b", -5, "o"],
    ],
  );
  assert.deepEqual(
    [1, 3, 5].map((value) => touchesOf({ ...by, type: "rating", product: "p", value, time: 0 }, 9)[0]!.weight),
    [-3, 0, 3],
  );
  assert.deepEqual(touchesOf({ ...by, type: "query", query: "x", time: 0 }, 9), []);
  assert.deepEqual(touchesOf({ ...by, type: "review", product: "p", text: "", time: 0 }, 9), []);
});

const touch = (item: number, time: number, more: Partial<ItemTouch> = {}): ItemTouch => ({
  product: `p${item}`,
  item,
  action: "view",
  weight: 1,
  time,
  session: "s",
  facts: { categories: [item % 3], brand: item % 2 },
  ...more,
});

test("recent products are bounded, once per visit, ordered by event time whatever the arrival", () => {
  const people = new People();
  people.react("a", touch(1, 3 * hour));
  people.react("a", touch(2, hour));
  people.react("a", touch(1, 4 * hour, { action: "add_to_cart", weight: 3 }));
  people.react("a", touch(2, 2 * hour, { session: "t" }));
  const { recent, sessions } = people.read("a");
  assert.deepEqual(
    recent.map((one) => [one.item, one.time / hour, one.weight, one.session]),
    [
      [2, 1, 1, "s"],
      [2, 2, 1, "t"],
      [1, 4, 3, "s"],
    ],
  );
  assert.ok(sessions.count >= 2);
  assert.equal(sameVisit(recent, 2, "t", 0), recent[1]);
  for (let i = 0; i < 500; i++) people.react("a", touch(i, i * hour, { facts: { categories: [i], brand: i } }));
  assert.equal(people.read("a").recent.length, 50);
  assert.ok(people.read("a").categories.size <= 64);
  assert.equal(people.read("a").recent.at(-1)!.item, 499);
});

test("an order line is kept until it comes back, a return without its order is remembered", () => {
  const people = new People();
  people.react("a", touch(1, hour, { action: "purchase", weight: 5, order: "o" }));
  assert.equal(people.read("a").purchases[0]!.returned, false);
  people.react("a", touch(1, 2 * hour, { action: "return", weight: -5, order: "o" }));
  people.react("a", touch(9, 2 * hour, { action: "return", weight: -5, order: "?" }));
  assert.deepEqual(
    people.read("a").purchases.map((one) => [one.item, one.returned]),
    [
      [1, true],
      [9, true],
    ],
  );
  assert.equal(people.read("a").recent.length, 1);
});

test("a return that is heard of before its purchase, on the same id or another of the person, is one line", () => {
  const line = [{ item: 1, order: "o", time: hour, returned: true, bought: true }];
  const bought = touch(1, hour, { action: "purchase", weight: 5, order: "o" });
  const back = touch(1, 2 * hour, { action: "return", weight: -5, order: "o" });
  const people = new People();
  people.react("a", back);
  people.react("a", bought);
  assert.deepEqual(people.read("a").purchases, line);
  people.react("b", bought);
  people.react("c", back);
  people.link("b", "c");
  assert.deepEqual(people.read("c").purchases, line);
});

test("a click follows the query it names, or the newest of its session inside half an hour", () => {
  const queries = [
    { query: "old", time: 0, session: "s", answer: "x" },
    { query: "new", time: hour, session: "s", answer: "" },
  ];
  assert.equal(queryBefore(queries, hour + 1, "s", undefined)!.query, "new");
  assert.equal(queryBefore(queries, hour + 1, "s", "x")!.query, "old");
  assert.equal(queryBefore(queries, hour + 1, "t", undefined), undefined);
  assert.equal(queryBefore(queries, 2 * hour, "s", undefined), undefined);
});

test("the least recently active person is dropped, with their links", () => {
  const people = new People({ people: 3, devices: 2 });
  for (const id of ["a", "b", "c"]) people.react(id, touch(1, hour));
  people.react("a", touch(2, hour));
  people.react("d", touch(1, hour));
  assert.deepEqual(
    ["a", "b", "c", "d"].map((id) => people.has(id)),
    [true, false, true, true],
  );
  people.link("a", "d");
  people.react("e", touch(1, hour));
  people.react("f", touch(1, hour));
  assert.equal(people.size, 3);
  assert.deepEqual([people.has("a"), people.ids("a"), people.ids("d")], [false, ["a"], ["d"]]);
});

test("a device moves to another login and back; links of a login are bounded", () => {
  const people = new People({ people: 100, devices: 2 });
  people.link("phone", "ann");
  people.link("phone", "bob");
  assert.deepEqual(
    [people.ids("ann"), people.ids("phone")],
    [
      ["ann", "phone"],
      ["bob", "phone#1"],
    ],
  );
  people.unlink("phone", "bob");
  assert.deepEqual(people.ids("phone"), ["ann", "phone", "phone#1"]);
  people.link("tablet", "ann");
  people.link("desk", "ann");
  assert.deepEqual(people.ids("ann"), ["ann", "tablet", "desk"]);
  people.forget("ann");
  assert.deepEqual(people.ids("tablet"), ["tablet"]);
});

test("any links, undone in any order, leave every person as they were", () => {
  const ids = ["a", "b", "c", "d"];
  const pair = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).filter(([device, login]) => device !== login);
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 8 }), fc.infiniteStream(fc.nat(100)), (links, picks) => {
      const people = new People();
      ids.forEach((id, i) => people.react(id, touch(i, i * hour)));
      const before = ids.map((id) => structuredClone(people.read(id)));
      for (const [device, login] of links) people.link(device, login);
      const open = [...links];
      while (open.length > 0) {
        const [device, login] = open.splice(picks.next().value! % open.length, 1)[0]!;
        people.unlink(device, login);
      }
      assert.deepEqual(
        ids.map((id) => people.read(id)),
        before,
      );
    }),
  );
});

test("people survive their bytes", () => {
  const people = new People();
  people.react("a", touch(1, hour, { action: "purchase", weight: 5, order: "o" }));
  people.query("b", { query: "tea", time: hour, session: "", answer: "" });
  people.link("a", "b");
  const bytes = joined(people.pieces());
  const copy = new People();
  copy.restore(new ByteReader(bytes));
  assert.deepEqual(copy.read("b"), people.read("b"));
  assert.deepEqual(copy.ids("a"), ["b", "a"]);
});

test("texts keep their numbers through bytes, whatever they begin with", () => {
  const interner = new Interner();
  for (const text of ["\uFEFFmark", "", "茶", "a", "\u{1F375}"]) interner.number(text);
  for (let i = 0; i < 3000; i++) interner.number(`t${i}`);
  const copy = new Interner();
  copy.read(new ByteReader(joined([interner.pieces()])));
  assert.equal(copy.size, 3005);
  assert.deepEqual(
    [0, 1, 2, 4, 3004].map((number) => copy.text(number)),
    ["\uFEFFmark", "", "茶", "\u{1F375}", "t2999"],
  );
  assert.equal(copy.find("t2999"), 3004);
});

test("the pieces of persons are of one moment, whatever happens between them", () => {
  const people = new People({ people: 300, devices: 16 });
  for (let i = 0; i < 300; i++) for (let k = 0; k < 40; k++) people.react(`u${i}`, touch(k, k * hour, { session: `s${k}` }));
  const expected = joined(people.pieces());
  const writer = new ByteWriter();
  let round = 0;
  for (const part of people.pieces()) {
    for (const piece of part) {
      writer.raw(piece);
      round++;
      for (let i = 0; i < 300; i++) people.react(`u${i}`, touch(500 + round, 100 * hour, { action: "purchase", order: "x" }));
      people.forget("u299");
      people.react(`new${round}`, touch(1, hour));
    }
  }
  assert.ok(round > 4);
  assert.deepEqual(writer.finish(), expected);
});

test("product counters: a return counts at its order's time, ratings lean to the middle", () => {
  const counters = new ProductCounters();
  assert.equal(counters.rating(1, day), 3);
  for (let i = 0; i < 4; i++) counters.add(1, "rating", day, 5);
  assert.equal(counters.rating(1, day), 4);
  for (let i = 0; i < 5; i++) counters.add(1, "purchase", day);
  for (let i = 0; i < 5; i++) counters.add(1, "return", day);
  assert.equal(counters.returnRate(1, day), 0.5);
  near(counters.count(1, "purchase", 31 * day), 2.5);
});

test("items: facts follow the catalogue, categories answer to paths and names, prices to bands", () => {
  const items = new ItemTable();
  const base = { title: "t", description: "", images: [], attributes: {} };
  assert.equal(items.number("late"), 0);
  assert.equal(items.facts(0), undefined);
  const { item, before } = items.put({
    ...base,
    id: "late",
    categories: [["Home", "Tea"]],
    brand: "B",
    language: "en-GB",
    translations: { zh: { title: "茶" } },
    offers: [
      { availability: "in_stock", price: 16, market: "uk" },
      { availability: "out_of_stock", price: 12, market: "uk", group: "trade" },
    ],
  });
  assert.deepEqual([item, before], [0, undefined]);
  const facts = items.facts(0)!;
  assert.deepEqual([facts.available, facts.languages, facts.priceBand], [false, ["zh", "en"], 48]);
  const canHave = (audience: Audience) => isAvailableTo(items.facts(0)!, viewNames(audience));
  assert.deepEqual([{}, { market: "uk" }, { market: "fr" }, { market: "uk", group: "trade" }].map(canHave), [true, true, false, false]);
  assert.deepEqual(items.categories(["Home", "Tea"]), [facts.leaf]);
  assert.deepEqual(items.categories(["Tea"]), [facts.leaf]);
  assert.deepEqual(items.categories(["Nothing"]), []);
  items.offers("late", [{ availability: "out_of_stock" }]);
  assert.deepEqual([items.facts(0)!.available, items.facts(0)!.priceBand, items.facts(0)!.brand], [false, undefined, facts.brand]);
  items.offers("unknown", []);
  const bytes = joined(items.pieces());
  const copy = new ItemTable();
  copy.read(new ByteReader(bytes));
  assert.deepEqual(copy.facts(0), items.facts(0));
  assert.deepEqual(copy.categories(["Tea"]), items.categories(["Tea"]));
  items.remove("late");
  assert.equal(items.facts(0), undefined);
});
