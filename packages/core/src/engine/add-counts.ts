/** Pinned products need not match the query: their counts are added to those of the products that do, so totals stay exact. */
import type { FacetStats, SearchResult } from "../retrieve.ts";

function joined(a: FacetStats | undefined, b: FacetStats): FacetStats {
  if (!a || a.count === 0) return b;
  if (b.count === 0) return a;
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max), sum: a.sum + b.sum, count: a.count + b.count };
}

/** The result with total, facets and statistics of both; the two share no product. */
export function addCounts(result: SearchResult, more: SearchResult): SearchResult {
  const facets = Object.entries(result.facets).map(([field, values]) => {
    const counts = new Map(values.map(({ value, count }) => [value, count]));
    for (const { value, count } of more.facets[field] ?? []) counts.set(value, (counts.get(value) ?? 0) + count);
    const all = Array.from(counts, ([value, count]) => ({ value, count }));
    return [field, all.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))];
  });
  const stats = { ...result.stats };
  for (const [field, one] of Object.entries(more.stats)) stats[field] = joined(stats[field], one);
  return { ...result, total: result.total + more.total, facets: Object.fromEntries(facets), stats };
}
