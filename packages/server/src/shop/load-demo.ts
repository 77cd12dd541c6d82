/** Fills a shop with the demo: its products where they differ from what is there, and a month of visits into an empty log. */
import { diffProducts } from "@aisle/core/catalog";
import type { ShopEvent } from "@aisle/core/event";
import { demoEvents, demoProducts } from "../demo/demo-shop.ts";
import type { OpenShop } from "./open-shop.ts";

const batchSize = 1_000;
const seed = 1;

async function ingestAll(shop: OpenShop, events: Iterable<ShopEvent>): Promise<void> {
  let batch: ShopEvent[] = [];
  for (const event of events) {
    batch.push(event);
    if (batch.length < batchSize) continue;
    await shop.ingest(batch);
    batch = [];
  }
  if (batch.length > 0) await shop.ingest(batch);
  await shop.engine.settle();
}

/** `now` in milliseconds UTC: the visits lie in the month before it. */
export async function loadDemo(shop: OpenShop, now: number): Promise<void> {
  const empty = shop.log.end === 0;
  const products = [...demoProducts(seed)];
  const changed = products.filter((product) => diffProducts(shop.products.get(product.id), product) !== "none");
  await ingestAll(
    shop,
    changed.map((product): ShopEvent => ({ type: "product", time: now, product })),
  );
  if (empty) await ingestAll(shop, demoEvents(seed, now, products));
}
