/** What delivery costs, by currency, and from which sum on it costs nothing. */
import { marketOf } from "../config.ts";
import type { Language } from "../routing/route.ts";

export interface Delivery {
  readonly price: number;
  readonly freeFrom: number;
}

const deliveries: Readonly<Record<string, Delivery>> = { CNY: { price: 10, freeFrom: 99 } };
const usual: Delivery = { price: 5, freeFrom: 50 };

export function deliveryIn(currency: string): Delivery {
  return deliveries[currency] ?? usual;
}

/** Currency of what is said before any product is known. */
export function currencyOfPages(language: Language): string {
  return marketOf(language).market === "CN" ? "CNY" : "USD";
}
