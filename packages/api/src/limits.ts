import { defaultLimits } from "@aisle/core/base";
import type { ApiLimits } from "./shop.ts";

/** Limits of the HTTP surface where the shop names none. */
export const defaultApiLimits: ApiLimits = {
  bodyBytes: defaultLimits.bodyBytes,
  batch: defaultLimits.batchEvents,
  queries: 50,
  depth: defaultLimits.depth,
  filterNodes: defaultLimits.filterNodes,
  pageSize: defaultLimits.pageSize,
  pagingDepth: defaultLimits.pagingDepth,
  positionWaitMs: 5_000,
  requestsPerSecond: 2_000,
  rateEntries: 50_000,
};
