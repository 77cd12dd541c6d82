/** Engine: rooms and ports become one thing that applies events and answers questions. */
export type {
  Asker,
  Engine,
  EngineParts,
  Highlight,
  IndexPorts,
  IndexReader,
  OpenPorts,
  QueryPlan,
  RecommendAnswer,
  RecommendedItem,
  RecommendQuestion,
  ReviewAnswer,
  ReviewQuestion,
  SearchAnswer,
  SearchHit,
  SearchQuestion,
  ShownReview,
  SuggestAnswer,
  SuggestQuestion,
} from "./engine/engine.ts";
export { toDocument } from "./engine/document.ts";
export type { FieldKind } from "./engine/fields.ts";
export { defaultIndex, indexOpenedBy, ShopEngine, slotsIn } from "./engine/shop.ts";
