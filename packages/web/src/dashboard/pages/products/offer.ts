/** What a list says of a product's price and availability: those of its first offer. */
import type { Product } from "../../api.ts";
import type { Formats } from "../../words.ts";

export type Offer = Product["offers"][number];

export function priceOf(offer: Offer | undefined, f: Formats): string {
  const price = offer?.salePrice ?? offer?.price;
  return price === undefined ? "–" : f.money(price, offer?.currency);
}
