/** Port Segmenter and the shapes that analysis hands to the index. */

/** Cuts Chinese text. A native (jieba) and a pure version exist; they agree on every text. */
export interface Segmenter {
  /** Words that follow each other and cover the text. */
  cut(text: string): readonly string[];
  /** Every dictionary word of two or more characters inside the text, overlapping, by UTF-16 start, then length: the lattice. */
  lattice(text: string): readonly { readonly word: string; readonly start: number }[];
}

/**
 * word: stemmed word of a spaced script or a segmented Chinese word; subword: dictionary word inside a longer one;
 * gram: Chinese character or character pair; number: also with its unit ("8gb"); identifier: letters and digits mixed
 * (model and part numbers). A two-character Chinese word and the pair of its characters are one and the same term.
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

/**
 * Takes the tokens of a text one by one, in text order, without a token object each. `surface` is the folded word before
 * stemming (what the spelling vocabulary holds; equal to `term` for every kind but word). Start and end are UTF-16 in the original.
 */
export type TokenSink = (term: string, kind: TokenKind, position: number, surface: string, start: number, end: number) => void;

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
  /**
   * Other index terms that are the same thing written differently ("t shirt": each of t and shirt also stands in "tshirt").
   * A document that holds one of them has the term, in the same tier. It scores only where the document lacks the term itself,
   * and with no more than the term's own inverse document frequency: a rare joined form must not outvote the plain one.
   */
  readonly also?: readonly string[];
}

export interface Analyzer {
  /** `language` is a BCP 47 tag; detected from the script and words where absent. */
  analyze(text: string, language?: string): readonly Token[];
  /**
   * The same tokens as `analyze`, handed to `sink`: the indexing path. Returns the number of positions, which is the length
   * for BM25 (joined forms, sub-words and pairs share positions and do not lengthen a text).
   */
  index(text: string, language: string | undefined, sink: TokenSink): number;
  /** At most `queryTerms` of base/limits.ts terms from the first `queryLength` characters; never empty units, never throws. */
  analyzeQuery(query: string, language?: string): readonly QueryTerm[];
}
