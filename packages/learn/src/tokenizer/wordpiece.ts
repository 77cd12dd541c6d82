/**
 * WordPiece (Schuster and Nakajima, 2012; as BERT has it): words are cut greedily into the longest known pieces, pieces inside a word begin with
 * "##". The vocabulary is trained by merging pairs.
 */
import { LearnError } from "../error.ts";
import { normalise, words } from "./normalise.ts";
import type { NormaliseOptions } from "./normalise.ts";
import { learnMerges } from "./pair-merges.ts";
import { specialTokens } from "./tokenizer.ts";
import type { Tokenizer } from "./tokenizer.ts";

const inside = "##";
/** Words of more characters are one unknown token, as in BERT. */
const longestWord = 100;

export interface TrainOptions {
  /** Tokens in the end, special ones among them. */
  readonly size: number;
  /** Different characters kept at most; default 10,000, at most half of the size. */
  readonly alphabet?: number;
}

/** The vocabulary for counted words: special tokens, then characters and pieces, the more frequent first. */
export function trainWordPiece(counts: ReadonlyMap<string, number>, { size, alphabet = 10_000 }: TrainOptions): readonly string[] {
  if (!(size > specialTokens.length)) throw new LearnError("bad_argument", `a vocabulary of ${size} has no room for words`);
  const { symbols } = learnMerges(counts, {
    size: size - specialTokens.length,
    alphabet: Math.min(alphabet, Math.ceil(size / 2)),
    prefix: inside,
  });
  return [...specialTokens, ...symbols];
}

export class WordPiece implements Tokenizer {
  readonly kind = "wordpiece";
  readonly vocabulary: readonly string[];
  readonly options: NormaliseOptions;
  readonly #ids: ReadonlyMap<string, number>;
  readonly #unknown: number;
  readonly #longest: number;

  constructor(vocabulary: readonly string[], options: NormaliseOptions = {}) {
    this.vocabulary = vocabulary;
    this.options = options;
    this.#ids = new Map(vocabulary.map((token, id) => [token, id]));
    const unknown = this.#ids.get("[UNK]");
    if (unknown === undefined) throw new LearnError("bad_file", 'a WordPiece vocabulary needs "[UNK]"');
    this.#unknown = unknown;
    this.#longest = vocabulary.reduce((most, token) => Math.max(most, token.length), 0);
  }

  id(token: string): number | undefined {
    return this.#ids.get(token);
  }

  encode(text: string): number[] {
    const ids: number[] = [];
    for (const word of words(normalise(text, this.options))) this.#word(word, ids);
    return ids;
  }

  #word(word: string, ids: number[]): void {
    const whole = this.#ids.get(word);
    if (whole !== undefined) {
      ids.push(whole);
      return;
    }
    const begin = ids.length;
    if ([...word].length > longestWord) {
      ids.push(this.#unknown);
      return;
    }
    for (let start = 0; start < word.length;) {
      let end = Math.min(word.length, start + this.#longest);
      let found: number | undefined;
      for (; end > start; end--) {
        found = this.#ids.get(start === 0 ? word.slice(0, end) : inside + word.slice(start, end));
        if (found !== undefined) break;
      }
      if (found === undefined) {
        ids.length = begin;
        ids.push(this.#unknown);
        return;
      }
      ids.push(found);
      start = end;
    }
  }

  /** Words with single spaces between them; what normalising took away does not come back. */
  decode(ids: readonly number[]): string {
    let text = "";
    for (const id of ids) {
      const token = this.vocabulary[id] ?? "";
      if (token.startsWith(inside) && text !== "") text += token.slice(inside.length);
      else text += text === "" ? token : ` ${token}`;
    }
    return text;
  }
}
