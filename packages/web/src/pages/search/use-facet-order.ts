/** In which order the shop says that facets are worth showing for the query; it stays while choices are made, so that nothing jumps. */
import { useState } from "react";
import { useInstantSearch } from "react-instantsearch";

/** Attributes, the most useful first; empty until the first answer, and where the shop says nothing. */
export function useFacetOrder(): readonly string[] {
  const { results, indexUiState } = useInstantSearch();
  const query = indexUiState.query ?? "";
  const [kept, setKept] = useState<{ readonly query: string; readonly order: readonly string[] }>();
  const order = results?.renderingContent?.facetOrdering?.facets?.order;
  if (order !== undefined && results?.query === query && kept?.query !== query) setKept({ query, order });
  return kept?.order ?? [];
}
