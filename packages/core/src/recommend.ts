/** Recommend: item-item neighbours, text neighbours, popularity, personal order; later sequence models and bandits. */
export type { Reason, RecommendKind, RecommendRequest, Recommendation } from "./recommend/recommendation.ts";
