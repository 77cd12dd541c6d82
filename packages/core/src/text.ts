/** Text: normalise, segment, stem, spell, languages; port Segmenter. */
export type { Analyzer, QueryTerm, Segmenter, Token, TokenKind, TokenSink } from "./text/analyzer.ts";
export { createDictionarySegmenter, hanRuns } from "./text/dictionary-segmenter.ts";
export { fold, identifierKey, normalize } from "./text/fold.ts";
export type { Folded } from "./text/fold.ts";
export { createAnalyzer } from "./text/standard-analyzer.ts";
export type { AnalyzerOptions } from "./text/standard-analyzer.ts";
export { detectLanguage, primaryLanguage } from "./text/language.ts";
