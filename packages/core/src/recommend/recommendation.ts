/** What a caller asks of recommendation and what comes back: every item with its reason. */

export type RecommendKind = "for_you" | "similar" | "bought_together" | "trending" | "recently_viewed";

export interface RecommendRequest {
  readonly kind: RecommendKind;
  /** Pseudonym of the shopper; absent for a first visit. */
  readonly person?: string;
  /** Seed products: the product page's, the cart's. */
  readonly products?: readonly string[];
  /** Names of one path (outermost first), or of categories wherever they stand. */
  readonly category?: readonly string[];
  readonly limit: number;
  /** Milliseconds UTC: decay and windows are measured from it. */
  readonly now: number;
  /** Keeps only products that it accepts (filters, availability are checked as well). */
  readonly accept?: (product: string) => boolean;
  /** Default "allow" on a shop's pages, "never" in batch. */
  readonly repeat?: "allow" | "never";
  /** Context of a shopper nobody knows yet: language, market, and where the page knows them category, brand, query. */
  readonly context?: Readonly<Record<string, string>>;
}

export type Reason =
  | { readonly code: "viewed_together" | "bought_together" | "similar_text" | "same_category"; readonly product: string }
  | { readonly code: "popular_in_category"; readonly category: string }
  | { readonly code: "trending" | "popular" | "recently_viewed" | "new_product" };

export interface Recommendation {
  readonly product: string;
  readonly score: number;
  /** Adds up to the score. */
  readonly parts: Readonly<Record<string, number>>;
  readonly reason: Reason;
}

/** What the shopper's taste and everybody's behaviour add to a product's place in a list, as shares of the list's best score. */
export interface Boost {
  readonly personal: number;
  readonly behaviour: number;
}
