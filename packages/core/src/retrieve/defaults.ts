/** Settings of relevance, in one place; values were chosen on training pairs, never on a test set (bench/quality/search.ts). */

export interface FieldWeight {
  /** How much a word here counts against the same word elsewhere. */
  readonly weight: number;
  /** BM25's b: how strongly a long text dilutes its words. */
  readonly b: number;
  /** Words of a text of usual length. Fixed, so that a score depends on the document alone (decision 002). */
  readonly length: number;
}

export interface Relevance {
  readonly fields: Readonly<Record<string, FieldWeight>>;
  /** For a field that is not named. */
  readonly other: FieldWeight;
  /** BM25's k1: how fast further occurrences stop counting. */
  readonly k1: number;
  /** Share of a word's weight that a correction, a synonym and a completion of it get. */
  readonly corrected: number;
  readonly synonym: number;
  readonly completed: number;
  /** A document that matches part of a query has its score times (matched weight / whole weight) to this power. */
  readonly coverage: number;
  /** Share of the query's words below which a relaxed match is no match. */
  readonly leastShare: number;
}

export const defaultRelevance: Relevance = {
  fields: {
    title: { weight: 4, b: 0.5, length: 12 },
    brand: { weight: 1.5, b: 0, length: 2 },
    categories: { weight: 1, b: 0, length: 2 },
    color: { weight: 1, b: 0, length: 2 },
    attributes: { weight: 0.6, b: 0, length: 3 },
    description: { weight: 0.8, b: 0.5, length: 60 },
  },
  other: { weight: 0.6, b: 0.3, length: 10 },
  k1: 1.2,
  corrected: 0.7,
  synonym: 0.6,
  completed: 0.8,
  coverage: 0.5,
  leastShare: 0.5,
};
