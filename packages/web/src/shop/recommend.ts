/** Recommendations through Algolia's recommend endpoint: several lists in one request, each item with its reason. */
import { contextsOf, indexName } from "../config.ts";
import type { Language } from "../routing/route.ts";
import { client } from "./client.ts";
import type { ProductHit } from "./hit.ts";
import { userToken } from "./identity.ts";

export type Model = "recommended-for-you" | "related-products" | "bought-together" | "trending-items" | "recently-viewed";

export interface ShelfQuestion {
  readonly model: Model;
  /** Seeds: the product of the page, everything in the cart. */
  readonly products?: readonly string[];
  readonly limit?: number;
}

const defaultLimit = 12;

/** One list per question, in their order. */
export async function fetchRecommendations(
  questions: readonly ShelfQuestion[],
  language: Language,
): Promise<readonly (readonly ProductHit[])[]> {
  if (questions.length === 0) return [];
  const requests = questions.map(({ model, products, limit = defaultLimit }) => ({
    indexName,
    model,
    ...(products === undefined ? {} : { objectID: products[0], objectIDs: products }),
    threshold: 0,
    maxRecommendations: limit,
    queryParameters: { userToken, queryLanguages: [language], ...contextsOf(language), clickAnalytics: true },
  }));
  // The client's type knows only Algolia's models; the endpoint takes ours by the same shape.
  const { results } = await client.getRecommendations({ requests } as unknown as Parameters<typeof client.getRecommendations>[0]);
  return results.map((result) => {
    const queryID = result.queryID;
    const hits = result.hits as unknown as readonly ProductHit[];
    return queryID === undefined ? hits : hits.map((hit) => ({ ...hit, __queryID: queryID }));
  });
}
