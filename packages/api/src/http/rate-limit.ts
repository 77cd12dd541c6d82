/**
 * Token bucket per caller: `perSecond` refill, bursts of twice as many where none is named. The table is bounded; the caller idle for longest is
 * forgotten first, and a forgotten caller starts with a full bucket, so forgetting never refuses anybody.
 */
import type { Clock } from "@aisle/core/base";

interface Bucket {
  tokens: number;
  at: number;
}

export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #entries: number;
  readonly #clock: Clock;

  constructor(perSecond: number, entries: number, clock: Clock, burst = 2 * perSecond) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#entries = entries;
    this.#clock = clock;
  }

  get size(): number {
    return this.#buckets.size;
  }

  /** Takes one token; returns 0, or the seconds after which one will be there. */
  take(caller: string): number {
    const now = this.#clock();
    const burst = this.#burst;
    const bucket = this.#buckets.get(caller) ?? { tokens: burst, at: now };
    // Deleting first keeps the map in order of use.
    this.#buckets.delete(caller);
    this.#buckets.set(caller, bucket);
    if (this.#buckets.size > this.#entries) this.#buckets.delete(this.#buckets.keys().next().value!);
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * this.#perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) return (1 - bucket.tokens) / this.#perSecond;
    bucket.tokens--;
    return 0;
  }
}
