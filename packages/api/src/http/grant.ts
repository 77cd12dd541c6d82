/** What a key is and what it grants. */
export type Scope = "search" | "events" | "write" | "admin";

export interface ApiKey {
  /** Name for logs and rate limits; never the secret. */
  readonly id: string;
  readonly secret: string;
  /** "admin" holds every scope. */
  readonly scopes: readonly Scope[];
}

/** What a secured key forces upon every request made with it. */
export interface Restriction {
  /** Algolia filter expression that every answer satisfies. */
  readonly filters?: string;
  readonly facetFilters?: string;
  readonly numericFilters?: string;
  readonly userToken?: string;
  /** Index names, `*` at an end for any. */
  readonly indices?: readonly string[];
  /** Further search parameters, above the request's own. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Grant {
  readonly id: string;
  readonly scopes: readonly Scope[];
  readonly restriction?: Restriction;
}
