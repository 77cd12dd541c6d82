/** The demo shop's public face: products, visits, pictures. All of it is generated; the same seed gives the same shop. */
import type { Product } from "@aisle/core/catalog";
import type { ShopEvent } from "@aisle/core/event";
import { chineseMarket, demoCatalogue } from "./catalogue.ts";
import { demoVisits } from "./visits.ts";

export { drawProduct } from "./drawings/draw-product.ts";

/** The market whose prices the pages of a language show. */
export const demoMarkets = { zh: chineseMarket };

/** The products of the demo shop, English with Chinese translations. */
export function demoProducts(seed = 1): readonly Product[] {
  return demoCatalogue(seed);
}

/** A month of visits that ends at `now`, in milliseconds UTC, in order of time. */
export function demoEvents(seed: number, now: number, products: readonly Product[]): Iterable<ShopEvent> {
  return demoVisits(seed, now, products);
}
