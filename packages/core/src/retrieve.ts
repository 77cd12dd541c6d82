/** Retrieve: lexical index, filters, facets, completions; port Retrieval. */
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
  Tier,
  ViewValues,
} from "./retrieve/retrieval.ts";
export { checkRequest } from "./retrieve/check-request.ts";
export { longestPhrase, phraseKeys } from "./retrieve/expand-synonyms.ts";
export { defaultRelevance } from "./retrieve/defaults.ts";
export type { FieldWeight, Relevance } from "./retrieve/defaults.ts";
export { checkFilter, distanceMeters, matchesFilter } from "./retrieve/filter.ts";
export { createMemoryIndex, openLocalShard } from "./retrieve/local-shard.ts";
export type { LocalShard, MemoryIndexOptions } from "./retrieve/local-shard.ts";
export { ShardedIndex, readSnapshot } from "./retrieve/sharded-index.ts";
export type { ShardClient, ShardedIndexOptions } from "./retrieve/sharded-index.ts";
