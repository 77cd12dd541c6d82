/**
 * What followed a query: decayed weights per query and key, on each query's own clock. Bounded: least recently used queries go
 * first, and of a query the weakest keys.
 */
import { ByteWriter } from "../base.ts";
import type { ByteReader } from "../base.ts";
import { decay, rowPieces } from "../profile.ts";
import type { Pieces } from "../profile.ts";

export interface QueryWeightOptions<K> {
  /** Milliseconds after which a weight is half. */
  readonly halfLife: number;
  readonly queries: number;
  readonly keys: number;
  readonly write: (key: K, writer: ByteWriter) => void;
  readonly read: (reader: ByteReader) => K;
}

/** What is left of a weight that was taken back whole. */
const nothing = 1e-9;

interface Row<K> {
  time: number;
  weights: Map<K, number>;
}

export class QueryWeights<K> {
  readonly #options: QueryWeightOptions<K>;
  #queries = new Map<string, Row<K>>();
  /** Queries of an unfinished snapshot that are still to be written: copied before they change. */
  #frozen: Map<string, Row<K>> | undefined;

  constructor(options: QueryWeightOptions<K>) {
    this.#options = options;
  }

  /** Adds to a weight, or takes back what was added (`gain` below 0); what had to go meanwhile is not taken back. */
  add(query: string, key: K, gain: number, time: number): void {
    const { halfLife, queries, keys } = this.#options;
    if (gain < 0 && !this.#queries.get(query)?.weights.has(key)) return;
    const held = this.#queries.get(query) ?? { time, weights: new Map<K, number>() };
    const known = this.#frozen?.get(query) === held ? { time: held.time, weights: new Map(held.weights) } : held;
    this.#queries.delete(query);
    this.#queries.set(query, known);
    if (time > known.time) {
      const left = decay(time - known.time, halfLife);
      for (const [one, weight] of known.weights) known.weights.set(one, weight * left);
      known.time = time;
    }
    const sum = (known.weights.get(key) ?? 0) + gain * decay(known.time - time, halfLife);
    if (sum > nothing) known.weights.set(key, sum);
    else known.weights.delete(key);
    if (known.weights.size === 0) this.#queries.delete(query);
    if (known.weights.size > keys) {
      let weakest = key;
      for (const [one, weight] of known.weights) if (weight < known.weights.get(weakest)!) weakest = one;
      known.weights.delete(weakest);
    }
    if (this.#queries.size > queries) this.#queries.delete(this.#queries.keys().next().value!);
  }

  /** The weight of a key after a query, as it is now. */
  weight(query: string, key: K, now: number): number {
    const known = this.#queries.get(query);
    return (known?.weights.get(key) ?? 0) * (known ? decay(now - known.time, this.#options.halfLife) : 1);
  }

  /** Every key after a query with its weight, as it is now. */
  *all(query: string, now: number): Generator<readonly [key: K, weight: number]> {
    const known = this.#queries.get(query);
    if (!known) return;
    const left = decay(now - known.time, this.#options.halfLife);
    for (const [key, weight] of known.weights) yield [key, weight * left];
  }

  pieces(): Pieces[] {
    const frozen = new Map(this.#queries);
    this.#frozen = frozen;
    const rows = rowPieces(frozen, ([query, { time, weights }], writer) => {
      writer.text(query).f64(time).varint(weights.size);
      for (const [key, weight] of weights) {
        this.#options.write(key, writer);
        writer.f64(weight);
      }
      frozen.delete(query);
    });
    return [[new ByteWriter(8).varint(frozen.size).finish()], rows];
  }

  read(reader: ByteReader): void {
    this.#queries = new Map();
    for (let left = reader.varint(); left > 0; left--) {
      const query = reader.text();
      const time = reader.f64();
      const weights = new Map(Array.from({ length: reader.varint() }, () => [this.#options.read(reader), reader.f64()] as const));
      this.#queries.set(query, { time, weights });
    }
  }
}
