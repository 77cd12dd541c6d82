/** Recommendations through Algolia's recommend endpoint: several lists in one request, each item with its reason. */
import { indexName } from "../config.ts";
import type { Language } from "../routing/route.ts";
import { client } from "./client.ts";
import type { ProductHit } from "./hit.ts";
import { userToken } from "./identity.ts";

export type Model = "recommended-for-you" | "related-products" | "bought-together" | "trending-items" | "recently-viewed";

export interface ShelfQuestion {
  readonly model: Model;
  readonly product?: string;
  readonly limit?: number;
}

const defaultLimit = 12;

/** One list per question, in their order. */
export async function fetchRecommendations(
  questions: readonly ShelfQuestion[],
  language: Language,
): Promise<readonly (readonly ProductHit[])[]> {
  if (questions.length === 0) return [];
  const requests = questions.map(({ model, product, limit = defaultLimit }) => ({
    indexName,
    model,
    ...(product === undefined ? {} : { objectID: product }),
    threshold: 0,
    maxRecommendations: limit,
    queryParameters: { userToken, queryLanguages: [language], clickAnalytics: true },
  }));
  // The client's type knows only Algolia's models; the endpoint takes ours by the same shape.
  const { results } = await client.getRecommendations({ requests } as unknown as Parameters<typeof client.getRecommendations>[0]);
  return results.map((result) => {
    const queryID = result.queryID;
    const hits = result.hits as unknown as readonly ProductHit[];
    return queryID === undefined ? hits : hits.map((hit) => ({ ...hit, __queryID: queryID }));
  });
}

/** Several lists as one, taking turns, each product once and none of those left out. */
export function interleave(lists: readonly (readonly ProductHit[])[], without: ReadonlySet<string>, limit: number): readonly ProductHit[] {
  const taken = new Set(without);
  const merged: ProductHit[] = [];
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let at = 0; at < longest; at++) {
    for (const list of lists) {
      const hit = list[at];
      if (!hit || taken.has(hit.objectID) || merged.length >= limit) continue;
      taken.add(hit.objectID);
      merged.push(hit);
    }
  }
  return merged;
}
