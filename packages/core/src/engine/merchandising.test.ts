/** Operators' orders through the engine: they hold from the next question on, through a snapshot and through a replay. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { manualClock } from "../base.ts";
import { memoryProductStore } from "../catalog.ts";
import type { Product } from "../catalog.ts";
import type { LoggedEvent, ShopEvent } from "../event.ts";
import { Recommender } from "../recommend.ts";
import { createMemoryIndex } from "../retrieve.ts";
import { createAnalyzer } from "../text.ts";
import { ShopEngine } from "./shop.ts";

const time = 1_750_000_000_000;

function item(id: string, title: string, brand: string): Product {
  return { id, title, description: "", brand, images: [], categories: [["Home"]], offers: [], attributes: {} };
}

function shop() {
  const analyzer = createAnalyzer();
  const log: LoggedEvent[] = [];
  const open = () =>
    new ShopEngine({
      analyzer,
      retrieval: createMemoryIndex({ analyzer }),
      products: memoryProductStore(),
      recommender: new Recommender(analyzer),
      clock: manualClock(time),
      newId: () => "0".repeat(32),
      pseudonym: (user) => user,
      end: () => log.length,
    });
  const engine = open();
  const add = (event: ShopEvent) => {
    log.push({ position: log.length, arrival: time, event });
    engine.apply(log.at(-1)!);
  };
  for (const one of [item("s1", "Grey sofa", "Alba"), item("c1", "Grey couch", "Borea"), item("c2", "Red couch", "Alba")])
    add({ type: "product", time, product: one });
  const order = (command: string, change: Readonly<Record<string, unknown>>) => add({ type: "operator", time, command, arguments: change });
  return { engine, open, log, order };
}

const ids = (answer: { readonly hits: readonly { readonly product: Product }[] }) => answer.hits.map((hit) => hit.product.id);

test("synonyms come below exact matches, with the next question, after restart and replay alike", async () => {
  const { engine, open, log, order } = shop();
  assert.deepEqual(ids(await engine.search({ query: "sofa" })), ["s1"]);
  order("synonyms", { save: [{ id: "1", meaning: { from: ["sofa"], to: ["couch"] }, source: {} }] });
  const answer = await engine.search({ query: "sofa" });
  assert.deepEqual([ids(answer), answer.total, answer.hits.map((hit) => hit.tier)], [["s1", "c1", "c2"], 3, [0, 2, 2]]);
  assert.deepEqual(ids(await engine.search({ query: "couch" })), ["c1", "c2"]);
  assert.deepEqual(ids(await engine.search({ query: "sofa", synonyms: false })), ["s1"]);

  const replayed = open();
  for (const event of log) replayed.apply(event);
  assert.deepEqual(ids(await replayed.search({ query: "sofa" })), ["s1", "c1", "c2"]);

  const { views } = await engine.snapshot();
  const restored = open();
  restored.restore(views);
  assert.equal(restored.merchandise.synonyms.size, 1);
  const { rank: _, ...older } = views;
  const earlier = open();
  earlier.restore(older);
  assert.equal(earlier.merchandise.synonyms.size, 0);
});

test("the operators' own order holds where all are equally relevant, and lifts what is nearly so, as a part of the score", async () => {
  const { engine } = shop();
  const sold = (id: string, title: string, value?: number): ShopEvent => ({
    type: "product",
    time,
    product: { ...item(id, title, "Alba"), attributes: value === undefined ? {} : { sold: value } },
  });
  const add = (event: ShopEvent) => engine.apply({ position: engine.position, arrival: time, event });
  for (const event of [sold("a", "Oak lamp shade"), sold("b", "Oak lamp shade", 3), sold("c", "Oak lamp shade", 8)]) add(event);
  add({ type: "operator", time, command: "settings", arguments: { set: { customRanking: ["desc(sold)"] } } });
  assert.deepEqual(ids(await engine.search({ query: "" })).slice(0, 2), ["c", "b"]);
  for (const personal of [true, false]) {
    const { hits } = await engine.search({ query: "lamp", personal });
    assert.deepEqual(
      hits.map((hit) => hit.product.id),
      ["c", "b", "a"],
    );
    assert.deepEqual(
      hits.map((hit) => Math.round((1_000 * (hit.parts["custom"] ?? 0)) / hit.parts["lexical"]!)),
      [150, 75, 0],
    );
    for (const { score, parts } of hits) assert.ok(Math.abs(Object.values(parts).reduce((a, b) => a + b) - score) < 1e-9);
  }
  assert.deepEqual(ids(await engine.search({ query: "lamp", sort: [{ field: "sold", order: "asc" }] })).slice(0, 2), ["b", "c"]);
});

const rule = (id: string, meaning: object) => ({ save: [{ id, meaning, source: {} }] });

test("rules pin, hide, boost, narrow and rewrite; totals and facets count pins too", async () => {
  const { engine, open, order } = shop();
  const couch = { conditions: [{ pattern: "couch", anchoring: "contains" }] };
  order(
    "rules",
    rule("pin", {
      ...couch,
      pins: [
        { id: "s1", position: 1 },
        { id: "gone", position: 0 },
      ],
    }),
  );
  const answer = await engine.search({ query: "couch", facets: ["brand"] });
  assert.deepEqual([ids(answer), answer.total, answer.rules], [["c1", "s1", "c2"], 3, ["pin"]]);
  assert.deepEqual(answer.facets["brand"], [
    { value: "Alba", count: 2 },
    { value: "Borea", count: 1 },
  ]);
  assert.deepEqual(answer.hits[1]!.parts, { rule: 1 });
  const pages = await Promise.all([0, 1, 2].map((offset) => engine.search({ query: "couch", offset, limit: 1 })));
  assert.deepEqual(pages.flatMap(ids), ["c1", "s1", "c2"]);
  assert.deepEqual(ids(await engine.search({ query: "couch", filter: { field: "brand", in: ["Borea"] } })), ["c1"]);
  assert.deepEqual(ids(await engine.search({ query: "couch", rules: false })), ["c1", "c2"]);
  assert.deepEqual(ids(await engine.search({ query: "sofa" })), ["s1"]);

  const restored = open();
  restored.restore((await engine.snapshot()).views);
  assert.equal(restored.merchandise.rules.size, 1);

  order("rules", { clear: true, ...rule("hide", { ...couch, hides: ["c1"] }) });
  const hidden = await engine.search({ query: "couch" });
  assert.deepEqual([ids(hidden), hidden.total], [["c2"], 1]);

  order("rules", { clear: true, ...rule("boost", { ...couch, boosts: [{ filter: { field: "brand", in: ["Alba"] }, weight: 1 }] }) });
  const boosted = await engine.search({ query: "couch", personal: false });
  assert.deepEqual(ids(boosted), ["c2", "c1"]);
  const [first] = boosted.hits;
  assert.ok(first!.parts["rule"]! > 0);
  assert.equal(first!.parts["lexical"]! + first!.parts["rule"]!, first!.score);

  order("rules", { clear: true, ...rule("narrow", { ...couch, filter: { field: "brand", in: ["Alba"] } }) });
  assert.deepEqual(ids(await engine.search({ query: "couch" })), ["c2"]);
  order("rules", { clear: true, ...rule("rewrite", { conditions: [{ context: "home" }], query: "sofa" }) });
  assert.deepEqual(ids(await engine.search({ query: "couch", contexts: ["home"] })), ["s1"]);
  assert.deepEqual(ids(await engine.search({ query: "couch" })), ["c1", "c2"]);
});

test("the plan of a question says what search makes of it: rules, terms, synonyms of words and phrases", () => {
  const { engine, order } = shop();
  order("synonyms", { save: [{ id: "1", meaning: { from: ["love seat"], to: ["sofa", "couch"] }, source: {} }] });
  order("rules", {
    save: [{ id: "r", meaning: { conditions: [{ pattern: "cheap", anchoring: "contains" }], edits: [{ remove: "cheap" }] }, source: {} }],
  });
  const plan = engine.plan({ query: "cheap grey love seat" });
  assert.equal(plan.query, "grey love seat");
  assert.deepEqual(
    plan.terms.map(({ surface, required }) => [surface, required]),
    [
      ["grey", true],
      ["love", true],
      ["seat", true],
    ],
  );
  assert.deepEqual(plan.synonyms, { "love seat": ["sofa", "couch"] });
  assert.deepEqual(plan.orders?.rules, ["r"]);
  const bare = engine.plan({ query: "cheap love seat", rules: false, synonyms: false });
  assert.deepEqual([bare.query, bare.synonyms, bare.orders], ["cheap love seat", {}, undefined]);
});
