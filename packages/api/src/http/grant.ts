/** What a key is and what it grants. */
export const scopes = ["search", "events", "write", "admin"] as const;

export type Scope = (typeof scopes)[number];

export interface ApiKey {
  /** Name for logs and rate limits; never the secret. */
  readonly id: string;
  /** Absent where only its digest is kept. */
  readonly secret?: string;
  /** SHA-256 of the secret in hex, for a key whose secret is known to its owner alone. */
  readonly digest?: string;
  /** "admin" holds every scope. */
  readonly scopes: readonly Scope[];
  readonly restriction?: Restriction;
  /** Milliseconds UTC from which on the key is refused. */
  readonly expires?: number;
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
