import assert from "node:assert/strict";
import { test } from "node:test";
import type { Product } from "@aisle/core/catalog";
import { decodeEvent } from "@aisle/core/event";
import type { ShopEvent, ShopperEvent } from "@aisle/core/event";
import { planBots, promotedProducts, walkBot } from "./bots.ts";
import type { Shown, Storefront } from "./storefront.ts";
import { Tally } from "./tally.ts";
import { walkVisit } from "./visit.ts";
import { createWorld } from "./world.ts";

const start = Date.UTC(2026, 2, 2);
const span = { start, end: start + 7 * 86_400_000 };

const products = ["Lamps", "Chairs", "Teapots"].flatMap((name, kind) =>
  Array.from({ length: 20 }, (_, i): Product => ({
    id: `${name}-${i}`,
    title: `${["Oak", "Brass", "Linen"][i % 3]} ${name.slice(0, -1)} ${i}`,
    description: "",
    brand: `Maker ${i % 4}`,
    images: [],
    categories: [["Home", name]],
    offers: [{ currency: "EUR", price: 10 + i + 20 * kind, availability: "in_stock" }],
    attributes: { material: ["oak", "brass", "linen"][i % 3]! },
  })),
);

/** A shop that answers from a fixed rule and keeps what it was told; answers depend on the question alone. */
function fixedShop(delay: () => Promise<void> = () => Promise.resolve()): Storefront & { readonly events: ShopEvent[] } {
  const events: ShopEvent[] = [];
  let asked = 0;
  const shown = async (list: readonly Product[]): Promise<Shown> => {
    await delay();
    return { answer: `answer-${++asked}`, products: list, total: list.length };
  };
  return {
    events,
    search: (_visitor, { query, category, offset = 0, limit }) => {
      const word = query.toLowerCase().split(" ").at(-1)!.slice(0, 3);
      const found = products.filter((product) =>
        category === undefined ? product.title.toLowerCase().includes(word) : product.categories[0]!.includes(category),
      );
      return shown(found.slice(offset, offset + limit));
    },
    recommend: (_visitor, kind, limit, seeds) =>
      shown(products.filter((_, at) => at % (kind.length + (seeds?.length ?? 0)) === 0).slice(0, limit)),
    product: async (_visitor, id) => products.find((product) => product.id === id),
    complete: async () => [],
    send: async (sent) => {
      await delay();
      events.push(...sent);
    },
  };
}

function partsFor(shop: Storefront, seed = 2) {
  return {
    world: createWorld(seed, products),
    shop,
    tally: new Tally(start),
    known: new Map(products.map((one) => [one.id, one])),
    run: 1,
  };
}

/** A visitor's events without the answers' names, which the shop counts up. */
function lives(events: readonly ShopEvent[]): string[] {
  return (events as ShopperEvent[]).map(({ answer: _answer, ...event }) => JSON.stringify(event)).sort();
}

test("visits beside each other decide as visits one after the other", async () => {
  const one = partsFor(fixedShop());
  for (let shopper = 0; shopper < 150; shopper++) await walkVisit(one, { shopper, visit: 0, time: start + shopper * 1_000 });
  let turn = 0;
  const unruly = fixedShop(async () => {
    for (let i = turn++ % 5; i > 0; i--) await Promise.resolve();
  });
  const many = partsFor(unruly);
  await Promise.all(
    Array.from({ length: 150 }, (_, i) => walkVisit(many, { shopper: 149 - i, visit: 0, time: start + (149 - i) * 1_000 })),
  );
  assert.deepEqual(lives(unruly.events), lives((one.shop as ReturnType<typeof fixedShop>).events));
});

test("every event is one that the shop accepts, and what follows an answer names it", async () => {
  const shop = fixedShop();
  const parts = partsFor(shop, 3);
  const later: ShopEvent[] = [];
  for (let shopper = 0; shopper < 400; shopper++) {
    for (let visit = 0; visit < 2; visit++) later.push(...(await walkVisit(parts, { shopper, visit, time: start + visit * 86_400_000 })));
  }
  const all = [...shop.events, ...later];
  const types = new Set(all.map((event) => event.type));
  for (const type of [
    "impression",
    "click",
    "view",
    "add_to_cart",
    "purchase",
    "identify",
    "refinement",
    "rating",
    "review",
    "return",
  ] as const) {
    assert.ok(types.has(type), `no ${type}`);
  }
  const answers = new Map<string, ShopperEvent & { type: "impression" }>();
  for (const event of all) {
    assert.deepEqual(decodeEvent(event), event);
    if (event.type === "impression") answers.set(event.answer!, event);
    if (event.type !== "click") continue;
    const list = answers.get(event.answer!)!;
    assert.equal(list.user, event.user);
    assert.equal(list.products[list.positions!.indexOf(event.position!)], event.product);
  }
  for (const event of all) {
    if (event.type !== "add_to_cart" && event.type !== "purchase") continue;
    assert.ok(answers.has(event.answer!), `${event.type} without its answer`);
  }
  assert.equal(parts.tally.orders, new Set(all.flatMap((event) => (event.type === "purchase" ? [event.order] : []))).size);
});

test("bots come in the stated share and never buy", async () => {
  const bots = planBots(4, 950, 0.05, span);
  assert.equal(bots.length, 50);
  assert.deepEqual(planBots(4, 950, 0.05, span), bots);
  const shop = fixedShop();
  const tally = new Tally(start);
  for (const bot of bots) await walkBot({ seed: 4, run: 1, shop, tally, products }, bot);
  for (const event of shop.events) assert.deepEqual(decodeEvent(event), event);
  assert.ok(!shop.events.some((event) => event.type === "purchase"));
  const pushed = new Set(promotedProducts(4, products).map((product) => product.id));
  const clicks = shop.events.flatMap((event) => (event.type === "click" ? [event.product] : []));
  assert.ok(clicks.length > 5 && clicks.every((id) => pushed.has(id)));
  assert.equal(tally.botEvents, shop.events.length);
});
