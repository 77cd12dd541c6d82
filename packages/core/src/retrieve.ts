/** Retrieve: lexical index, filters, facets, suggestions; port Retrieval. */
export type {
  DocumentText,
  FacetStats,
  Filter,
  Hit,
  IndexChange,
  IndexDocument,
  Retrieval,
  SearchRequest,
  SearchResult,
  Sort,
} from "./retrieve/retrieval.ts";
