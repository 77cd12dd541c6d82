/** Tokenizer: training and use of WordPiece, byte-level BPE and Unigram; Hugging Face's file. */
export { specialsOf, specialTokens } from "./tokenizer/tokenizer.ts";
export type { Specials, Tokenizer } from "./tokenizer/tokenizer.ts";
export { normalise, words } from "./tokenizer/normalise.ts";
export type { NormaliseOptions, WordBoundaries } from "./tokenizer/normalise.ts";
export { WordCounts } from "./tokenizer/word-counts.ts";
export { trainWordPiece, WordPiece } from "./tokenizer/wordpiece.ts";
export { ByteBpe, ByteWordCounts, trainBytePairs } from "./tokenizer/byte-bpe.ts";
export { PieceCounts, trainUnigram, Unigram } from "./tokenizer/unigram.ts";
export { readTokenizer, writeTokenizer } from "./tokenizer/hugging-face.ts";
