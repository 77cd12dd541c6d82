/** Text: normalise, segment, stem, spell, languages; port Segmenter. */
export type { Analyzer, QueryTerm, Segmenter, Token, TokenKind, TokenSink } from "./text/analyzer.ts";
export { createDictionarySegmenter, hanRuns } from "./text/dictionary-segmenter.ts";
export { fold, identifierKey, normalize } from "./text/fold.ts";
export type { Folded } from "./text/fold.ts";
export { createAnalyzer } from "./text/standard-analyzer.ts";
export type { AnalyzerOptions } from "./text/standard-analyzer.ts";
export { detectLanguage, primaryLanguage } from "./text/language.ts";
export { highlight } from "./text/highlight.ts";
export type { Highlight } from "./text/highlight.ts";
export { editsAllowed, isSpellable, SpellIndex } from "./text/spell-index.ts";
export type { Completion, Correction } from "./text/spell-index.ts";
