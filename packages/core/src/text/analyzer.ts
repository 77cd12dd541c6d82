/** Port Segmenter and the shapes that analysis hands to the index. */

/** Cuts a run of Chinese characters. A native (jieba) and a WASM version exist; they agree on every text. */
export interface Segmenter {
  /** Words that follow each other and cover the text. */
  cut(text: string): readonly string[];
  /** Every dictionary word inside the text, overlapping, with its UTF-16 start: the lattice. */
  lattice(text: string): readonly { readonly word: string; readonly start: number }[];
}

/**
 * word: stemmed word of a spaced script or a segmented Chinese word; subword: dictionary word inside a longer one;
 * gram: Chinese character or character pair; number; identifier: letters and digits mixed (model and part numbers).
 */
export type TokenKind = "word" | "subword" | "gram" | "number" | "identifier";

export interface Token {
  /** Normalised: folded case, width and traditional characters, stemmed. */
  readonly term: string;
  readonly kind: TokenKind;
  /** UTF-16 range in the original text. */
  readonly start: number;
  readonly end: number;
  /** Word position, for proximity; tokens over the same place share it. */
  readonly position: number;
}

export interface QueryTerm {
  readonly term: string;
  readonly kind: TokenKind;
  /** Before stemming: what typo correction and completion work on. */
  readonly surface: string;
  /** Words of the query count from 0; a unit is matched when all its required terms are. Relaxation drops whole units. */
  readonly unit: number;
  /** False: only adds to the score. */
  readonly required: boolean;
  readonly weight: number;
  /** Typo correction may touch it (never numbers, identifiers, short words). */
  readonly correctable: boolean;
}

export interface Analyzer {
  /** `language` is a BCP 47 tag; detected from the script and words where absent. */
  analyze(text: string, language?: string): readonly Token[];
  analyzeQuery(query: string, language?: string): readonly QueryTerm[];
}
