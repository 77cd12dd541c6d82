/** Text: normalise, segment, stem, spell, languages; port Segmenter. */
export type { Analyzer, QueryTerm, Segmenter, Token, TokenKind, TokenSink } from "./text/analyzer.ts";
