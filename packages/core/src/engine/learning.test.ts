/** What an engine may learn and remember: nothing from bots, nothing of who refused. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryProductStore } from "../catalog.ts";
import type { Product } from "../catalog.ts";
import type { LoggedEvent, ShopEvent } from "../event.ts";
import { Recommender } from "../recommend.ts";
import { createMemoryIndex } from "../retrieve.ts";
import { createAnalyzer } from "../text.ts";
import { ShopEngine } from "./shop.ts";

const start = Date.UTC(2026, 0, 1);
const minute = 60_000;
const analyzer = createAnalyzer();
const names = ["pot", "cup", "tray", "lamp", "vase", "bowl", "plate", "spoon", "fork", "knife", "pan", "jug"];
const catalogue = names.map((id): Product => ({
  id,
  title: `Fine ${id}`,
  description: "",
  images: [],
  categories: [["Home"]],
  offers: [{ availability: "in_stock", price: 10, currency: "EUR" }],
  attributes: {},
}));

function shop() {
  const log: LoggedEvent[] = [];
  const products = memoryProductStore();
  const open = () =>
    new ShopEngine({
      analyzer,
      retrieval: createMemoryIndex({ analyzer }),
      products,
      recommender: new Recommender(analyzer),
      clock: () => start + 60 * minute,
      newId: () => "0".repeat(32),
      pseudonym: (user) => `p:${user}`,
      end: () => log.length,
    });
  const engine = open();
  const add = (...events: readonly ShopEvent[]) => {
    for (const event of events) {
      const logged: LoggedEvent = {
        position: log.length,
        arrival: Math.max(event.time, log.at(-1)?.arrival ?? 0),
        event,
        ...("user" in event ? { person: `p:${event.user}` } : {}),
        ...(event.type === "identify" ? { anonymous: `p:${event.anonymous}` } : {}),
      };
      log.push(logged);
      engine.apply(logged);
    }
  };
  add(...catalogue.map((product): ShopEvent => ({ type: "product", time: start, product })));
  const seen = async (user: string, at = engine) =>
    (await at.recommend({ kind: "recently_viewed", asker: { user } })).items.map(({ product }) => product.id);
  return { engine, add, seen, open, log };
}

const view = (user: string, product: string, time: number): ShopEvent => ({ type: "view", user, product, time });

test("a bot's clicks, queries and reviews leave no trace for others, and what it taught before its verdict goes", async () => {
  const { engine, add, seen } = shop();
  const honest: ShopEvent[] = ["ann", "bob", "cid"].flatMap((user, at) => [
    view(user, "pot", start + at * minute),
    view(user, "cup", start + (at + 5) * minute),
  ]);
  add(...honest);
  const lists = async () => {
    const { items } = await engine.recommend({ kind: "trending", limit: 5 });
    return items.map(({ product, score }) => [product.id, Number(score.toFixed(6))]);
  };
  const before = await lists();
  const bots = ["x", "y", "z"];
  for (const [at, user] of bots.entries()) {
    const from = start + (20 + at) * minute;
    add({ type: "query", user, query: "buy my knife", total: 1, time: from });
    add({ type: "review", user, product: "knife", text: "The best.", value: 5, time: from + 1 });
    add(...names.map((id, i) => view(user, id, from + 500 + i * 2_000)));
  }
  assert.deepEqual(engine.traffic.visitors, { human: 3, suspect: 0, bot: 3 });
  assert.deepEqual(await lists(), before);
  assert.deepEqual(await engine.complete("buy", 5), []);
  assert.equal(engine.reviews({ products: ["knife"] }).count, 0);
  // What somebody did is theirs, whatever they are held for.
  assert.equal((await seen("x"))[0], "jug");
});

test("who refuses to be remembered is not, on any device, until they consent; reviews stay", async () => {
  const { engine, add, seen, open } = shop();
  const consent = (user: string, personal: boolean, time: number): ShopEvent => ({ type: "consent", user, purposes: { personal }, time });
  add(view("phone", "pot", start), view("ann", "cup", start + minute));
  add({ type: "identify", user: "ann", anonymous: "phone", time: start + 2 * minute });
  assert.deepEqual(await seen("ann"), ["cup", "pot"]);
  add(consent("ann", false, start + 3 * minute), view("ann", "tray", start + 4 * minute), view("phone", "lamp", start + 5 * minute));
  add({ type: "review", user: "ann", product: "cup", text: "Holds tea.", value: 4, time: start + 6 * minute });
  assert.deepEqual([await seen("ann"), await seen("phone"), engine.reviews({ products: ["cup"] }).count], [[], [], 1]);
  const { views } = await engine.snapshot();
  const restarted = open();
  restarted.restore(views);
  assert.deepEqual(await seen("ann", restarted), []);
  add(consent("ann", true, start + 7 * minute), view("ann", "bowl", start + 8 * minute));
  assert.deepEqual(await seen("ann"), ["bowl"]);
});

test("an event whose key is gone takes its person out, each time anew", async () => {
  const { engine, add, seen, log } = shop();
  const unreadable = () => {
    log.push({ position: log.length, arrival: start, person: "p:ann", event: undefined });
    engine.apply(log.at(-1)!);
  };
  for (let round = 0; round < 2; round++) {
    add(view("ann", "pot", start));
    assert.deepEqual(await seen("ann"), ["pot"]);
    unreadable();
    unreadable();
    assert.deepEqual(await seen("ann"), []);
  }
});
