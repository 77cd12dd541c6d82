/**
 * Where every question that gets an attribution id passes on its way to the engine: it is given its moment, so that the answer is
 * a function of the log and the question alone, and whoever keeps requests for replay hears of both.
 */
import type {
  IndexReader,
  RecommendAnswer,
  RecommendQuestion,
  SearchAnswer,
  SearchQuestion,
  SuggestAnswer,
  SuggestQuestion,
} from "@aisle/core/engine";
import type { Shop } from "./shop.ts";

/** The parts of a shop that a question needs. */
type Asking = Pick<Shop, "clock" | "answered">;

export async function askSearch(shop: Asking, index: IndexReader, asked: SearchQuestion): Promise<SearchAnswer> {
  const question = { ...asked, now: shop.clock() };
  const { name } = index;
  const answer = await index.search(question);
  shop.answered?.({ kind: "search", index: name, question, answer });
  return answer;
}

export async function askRecommend(shop: Asking, index: IndexReader, asked: RecommendQuestion): Promise<RecommendAnswer> {
  const question = { ...asked, now: shop.clock() };
  const { name } = index;
  const answer = await index.recommend(question);
  shop.answered?.({ kind: "recommend", index: name, question, answer });
  return answer;
}

export async function askSuggest(shop: Asking, index: IndexReader, text: string, asked: SuggestQuestion): Promise<SuggestAnswer> {
  const question = { ...asked, now: shop.clock() };
  const { name } = index;
  const answer = await index.suggest(text, question);
  shop.answered?.({ kind: "suggest", index: name, question: { ...question, text }, answer });
  return answer;
}
