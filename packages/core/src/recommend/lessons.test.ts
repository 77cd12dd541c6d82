import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Product } from "../catalog.ts";
import type { LoggedEvent, ShopperEvent } from "../event.ts";
import { createAnalyzer } from "../text.ts";
import { ShopMemory } from "./shop-memory.ts";

const start = Date.UTC(2026, 0, 1);
const minute = 60_000;
const ids = ["a", "b", "c", "d", "e"];
const catalogue = ids.map((id, at): Product => ({
  id,
  title: `Thing ${id}`,
  description: "",
  images: [],
  categories: [[at < 3 ? "One" : "Two"]],
  offers: [{ availability: "in_stock", price: 20 }],
  attributes: {},
}));

const happened: fc.Arbitrary<ShopperEvent> = fc
  .tuple(
    fc.constantFrom("ann", "bot"),
    fc.integer({ min: 0, max: 5_000 }),
    fc.oneof(
      fc.record({
        type: fc.constantFrom("view" as const, "click" as const),
        product: fc.constantFrom(...ids),
        position: fc.integer({ min: 1, max: 20 }),
      }),
      fc.record({ type: fc.constant("add_to_cart" as const), product: fc.constantFrom(...ids), quantity: fc.constant(1) }),
      fc.record({ type: fc.constant("query" as const), query: fc.constantFrom("thing", "two") }),
      fc.record({
        type: fc.constant("refinement" as const),
        field: fc.constant("color"),
        value: fc.constantFrom("red", "blue"),
        on: fc.boolean(),
      }),
      fc.record({ type: fc.constant("rating" as const), product: fc.constantFrom(...ids), value: fc.integer({ min: 1, max: 5 }) }),
      fc.record({
        type: fc.constantFrom("purchase" as const, "return" as const),
        order: fc.constantFrom("1", "2"),
        lines: fc.subarray(ids).map((lines) => lines.map((product) => ({ product, quantity: 1 }))),
      }),
    ),
  )
  .map(([user, minutes, event]): ShopperEvent => ({
    ...event,
    user,
    time: start + minutes * minute,
    session: `s${Math.floor(minutes / 60)}`,
  }));

function memory() {
  const one = new ShopMemory(createAnalyzer());
  catalogue.forEach((product, position) => one.apply({ position, arrival: start, event: { type: "product", time: start, product } }));
  return one;
}

/** Everything the shop has learned, without what belongs to persons: named sums. */
function learned(one: ShopMemory): ReadonlyMap<string, number> {
  const now = start + 6_000 * minute;
  const sums = new Map<string, number>();
  ids.forEach((id, item) => {
    for (const list of ["together", "bought"] as const)
      one[list].each(item, now, (other, weight) => sums.set(`${id} ${list} ${ids[other]}`, weight));
    for (const action of ["view", "click", "add_to_cart", "purchase", "rating", "return"] as const)
      sums.set(`${id} ${action}`, one.counters.count(item, action, now));
    for (const table of ["popularity", "lately", "interest"] as const) sums.set(`${id} ${table}`, one[table].at(item, now));
    sums.set(`${id} stars`, one.counters.rating(item, now));
    for (const query of ["thing", "two"]) sums.set(`${id} after ${query}`, one.clicks.boost(query, item, now));
  });
  for (const query of ["thing", "two", undefined])
    for (const { value, weight } of one.choices.chosen(query, now)) sums.set(`${value} after ${query}`, weight);
  return sums;
}

/** Weights of neighbours are of 32 bit; an absent sum is 0. */
function assertSame(actual: ReadonlyMap<string, number>, expected: ReadonlyMap<string, number>): void {
  for (const name of new Set([...actual.keys(), ...expected.keys()])) {
    const [a, b] = [actual.get(name) ?? 0, expected.get(name) ?? 0];
    assert.ok(Math.abs(a - b) < 1e-4, `${name} is ${a}, should be ${b}`);
  }
}

const logged = (event: ShopperEvent, position: number): LoggedEvent => ({
  position,
  arrival: start + 6_000 * minute,
  person: event.user,
  event,
});

test("what is taken back was never learned, and what is learned late was learned in time", () => {
  fc.assert(
    fc.property(fc.array(happened, { maxLength: 30 }), (events) => {
      // One order comes in one event at a time: two of the same moment could not be told apart.
      const orders = events.flatMap((event) => (event.type === "purchase" ? [`${event.user} ${event.order} ${event.time}`] : []));
      fc.pre(new Set(orders).size === orders.length);
      const all = events.map(logged);
      const ofBot = all.filter(({ person }) => person === "bot");
      const without = memory();
      for (const one of all) if (one.person !== "bot") without.apply(one);
      const takenBack = memory();
      for (const one of all) takenBack.apply(one);
      takenBack.relearn(ofBot.map((one) => ({ logged: one, weight: -1 })));
      assertSame(learned(takenBack), learned(without));

      const held = memory();
      for (const one of all) held.apply(one, one.person !== "bot");
      assertSame(learned(held), learned(without));
      held.relearn(ofBot.map((one) => ({ logged: one, weight: 1 })));
      const whole = memory();
      for (const one of all) whole.apply(one);
      assertSame(learned(held), learned(whole));
      assert.deepEqual(held.people.read("bot"), whole.people.read("bot"));
    }),
    { numRuns: 300 },
  );
});

test("lines of one order that came in two events were never paired: the return of one takes no pair of another order", () => {
  const event = (type: "purchase" | "return", order: string, minutes: number, ...products: readonly string[]): ShopperEvent => ({
    type,
    user: "ann",
    order,
    time: start + minutes * minute,
    lines: products.map((product) => ({ product, quantity: 1 })),
  });
  const events = [event("purchase", "1", 0, "e"), event("purchase", "1", 1, "d"), event("purchase", "2", 2, "d", "e")];
  const one = memory();
  for (const each of events.map(logged)) one.apply(each);
  const before = learned(one).get("d bought e");
  one.apply(logged(event("return", "1", 3, "e"), 3));
  assert.ok(before! > 0.9);
  assert.equal(learned(one).get("d bought e"), before);
});
