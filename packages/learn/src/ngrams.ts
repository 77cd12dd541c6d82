/** N-grams: hashed features of texts and a linear model on them, the baseline of every text task. */
export { inverseFrequencies, ngramRows, weigh } from "./ngrams/features.ts";
export type { NgramOptions, SparseRows, WordBoundaries } from "./ngrams/features.ts";
export { fitLinear, scoreLinear } from "./ngrams/linear.ts";
export type { LinearModel, LinearOptions } from "./ngrams/linear.ts";
