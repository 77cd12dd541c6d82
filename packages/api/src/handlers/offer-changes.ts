/**
 * Price and stock changes from the wire. Tens of thousands may come a second, so the usual shape is read by hand in one pass; what
 * is not of that shape goes the way of every other body, which also says what is wrong with it.
 */
import { defaultLimits } from "@aisle/core/base";
import type { Offer } from "@aisle/core/catalog";
import { decodeEvent } from "@aisle/core/event";
import type { ShopEvent } from "@aisle/core/event";
import { offerChangeSchema } from "../contract/product.ts";
import { parseWith } from "../http/parse.ts";

type OffersEvent = Extract<ShopEvent, { type: "offers" }>;

const availabilities: ReadonlySet<unknown> = new Set(["in_stock", "out_of_stock", "preorder", "backorder"]);

function isName(value: unknown): boolean {
  return typeof value === "string" && value !== "" && value.length <= defaultLimits.identifier && value.isWellFormed();
}

/** A number that needs no mending: negative zero does. */
function isAmount(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value < Infinity && !Object.is(value, -0);
}

function isUsualOffer(offer: unknown): offer is Offer {
  if (typeof offer !== "object" || offer === null) return false;
  for (const name in offer) {
    const value = (offer as Readonly<Record<string, unknown>>)[name];
    const fits =
      name === "price" || name === "salePrice" || name === "stock"
        ? isAmount(value)
        : name === "availability"
          ? availabilities.has(value)
          : (name === "currency" || name === "market" || name === "group") && isName(value);
    if (!fits) return false;
  }
  return "availability" in offer;
}

/** The event of a change in the usual shape, undefined for any other. */
export function usualChange(entry: unknown, time: number): OffersEvent | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { product, offers } = entry as { readonly product?: unknown; readonly offers?: unknown };
  for (const name in entry) if (name !== "product" && name !== "offers") return undefined;
  if (!isName(product) || !Array.isArray(offers) || offers.length > defaultLimits.values) return undefined;
  for (const offer of offers as readonly unknown[]) if (!isUsualOffer(offer)) return undefined;
  return { type: "offers", time, product: product as string, offers: offers as readonly Offer[] };
}

/** The event of a change; "bad_request" or "bad_event" names the field. */
export function offersEvent(entry: unknown, time: number, path: string): OffersEvent {
  return usualChange(entry, time) ?? (decodeEvent({ type: "offers", time, ...parseWith(offerChangeSchema, entry) }, path) as OffersEvent);
}
