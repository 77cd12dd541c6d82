/** What the filter did, in numbers: for the dashboard and the metrics. */
import { reasons, verdicts } from "./verdict.ts";
import type { Reason, Verdict } from "./verdict.ts";

export interface TrafficReport {
  /** Visitors remembered, by what they are held for. */
  readonly visitors: Readonly<Record<Verdict, number>>;
  /** Events of shoppers since the log began, by the verdict on their visitor when they came. */
  readonly events: Readonly<Record<Verdict, number>>;
  /** Events that were marked, by reason; one may have several. */
  readonly marked: Readonly<Record<Reason, number>>;
  /** Events that were held back and learned after all, and those that were learned and taken back. */
  readonly released: number;
  readonly takenBack: number;
  /** Who was marked last, newest first: pseudonym, verdict, reasons. */
  readonly latest: readonly { readonly person: string; readonly verdict: Verdict; readonly reasons: readonly Reason[] }[];
}

const zeros = <K extends string>(names: readonly K[]): Record<K, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;

/** Counters of a filter; plain data, so that they are their own snapshot. */
export interface Tally {
  readonly visitors: Record<Verdict, number>;
  readonly events: Record<Verdict, number>;
  readonly marked: Record<Reason, number>;
  released: number;
  takenBack: number;
}

export function createTally(): Tally {
  return { visitors: zeros(verdicts), events: zeros(verdicts), marked: zeros(reasons), released: 0, takenBack: 0 };
}

/** The report of a shop that judges nobody. */
export function emptyTrafficReport(): TrafficReport {
  return { ...createTally(), latest: [] };
}
