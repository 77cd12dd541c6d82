/** Rank: what merchandisers order about search, folded from operator events. */
export { customShares, ordersIn } from "./rank/custom-ranking.ts";
export { Merchandise } from "./rank/merchandise.ts";
export type { MerchandiseReader, Settings } from "./rank/merchandise.ts";
export type { Kept } from "./rank/kept-list.ts";
export { before, pageWithPins, slotsOf } from "./rank/pins.ts";
export { maximumRuleEntries } from "./rank/rule.ts";
export type { Anchoring, Orders, Rule, RuleCondition } from "./rank/rule.ts";
export { maximumSynonymWords } from "./rank/synonym.ts";
export type { Synonym, SynonymTables } from "./rank/synonym.ts";
