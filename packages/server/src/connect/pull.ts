/** What pulls of both platforms share: the report, and problems of single products that do not stop a pull. */
import { isAisleError } from "@aisle/core/base";
import type { Outcome } from "@aisle/api/connect/applier";

export interface PullReport {
  /** Products and orders read. */
  products: number;
  orders: number;
  /** Events that were new. */
  accepted: number;
  duplicates: number;
  removed: number;
  /** Products, variants and orders that could not be used. */
  refused: number;
}

export interface PullOptions {
  /** Everything, not only what changed since the last pull; removes what is not there any more. */
  readonly full?: boolean;
  /** Told of what could not be used. */
  readonly note: (message: string) => void;
}

/** Pages of one pull; more are taken for a platform that pages in a circle. */
export const maximumPages = 100_000;

export function emptyReport(): PullReport {
  return { products: 0, orders: 0, accepted: 0, duplicates: 0, removed: 0, refused: 0 };
}

/** Applies one entry of a page; what is wrong with it is noted and counted. */
export async function applyEntry(
  report: PullReport,
  what: string,
  note: PullOptions["note"],
  apply: () => Promise<Outcome> | undefined,
): Promise<void> {
  try {
    const outcome = await apply();
    if (outcome === undefined) return;
    report.accepted += outcome.accepted;
    report.duplicates += outcome.duplicates;
    report.refused += outcome.refused.length;
    for (const { message } of outcome.refused) note(`${what}: ${message}`);
  } catch (error) {
    if (!isAisleError(error, "bad_request")) throw error;
    report.refused++;
    note(`${what}: ${error.message}`);
  }
}
