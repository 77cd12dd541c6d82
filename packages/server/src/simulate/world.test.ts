import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Product } from "@aisle/core/catalog";
import fc from "fast-check";
import type { Moment } from "./choice.ts";
import { createWorld } from "./world.ts";
import type { Outcome, World } from "./world.ts";

const colors = ["Black", "Blue", "Green", "Red"];
const names = ["Chairs", "Lamps", "Rugs", "Bowls", "Shirts", "Boots"];

/** Products of six kinds, eight price steps each, four colours. */
function shelf(): readonly Product[] {
  return names.flatMap((name, kind) =>
    Array.from({ length: 32 }, (_, i): Product => ({
      id: `${name.toLowerCase()}-${i}`,
      title: `${colors[i % 4]} ${name.slice(0, -1)} ${i}`,
      description: "",
      brand: `Maker ${i % 5}`,
      images: [],
      categories: [[kind < 4 ? "Home" : "Clothes", name]],
      offers: [{ currency: "EUR", price: 20 * 1.3 ** (i % 8), availability: "in_stock" }],
      attributes: { color: colors[i % 4]! },
    })),
  );
}

const products = shelf();
const evening = Date.UTC(2026, 2, 4, 19);

function moment(visit: number, list = 0): Moment {
  return { visit, list, time: evening + visit * 86_400_000, surface: "search", device: "desktop" };
}

/** Shows every one of `count` shoppers a page of the kind that they came for. */
function showPages(
  world: World,
  count: number,
  page: (list: readonly Product[], shopper: number) => readonly Product[],
): readonly Outcome[] {
  return Array.from({ length: count }, (_, number) => {
    const shopper = world.shopper(number);
    const kind = shopper.interests[0]!.kind;
    return world.see(shopper, page(kind.products, number), { goal: "find", kind }, moment(0));
  });
}

/** The list turned so that every product stands at every position alike. */
function turned(list: readonly Product[], by: number): readonly Product[] {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)].slice(0, 20);
}

function shape(outcome: Outcome): string {
  const ids = (places: Outcome["clicked"]) => places.map(({ product }) => product.id).join(",");
  return [outcome.examined, outcome.clicked, outcome.carted, outcome.bought, outcome.returned].map(ids).join("|");
}

test("the same seed, products and lists give the same decisions, whatever the order of shoppers", () => {
  const forward = createWorld(3, products);
  const backward = createWorld(3, products);
  const expected = Array.from({ length: 60 }, (_, number) => {
    const shopper = forward.shopper(number);
    const intent = forward.intent(shopper, 0, evening);
    return [intent.goal, intent.target?.id, shape(forward.see(shopper, turned(products, number * 7), intent, moment(0)))];
  });
  for (let number = 59; number >= 0; number--) {
    const shopper = backward.shopper(number);
    const intent = backward.intent(shopper, 0, evening);
    const outcome = backward.see(shopper, turned(products, number * 7), intent, moment(0));
    assert.deepEqual([intent.goal, intent.target?.id, shape(outcome)], expected[number]);
  }
  const other = createWorld(4, products);
  const different = expected.filter(([, target], number) => other.intent(other.shopper(number), 0, evening).target?.id !== target);
  assert.ok(different.length > 30, `only ${different.length} of 60 shoppers differ under another seed`);
});

test("what is clicked was examined, what is bought was in the cart, what is returned was bought", () => {
  const world = createWorld(5, products);
  fc.assert(
    fc.property(fc.nat(5_000), fc.nat(30), fc.uniqueArray(fc.nat(products.length - 1), { maxLength: 30 }), (number, visit, picks) => {
      const shopper = world.shopper(number);
      const intent = world.intent(shopper, visit, evening);
      const outcome = world.see(
        shopper,
        picks.map((at) => products[at]!),
        intent,
        moment(visit),
      );
      for (const place of outcome.clicked) assert.ok(outcome.examined.includes(place));
      for (const place of outcome.carted) assert.ok(outcome.clicked.includes(place));
      for (const place of outcome.bought) assert.ok(outcome.carted.includes(place));
      for (const place of outcome.returned) assert.ok(outcome.bought.includes(place));
    }),
    { numRuns: 300 },
  );
});

test("counted examination agrees with the true likelihood and falls with the position", () => {
  const world = createWorld(6, products);
  const outcomes = showPages(world, 4_000, turned);
  const counted = new Float64Array(21);
  const truth = new Float64Array(21);
  const clicks = new Float64Array(21);
  for (const [number, outcome] of outcomes.entries()) {
    for (const { position } of outcome.examined) counted[position]!++;
    for (const { position } of outcome.clicked) clicks[position]!++;
    for (let position = 1; position <= 20; position++)
      truth[position]! += world.examination(world.shopper(number), position, "search", "desktop");
  }
  assert.equal(counted[1], 4_000);
  for (let position = 1; position <= 20; position++) {
    // Four standard deviations of a binomial count.
    assert.ok(Math.abs(counted[position]! - truth[position]!) < 4 * Math.sqrt(1_000), `position ${position}`);
    if (position > 1) assert.ok(truth[position]! < truth[position - 1]!);
  }
  assert.ok(clicks[1]! > 1.5 * clicks[5]!, `${clicks[1]} clicks at 1, ${clicks[5]} at 5`);
  assert.ok(clicks[5]! > 1.5 * clicks[15]!, `${clicks[5]} clicks at 5, ${clicks[15]} at 15`);
});

test("richer shoppers buy dearer, and nobody above their ceiling", () => {
  const world = createWorld(7, products);
  const poor: number[] = [];
  const rich: number[] = [];
  for (const [number, { bought }] of showPages(world, 12_000, turned).entries()) {
    const { wealth } = world.shopper(number);
    for (const { product, traits } of bought) {
      const price = product.offers[0]!.price!;
      assert.ok(price <= 1.8 * wealth * traits.kind.price);
      if (wealth < 0.75) poor.push(price);
      else if (wealth > 1.4) rich.push(price);
    }
  }
  const mean = (prices: readonly number[]) => prices.reduce((a, b) => a + b, 0) / prices.length;
  assert.ok(poor.length > 40 && rich.length > 40, `${poor.length} and ${rich.length} purchases`);
  assert.ok(mean(rich) > 1.25 * mean(poor), `${mean(rich)} against ${mean(poor)}`);
});

test("what was just bought is not wanted again until it is used up", () => {
  const world = createWorld(8, products);
  for (let number = 0; number < 50; number++) {
    const shopper = world.shopper(number);
    const kind = shopper.interests[0]!.kind;
    const [first, second] = kind.products as [Product, Product];
    const intent = { goal: "find", kind } as const;
    const before = world.attraction(shopper, second, intent, evening);
    world.buy(shopper, world.places([first])[0]!, 0, evening);
    const soon = world.attraction(shopper, second, intent, evening + 1);
    const later = world.attraction(shopper, second, intent, evening + 20 * kind.recovery);
    assert.ok(before - soon > 1.9, `${before} before, ${soon} after`);
    assert.ok(Math.abs(before - later) < 0.01);
  }
});

test("clicks go to what was come for, and what is liked is bought more than what is not", () => {
  const world = createWorld(9, products);
  let wanted = 0;
  let clicked = 0;
  for (let number = 0; number < 1_500; number++) {
    const shopper = world.shopper(number);
    const kind = shopper.interests[0]!.kind;
    const mixed = Array.from({ length: 18 }, (_, i) =>
      i % 3 === number % 3 ? kind.products[i]! : products[(number * 13 + i * 29) % products.length]!,
    );
    for (const { traits } of world.look(shopper, world.places([...new Set(mixed)]), { goal: "find", kind }, moment(1)).clicked) {
      clicked++;
      if (traits.kind === kind) wanted++;
    }
  }
  assert.ok(wanted / clicked > 0.8, `${wanted} of ${clicked} clicks`);
});

test("good products come back less and are rated better", () => {
  const world = createWorld(10, products);
  const count = { good: { returned: 0, stars: 0, all: 0 }, bad: { returned: 0, stars: 0, all: 0 } };
  const ranked = [...products].sort((a, b) => world.traits(a).quality - world.traits(b).quality);
  for (let number = 0; number < 4_000; number++) {
    const good = number % 2 === 0;
    const product = good ? ranked[ranked.length - 1 - (number % 40)]! : ranked[number % 40]!;
    const life = world.buy(world.shopper(number), world.places([product])[0]!, 0, evening);
    const sum = good ? count.good : count.bad;
    sum.all++;
    sum.stars += life.stars;
    if (life.returned) sum.returned++;
  }
  assert.ok(count.bad.returned > 3 * count.good.returned, `${count.bad.returned} against ${count.good.returned}`);
  assert.ok(count.good.stars > count.bad.stars + count.good.all, "more than a star apart");
});

test("the world that judges rankers imports nothing that ranks", () => {
  for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))) {
    const text = readFileSync(join(import.meta.dirname, file), "utf8");
    const foreign = [...text.matchAll(/from "(@aisle\/[^"]+|\.\.\/[^"]+)"/g)]
      .map((match) => match[1]!)
      .filter((name) => !["@aisle/core/base", "@aisle/core/catalog", "@aisle/core/event"].includes(name));
    assert.deepEqual(foreign, [], file);
  }
});
