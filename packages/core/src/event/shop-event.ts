/**
 * The one event schema of the house, shaped after UBI 1.3 (OpenSearch User Behavior Insights): what shoppers do, what the
 * catalogue becomes, what operators order. Event time and arrival time are kept apart; windows are by event time.
 */
import type { Offer, Product } from "../catalog.ts";

/** Where an event came from and its place there: the pair is applied once (law 5). */
export interface Origin {
  readonly producer: string;
  /** Strictly increasing per producer. */
  readonly sequence: number;
}

interface Common {
  /** Client-made id; a second event with the same id inside the de-duplication window changes nothing. */
  readonly id?: string;
  /** When it happened, milliseconds UTC. */
  readonly time: number;
  readonly origin?: Origin;
}

/** Of an index other than the default one. */
interface OfIndex {
  readonly index?: string;
}

interface ByPerson extends Common {
  /** Login or anonymous client id as the shop knows it; sealed in the log. */
  readonly user: string;
  readonly session?: string;
  /** Attribution id of the answer that this event follows (law 7). */
  readonly answer?: string;
  /** Where on the page or in the shop: "search", "home", "product", "cart" or the client's own word. */
  readonly surface?: string;
  /** Added at the edge: "bot" where the client's user agent says so. */
  readonly agent?: string;
  /** Added at the edge: a digest of the client's block of addresses, another one each day. */
  readonly network?: string;
}

interface InIndex extends ByPerson, OfIndex {}

export interface OrderLine {
  readonly product: string;
  readonly quantity: number;
  readonly price?: number;
  readonly currency?: string;
}

export type ShopperEvent =
  | (InIndex & { readonly type: "query"; readonly query: string; readonly total?: number })
  | (InIndex & { readonly type: "impression"; readonly products: readonly string[]; readonly positions?: readonly number[] })
  | (InIndex & { readonly type: "view" | "click"; readonly product: string; readonly position?: number })
  | (InIndex & { readonly type: "add_to_cart"; readonly product: string; readonly quantity: number; readonly position?: number })
  | (InIndex & { readonly type: "purchase"; readonly order: string; readonly lines: readonly OrderLine[] })
  | (InIndex & {
      readonly type: "refund" | "return" | "cancel";
      readonly order: string;
      readonly lines: readonly OrderLine[];
      readonly reason?: string;
    })
  | (InIndex & { readonly type: "rating"; readonly product: string; readonly value: number })
  | (InIndex & { readonly type: "review"; readonly product: string; readonly text: string; readonly value?: number })
  | (InIndex & { readonly type: "refinement"; readonly field: string; readonly value: string; readonly on: boolean })
  /** `user` is the login; `anonymous` the client id whose history joins it, or leaves it again when `undo`. */
  | (ByPerson & { readonly type: "identify"; readonly anonymous: string; readonly undo?: boolean })
  | (ByPerson & { readonly type: "consent"; readonly purposes: Readonly<Record<string, boolean>> })
  | (ByPerson & { readonly type: "erase" });

export type CatalogEvent =
  | (Common & OfIndex & { readonly type: "product"; readonly product: Product })
  | (Common & OfIndex & { readonly type: "product_removed"; readonly product: string })
  /** Price, stock and availability move without touching texts. */
  | (Common & OfIndex & { readonly type: "offers"; readonly product: string; readonly offers: readonly Offer[] });

export type OperatorEvent =
  | (Common & { readonly type: "model"; readonly action: "promote" | "rollback"; readonly model: string; readonly hash: string })
  | (Common & OfIndex & { readonly type: "operator"; readonly command: string; readonly arguments: Readonly<Record<string, unknown>> });

export type ShopEvent = ShopperEvent | CatalogEvent | OperatorEvent;

export type EventType = ShopEvent["type"];

/** True where a person stands behind the event, so that its payload is sealed. */
export function isShopperEvent(event: ShopEvent): event is ShopperEvent {
  return "user" in event;
}
