import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Product } from "../catalog.ts";
import type { LoggedEvent, ShopEvent, ShopperEvent } from "../event.ts";
import { affinityHalfLife, decayedAt } from "../profile.ts";
import { Recommender } from "../recommend.ts";
import type { RecommendRequest } from "../recommend.ts";
import { createAnalyzer } from "../text.ts";
import { ShopMemory } from "./shop-memory.ts";

const start = Date.UTC(2026, 0, 1);
const minute = 60_000;
const day = 86_400_000;

function product(id: string, title: string, path: readonly string[], more: Partial<Product> = {}): Product {
  return {
    id,
    title,
    description: "",
    images: [],
    categories: [path],
    offers: [{ availability: "in_stock", price: 20 }],
    attributes: {},
    ...more,
  };
}

/** A recommender with a log's counters around it; pseudonyms are the user names. */
function shop(limits = {}) {
  const recommender = new Recommender(createAnalyzer(), limits);
  const events: LoggedEvent[] = [];
  const apply = (event: ShopEvent) => {
    const logged: LoggedEvent = {
      position: events.length,
      arrival: event.time + 5,
      event,
      ...("user" in event ? { person: event.user } : {}),
      ...(event.type === "identify" ? { anonymous: event.anonymous } : {}),
    };
    events.push(logged);
    recommender.apply(logged);
  };
  const add = (...products: readonly Product[]) => products.forEach((one) => apply({ type: "product", time: start, product: one }));
  const view = (user: string, id: string, time: number, session = "s") => apply({ type: "view", user, product: id, time, session });
  const ask = (request: Partial<RecommendRequest> & Pick<RecommendRequest, "kind">) =>
    recommender.recommend({ limit: 10, now: start + day, ...request });
  const ids = (request: Partial<RecommendRequest> & Pick<RecommendRequest, "kind">) => ask(request).map((one) => one.product);
  return { recommender, events, apply, add, view, ask, ids };
}

const tea = [
  product("teapot", "Cast iron teapot", ["Kitchen", "Tea"]),
  product("teacup", "Porcelain teacup", ["Kitchen", "Tea"]),
  product("green", "Green tea leaves", ["Food", "Tea"]),
  product("hammer", "Claw hammer", ["Tools", "Hand tools"]),
  product("saw", "Hand saw", ["Tools", "Hand tools"]),
  product("novel", "A long novel", ["Books", "Fiction"]),
];

test("one event changes the next answer", () => {
  const { add, view, ids } = shop();
  add(...tea);
  for (const user of ["a", "b", "c"]) {
    view(user, "teapot", start + minute);
    view(user, "green", start + 2 * minute);
  }
  assert.notEqual(ids({ kind: "for_you", person: "new" })[0], "saw");
  view("new", "hammer", start + 3 * minute);
  assert.equal(ids({ kind: "for_you", person: "new" })[0], "saw");
  view("new", "teapot", start + 4 * minute);
  assert.equal(ids({ kind: "for_you", person: "new" })[0], "green");
});

test("similar comes from what was viewed together, in the direction of time, and names its reason", () => {
  const { add, view, ask } = shop();
  add(...tea);
  for (const user of ["a", "b", "c"]) {
    view(user, "hammer", start);
    view(user, "teapot", start + minute);
    view(user, "novel", start + 2 * minute);
  }
  const [first, second] = ask({ kind: "similar", products: ["teapot"] });
  assert.deepEqual([first!.product, first!.reason], ["novel", { code: "viewed_together", product: "teapot" }]);
  assert.equal(second!.product, "hammer");
});

test("the parts of a score add up to it, scores fall, no product comes twice", () => {
  const { add, view, ask, apply } = shop();
  add(...tea);
  tea.forEach((one, i) => view(i % 2 === 0 ? "a" : "b", one.id, start + i * minute));
  apply({
    type: "purchase",
    user: "a",
    order: "1",
    time: start + day / 2,
    lines: [
      { product: "green", quantity: 1 },
      { product: "teapot", quantity: 1 },
    ],
  });
  for (const kind of ["for_you", "similar", "bought_together", "trending", "recently_viewed"] as const) {
    const list = ask({ kind, person: "a", products: ["teapot"] });
    assert.ok(list.length > 0, kind);
    assert.equal(new Set(list.map((one) => one.product)).size, list.length);
    list.forEach((one, i) => {
      const sum = Object.values(one.parts).reduce((a, b) => a + b, 0);
      assert.ok(Math.abs(sum - one.score) < 1e-9, `${kind} ${one.product}: ${sum} ${one.score}`);
      if (i > 0) assert.ok(one.score <= list[i - 1]!.score + 1e-9);
    });
  }
});

test("a product that nobody touched has neighbours by its words, and stands in theirs", () => {
  const { add, ids, ask } = shop();
  add(...tea, product("pot2", "Glass teapot with cast iron handle", ["Kitchen", "Tea"]));
  assert.equal(ids({ kind: "similar", products: ["pot2"] })[0], "teapot");
  const [first] = ask({ kind: "similar", products: ["teapot"] });
  assert.deepEqual([first!.product, first!.reason.code], ["pot2", "similar_text"]);
});

test("bought together comes from orders, and a cancelled or returned order takes it back", () => {
  const { add, apply, ask, view } = shop();
  add(...tea);
  view("z", "teapot", start);
  const lines = [
    { product: "teapot", quantity: 1 },
    { product: "saw", quantity: 1 },
  ];
  apply({ type: "purchase", user: "a", order: "1", time: start + minute, lines });
  const [first] = ask({ kind: "bought_together", products: ["teapot"] });
  assert.deepEqual([first!.product, first!.reason], ["saw", { code: "bought_together", product: "teapot" }]);
  apply({ type: "cancel", user: "a", order: "1", time: start + 2 * minute, lines });
  assert.ok(!ask({ kind: "bought_together", products: ["teapot"] }).some((one) => one.reason.code === "bought_together"));
});

test("a returned product counts against: it falls in everybody's list and leaves its shopper's", () => {
  const { add, apply, view, ids } = shop();
  add(...tea);
  for (const user of ["a", "b", "c"]) for (const one of ["hammer", "teapot"]) view(user, one, start + minute);
  for (const user of ["a", "b", "c"])
    apply({ type: "purchase", user, order: user, time: start + 2 * minute, lines: [{ product: "hammer", quantity: 1 }] });
  assert.equal(ids({ kind: "for_you" })[0], "hammer");
  for (const user of ["a", "b", "c"])
    apply({ type: "return", user, order: user, time: start + 3 * minute, lines: [{ product: "hammer", quantity: 1 }] });
  assert.equal(ids({ kind: "for_you" })[0], "teapot");
  assert.ok(!ids({ kind: "for_you", person: "a" }).includes("hammer"));
});

test("what is out of stock, removed or refused is not shown, and comes back with its stock", () => {
  const { add, apply, view, ids } = shop();
  add(...tea);
  for (const one of tea) view("a", one.id, start + minute);
  apply({ type: "offers", product: "saw", time: start, offers: [{ availability: "out_of_stock" }] });
  apply({ type: "product_removed", product: "novel", time: start });
  const accept = (id: string) => id !== "teapot";
  assert.deepEqual(ids({ kind: "for_you", accept }).toSorted(), ["green", "hammer", "teacup"]);
  apply({ type: "offers", product: "saw", time: start, offers: [{ availability: "in_stock", stock: 3 }] });
  assert.ok(ids({ kind: "for_you", accept }).includes("saw"));
});

test("a new shopper gets lists of their own: by context, by category, spread over the shop", () => {
  const { add, view, ids, ask } = shop();
  const many = ["Shoes", "Lamps", "Pens"].flatMap((kind) =>
    Array.from({ length: 20 }, (_, i) =>
      product(`${kind}${i}`, `${kind} number ${i}`, [kind], { language: kind === "Pens" ? "zh" : "en" }),
    ),
  );
  add(...many);
  // Shoes lead the whole shop by far.
  for (let i = 0; i < 20; i++) for (let user = 0; user < 20; user++) view(`u${user}`, `Shoes${i}`, start + i * minute);
  view("u1", "Lamps3", start);
  view("u2", "Pens4", start);
  const nobody = ids({ kind: "for_you" });
  assert.ok(nobody.includes("Lamps3") && nobody.includes("Pens4"), nobody.join());
  assert.ok(
    ids({ kind: "for_you", context: { category: "Lamps" } })
      .slice(0, 1)[0]!
      .startsWith("Lamps"),
  );
  assert.ok(ids({ kind: "for_you", category: ["Pens"] }).every((id) => id.startsWith("Pens")));
  const zh = ids({ kind: "for_you", context: { language: "zh-CN" } });
  assert.ok(zh.indexOf("Pens4") < nobody.indexOf("Pens4"), zh.join());
  assert.equal(ask({ kind: "for_you", category: ["No such"] }).length, 0);
});

test("a shop without any event still fills every list but the personal history", () => {
  const { add, ids } = shop();
  add(...tea);
  for (const kind of ["for_you", "similar", "bought_together", "trending"] as const)
    assert.ok(ids({ kind, products: ["teapot"] }).length > 0, kind);
  assert.deepEqual(ids({ kind: "recently_viewed", person: "a" }), []);
});

test("trending is what rises, not what was always popular", () => {
  const { add, view, ids } = shop();
  add(...tea);
  for (let d = 0; d < 14; d++) for (let i = 0; i < 10; i++) view(`u${d}-${i}`, "novel", start + d * day + i * minute);
  for (let i = 0; i < 8; i++) view(`v${i}`, "saw", start + 14 * day + i * minute);
  const now = start + 14.1 * day;
  assert.equal(ids({ kind: "trending", now })[0], "saw");
});

test("recently viewed is newest first, each product once", () => {
  const { add, view, ids } = shop();
  add(...tea);
  view("a", "saw", start + minute, "1");
  view("a", "novel", start + 2 * minute, "1");
  view("a", "saw", start + 60 * minute, "2");
  view("a", "green", start + 30 * minute, "2");
  assert.deepEqual(ids({ kind: "recently_viewed", person: "a" }), ["saw", "green", "novel"]);
});

test("an event for a product the catalogue learns of later is joined then", () => {
  const { add, view, ids, ask } = shop();
  add(...tea);
  view("a", "later", start + minute);
  view("a", "novel", start + 2 * minute);
  assert.ok(!ids({ kind: "recently_viewed", person: "a" }).includes("later"));
  add(product("later", "Sledge hammer", ["Tools", "Hand tools"]));
  assert.deepEqual(ids({ kind: "recently_viewed", person: "a" }), ["novel", "later"]);
  assert.deepEqual(ask({ kind: "similar", products: ["later"] }).find((one) => one.product === "novel")!.reason, {
    code: "viewed_together",
    product: "later",
  });
  assert.ok(ids({ kind: "for_you", person: "a", repeat: "never" }).slice(0, 2).includes("hammer"));
});

test("identify joins what an anonymous shopper did, and undo takes it back exactly", () => {
  const { recommender, add, view, apply, ask, ids } = shop();
  add(...tea);
  view("login", "novel", start + minute);
  const before = ask({ kind: "for_you", person: "login" });
  view("device", "hammer", start + 2 * minute);
  assert.deepEqual(ids({ kind: "recently_viewed", person: "login" }), ["novel"]);
  const alone = ask({ kind: "for_you", person: "login" });
  apply({ type: "identify", user: "login", anonymous: "device", time: start + 3 * minute });
  assert.deepEqual(ids({ kind: "recently_viewed", person: "login" }), ["hammer", "novel"]);
  assert.deepEqual(ids({ kind: "recently_viewed", person: "device" }), ["hammer", "novel"]);
  assert.notDeepEqual(ask({ kind: "for_you", person: "login" }), alone);
  apply({ type: "identify", user: "login", anonymous: "device", undo: true, time: start + 4 * minute });
  assert.deepEqual(ask({ kind: "for_you", person: "login" }), alone);
  assert.deepEqual(ids({ kind: "recently_viewed", person: "device" }), ["hammer"]);
  apply({ type: "identify", user: "login", anonymous: "device", time: start + 5 * minute });
  recommender.forget("login");
  assert.deepEqual(ids({ kind: "recently_viewed", person: "login" }), []);
  assert.deepEqual(ids({ kind: "recently_viewed", person: "device" }), []);
  assert.ok(before.length > 0);
});

test("boosts are bounded, follow taste, and say nothing about the unknown", () => {
  const { recommender, add, view, apply } = shop();
  add(...tea);
  for (let i = 0; i < 200; i++) view("a", i % 2 === 0 ? "hammer" : "saw", start + i * minute, `s${i}`);
  const now = start + day;
  const boosts = recommender.boosts("a", ["hammer", "saw", "novel", "unknown"], now);
  assert.ok(boosts["saw"]!.personal > 0.05 && boosts["saw"]!.personal <= 0.25);
  assert.ok(boosts["saw"]!.behaviour > 0.05 && boosts["saw"]!.behaviour <= 0.15);
  // Only the price band is shared.
  assert.ok(boosts["novel"]!.personal < 0.03 && boosts["novel"]!.behaviour === 0);
  assert.equal(boosts["unknown"], undefined);
  assert.equal(recommender.boosts(undefined, ["saw"], now)["saw"]!.personal, 0);
  apply({ type: "return", user: "a", order: "x", time: now, lines: [{ product: "saw", quantity: 1 }] });
  assert.equal(recommender.boosts("a", ["saw"], now)["saw"]!.personal, -0.25);
});

test("clicks after a query lift the product for that query, low places count more, other surfaces do not count", () => {
  const { recommender, add, apply } = shop();
  add(...tea);
  const now = start + day;
  const search = (user: string, query: string, id: string, position: number, surface?: string) => {
    apply({ type: "query", user, query, time: start + minute });
    apply({ type: "click", user, product: id, position, time: start + 2 * minute, ...(surface === undefined ? {} : { surface }) });
  };
  search("a", "Tea pots", "teapot", 1);
  search("b", "tea pots", "teacup", 9);
  search("c", "tea pots", "saw", 1, "home");
  const boosts = recommender.queryBoosts("pots tea", ["teapot", "teacup", "saw", "hammer"], now);
  assert.ok(boosts["teacup"]! > boosts["teapot"]! && boosts["teapot"]! > 0 && boosts["teacup"]! <= 0.3);
  assert.equal(boosts["saw"], undefined);
  assert.deepEqual(recommender.queryBoosts("hammer", ["teapot"], now), {});
  assert.deepEqual(recommender.queryBoosts("", ["teapot"], now), {});
});

test("a clock from the future moves no window", () => {
  const { recommender, add, view, ids } = shop();
  add(...tea);
  view("a", "hammer", start + minute);
  view("b", "hammer", start + minute);
  recommender.apply({
    position: 99,
    arrival: start + minute,
    person: "c",
    event: { type: "view", user: "c", product: "novel", time: start + 9_999 * day },
  });
  assert.equal(ids({ kind: "for_you" })[0], "hammer");
});

const users = ["a", "b", "c", "d"];
const anyEvent: fc.Arbitrary<ShopEvent> = fc.oneof(
  fc.record({
    type: fc.constantFrom("view" as const, "click" as const),
    user: fc.constantFrom(...users),
    product: fc.constantFrom(...tea.map((one) => one.id), "ghost"),
    time: fc.integer({ min: start, max: start + 40 * day }),
  }),
  fc.record({
    type: fc.constant("query" as const),
    user: fc.constantFrom(...users),
    query: fc.constantFrom("tea", "saw"),
    time: fc.integer({ min: start, max: start + day }),
  }),
  fc
    .tuple(
      fc.constantFrom("purchase" as const, "return" as const),
      fc.constantFrom(...users),
      fc.constantFrom("1", "2"),
      fc.subarray(tea.map((one) => one.id)),
      fc.integer({ min: start, max: start + 40 * day }),
    )
    .map(([type, user, order, lines, time]): ShopperEvent => ({
      type,
      user,
      order,
      time,
      lines: lines.map((product) => ({ product, quantity: 1 })),
    })),
  fc.record({
    type: fc.constant("identify" as const),
    user: fc.constantFrom("a", "b"),
    anonymous: fc.constantFrom("c", "d"),
    undo: fc.boolean(),
    time: fc.constant(start),
  }),
  fc.record({
    type: fc.constant("product" as const),
    time: fc.constant(start),
    product: fc.constantFrom(...tea, product("ghost", "Tea ghost", ["Kitchen"])),
  }),
  fc.record({ type: fc.constant("product_removed" as const), time: fc.constant(start), product: fc.constantFrom("saw", "green") }),
  fc.record({ type: fc.constant("erase" as const), user: fc.constantFrom(...users), time: fc.constant(start) }),
);

/** Everything that is answered about some persons; sums of parts are the same to nine digits, in whatever order they were added. */
function answers(recommender: Recommender, persons: readonly string[]): unknown {
  const now = start + 41 * day;
  const all = persons.map((person) => [
    ...(["for_you", "recently_viewed", "similar", "bought_together", "trending"] as const).map((kind) =>
      recommender.recommend({ kind, person, products: ["teapot"], limit: 10, now }),
    ),
    recommender.boosts(
      person,
      tea.map((one) => one.id),
      now,
    ),
    recommender.queryBoosts(
      "tea",
      tea.map((one) => one.id),
      now,
    ),
  ]);
  return JSON.parse(JSON.stringify(all, (_, value) => (typeof value === "number" ? Number(value.toPrecision(9)) + 0 : (value as unknown))));
}

test("a login that is undone is a login that never was, whatever happened before, meanwhile and after, and over a restart", () => {
  const inSessions = fc.tuple(anyEvent, fc.boolean()).map(([event, byEve]): ShopEvent => {
    if (!("user" in event)) return event;
    const session = `s${Math.floor(event.time / (20 * day))}`;
    return { ...event, session, ...(byEve && event.type !== "identify" ? { user: "eve" } : {}) };
  });
  fc.assert(
    fc.property(
      fc.array(inSessions, { maxLength: 40 }),
      fc.constantFrom("c", "d"),
      fc.nat(40),
      fc.nat(40),
      fc.nat(40),
      (stream, device, at, length, cut) => {
        const events: ShopEvent[] = [...tea.map((one) => ({ type: "product", time: start, product: one }) as const), ...stream].filter(
          (event) => event.type !== "erase",
        );
        const identify = { type: "identify", user: "eve", anonymous: device, time: start } as const;
        const never = shop();
        for (const event of events) never.apply(event);
        const from = Math.min(at + tea.length, events.length);
        const to = Math.min(from + length, events.length);
        const undone = shop();
        const first = [...events.slice(0, from), identify, ...events.slice(from, to)];
        const then = [{ ...identify, undo: true }, ...events.slice(to)];
        for (const event of first.slice(0, cut)) undone.apply(event);
        undone.recommender.restore(undone.recommender.snapshot());
        for (const event of [...first.slice(cut), ...then]) undone.apply(event);
        assert.deepEqual(answers(undone.recommender, [...users, "eve"]), answers(never.recommender, [...users, "eve"]));
      },
    ),
    { numRuns: 200 },
  );
});

test("on a shared device the second login sees nothing of the first", () => {
  const { add, view, apply, ids, ask } = shop();
  add(...tea);
  view("tablet", "hammer", start + minute);
  apply({ type: "identify", user: "ann", anonymous: "tablet", time: start + 2 * minute });
  view("tablet", "saw", start + 3 * minute);
  apply({ type: "identify", user: "bob", anonymous: "tablet", time: start + 4 * minute });
  assert.deepEqual(ask({ kind: "for_you", person: "bob" }), ask({ kind: "for_you", person: "nobody" }));
  view("tablet", "novel", start + 5 * minute);
  assert.deepEqual(
    ["ann", "bob", "tablet"].map((person) => ids({ kind: "recently_viewed", person })),
    [["saw", "hammer"], ["novel"], ["novel"]],
  );
  apply({ type: "erase", user: "ann", time: start + 6 * minute });
  assert.deepEqual(
    ["ann", "bob", "tablet"].map((person) => ids({ kind: "recently_viewed", person })),
    [[], ["novel"], ["novel"]],
  );
});

test("logins count nothing twice: what a shop learns does not depend on who is whom", () => {
  const apart = shop();
  const joined = shop();
  for (const one of [apart, joined]) {
    one.add(...tea);
    one.view("device", "hammer", start + minute);
  }
  joined.apply({ type: "identify", user: "ann", anonymous: "device", time: start + 2 * minute });
  for (const one of [apart, joined]) one.view("ann", "hammer", start + 3 * minute);
  assert.deepEqual(answers(joined.recommender, ["nobody"]), answers(apart.recommender, ["nobody"]));
  assert.deepEqual(joined.ids({ kind: "recently_viewed", person: "ann" }), ["hammer"]);
  assert.deepEqual(joined.ids({ kind: "recently_viewed", person: "device" }), ["hammer"]);
});

test("events in any order of arrival teach the same: counts, interest, taste, what was viewed and bought", () => {
  const day0 = fc.integer({ min: 1, max: 2_000 }).map((minutes) => start + minutes * minute);
  const happened = fc.oneof(
    fc.record({
      type: fc.constantFrom("view" as const, "click" as const),
      user: fc.constantFrom("a", "b"),
      product: fc.constantFrom(...tea.map((one) => one.id)),
      time: day0,
      surface: fc.constant("home"),
    }),
    fc.record({
      type: fc.constantFrom("purchase" as const, "return" as const),
      user: fc.constantFrom("a", "b"),
      order: fc.constantFrom("1", "2"),
      lines: fc
        .uniqueArray(fc.constantFrom(...tea.map((one) => one.id)), { maxLength: 3 })
        .map((lines) => lines.map((product) => ({ product, quantity: 1 }))),
      time: day0,
    }),
  );
  const once = fc.uniqueArray(happened, {
    maxLength: 12,
    // One moment each, and a line is bought and returned once.
    selector: (event) => ("order" in event ? `${event.type} ${event.user} ${event.order}` : String(event.time)),
  });
  fc.assert(
    fc.property(
      once.chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))),
      ([events, late]) => {
        const sameMoment = new Set(events.map((event) => event.time)).size < events.length;
        fc.pre(!sameMoment);
        const fold = (list: readonly ShopperEvent[]) => {
          const memory = new ShopMemory(createAnalyzer());
          tea.forEach((one, position) => memory.apply({ position, arrival: start, event: { type: "product", time: start, product: one } }));
          const inSession = (event: ShopperEvent) => ({ ...event, session: `s${Math.floor(event.time / day)}` });
          list.forEach((event, i) =>
            memory.apply({ position: tea.length + i, arrival: start + 2 * day, person: event.user, event: inSession(event) }),
          );
          const now = start + 3 * day;
          const taught = {
            items: tea.map((_, item) => [
              [memory.popularity, memory.lately, memory.interest].map((table) => table.at(item, now)),
              (["view", "click", "purchase", "return"] as const).map((action) => memory.counters.count(item, action, now)),
            ]),
            persons: ["a", "b"].map((id) => {
              const { recent, purchases, categories } = memory.people.read(id);
              // Lines of one order have no order among them.
              const lines = purchases.toSorted((a, b) => a.time - b.time || a.item - b.item);
              return { recent, lines, taste: [...categories].map(([node, sum]) => [node, decayedAt(sum, now, affinityHalfLife)]).sort() };
            }),
          };
          return JSON.parse(
            JSON.stringify(taught, (_, value) => (typeof value === "number" ? Number(value.toFixed(6)) + 0 : (value as unknown))),
          );
        };
        assert.deepEqual(fold(late), fold(events.toSorted((a, b) => a.time - b.time)));
      },
    ),
    { numRuns: 200 },
  );
});

test("a snapshot in the middle of any stream changes nothing afterwards", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), fc.nat(40), (events, cut) => {
      const whole = shop({ people: 3, neighbours: 4 });
      const parts = shop({ people: 3, neighbours: 4 });
      const resumed = new Recommender(createAnalyzer(), { people: 3, neighbours: 4 });
      for (const event of events) whole.apply(event);
      for (const event of events.slice(0, cut)) parts.apply(event);
      resumed.restore(parts.recommender.snapshot());
      for (const logged of whole.events.slice(cut)) resumed.apply(logged);
      assert.deepEqual(Buffer.from(resumed.snapshot()), Buffer.from(whole.recommender.snapshot()));
      const request = { kind: "for_you", person: "a", limit: 5, now: start + 41 * day } as const;
      assert.deepEqual(resumed.recommend(request), whole.recommender.recommend(request));
    }),
    { numRuns: 150 },
  );
});

test("a snapshot in steps is of the moment it began, while events go on and other snapshots begin", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), fc.array(anyEvent, { maxLength: 60 }), fc.boolean(), (before, during, resume) => {
      const limits = { people: 3, neighbours: 4 };
      const one = shop(limits);
      for (const event of before) one.apply(event);
      const expected = one.recommender.snapshot();
      let going = one.recommender;
      if (resume) {
        going = new Recommender(createAnalyzer(), limits);
        going.restore(expected);
      }
      const rest = during.map((event, i): LoggedEvent => ({
        position: before.length + i,
        arrival: event.time + 5,
        event,
        ...("user" in event ? { person: event.user } : {}),
        ...(event.type === "identify" ? { anonymous: event.anonymous } : {}),
      }));
      const steps = going.snapshotSteps();
      let bytes: Uint8Array | undefined;
      for (let i = 0; bytes === undefined; i++) {
        const step = steps.next();
        if (step.done) bytes = step.value;
        else for (const logged of rest.splice(0, 3)) going.apply(logged);
        if (i === 9) going.snapshotSteps().next();
      }
      assert.deepEqual(Buffer.from(bytes), Buffer.from(expected));
      for (const logged of rest) going.apply(logged);
      for (const event of during) one.apply(event);
      assert.deepEqual(Buffer.from(going.snapshot()), Buffer.from(one.recommender.snapshot()));
    }),
    { numRuns: 150 },
  );
});

test("a snapshot of another format is refused", () => {
  assert.throws(() => shop().recommender.restore(new Uint8Array([99])), { code: "corrupt" });
});
