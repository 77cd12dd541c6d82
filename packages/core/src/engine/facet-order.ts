/**
 * In which order the facets of an answer are worth showing, and their values: by what shoppers narrowed the matches of this query by,
 * smoothed with what they chose after all queries, and that with how well a facet splits the matches at hand (a hierarchy of
 * Dirichlet priors, so that one choice moves little and many decide).
 */
import type { FacetChoice } from "../recommend.ts";
import type { SearchResult } from "../retrieve.ts";

/** A facet with its values, the first of both the most worth showing. */
export interface OrderedFacet {
  readonly field: string;
  /** Values in the language of the page; those that are not named follow by their counts. Empty for numbers. */
  readonly values: readonly string[];
}

/** Choices after all queries that weigh as much as the split of the matches, and choices after one query as much as those. */
const splitWeight = 20;
const priorWeight = 4;
/** Values that a page shows before it folds: what they leave out, a facet cannot split. */
const shownValues = 10;
const orderedValues = 20;
/** Numbers split by a range, which takes more than a choice. */
const rangeSplit = 0.5;

interface Chosen {
  total: number;
  readonly weights: Map<string, number>;
}

type Counts = SearchResult["facets"][string];

/** How well one choice narrows the matches: the chance that two matches differ in the facet, times the share that its first values cover. */
function keywordSplit(values: Counts, total: number): number {
  const sum = values.reduce((all, { count }) => all + count, 0);
  if (sum === 0 || total === 0) return 0;
  const same = values.reduce((all, { count }) => all + (count / sum) ** 2, 0);
  const shown = [...values].sort((a, b) => b.count - a.count).slice(0, shownValues);
  return (1 - same) * Math.min(1, shown.reduce((all, { count }) => all + count, 0) / Math.max(sum, total));
}

/** Choices by field, each under every own value that the chosen text may mean. */
function byField(choices: readonly FacetChoice[], ownValues: (field: string, value: string) => readonly string[]): Map<string, Chosen> {
  const fields = new Map<string, Chosen>();
  for (const { field, value, weight } of choices) {
    let chosen = fields.get(field);
    if (!chosen) fields.set(field, (chosen = { total: 0, weights: new Map() }));
    chosen.total += weight;
    for (const own of ownValues(field, value)) chosen.weights.set(own, (chosen.weights.get(own) ?? 0) + weight);
  }
  return fields;
}

/** A share as observed, drawn towards what is expected by so many observations. */
function smoothed(weight: number, total: number, expected: number, strength: number): number {
  return (weight + strength * expected) / (total + strength);
}

export interface FacetBehaviour {
  /** After this query. */
  readonly here: readonly FacetChoice[];
  /** After all queries. */
  readonly anywhere: readonly FacetChoice[];
  /** What the index may call a value that a shopper chose. */
  readonly ownValues: (field: string, value: string) => readonly string[];
}

/** Facets of the result with the index's own values, in order; ties by name. */
export function facetOrder(
  { total, facets, stats }: Pick<SearchResult, "total" | "facets" | "stats">,
  behaviour: FacetBehaviour,
): readonly OrderedFacet[] {
  const here = byField(behaviour.here, behaviour.ownValues);
  const anywhere = byField(behaviour.anywhere, behaviour.ownValues);
  const splits = new Map<string, number>();
  for (const [field, { min, max, count }] of Object.entries(stats)) {
    splits.set(field, total === 0 || max <= min ? 0 : rangeSplit * Math.min(1, count / total));
  }
  // Numbers are counted value by value too, but chosen by range.
  for (const [field, values] of Object.entries(facets)) if (!splits.has(field)) splits.set(field, keywordSplit(values, total));
  let splitSum = 0;
  let hereSum = 0;
  let anywhereSum = 0;
  for (const [field, split] of splits) {
    splitSum += split;
    hereSum += here.get(field)?.total ?? 0;
    anywhereSum += anywhere.get(field)?.total ?? 0;
  }
  const ordered = Array.from(splits, ([field, split]) => {
    const usual = smoothed(anywhere.get(field)?.total ?? 0, anywhereSum, splitSum === 0 ? 0 : split / splitSum, splitWeight);
    return { field, worth: smoothed(here.get(field)?.total ?? 0, hereSum, usual, priorWeight) };
  });
  ordered.sort((a, b) => b.worth - a.worth || (a.field < b.field ? -1 : 1));
  return ordered.map(({ field }) => ({
    field,
    values: field in stats ? [] : valueOrder(facets[field] ?? [], here.get(field), anywhere.get(field)),
  }));
}

function valueOrder(values: Counts, here: Chosen | undefined, anywhere: Chosen | undefined): readonly string[] {
  const sum = values.reduce((all, { count }) => all + count, 0) || 1;
  const worth = values.map(({ value, count }) => {
    const usual = smoothed(anywhere?.weights.get(value) ?? 0, anywhere?.total ?? 0, count / sum, splitWeight);
    return { value, count, worth: smoothed(here?.weights.get(value) ?? 0, here?.total ?? 0, usual, priorWeight) };
  });
  worth.sort((a, b) => b.worth - a.worth || b.count - a.count || (a.value < b.value ? -1 : 1));
  return worth.slice(0, orderedValues).map(({ value }) => value);
}
