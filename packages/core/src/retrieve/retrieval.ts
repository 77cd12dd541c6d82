/** Port Retrieval: documents in, match sets out. Real versions: in-process index, shards in workers; later a cluster's replicas. */
import type { GeoPoint } from "../catalog.ts";

export interface DocumentText {
  /** A field of the schema (title, brand, …); an unknown field gets the default weight. */
  readonly field: string;
  readonly value: string;
  /** BCP 47; detected where absent. */
  readonly language?: string;
}

/** Values that stand in the place of a document's own for those who ask in a view; a number of null is none. */
export interface ViewValues {
  readonly numbers: Readonly<Record<string, number | null>>;
  readonly flags: Readonly<Record<string, boolean>>;
}

export interface IndexDocument {
  readonly id: string;
  /** Variants of one model share a group; `request.distinct` shows the best of each. */
  readonly group?: string;
  readonly texts: readonly DocumentText[];
  /** Found only whole, never corrected: sku, gtin, mpn. */
  readonly identifiers?: readonly string[];
  readonly keywords?: Readonly<Record<string, readonly string[]>>;
  readonly numbers?: Readonly<Record<string, number>>;
  readonly flags?: Readonly<Record<string, boolean>>;
  readonly points?: Readonly<Record<string, GeoPoint>>;
  /** By name of the view; each names every field that differs from the document's own. */
  readonly views?: Readonly<Record<string, ViewValues>>;
  /** Found in its views only; a request that names no views at all finds it too. */
  readonly restricted?: boolean;
}

export type IndexChange =
  | { readonly op: "put"; readonly document: IndexDocument }
  | { readonly op: "delete"; readonly id: string }
  /** In place, no re-analysis: numbers, flags and keywords named here replace those of the document. */
  | {
      readonly op: "patch";
      readonly id: string;
      readonly numbers?: Readonly<Record<string, number | null>>;
      readonly flags?: Readonly<Record<string, boolean>>;
      readonly keywords?: Readonly<Record<string, readonly string[]>>;
      /** Replaces all views, and with them whether the document is restricted. */
      readonly views?: Readonly<Record<string, ViewValues>>;
      readonly restricted?: boolean;
    }
  /** Many patches in columns, which cross to a worker at once: cell i belongs to ids[i], who have no views and are not restricted. */
  | {
      readonly op: "patches";
      readonly ids: readonly string[];
      /** NaN is none. */
      readonly numbers: Readonly<Record<string, Float64Array>>;
      /** 1 is true. */
      readonly flags: Readonly<Record<string, Uint8Array>>;
    };

export type Filter =
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly field: string; readonly in: readonly string[] }
  | { readonly field: string; readonly min?: number; readonly max?: number; readonly excludeMin?: boolean; readonly excludeMax?: boolean }
  | { readonly field: string; readonly is: boolean }
  | { readonly ids: readonly string[] }
  | { readonly field: string; readonly near: GeoPoint; readonly meters: number };

export interface Sort {
  readonly field: string;
  readonly order: "asc" | "desc";
}

export interface SearchRequest {
  readonly query: string;
  /** Language of the query; detected where absent. */
  readonly language?: string;
  readonly filter?: Filter;
  /** Chosen facet values: OR inside a field, AND between fields; a field's own counts ignore its own choice (disjunctive). */
  readonly refinements?: Readonly<Record<string, readonly string[]>>;
  /** Keyword fields to count (exactly) and number fields to summarise. */
  readonly facets?: readonly string[];
  /** Values per facet, by count then value; default 100. */
  readonly facetLimit?: number;
  /** Empty: by relevance. Ties always end by document id. */
  readonly sort?: readonly Sort[];
  readonly offset?: number;
  readonly limit?: number;
  /** Treat the last word as the beginning of one (search as you type). */
  readonly prefix?: boolean;
  readonly typos?: boolean;
  /** One hit per group. */
  readonly distinct?: boolean;
  /** Words and phrases that may stand for others, by `phraseKeys`: applied below exact and corrected matches. */
  readonly synonyms?: Readonly<Record<string, readonly string[]>>;
  /** The same for other spellings that a shop names: they count as corrections. */
  readonly alternatives?: Readonly<Record<string, readonly string[]>>;
  /**
   * all (default): documents with every word of the query; where none has, those with most of its words, and the answer says
   * how many. any: every document with one word or more, best first, for a ranking as long as it can be.
   */
  readonly match?: "all" | "any";
  /**
   * Names of views, the most specific first: each document counts with the values of the first that it has, else with its own;
   * a restricted one that has none of them is not there.
   */
  readonly views?: readonly string[];
}

export type Tier = 0 | 1 | 2;

export interface Hit {
  readonly id: string;
  /** Lexical relevance. */
  readonly score: number;
  /** 0 exact, 1 corrected, 2 synonym: the worst that a word of the query needed. Orders before the score where every word is matched. */
  readonly tier: Tier;
  /** What orders before the score: the tier where every word is matched, else 0. */
  readonly level: Tier;
  /** Members of the group that match, where `distinct`. */
  readonly variants?: number;
}

export interface FacetStats {
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly count: number;
}

export interface SearchResult {
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly facets: Readonly<Record<string, readonly { readonly value: string; readonly count: number }[]>>;
  readonly stats: Readonly<Record<string, FacetStats>>;
  /** The analysed terms that count as matched, for highlighting: normalised forms including corrections and synonyms used. */
  readonly terms: readonly string[];
  readonly corrections: readonly { readonly from: string; readonly to: string }[];
  /** Words of the query that a hit had to match, and how many it has: matched < of means the query was relaxed. */
  readonly required: { readonly matched: number; readonly of: number };
}

export interface Retrieval {
  /** Applied in order; a search that starts after the call returns sees them. */
  apply(changes: readonly IndexChange[]): Promise<void>;
  search(request: SearchRequest): Promise<SearchResult>;
  /** Completions of a prefix from the index vocabulary, most frequent first. */
  complete(prefix: string, limit: number): Promise<readonly { readonly term: string; readonly count: number }[]>;
  count(): Promise<number>;
  /** Bytes that `restore` accepts; format version and checksum inside. */
  snapshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}
