/** Exact counts of field values over a match set, and statistics of numbers; additive, so shards' counts are summed. */
import type { Columns } from "./columns.ts";
import type { SearchResult } from "./retrieval.ts";

/** Numbers are summed in ten-thousandths, as integers: the same sum in any order, exact to 9e11. */
const sumUnit = 10_000;

export interface NumberSummary {
  min: number;
  max: number;
  /** In ten-thousandths. */
  sum: number;
  count: number;
}

/** Counts of one shard: value → documents (or groups). */
export interface FacetCounts {
  readonly values: Map<string, Map<string, number>>;
  readonly stats: Map<string, NumberSummary>;
}

/**
 * Counts `fields` over documents. With `groups` (a group number per document, 0 for none, and documents of a group in a row)
 * a value counts once per group.
 */
export function countFacets(fields: readonly string[], docs: Uint32Array, columns: Columns, groups?: Uint32Array): FacetCounts {
  const counts: FacetCounts = { values: new Map(), stats: new Map() };
  for (const field of fields) {
    const values = new Map<string, number>();
    countKeywords(field, docs, columns, values, groups);
    countNumbers(field, docs, columns, values, counts.stats, groups);
    countFlags(field, docs, columns, values, groups);
    if (values.size > 0) counts.values.set(field, values);
  }
  return counts;
}

function countKeywords(field: string, docs: Uint32Array, columns: Columns, into: Map<string, number>, groups?: Uint32Array): void {
  const column = columns.keywords.get(field);
  if (!column) return;
  const counts = new Uint32Array(column.values.length);
  const seen = groups ? new Uint32Array(column.values.length) : undefined;
  const { data: starts } = column.starts;
  const { data: lengths } = column.counts;
  const { data: pool } = column.pool;
  const known = column.counts.length;
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i]!;
    if (doc >= known) continue;
    const group = groups ? groups[doc]! : 0;
    const end = starts[doc]! + lengths[doc]!;
    for (let p = starts[doc]!; p < end; p++) {
      const id = pool[p]!;
      if (group > 0) {
        if (seen![id] === group) continue;
        seen![id] = group;
      }
      counts[id] = counts[id]! + 1;
    }
  }
  for (let id = 0; id < counts.length; id++) if (counts[id]! > 0) into.set(column.values[id]!, counts[id]!);
}

function countNumbers(
  field: string,
  docs: Uint32Array,
  columns: Columns,
  into: Map<string, number>,
  stats: Map<string, NumberSummary>,
  groups?: Uint32Array,
): void {
  const column = columns.numbers.get(field);
  if (!column) return;
  const counts = new Map<number, number>();
  const seen = new Map<number, number>();
  const summary: NumberSummary = { min: Infinity, max: -Infinity, sum: 0, count: 0 };
  for (let i = 0; i < docs.length; i++) {
    const value = column.get(docs[i]!);
    if (Number.isNaN(value)) continue;
    summary.min = Math.min(summary.min, value);
    summary.max = Math.max(summary.max, value);
    summary.sum += Math.round(value * sumUnit);
    summary.count++;
    const group = groups ? groups[docs[i]!]! : 0;
    if (group > 0) {
      if (seen.get(value) === group) continue;
      seen.set(value, group);
    }
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (summary.count > 0) stats.set(field, summary);
  for (const [value, count] of counts) into.set(String(value), (into.get(String(value)) ?? 0) + count);
}

function countFlags(field: string, docs: Uint32Array, columns: Columns, into: Map<string, number>, groups?: Uint32Array): void {
  const column = columns.flags.get(field);
  if (!column) return;
  const counts = [0, 0, 0];
  const seen = [-1, -1, -1];
  for (let i = 0; i < docs.length; i++) {
    const value = column.get(docs[i]!);
    const group = groups ? groups[docs[i]!]! : 0;
    if (group > 0) {
      if (seen[value] === group) continue;
      seen[value] = group;
    }
    counts[value]!++;
  }
  for (const [index, name] of [
    [1, "false"],
    [2, "true"],
  ] as const)
    if (counts[index]! > 0) into.set(name, (into.get(name) ?? 0) + counts[index]!);
}

/** Sums shards' counts and puts values in order: most first, then by value. */
export function mergeFacets(parts: readonly FacetCounts[], limit: number): Pick<SearchResult, "facets" | "stats"> {
  const values = new Map<string, Map<string, number>>();
  const stats = new Map<string, NumberSummary>();
  for (const part of parts) {
    for (const [field, counts] of part.values) {
      const sum = values.get(field);
      if (!sum) values.set(field, new Map(counts));
      else for (const [value, count] of counts) sum.set(value, (sum.get(value) ?? 0) + count);
    }
    for (const [field, one] of part.stats) {
      const sum = stats.get(field);
      if (!sum) stats.set(field, { ...one });
      else {
        sum.min = Math.min(sum.min, one.min);
        sum.max = Math.max(sum.max, one.max);
        sum.sum += one.sum;
        sum.count += one.count;
      }
    }
  }
  const byName = <T>(map: Map<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    facets: Object.fromEntries(
      byName(values).map(([field, counts]) => [
        field,
        [...counts]
          .map(([value, count]) => ({ value, count }))
          .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
          .slice(0, limit),
      ]),
    ),
    stats: Object.fromEntries(
      byName(stats).map(([field, one]) => [field, { min: one.min, max: one.max, sum: one.sum / sumUnit, count: one.count }]),
    ),
  };
}
