/**
 * The search page's address: short names for what the shopper chose, in both directions between the query string and
 * InstantSearch's UI state. Unknown names are ignored, impossible values dropped.
 */
import type { IndexUiState } from "instantsearch.js";

export const sortOrders = ["relevance", "price_asc", "price_desc", "rating_desc"] as const;
export type SortOrder = (typeof sortOrders)[number];

/** Keyword facets: parameter names are the attributes themselves. */
export const keywordFacets = ["brand", "color", "size", "material"] as const;
export type KeywordFacet = (typeof keywordFacets)[number];
const flags = ["on_sale", "in_stock", "new"] as const;
export const categoryLevels = ["hierarchicalCategories.lvl0", "hierarchicalCategories.lvl1", "hierarchicalCategories.lvl2"];
export const categoryAttribute = "hierarchicalCategories.lvl0";
const levelSeparator = " > ";
const maximumPage = 1000;

export function indexOf(sort: SortOrder, index: string): string {
  return sort === "relevance" ? index : `${index}_${sort}`;
}

function range(text: string | null): string | undefined {
  const found = /^(\d+(?:\.\d+)?)?-(\d+(?:\.\d+)?)?$/.exec(text ?? "");
  return found && (found[1] ?? found[2]) !== undefined ? `${found[1] ?? ""}:${found[2] ?? ""}` : undefined;
}

/** The UI state that a query string asks for. */
export function readSearch(search: string, index: string): IndexUiState {
  const asked = new URLSearchParams(search);
  const state: IndexUiState = {};
  const query = asked.get("q");
  if (query) state.query = query;
  const category = asked.get("category");
  if (category) state.hierarchicalMenu = { [categoryAttribute]: category.split(levelSeparator) };
  for (const facet of keywordFacets) {
    const values = asked.getAll(facet).filter((value) => value !== "");
    if (values.length > 0) (state.refinementList ??= {})[facet] = values;
  }
  const price = range(asked.get("price"));
  if (price !== undefined) state.range = { price };
  const rating = /^[1-5]$/.exec(asked.get("rating") ?? "")?.[0];
  if (rating) state.numericMenu = { rating: `${rating}:` };
  for (const flag of flags) if (asked.get(flag) === "1") (state.toggle ??= {})[flag] = true;
  const sort = sortOrders.find((order) => order === asked.get("sort"));
  if (sort && sort !== "relevance") state.sortBy = indexOf(sort, index);
  const page = Number(asked.get("page"));
  if (Number.isInteger(page) && page > 1 && page <= maximumPage) state.page = page;
  return state;
}

/** The query string for a UI state; empty where nothing was chosen. */
export function writeSearch(state: IndexUiState, index: string): string {
  const wanted = new URLSearchParams();
  if (state.query) wanted.set("q", state.query);
  const category = state.hierarchicalMenu?.[categoryAttribute];
  if (category?.length) wanted.set("category", category.join(levelSeparator));
  for (const facet of keywordFacets) for (const value of state.refinementList?.[facet] ?? []) wanted.append(facet, value);
  const price = state.range?.["price"];
  if (price && price !== ":") wanted.set("price", price.replace(":", "-"));
  const rating = state.numericMenu?.["rating"];
  if (rating) wanted.set("rating", rating.replace(":", ""));
  for (const flag of flags) if (state.toggle?.[flag]) wanted.set(flag, "1");
  if (state.sortBy?.startsWith(`${index}_`)) wanted.set("sort", state.sortBy.slice(index.length + 1));
  if (state.page && state.page > 1) wanted.set("page", String(state.page));
  const text = wanted.toString();
  return text === "" ? "" : `?${text}`;
}

/** What stays of a search when the language changes: facet values are words of one language, numbers and queries are not. */
export function withoutWords(search: string): string {
  const kept = new URLSearchParams(search);
  for (const name of ["category", "page", ...keywordFacets]) kept.delete(name);
  const text = kept.toString();
  return text === "" ? "" : `?${text}`;
}
