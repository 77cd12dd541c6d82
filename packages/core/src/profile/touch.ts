/**
 * What an event says about single products, in one shape for every feature: which product, how strongly, when. The same table of
 * weights serves online and offline.
 */
import type { LoggedEvent, ShopperEvent } from "../event.ts";

export type Action = "view" | "click" | "add_to_cart" | "purchase" | "rating" | "return";

/** How much one action says about wanting the product; a return takes back what a purchase said. */
export const actionWeights: Readonly<Record<Action, number>> = { view: 1, click: 1, add_to_cart: 3, purchase: 5, rating: 1, return: -5 };

/** Facts of the product at the time of the touch, as far as the catalogue knew it. */
export interface TouchFacts {
  /** Category nodes, leaf and ancestors. */
  readonly categories: readonly number[];
  readonly brand?: number;
  readonly priceBand?: number;
}

export interface Touch {
  readonly product: string;
  readonly action: Action;
  readonly weight: number;
  /** Event time, never later than the arrival: a client's clock from the future moves no window. */
  readonly time: number;
  readonly session?: string;
  readonly order?: string;
  readonly position?: number;
  /** 1..5 for a rating. */
  readonly value?: number;
}

/** Event time bounded by arrival. */
export function eventTime(logged: LoggedEvent): number {
  return Math.min(logged.event?.time ?? logged.arrival, logged.arrival);
}

/** The touches of a shopper's event, in its own order; none for events about no product. */
export function touchesOf(event: ShopperEvent, time: number): readonly Touch[] {
  const session = event.session === undefined ? {} : { session: event.session };
  switch (event.type) {
    case "view":
    case "click":
    case "add_to_cart":
      return [
        {
          product: event.product,
          action: event.type,
          weight: actionWeights[event.type],
          time,
          ...session,
          ...(event.position === undefined ? {} : { position: event.position }),
        },
      ];
    case "purchase":
      return event.lines.map(({ product }) => ({
        product,
        action: "purchase",
        weight: actionWeights.purchase,
        time,
        order: event.order,
        ...session,
      }));
    case "refund":
    case "return":
    case "cancel":
      return event.lines.map(({ product }) => ({
        product,
        action: "return",
        weight: actionWeights.return,
        time,
        order: event.order,
        ...session,
      }));
    case "rating":
    case "review": {
      if (event.value === undefined) return [];
      // Neutral at 3 of 5: a good rating is worth a cart, a bad one speaks against.
      return [{ product: event.product, action: "rating", weight: (event.value - 3) * 1.5, time, value: event.value, ...session }];
    }
    default:
      return [];
  }
}
