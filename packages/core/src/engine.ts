/** Engine: rooms and ports become one thing that applies events and answers questions. */
export type {
  Asker,
  Engine,
  Highlight,
  RecommendAnswer,
  RecommendedItem,
  RecommendQuestion,
  SearchAnswer,
  SearchHit,
  SearchQuestion,
} from "./engine/engine.ts";
