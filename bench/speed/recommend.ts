/**
 * From an event to a changed recommendation, in process: a shop of 200,000 products that has folded a million events takes one more
 * event and answers for-you to the same shopper; the 99th percentile of both together. Products have words in natural variety
 * (Zipf), shoppers walk through categories, 2 % buy. The answer is checked to be a fresh list before anything is timed.
 */
import assert from "node:assert/strict";
import { seededRandom } from "@aisle/core/base";
import type { Random } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import type { ShopEvent } from "@aisle/core/event";
import { Recommender } from "@aisle/core/recommend";
import type { RecommendKind } from "@aisle/core/recommend";
import { createAnalyzer } from "@aisle/core/text";

const smoke = process.argv.includes("--smoke");
const productCount = smoke ? 5_000 : 200_000;
const eventCount = smoke ? 20_000 : 1_000_000;
const shopperCount = smoke ? 2_000 : 100_000;
const questions = smoke ? 200 : 2_000;
const barMs = 50;

const random = seededRandom(11);
const start = Date.UTC(2026, 0, 1);

/** Zipf-like: rank r is drawn with a chance near 1/r. */
function zipf(n: number, draw: Random): number {
  return Math.min(n - 1, Math.floor(n ** draw()) - 1 + Math.floor(draw() * 2));
}

function word(rank: number): string {
  let text = "";
  for (let rest = rank + 20; rest > 0; rest = Math.floor(rest / 20))
    text += "bcdfghjklmnprstvwxyz"[rest % 20]! + "aeiou"[(rest * 7 + text.length) % 5]!;
  return text;
}

function product(at: number): Product {
  const department = zipf(30, random);
  const shelf = zipf(40, random);
  const title = Array.from({ length: 5 + Math.floor(random() * 6) }, () => word(zipf(60_000, random))).join(" ");
  return {
    id: `p${at}`,
    title,
    description: "",
    brand: `brand ${word(zipf(3_000, random))}`,
    images: [],
    categories: [[`department ${department}`, `shelf ${department} ${shelf}`]],
    offers: [{ availability: random() < 0.95 ? "in_stock" : "out_of_stock", price: Math.exp(1 + 4 * random()) }],
    attributes: {},
  };
}

const recommender = new Recommender(createAnalyzer());
let position = 0;
function apply(event: ShopEvent): void {
  recommender.apply({ position: position++, arrival: event.time, event, ...("user" in event ? { person: event.user } : {}) });
}

/** Products by shelf, so that walks stay in one neighbourhood as shoppers do. */
const shelves = new Map<string, number[]>();
const shelfOf: string[] = [];

function walk(from: number): number {
  const shelf = shelves.get(shelfOf[from]!)!;
  return random() < 0.8 ? shelf[zipf(shelf.length, random)]! : zipf(productCount, random);
}

const last = new Int32Array(shopperCount).fill(-1);
function event(at: number): ShopEvent {
  const shopper = zipf(shopperCount, random);
  const item = last[shopper]! < 0 ? zipf(productCount, random) : walk(last[shopper]!);
  last[shopper] = item;
  const common = { user: `u${shopper}`, session: `s${Math.floor(at / 200_000)}`, time: start + at * 1_000 };
  if (random() < 0.02)
    return { ...common, type: "purchase", order: `o${at}`, lines: [item, walk(item)].map((one) => ({ product: `p${one}`, quantity: 1 })) };
  return { ...common, type: random() < 0.1 ? "add_to_cart" : "view", product: `p${item}`, quantity: 1 } as ShopEvent;
}

function percentiles(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]! * 1000) / 1000;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

const seconds = (from: number) => Math.round(performance.now() - from) / 1000;

let begun = performance.now();
for (let at = 0; at < productCount; at++) {
  const one = product(at);
  const shelf = one.categories[0]![1]!;
  shelfOf.push(shelf);
  const members = shelves.get(shelf);
  if (members) members.push(at);
  else shelves.set(shelf, [at]);
  apply({ type: "product", time: start, product: one });
}
const catalogueSeconds = seconds(begun);
begun = performance.now();
for (let at = 0; at < eventCount; at++) apply(event(at));
const foldSeconds = seconds(begun);

const ask = (kind: RecommendKind, person: string, products: readonly string[], now: number) =>
  recommender.recommend({ kind, person, products, limit: 12, now });

// The answer first: a click of a shopper nobody knows changes their list.
const fresh = ask("for_you", "nobody yet", [], start + eventCount * 1_000);
apply({ type: "view", user: "nobody yet", product: `p${productCount - 1}`, time: start + eventCount * 1_000 });
const changed = ask("for_you", "nobody yet", [], start + eventCount * 1_000);
assert.equal(fresh.length, 12);
assert.notDeepEqual(
  changed.map((one) => one.product),
  fresh.map((one) => one.product),
);

const applied: number[] = [];
const together: number[] = [];
const others: Record<string, number[]> = { similar: [], bought_together: [], trending: [], boosts: [] };
for (let i = 0; i < questions; i++) {
  const next = event(eventCount + i);
  const person = "user" in next ? next.user : "";
  const seed = `p${last[Number(person.slice(1))]}`;
  const t0 = performance.now();
  apply(next);
  const t1 = performance.now();
  const list = ask("for_you", person, [], next.time);
  const t2 = performance.now();
  assert.equal(list.length, 12);
  applied.push(t1 - t0);
  together.push(t2 - t0);
  for (const kind of ["similar", "bought_together", "trending"] as const) {
    const from = performance.now();
    ask(kind, person, [seed], next.time);
    others[kind]!.push(performance.now() - from);
  }
  const page = Array.from({ length: 100 }, () => `p${zipf(productCount, random)}`);
  const from = performance.now();
  recommender.boosts(person, page, next.time);
  others["boosts"]!.push(performance.now() - from);
}

// Between two steps a server takes events and questions: its longest pause is the longest step.
const steps: number[] = [];
let bytes = new Uint8Array();
begun = performance.now();
const taken = recommender.snapshotSteps();
const freezeMs = Math.round(performance.now() - begun);
for (let done = false; !done;) {
  const from = performance.now();
  const step = taken.next();
  steps.push(performance.now() - from);
  done = step.done === true;
  if (step.done) bytes = step.value;
}
const snapshotSeconds = seconds(begun);
begun = performance.now();
const resumed = new Recommender(createAnalyzer());
resumed.restore(bytes);
const restoreSeconds = seconds(begun);
begun = performance.now();
assert.deepEqual(Buffer.compare(resumed.snapshot(), bytes), 0);
const secondSnapshotSeconds = seconds(begun);

const eventToAnswer = percentiles(together);
console.log(
  JSON.stringify(
    {
      bench: "speed/recommend",
      smoke,
      products: productCount,
      events: eventCount,
      catalogueSeconds,
      foldSeconds,
      foldedPerSecond: Math.round(eventCount / foldSeconds),
      milliseconds: {
        apply: percentiles(applied),
        "event to for_you": eventToAnswer,
        ...Object.fromEntries(Object.entries(others).map(([name, list]) => [name, percentiles(list)])),
      },
      bar: { "event to for_you p99": barMs, reached: eventToAnswer.p99 < barMs },
      snapshotBytes: bytes.length,
      snapshotSeconds,
      snapshotStepMs: { freeze: freezeMs, steps: steps.length, ...percentiles(steps) },
      secondSnapshotSeconds,
      restoreSeconds,
      memoryMb: Math.round(process.memoryUsage().rss / 1e6),
    },
    null,
    2,
  ),
);
