/** What a simulated visitor needs of a shop. The live one speaks HTTP; a test or a learning bench may answer in process. */
import type { Product } from "@aisle/core/catalog";
import type { ShopEvent } from "@aisle/core/event";
import type { DeviceKind } from "./shopper.ts";

export interface Visitor {
  readonly user: string;
  readonly session: string;
  readonly language: "en" | "zh";
  readonly device: DeviceKind;
}

export interface Shown {
  /** Attribution id of the answer. */
  readonly answer: string;
  readonly products: readonly Product[];
  /** Matches of a search; the number shown for a recommendation. */
  readonly total: number;
}

export interface SearchAsk {
  readonly query: string;
  readonly category?: string;
  readonly offset?: number;
  readonly limit: number;
  readonly prefix?: boolean;
}

export type StripKind = "for_you" | "trending" | "similar" | "bought_together";

export interface Storefront {
  search(visitor: Visitor, ask: SearchAsk): Promise<Shown>;
  recommend(visitor: Visitor, kind: StripKind, limit: number, seeds?: readonly string[]): Promise<Shown>;
  /** The page of a product; undefined where it is gone. */
  product(visitor: Visitor, id: string): Promise<Product | undefined>;
  complete(visitor: Visitor, prefix: string): Promise<readonly string[]>;
  /** Resolves once the shop has the events, so that the next question may build on them. */
  send(events: readonly ShopEvent[]): Promise<void>;
}
