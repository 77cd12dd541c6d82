/** The one total order of hits: chosen sort values, then level, then score, then id. Shards and the merge of shards share it. */
import type { Sort, Tier } from "./retrieval.ts";

/** What a hit is ordered by: numbers and texts of the chosen sort fields (undefined: no value, last in either direction). */
export type SortValue = number | string | undefined;

export interface Ordered {
  readonly id: string;
  readonly score: number;
  readonly level: Tier;
  readonly values: readonly SortValue[];
}

function compareValues(a: SortValue, b: SortValue): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -1 : 1;
}

/** Negative where a stands before b. */
export function compareHits(a: Ordered, b: Ordered, sort: readonly Sort[]): number {
  for (let i = 0; i < sort.length; i++) {
    const x = a.values[i];
    const y = b.values[i];
    const order = x === undefined || y === undefined || sort[i]!.order === "asc" ? compareValues(x, y) : compareValues(y, x);
    if (order !== 0) return order;
  }
  return a.level - b.level || b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
