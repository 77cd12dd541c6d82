/**
 * What shoppers chose after a query: decayed clicks per query and product, each weighed by how unlikely a look at its position was
 * (inverse propensity, Joachims et al., WSDM 2017, with 1/√rank and a clip), so the first place does not feed itself. Bounded:
 * least recently used queries go first, and of a query the weakest products.
 */
import { ByteWriter } from "../base.ts";
import type { ByteReader } from "../base.ts";
import { decay, rowPieces } from "../profile.ts";
import type { Action, Pieces } from "../profile.ts";

const halfLife = 30 * 86_400_000;
const queryLimit = 50_000;
const productLimit = 32;
const clip = 4;
/** Clicks that earn half the bound. */
const half = 3;
/** Largest boost, as a share of the best score of the page. */
export const queryBoostLimit = 0.3;

interface Clicked {
  time: number;
  weights: Map<number, number>;
}

export class QueryClicks {
  #queries = new Map<string, Clicked>();
  /** Queries of an unfinished snapshot that are still to be written: copied before they change. */
  #frozen: Map<string, Clicked> | undefined;

  add(query: string, item: number, action: Action, position: number | undefined, time: number): void {
    const strength = action === "purchase" ? 3 : action === "add_to_cart" ? 2 : 1;
    const gain = strength * Math.min(clip, Math.sqrt(Math.max(1, position ?? 1)));
    const held = this.#queries.get(query) ?? { time, weights: new Map<number, number>() };
    const known = this.#frozen?.get(query) === held ? { time: held.time, weights: new Map(held.weights) } : held;
    this.#queries.delete(query);
    this.#queries.set(query, known);
    if (time > known.time) {
      const left = decay(time - known.time, halfLife);
      for (const [one, weight] of known.weights) known.weights.set(one, weight * left);
      known.time = time;
    }
    known.weights.set(item, (known.weights.get(item) ?? 0) + gain * decay(known.time - time, halfLife));
    if (known.weights.size > productLimit) {
      let weakest = item;
      for (const [one, weight] of known.weights) if (weight < known.weights.get(weakest)!) weakest = one;
      known.weights.delete(weakest);
    }
    if (this.#queries.size > queryLimit) this.#queries.delete(this.#queries.keys().next().value!);
  }

  /** 0..queryBoostLimit. */
  boost(query: string, item: number, now: number): number {
    const known = this.#queries.get(query);
    const weight = known?.weights.get(item);
    if (!known || weight === undefined) return 0;
    const left = weight * decay(now - known.time, halfLife);
    return (queryBoostLimit * left) / (left + half);
  }

  pieces(): Pieces[] {
    const frozen = new Map(this.#queries);
    this.#frozen = frozen;
    const rows = rowPieces(frozen, ([query, { time, weights }], writer) => {
      writer.text(query).f64(time).varint(weights.size);
      for (const [item, weight] of weights) writer.varint(item).f64(weight);
      frozen.delete(query);
    });
    return [[new ByteWriter(8).varint(frozen.size).finish()], rows];
  }

  read(reader: ByteReader): void {
    this.#queries = new Map();
    for (let left = reader.varint(); left > 0; left--) {
      const query = reader.text();
      const time = reader.f64();
      const weights = new Map(Array.from({ length: reader.varint() }, () => [reader.varint(), reader.f64()] as const));
      this.#queries.set(query, { time, weights });
    }
  }
}
