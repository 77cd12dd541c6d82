/** Text: normalise, segment, stem, spell, languages; port Segmenter. */
export type { Analyzer, QueryTerm, Segmenter, Token, TokenKind } from "./text/analyzer.ts";
