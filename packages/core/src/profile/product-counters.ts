/**
 * What shoppers did with each product: decayed counts per action, and the mean of its ratings. A return is counted at the time of
 * the order it takes back, so it leaves what the purchase left.
 */
import type { ByteReader } from "../base.ts";
import { DecayedTable } from "./decayed-table.ts";
import type { Pieces } from "./pieces.ts";
import type { Action } from "./touch.ts";

/** Half-life of product counters. */
export const counterHalfLife = 30 * 86_400_000;

const counted = ["view", "click", "add_to_cart", "purchase", "rating", "return"] as const satisfies readonly Action[];

export class ProductCounters {
  readonly #tables: Readonly<Record<Action, DecayedTable>> = {
    view: new DecayedTable(counterHalfLife),
    click: new DecayedTable(counterHalfLife),
    add_to_cart: new DecayedTable(counterHalfLife),
    purchase: new DecayedTable(counterHalfLife),
    rating: new DecayedTable(counterHalfLife),
    return: new DecayedTable(counterHalfLife),
  };
  readonly #ratings = new DecayedTable(counterHalfLife);

  /** Counts once, or takes a count back (`weight` -1). */
  add(item: number, action: Action, time: number, rating?: number, weight: 1 | -1 = 1): void {
    this.#tables[action].add(item, weight, time);
    if (rating !== undefined) this.#ratings.add(item, weight * rating, time);
  }

  count(item: number, action: Action, now: number): number {
    return this.#tables[action].at(item, now);
  }

  /** Decayed mean of the ratings, pulled towards 3 by four imagined ones. */
  rating(item: number, now: number): number {
    return (this.#ratings.at(item, now) + 12) / (this.count(item, "rating", now) + 4);
  }

  /** Share of purchases that came back, 0..1, pulled towards 0 by five imagined kept ones. */
  returnRate(item: number, now: number): number {
    return Math.min(1, this.count(item, "return", now) / (this.count(item, "purchase", now) + 5));
  }

  pieces(items: number): Pieces[] {
    return [...counted.map((action) => this.#tables[action].pieces(items)), this.#ratings.pieces(items)];
  }

  read(reader: ByteReader): void {
    for (const action of counted) this.#tables[action].read(reader);
    this.#ratings.read(reader);
  }
}
