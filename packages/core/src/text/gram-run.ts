/**
 * Terms of a run of a script without spaces: every character, every pair, and every longer dictionary word inside it. A word of
 * two characters is its pair, so nothing is stored twice, and whatever way a segmenter cuts (or fails to), a query inside the
 * run finds it by its pairs: 农业 finds 中国农业发展银行.
 */
import { CharClass, charClasses } from "./char-class.ts";
import type { Segmenter, TokenKind } from "./analyzer.ts";

export interface Gram {
  readonly text: string;
  readonly kind: TokenKind;
  /** UTF-16 offsets in the run. */
  readonly start: number;
  readonly end: number;
  /** Character count before it. */
  readonly position: number;
}

/** End of the character at `at`: a surrogate pair and marks that follow belong to it. */
export function characterEnd(text: string, at: number): number {
  let end = at + 1;
  if ((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(end) & 0xfc00) === 0xdc00) end++;
  while (end < text.length && charClasses[text.charCodeAt(end)] === CharClass.mark) end++;
  return end;
}

/** UTF-16 starts of the characters of a run, and its length at the end. */
export function characterStarts(run: string): readonly number[] {
  const starts: number[] = [];
  for (let at = 0; at < run.length; at = characterEnd(run, at)) starts.push(at);
  starts.push(run.length);
  return starts;
}

/** Hands the grams and words of a run to `take`, by start, shorter first; returns the number of characters. */
export function runGrams(
  run: string,
  segmenter: Segmenter | undefined,
  take: (text: string, kind: TokenKind, position: number, start: number, end: number) => void,
): number {
  const starts = characterStarts(run);
  const count = starts.length - 1;
  const lattice = segmenter !== undefined && count > 1 ? segmenter.lattice(run) : [];
  const words = segmenter !== undefined && count > 1 ? segmenter.cut(run) : [];
  // Walks beside the characters: the word of the cut that begins here, if one does.
  let wordIndex = 0;
  let wordStart = 0;
  let next = 0;
  for (let i = 0; i < count; i++) {
    const start = starts[i]!;
    while (wordIndex < words.length && wordStart < start) wordStart += words[wordIndex++]!.length;
    const cutLength = wordIndex < words.length && wordStart === start ? words[wordIndex]!.length : 0;
    const end = starts[i + 1]!;
    take(run.slice(start, end), end - start === cutLength ? "word" : "gram", i, start, end);
    const pairEnd = i + 2 <= count ? starts[i + 2]! : 0;
    let pairKind: TokenKind = "gram";
    let at = next;
    for (; at < lattice.length && lattice[at]!.start === start; at++) {
      if (start + lattice[at]!.word.length === pairEnd) pairKind = cutLength === pairEnd - start ? "word" : "subword";
    }
    if (pairEnd > 0) take(run.slice(start, pairEnd), pairKind, i, start, pairEnd);
    for (; next < at; next++) {
      const word = lattice[next]!.word;
      if (start + word.length > pairEnd) take(word, word.length === cutLength ? "word" : "subword", i, start, start + word.length);
    }
  }
  return count;
}
