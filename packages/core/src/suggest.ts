/** Suggest: queries, categories and brands while somebody types, pinyin and misspellings included. */
export { syllablesOf } from "./suggest/pinyin.ts";
export { PopularQueries } from "./suggest/popular-queries.ts";
export { Suggestions } from "./suggest/suggestions.ts";
export type { BrandSuggestion, CategorySuggestion, Suggested, SuggestOptions } from "./suggest/suggestions.ts";
