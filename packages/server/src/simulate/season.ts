/** When people shop: hour of the day, day of the week, time of the year. All times are the shop's own (UTC). */
import type { Kind } from "./kinds.ts";

export const dayMs = 86_400_000;
export const hourMs = 3_600_000;

/** Relative traffic by hour: quiet night, lunch, long evening. */
const hours = [4, 2, 1, 1, 1, 2, 4, 8, 12, 15, 17, 18, 20, 18, 16, 16, 17, 19, 22, 26, 29, 27, 19, 10];
/** Monday first. */
const weekdays = [1.0, 0.96, 0.97, 0.98, 1.05, 1.22, 1.18];

export function hourOf(time: number): number {
  return Math.floor((time % dayMs) / hourMs);
}

/** 0 is Monday. */
export function weekdayOf(time: number): number {
  return (Math.floor(time / dayMs) + 3) % 7;
}

function dayOfYear(time: number): number {
  const date = new Date(time);
  return (time - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayMs;
}

/** The whole shop's slow season: highest before the end of November, lowest half a year later. */
export function shopSeason(time: number): number {
  return 1 + 0.25 * Math.cos((2 * Math.PI * (dayOfYear(time) - 328)) / 365.25);
}

/** Traffic at a time relative to the busiest moment there is, in (0, 1]. */
export function trafficAt(time: number): number {
  return ((hours[hourOf(time)]! / 29) * (weekdays[weekdayOf(time)]! / 1.22) * shopSeason(time)) / 1.25;
}

/** How much a kind is wanted at a time, around 1. */
export function kindSeason(kind: Kind, time: number): number {
  return Math.exp(kind.seasonStrength * Math.cos((2 * Math.PI * (dayOfYear(time) - kind.seasonPeak)) / 365.25));
}
