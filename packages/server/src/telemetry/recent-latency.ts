/** Waits of the last few minutes, kept one by one in a ring, so that quantiles are exact and old traffic does not hide new. */
import type { Clock } from "@aisle/core/base";

const windowMs = 5 * 60_000;
/** Waits kept per route: at more than 27 a second the window is shorter. */
const kept = 8_192;

class Ring {
  readonly #at = new Float64Array(kept);
  readonly #ms = new Float64Array(kept);
  #count = 0;

  add(at: number, ms: number): void {
    const slot = this.#count++ % kept;
    this.#at[slot] = at;
    this.#ms[slot] = ms;
  }

  /** Waits since a time, ascending. */
  since(from: number): Float64Array {
    const held = Math.min(this.#count, kept);
    const found = new Float64Array(held);
    let count = 0;
    for (let slot = 0; slot < held; slot++) if (this.#at[slot]! >= from) found[count++] = this.#ms[slot]!;
    return found.subarray(0, count).sort();
  }
}

export interface RouteLatency {
  readonly route: string;
  readonly count: number;
  /** Milliseconds, nearest rank. */
  readonly p50: number;
  readonly p99: number;
}

export class RecentLatency {
  readonly #rings: ReadonlyMap<string, Ring>;
  readonly #clock: Clock;

  /** Follows these routes and no others. */
  constructor(routes: readonly string[], clock: Clock) {
    this.#rings = new Map(routes.map((route) => [route, new Ring()]));
    this.#clock = clock;
  }

  add(route: string, seconds: number): void {
    this.#rings.get(route)?.add(this.#clock(), seconds * 1_000);
  }

  /** Routes that were asked in the last five minutes. */
  figures(): readonly RouteLatency[] {
    const from = this.#clock() - windowMs;
    return [...this.#rings].flatMap(([route, ring]) => {
      const waits = ring.since(from);
      if (waits.length === 0) return [];
      const rank = (share: number) => waits[Math.max(0, Math.ceil(share * waits.length) - 1)]!;
      return [{ route, count: waits.length, p50: rank(0.5), p99: rank(0.99) }];
    });
  }
}
