import assert from "node:assert/strict";
import { test } from "node:test";
import { manualClock } from "../base.ts";
import { memoryProductStore } from "../catalog.ts";
import type { Product, ProductStore } from "../catalog.ts";
import type { LoggedEvent, ShopEvent } from "../event.ts";
import { Recommender } from "../recommend.ts";
import { createMemoryIndex } from "../retrieve.ts";
import { createAnalyzer } from "../text.ts";
import type { OpenPorts } from "./engine.ts";
import { ShopEngine } from "./shop.ts";

const time = Date.UTC(2026, 0, 1);

function product(id: string, title: string): Product {
  return {
    id,
    title,
    description: "",
    images: [],
    categories: [["Home"]],
    offers: [{ availability: "in_stock", price: 10 }],
    attributes: {},
  };
}

function put(id: string, title: string, index?: string): ShopEvent {
  return { type: "product", time, product: product(id, title), ...(index === undefined ? {} : { index }) };
}

const order = (given: Readonly<Record<string, unknown>>): ShopEvent => ({ type: "operator", time, command: "index", arguments: given });

function shop() {
  const analyzer = createAnalyzer();
  const log: LoggedEvent[] = [];
  const stores = new Map<string, ProductStore>();
  const closed: string[] = [];
  let answers = 0;
  const engineOver = (open: OpenPorts, products = memoryProductStore()) =>
    new ShopEngine({
      analyzer,
      retrieval: createMemoryIndex({ analyzer }),
      products,
      recommender: new Recommender(analyzer),
      clock: manualClock(time + 1_000),
      newId: () => String(++answers).padStart(32, "0"),
      pseudonym: (user) => `p:${user}`,
      end: () => log.length,
      open,
    });
  const ports = (slot: string, products: ProductStore) => {
    const retrieval = createMemoryIndex({ analyzer });
    return {
      products,
      retrieval: {
        ...retrieval,
        apply: retrieval.apply.bind(retrieval),
        search: retrieval.search.bind(retrieval),
        snapshot: retrieval.snapshot.bind(retrieval),
        close: async () => void closed.push(slot),
      },
    };
  };
  const open: OpenPorts = (slot) => {
    const products = memoryProductStore();
    stores.set(slot, products);
    return ports(slot, products);
  };
  const engine = engineOver(open);
  const add = (...events: readonly ShopEvent[]) => {
    for (const event of events) {
      log.push({ position: log.length, arrival: time, event, ...("user" in event ? { person: `p:${event.user}` } : {}) });
      engine.apply(log.at(-1)!);
    }
  };
  return { engine, add, log, open, engineOver, ports, stores, closed };
}

const found = async (engine: ShopEngine, index: string, query: string) => {
  const answer = await engine.index(index)?.search({ query });
  return answer?.hits.map((hit) => `${hit.product.id} ${hit.product.title}`).sort();
};

test("an event goes to the index it names, and an index appears with its first event", async () => {
  const { engine, add } = shop();
  add(put("1", "Tea cup"), put("1", "Teetasse", "de"), put("2", "Tea pot", "de"));
  assert.deepEqual(engine.indexes, ["products", "de"]);
  assert.deepEqual(await found(engine, "products", "tea"), ["1 Tea cup"]);
  assert.deepEqual(await found(engine, "de", "tea"), ["2 Tea pot"]);
  assert.equal(engine.index("de")!.count, 2);
  assert.equal(engine.index("fr"), undefined);
  add({ type: "operator", time, command: "settings", arguments: { set: { hitsPerPage: 5 } }, index: "de" });
  assert.deepEqual([engine.merchandise.settings, engine.index("de")!.merchandise.settings], [{}, { hitsPerPage: 5 }]);
  add({ type: "product_removed", time, product: "1", index: "de" });
  assert.deepEqual(engine.product("1")?.title, "Tea cup");
  assert.equal(engine.index("de")!.product("1"), undefined);
});

test("what a shopper did counts in the index it names and in every other with the product", async () => {
  const { engine, add } = shop();
  add(put("1", "Tea cup"), put("1", "Teetasse", "de"), put("2", "Kanne", "de"), put("3", "Lamp"));
  add({ type: "view", time, user: "ann", product: "1" }, { type: "view", time: time + 1, user: "ann", product: "2" });
  const seen = async (index: string) =>
    (await engine.index(index)!.recommend({ kind: "recently_viewed", asker: { user: "ann" } })).items.map((item) => item.product.id);
  assert.deepEqual(await seen("de"), ["2", "1"]);
  assert.deepEqual(await seen("products"), ["1"]);
  for (const user of ["a", "b", "c"]) add({ type: "query", time, user, query: "kanne blau", index: "de" });
  assert.deepEqual([await engine.complete("kan", 3), await engine.index("de")!.complete("kan", 1)], [[], ["kanne blau"]]);
  add({ type: "erase", time: time + 2, user: "ann" });
  assert.deepEqual([await seen("de"), await seen("products")], [[], []]);
});

test("a move replaces a catalogue at once, keeps what shoppers taught, and closes the old one when it has answered", async () => {
  const { engine, add, closed } = shop();
  add(put("1", "Tea cup", "de"), put("2", "Tea pot", "de"), { type: "view", time, user: "ann", product: "1" });
  add(put("1", "Tea cup", "de_new"), put("3", "Tea tray", "de_new"));
  const before = engine.index("de")!.search({ query: "tea" });
  add(order({ action: "move", name: "de_new", to: "de" }));
  assert.deepEqual(engine.indexes, ["products", "de"]);
  assert.deepEqual((await before).hits.map((hit) => hit.product.id).sort(), ["1", "2"], "asked before the move");
  assert.deepEqual(await found(engine, "de", "tea"), ["1 Tea cup", "3 Tea tray"]);
  const seen = await engine.index("de")!.recommend({ kind: "recently_viewed", asker: { user: "ann" } });
  assert.deepEqual(
    seen.items.map((item) => item.product.id),
    ["1"],
  );
  await new Promise(setImmediate);
  assert.deepEqual(closed, ["0"]);
  assert.deepEqual([engine.releaseSlots(5), engine.releaseSlots(6), engine.releaseSlots(6)], [[], ["0"], []]);
});

test("the default index is dropped by emptying it; another is gone", async () => {
  const { engine, add } = shop();
  add(put("1", "Tea cup"), put("2", "Tea pot", "de"), order({ action: "drop", name: "products" }), order({ action: "drop", name: "de" }));
  assert.deepEqual(engine.indexes, ["products"]);
  assert.deepEqual(await found(engine, "products", "tea"), []);
  add(put("3", "Tea tray"), order({ action: "create", name: "fr" }), order({ action: "rename", name: "fr" }), order({}));
  assert.deepEqual(await found(engine, "products", "tea"), ["3 Tea tray"]);
  assert.deepEqual(engine.indexes, ["products", "fr"]);
  add(order({ action: "move", name: "products", to: "fr" }));
  assert.deepEqual([await found(engine, "products", "tea"), await found(engine, "fr", "tea")], [[], ["3 Tea tray"]]);
});

test("a cleared index keeps its orders and what its shoppers did", async () => {
  const { engine, add } = shop();
  const replicas = { set: { replicas: ["cheap"], hitsPerPage: 5 } };
  add(put("1", "Tea cup"), put("2", "Tea pot"), { type: "operator", time, command: "settings", arguments: replicas });
  add({ type: "view", time, user: "ann", product: "1" }, order({ action: "clear", name: "products" }));
  assert.deepEqual([engine.count, engine.merchandise.settings], [0, replicas.set]);
  add(put("1", "Tea cup"));
  const seen = await engine.recommend({ kind: "recently_viewed", asker: { user: "ann" } });
  assert.deepEqual([seen.items.map((item) => item.product.id), await found(engine, "products", "tea")], [["1"], ["1 Tea cup"]]);
  add(order({ action: "drop", name: "products" }));
  assert.deepEqual(engine.merchandise.settings, {});
});

test("a snapshot of a shop that knew one index is restored as the default one", async () => {
  const { engine, add, engineOver, open } = shop();
  add(put("1", "Tea cup"));
  const { indexes: _, ...views } = (await engine.snapshot()).views;
  const restored = engineOver(open, memoryProductStore([product("1", "Tea cup")]));
  restored.restore(views);
  assert.deepEqual([restored.indexes, restored.position, restored.count], [["products"], 1, 1]);
});

test("a snapshot names its slots, and replay from it gives the same indexes", async () => {
  const { engine, add, log, open, engineOver, ports, stores } = shop();
  add(put("1", "Tea cup"), put("1", "Teetasse", "de"), order({ action: "create", name: "tmp" }), put("9", "Vase", "tmp"));
  add({ type: "view", time, user: "ann", product: "1" });
  const { views, position } = await engine.snapshot();
  const kept = new Map([...stores].map(([slot, store]) => [slot, memoryProductStore(store.all())]));
  add(order({ action: "move", name: "tmp", to: "de" }), put("1", "Teetasse", "de"));
  const defaults = memoryProductStore([product("1", "Tea cup")]);
  const restored = engineOver((slot, bytes) => (bytes ? ports(slot, kept.get(slot)!) : open(slot)), defaults);
  restored.restore(views);
  assert.equal(restored.position, position);
  assert.deepEqual(restored.indexes, ["products", "de", "tmp"]);
  for (const logged of log) restored.apply(logged);
  const replayed = engineOver(open);
  for (const logged of log) replayed.apply(logged);
  for (const one of [engine, restored, replayed]) {
    assert.deepEqual(one.indexes, ["products", "de"]);
    const store = one.index("de")!.products;
    assert.deepEqual([...store.ids()], ["1", "9"]);
    const seen = await one.index("de")!.recommend({ kind: "recently_viewed", asker: { user: "ann" } });
    assert.deepEqual(
      seen.items.map((item) => item.product.title),
      ["Teetasse"],
    );
  }
});
