import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { before, pageWithPins, slotsOf } from "./pins.ts";
import { ordersOf, ruleIn } from "./rule.ts";

const holds = (condition: object, query: string, contexts: readonly string[] = [], more: object = {}) =>
  ordersOf([{ id: "r", meaning: ruleIn({ conditions: [condition], ...more })! }], query, contexts, 1_000);

test("conditions: whole words at their place, contexts, time", () => {
  const cases: readonly (readonly [string, string, string, boolean])[] = [
    ["is", "Red Shoe", "red  shoe!", true],
    ["is", "red", "red shoe", false],
    ["startsWith", "red", "red shoe", true],
    ["startsWith", "re", "red shoe", false],
    ["endsWith", "shoe", "red shoe", true],
    ["contains", "shoe", "red shoe sale", true],
    ["contains", "hoe", "red shoe", false],
    ["contains", "连衣裙", "红色连衣裙女", true],
    ["is", "", "", true],
    ["contains", "", "red", false],
  ];
  for (const [anchoring, pattern, query, expected] of cases)
    assert.equal(holds({ anchoring, pattern }, query) !== undefined, expected, `${query} ${anchoring} ${pattern}`);
  assert.equal(holds({ context: "mobile" }, "x"), undefined);
  assert.deepEqual(holds({ context: "mobile" }, "x", ["mobile"])!.rules, ["r"]);
  assert.equal(holds({}, "x", [], { enabled: false }), undefined);
  assert.equal(holds({}, "x", [], { validity: [{ from: 1_001, until: 2_000 }] }), undefined);
  assert.ok(holds({}, "x", [], { validity: [{ from: 0, until: 1_000 }] }));
});

test("the query is replaced or edited by words", () => {
  assert.equal(
    holds({}, "cheap Red shoe", [], { edits: [{ remove: "cheap" }, { remove: "shoe", insert: "trainer" }] })!.query,
    "red trainer",
  );
  assert.equal(holds({}, "cheaper", [], { edits: [{ remove: "cheap" }] })!.query, "cheaper");
  assert.equal(holds({}, "便宜连衣裙", [], { edits: [{ remove: "便宜" }] })!.query, "连衣裙");
  assert.equal(holds({}, "anything", [], { query: "sale" })!.query, "sale");
});

test("hiding wins over pinning, the first pin counts, nonsense inside a rule is skipped", () => {
  const rule = (id: string, more: object) => ({ id, meaning: ruleIn(more)! });
  const orders = ordersOf(
    [
      rule("1", { pins: [{ id: "b", position: 2 }, { id: "a", position: 0 }, { id: "c" }, 7] }),
      rule("2", { pins: [{ id: "a", position: 5 }], hides: ["b", 3], filter: { nonsense: 1 }, boosts: [{ filter: {}, weight: 1 }] }),
    ],
    "",
    [],
    0,
  );
  assert.deepEqual(orders, { query: "", pins: [{ id: "a", position: 0 }], hides: ["b"], boosts: [], rules: ["1", "2"] });
  assert.equal(ruleIn([]), undefined);
});

test("pages with pins join to the one list, whatever their size", () => {
  const positions = fc.uniqueArray(fc.nat(12), { maxLength: 4 }).map((list) => list.sort((a, b) => a - b));
  fc.assert(
    fc.property(fc.nat(10), positions, fc.integer({ min: 1, max: 5 }), (count, places, limit) => {
      const others = Array.from({ length: count }, (_, n) => `o${n}`);
      const pinned = places.map((_, n) => `p${n}`);
      const slots = slotsOf(places);
      const total = others.length + pinned.length;
      const pages: string[] = [];
      for (let offset = 0; offset < total; offset += limit) {
        const from = offset - before(slots, offset);
        pages.push(...pageWithPins(others.slice(from, from + limit), pinned, slots, { offset, limit, total }));
      }
      assert.equal(new Set(pages).size, total);
      assert.deepEqual(
        pages.filter((one) => one.startsWith("o")),
        others,
      );
      places.forEach((place, n) => assert.equal(pages.indexOf(`p${n}`), Math.min(place, total - places.length + n)));
    }),
  );
});
