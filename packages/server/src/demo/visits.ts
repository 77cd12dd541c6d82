/**
 * A month of visits to the demo shop, so that trending, bought together and recommendations are alive at first start. Shoppers
 * have tastes (a few types, a price level) and mostly buy what goes with what; a few models rise in the last days. Times lie
 * in the 30 days before `now`; seed and now alone decide everything.
 */
import { randomInteger, randomPick, seededRandom } from "@aisle/core/base";
import type { Random } from "@aisle/core/base";
import { currentPrice, isAvailable } from "@aisle/core/catalog";
import type { Product } from "@aisle/core/catalog";
import type { OrderLine, ShopEvent, ShopperEvent } from "@aisle/core/event";
import { productTypes } from "./catalogue.ts";
import type { ProductType } from "./product-type.ts";
import { demoReview } from "./reviews.ts";

const shoppers = 700;
const sessions = 2_000;
const day = 24 * 3600 * 1000;
const days = 30;
/** Share of bought products that their buyers review, and opinions of people who bought elsewhere. */
const reviewed = 0.5;
const opinions = 2_500;

interface Shopper {
  readonly user: string;
  readonly chinese: boolean;
  readonly tastes: readonly ProductType[];
  /** 0 looks for the cheapest, 1 for the best. */
  readonly level: number;
}

/** Products of a type with the weights that attention gives them. */
interface Shelf {
  readonly products: readonly Product[];
  readonly cumulative: readonly number[];
}

function shelfOf(products: readonly Product[]): Shelf {
  let sum = 0;
  return { products, cumulative: products.map((product) => (sum += Math.sqrt(Number(product.attributes["rating_count"] ?? 1)))) };
}

function drawFrom(random: Random, shelf: Shelf): Product {
  const target = random() * shelf.cumulative.at(-1)!;
  return shelf.products[shelf.cumulative.findIndex((sum) => sum >= target)] ?? shelf.products[0]!;
}

/** Of a few products that catch the eye, the one nearest to the shopper's price level. */
function pick(random: Random, shelf: Shelf, shopper: Shopper): Product {
  const seen = [drawFrom(random, shelf), drawFrom(random, shelf), drawFrom(random, shelf)].sort((a, b) => priceOf(a) - priceOf(b));
  return seen[Math.min(2, Math.floor(shopper.level * 3))]!;
}

function priceOf(product: Product): number {
  return currentPrice(product.offers[0]!) ?? 0;
}

function line(product: Product): OrderLine {
  return { product: product.id, quantity: 1, price: priceOf(product), currency: product.offers[0]!.currency ?? "USD" };
}

function queryFor(random: Random, product: Product, chinese: boolean): string {
  const texts = chinese ? product.translations?.["zh"] : product;
  const category = (texts?.categories?.[0]?.at(-1) ?? product.title).split(" & ")[0]!;
  const attributes = texts?.attributes ?? {};
  const words = Object.entries(attributes)
    .filter(([name, value]) => typeof value === "string" && !["pack", "gender", "rating"].includes(name))
    .map(([, value]) => String(value));
  const roll = random();
  if (roll < 0.35 || words.length === 0) return category.toLowerCase();
  if (roll < 0.5) return `${texts?.brand ?? ""} ${category}`.trim().toLowerCase();
  return chinese ? `${randomPick(random, words)}${category}` : `${randomPick(random, words)} ${category}`.toLowerCase();
}

/** The visits in the order of their time, each with its place in the sequence of producer "demo". */
export function* demoVisits(seed: number, now: number, products: readonly Product[]): Generator<ShopEvent> {
  const random = seededRandom(seed + 77);
  const byType = new Map<string, Product[]>();
  for (const product of products) {
    const key = product.id.split("-", 1)[0]!;
    if (!isAvailable(product)) continue;
    const list = byType.get(key);
    if (list) list.push(product);
    else byType.set(key, [product]);
  }
  const types = productTypes.filter((type) => byType.has(type.key));
  if (types.length === 0) return;
  const shelves = new Map(types.map((type) => [type.key, shelfOf(byType.get(type.key)!)]));
  const typeByKey = new Map(types.map((type) => [type.key, type]));
  const rising = Array.from({ length: 24 }, () => randomPick(random, shelves.get(randomPick(random, types).key)!.products));
  const people: Shopper[] = Array.from({ length: shoppers }, (_, i) => {
    const first = randomPick(random, types);
    const near = first.goesWith.flatMap((key) => typeByKey.get(key) ?? []);
    return { user: `demo-${i + 1}`, chinese: random() < 0.4, tastes: [first, ...near, randomPick(random, types)], level: random() };
  });

  const events: ShopperEvent[] = [];
  for (let number = 0; number < sessions; number++) {
    // Some come often.
    const shopper = people[Math.floor(random() ** 2 * people.length)]!;
    const age = random() * days;
    const hour = (8 + 14 * Math.sqrt(random())) / 24;
    let time = Math.round(now - (Math.floor(age) + 1 - hour) * day);
    if (time >= now) time = now - randomInteger(random, 3_600_000) - 1_800_000;
    const session = `demo-session-${number + 1}`;
    const by = () => {
      time += 4_000 + randomInteger(random, 50_000);
      return { time, user: shopper.user, session };
    };
    const type = randomPick(random, shopper.tastes);
    const shelf = shelves.get(type.key)!;
    const target = age < 4 && random() < 0.3 ? randomPick(random, rising) : pick(random, shelf, shopper);
    const searched = random() < 0.6;
    if (searched) events.push({ type: "query", ...by(), query: queryFor(random, target, shopper.chinese) });
    const seen: Product[] = [];
    const looks = 1 + randomInteger(random, 5);
    for (let i = 0; i < looks; i++) {
      const product = i === 0 ? target : pick(random, shelf, shopper);
      seen.push(product);
      if (searched)
        events.push({ type: "click", ...by(), product: product.id, position: 1 + randomInteger(random, 12), surface: "search" });
      events.push({ type: "view", ...by(), product: product.id, surface: "product" });
    }
    if (random() > 0.42) continue;
    const basket = [randomPick(random, seen)];
    for (const key of typeByKey.get(basket[0]!.id.split("-", 1)[0]!)?.goesWith ?? []) {
      const companion = shelves.get(key);
      if (companion === undefined || random() > 0.4) continue;
      const product = pick(random, companion, shopper);
      events.push({ type: "view", ...by(), product: product.id, surface: "product" });
      basket.push(product);
    }
    for (const product of basket) events.push({ type: "add_to_cart", ...by(), product: product.id, quantity: 1 });
    if (random() > 0.55) continue;
    const order = `demo-order-${number + 1}`;
    const lines = basket.map(line);
    events.push({ type: "purchase", ...by(), order, lines });
    for (const product of basket) {
      const later = time + Math.round((1 + 4 * random()) * day);
      if (random() < reviewed && later < now) events.push(demoReview(random, product, { ...shopper, time: later }));
    }
    const returned = time + 5 * day;
    if (random() < 0.06 && returned < now) {
      events.push({ type: "return", time: returned, user: shopper.user, order, lines: [lines[0]!], reason: "did not fit" });
    }
  }
  for (let number = 0; number < opinions; number++) {
    const shopper = randomPick(random, people);
    const product = drawFrom(random, shelves.get(randomPick(random, types).key)!);
    events.push(demoReview(random, product, { ...shopper, time: Math.round(now - random() * days * day) }));
  }
  events.sort((a, b) => a.time - b.time);
  let sequence = 0;
  for (const event of events) if (event.time <= now) yield { ...event, origin: { producer: "demo", sequence: ++sequence } };
}
