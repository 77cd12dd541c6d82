/**
 * What shoppers chose after a query: decayed clicks per query and product, each weighed by how unlikely a look at its position was
 * (inverse propensity, Joachims et al., WSDM 2017, with 1/√rank and a clip), so the first place does not feed itself.
 */
import type { ByteReader } from "../base.ts";
import type { Action, Pieces } from "../profile.ts";
import { QueryWeights } from "./query-weights.ts";

const clip = 4;
/** Clicks that earn half the bound. */
const half = 3;
/** Largest boost, as a share of the best score of the page. */
export const queryBoostLimit = 0.3;

export class QueryClicks {
  readonly #weights = new QueryWeights<number>({
    halfLife: 30 * 86_400_000,
    queries: 50_000,
    keys: 32,
    write: (item, writer) => writer.varint(item),
    read: (reader) => reader.varint(),
  });

  /** Adds a choice, or takes one back (`weight` -1). */
  add(query: string, item: number, action: Action, position: number | undefined, time: number, weight: 1 | -1 = 1): void {
    const strength = action === "purchase" ? 3 : action === "add_to_cart" ? 2 : 1;
    this.#weights.add(query, item, weight * strength * Math.min(clip, Math.sqrt(Math.max(1, position ?? 1))), time);
  }

  /** 0..queryBoostLimit. */
  boost(query: string, item: number, now: number): number {
    const weight = this.#weights.weight(query, item, now);
    return (queryBoostLimit * weight) / (weight + half);
  }

  pieces(): Pieces[] {
    return this.#weights.pieces();
  }

  read(reader: ByteReader): void {
    this.#weights.read(reader);
  }
}
