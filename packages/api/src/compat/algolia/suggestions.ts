/** The suggestions index: completions of what was typed, as records that Algolia's autocomplete and query-suggestion widgets read. */
import type { IndexReader } from "@aisle/core/engine";
import type { SearchParams } from "./params.ts";

/** One record per completion; the typed beginning is what matched. */
export async function suggestionHits(index: IndexReader, params: SearchParams): Promise<readonly Readonly<Record<string, unknown>>[]> {
  if (params.limit === 0) return [];
  const typed = params.query.trim().toLowerCase();
  const completions = await index.complete(params.query, params.limit);
  return completions.map((query) => {
    const matched = typed !== "" && query.toLowerCase().startsWith(typed);
    const value = matched ? params.preTag + query.slice(0, typed.length) + params.postTag + query.slice(typed.length) : query;
    return {
      objectID: query,
      query,
      _highlightResult: { query: { value, matchLevel: matched ? "full" : "none", matchedWords: matched ? [typed] : [] } },
    };
  });
}
