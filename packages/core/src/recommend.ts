/** Recommend: item-item neighbours, text neighbours, popularity, personal order; later sequence models and bandits. */
export type { Boost, Reason, RecommendKind, RecommendRequest, Recommendation } from "./recommend/recommendation.ts";
export { Recommender } from "./recommend/recommender.ts";
export type { MemoryLimits } from "./recommend/shop-memory.ts";
