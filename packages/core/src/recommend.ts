/** Recommend: item-item neighbours, text neighbours, popularity, personal order; later sequence models and bandits. */
export type { Boost, Reason, RecommendKind, RecommendRequest, Recommendation } from "./recommend/recommendation.ts";
export type { FacetChoice } from "./recommend/facet-choices.ts";
export { Recommender } from "./recommend/recommender.ts";
export type { MemoryLimits } from "./recommend/shop-memory.ts";
export { TextNeighbours } from "./recommend/text-neighbours.ts";
export { emptyHistory, joinHistories } from "./recommend/offline/histories.ts";
export type { History, Training } from "./recommend/offline/histories.ts";
export { fitModel } from "./recommend/offline/model.ts";
export type { ChosenMethod, FitOptions, OfflineModel, Scored } from "./recommend/offline/model.ts";
