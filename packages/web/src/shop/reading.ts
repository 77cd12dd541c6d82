/** How the shop read a query: the corrections it made, how many of the words a hit must have, and what may have been meant. */

export interface Reading {
  /** The query as it was understood, where that differs from what was typed. */
  readonly corrected?: string;
  /** Another query that finds products, where it is not the one that the results are of. */
  readonly meant?: string;
  readonly matched: number;
  readonly of: number;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Reads `aisleCorrections`, `aisleDidYouMean` and `aisleRequired` of an answer, which InstantSearch passes through untouched. */
export function readingOf(results: object): Reading {
  const raw: unknown = "_rawResults" in results && Array.isArray(results._rawResults) ? results._rawResults[0] : results;
  if (!isRecord(raw)) return { matched: 0, of: 0 };
  const query = typeof raw["query"] === "string" ? raw["query"] : "";
  let corrected = query;
  for (const one of Array.isArray(raw["aisleCorrections"]) ? raw["aisleCorrections"] : []) {
    if (!isRecord(one) || typeof one["from"] !== "string" || typeof one["to"] !== "string") continue;
    corrected = corrected.toLowerCase().replaceAll(one["from"].toLowerCase(), one["to"]);
  }
  const required = isRecord(raw["aisleRequired"]) ? raw["aisleRequired"] : {};
  const matched = typeof required["matched"] === "number" ? required["matched"] : 0;
  const of = typeof required["of"] === "number" ? required["of"] : 0;
  const meant = raw["aisleDidYouMean"];
  return {
    ...(corrected.toLowerCase() === query.toLowerCase() ? {} : { corrected }),
    ...(typeof meant === "string" && meant.toLowerCase() !== corrected.toLowerCase() ? { meant } : {}),
    matched,
    of,
  };
}
