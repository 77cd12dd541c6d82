/** Who comes when: visits of shoppers over a span of time, by their habits and the season; deterministic and bounded. */
import { AisleError } from "@aisle/core/base";
import { label, poisson, uniform } from "./draw.ts";
import { dayMs, shopSeason, trafficAt } from "./season.ts";
import type { Shopper } from "./shopper.ts";

export interface PlannedVisit {
  readonly time: number;
  readonly shopper: number;
  /** Counts a shopper's visits from 0, in steps of a thousand by round. */
  readonly visit: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Visits a week. */
const rates = { loyal: 2.6, occasional: 0.9 } as const;

/** Most visits of one run. */
const maximumVisits = 5_000_000;

/** A moment of the span, drawn by how busy it is. */
export function busyMoment(span: Span, ...keys: readonly number[]): number {
  let time = span.start;
  for (let attempt = 0; attempt < 64; attempt++) {
    time = span.start + uniform(...keys, attempt) * (span.end - span.start);
    if (uniform(...keys, attempt, label("busy")) < trafficAt(time)) break;
  }
  return Math.floor(time);
}

/** Most rounds of one world, and visits of one shopper in each: together they number a visit. */
export const maximumRounds = 1_000;
export const visitsPerRound = 1_000;

/**
 * Visits in order of time. A shopper who comes once in a while may not come at all in a short span. Another round has other
 * visits of the same shoppers.
 */
export function planVisits(
  seed: number,
  shopperCount: number,
  span: Span,
  shopper: (number: number) => Shopper,
  round = 0,
): readonly PlannedVisit[] {
  const visits: PlannedVisit[] = [];
  // A slow season has fewer visits, not only other hours.
  const weeks = ((span.end - span.start) / (7 * dayMs)) * shopSeason((span.start + span.end) / 2);
  for (let number = 0; number < shopperCount; number++) {
    const { loyalty } = shopper(number);
    const count = loyalty === "one_off" ? 1 : poisson(Math.min(200, rates[loyalty] * weeks), seed, label("visits"), number, round);
    const times = Array.from({ length: count }, (_, i) => busyMoment(span, seed, label("visit time"), number, round, i)).sort(
      (a, b) => a - b,
    );
    times.forEach((time, at) => visits.push({ time, shopper: number, visit: round * visitsPerRound + at }));
    if (visits.length > maximumVisits)
      throw new AisleError("limit_exceeded", `more than ${maximumVisits} visits; fewer shoppers or days`, { limit: "visits" });
  }
  return visits.sort((a, b) => a.time - b.time || a.shopper - b.shopper);
}

/** One visit of every shopper, evenly spread: the load of a stretch of real time. */
export function spreadVisits(shopperCount: number, span: Span, round = 0): readonly PlannedVisit[] {
  const step = (span.end - span.start) / shopperCount;
  return Array.from({ length: shopperCount }, (_, number) => ({
    time: Math.floor(span.start + number * step),
    shopper: number,
    visit: round * visitsPerRound,
  }));
}
