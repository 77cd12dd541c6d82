/** Exact counts of field values over a match set, and statistics of numbers; additive, so shards' counts are summed. */
import type { Columns } from "./columns.ts";
import type { SearchResult } from "./retrieval.ts";
import { topByKey } from "./top.ts";

/** Numbers are summed in ten-thousandths, as integers: the same sum in any order, exact to 9e11. */
const sumUnit = 10_000;

export interface NumberSummary {
  min: number;
  max: number;
  /** In ten-thousandths. */
  sum: number;
  count: number;
}

/** Values with their documents (or groups), side by side. */
export interface ValueCounts {
  readonly names: string[];
  readonly counts: number[];
}

/** Counts of one shard by field; a field that has values of several kinds has a list for each. */
export interface FacetCounts {
  readonly values: Map<string, readonly ValueCounts[]>;
  readonly stats: Map<string, NumberSummary>;
}

/**
 * Counts `fields` over documents. With `groups` (a group number by document, 0 for none; documents without one first, then
 * those of each group in a row) a value counts once per group.
 */
export function countFacets(fields: readonly string[], docs: Uint32Array, columns: Columns, groups?: Uint32Array): FacetCounts {
  const counts: FacetCounts = { values: new Map(), stats: new Map() };
  for (const field of fields) {
    const values = [
      countKeywords(field, docs, columns, groups),
      countNumbers(field, docs, columns, counts.stats, groups),
      countFlags(field, docs, columns, groups),
    ].filter(({ names }) => names.length > 0);
    if (values.length > 0) counts.values.set(field, values);
  }
  return counts;
}

function countKeywords(field: string, docs: Uint32Array, columns: Columns, groups?: Uint32Array): ValueCounts {
  const found: ValueCounts = { names: [], counts: [] };
  const column = columns.keywords.get(field);
  if (!column) return found;
  const counts = new Uint32Array(column.values.length);
  const { data: starts } = column.starts;
  const { data: lengths } = column.counts;
  const { data: pool } = column.pool;
  const known = column.counts.length;
  // Documents without a group come first and need no look at what their group had.
  let i = 0;
  for (; i < docs.length; i++) {
    const doc = docs[i]!;
    if (groups !== undefined && groups[doc] !== 0) break;
    if (doc >= known) continue;
    const start = starts[doc]!;
    for (let p = start + lengths[doc]! - 1; p >= start; p--) counts[pool[p]!]!++;
  }
  const seen = new Uint32Array(i < docs.length ? counts.length : 0);
  for (; i < docs.length; i++) {
    const doc = docs[i]!;
    if (doc >= known) continue;
    const group = groups![doc]!;
    const start = starts[doc]!;
    for (let p = start + lengths[doc]! - 1; p >= start; p--) {
      const id = pool[p]!;
      if (seen[id] === group) continue;
      seen[id] = group;
      counts[id]!++;
    }
  }
  for (let id = 0; id < counts.length; id++) {
    if (counts[id] === 0) continue;
    found.names.push(column.values[id]!);
    found.counts.push(counts[id]!);
  }
  return found;
}

function countNumbers(
  field: string,
  docs: Uint32Array,
  columns: Columns,
  stats: Map<string, NumberSummary>,
  groups?: Uint32Array,
): ValueCounts {
  const column = columns.numbers.get(field);
  if (!column) return { names: [], counts: [] };
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
  return { names: Array.from(counts.keys(), String), counts: [...counts.values()] };
}

function countFlags(field: string, docs: Uint32Array, columns: Columns, groups?: Uint32Array): ValueCounts {
  const found: ValueCounts = { names: [], counts: [] };
  const column = columns.flags.get(field);
  if (!column) return found;
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
  ] as const) {
    if (counts[index] === 0) continue;
    found.names.push(name);
    found.counts.push(counts[index]!);
  }
  return found;
}

/** One list out of several; the same value in two is summed. */
function sumCounts(lists: readonly ValueCounts[]): ValueCounts {
  if (lists.length === 1) return lists[0]!;
  const sums = new Map<string, number>();
  for (const { names, counts } of lists) names.forEach((name, at) => sums.set(name, (sums.get(name) ?? 0) + counts[at]!));
  return { names: [...sums.keys()], counts: [...sums.values()] };
}

/** Sums shards' counts and puts values in order: most first, then by value. */
export function mergeFacets(parts: readonly FacetCounts[], limit: number): Pick<SearchResult, "facets" | "stats"> {
  const values = new Map<string, ValueCounts[]>();
  const stats = new Map<string, NumberSummary>();
  for (const part of parts) {
    for (const [field, lists] of part.values) values.set(field, [...(values.get(field) ?? []), ...lists]);
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
      byName(values).map(([field, lists]) => {
        const { names, counts } = sumCounts(lists);
        const top = topByKey(Float64Array.from(counts), limit, (a, b) => (names[a]! < names[b]! ? -1 : a === b ? 0 : 1));
        return [field, top.map((at) => ({ value: names[at]!, count: counts[at]! }))];
      }),
    ),
    stats: Object.fromEntries(
      byName(stats).map(([field, one]) => [field, { min: one.min, max: one.max, sum: one.sum / sumUnit, count: one.count }]),
    ),
  };
}
