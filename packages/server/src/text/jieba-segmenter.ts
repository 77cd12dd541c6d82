/**
 * The Segmenter of the server: native jieba (@node-rs/jieba, jieba-rs) without its hidden Markov model. Unknown words become
 * single characters, which the index covers by characters and pairs; in return it gives the same words as the pure
 * version that runs at the edge, so a snapshot built on one is searched on the other.
 */
import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { createDictionarySegmenter, hanRuns } from "@aisle/core/text";
import type { Segmenter } from "@aisle/core/text";

/**
 * jieba lists all words by start, then by length, but without offsets. A listed word that fits at the current start and is
 * longer than the one before belongs there: were it a word at a later start only, it would not be listed at this one first.
 */
function place(words: readonly string[], text: string, offset: number, into: { word: string; start: number }[]): void {
  let start = 0;
  let length = 0;
  for (const word of words) {
    if (word.length <= length || !text.startsWith(word, start)) {
      start = text.indexOf(word, length === 0 ? start : start + 1);
    }
    length = word.length;
    if (length > 1) into.push({ word, start: offset + start });
  }
}

/** Native Segmenter over jieba's own dictionary. */
export function createJiebaSegmenter(): Segmenter {
  const jieba = Jieba.withDict(dict);
  return {
    cut(text) {
      const words: string[] = [];
      for (const { start, end, han } of hanRuns(text)) {
        const run = text.slice(start, end);
        if (han) words.push(...jieba.cut(run, false));
        else words.push(run);
      }
      return words;
    },
    lattice(text) {
      const words: { word: string; start: number }[] = [];
      for (const { start, end, han } of hanRuns(text)) {
        if (!han || end - start < 2) continue;
        const run = text.slice(start, end);
        place(jieba.cutAll(run), run, start, words);
      }
      return words;
    },
  };
}

/** The pure twin over the same dictionary: what a browser or an edge runtime uses. */
export function createPureSegmenter(): Segmenter {
  return createDictionarySegmenter(dict);
}
