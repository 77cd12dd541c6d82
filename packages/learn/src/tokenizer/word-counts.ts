/** How often each word of a text stream occurs: all that the trainers read. */
import { LearnError } from "../error.ts";
import { normalise, words } from "./normalise.ts";
import type { NormaliseOptions, WordBoundaries } from "./normalise.ts";

export interface CountOptions extends NormaliseOptions {
  readonly boundaries?: WordBoundaries;
  /** Distinct words remembered; beyond twice as many the rarest are forgotten. Default 2,000,000. */
  readonly limit?: number;
}

const longestWord = 100;

export class WordCounts {
  readonly counts = new Map<string, number>();
  readonly #options: CountOptions;
  readonly #limit: number;

  constructor(options: CountOptions = {}) {
    this.#options = options;
    this.#limit = options.limit ?? 2_000_000;
    if (!(this.#limit >= 1)) throw new LearnError("bad_argument", "a limit of words has to be at least 1");
  }

  /** One document or line. Words of over a hundred characters are no words and left out. */
  add(text: string): void {
    const { counts } = this;
    for (const word of words(normalise(text, this.#options), this.#options.boundaries))
      if (word.length <= longestWord) counts.set(word, (counts.get(word) ?? 0) + 1);
    if (counts.size > 2 * this.#limit) this.#forgetRare();
  }

  #forgetRare(): void {
    const sorted = [...this.counts].sort((a, b) => b[1] - a[1]);
    this.counts.clear();
    for (const [word, count] of sorted.slice(0, this.#limit)) this.counts.set(word, count);
  }
}
