/**
 * The spellable words of an index and the terms of each: what misspelt words are corrected by and begun words completed from.
 * Words lie by their first two letters, so that all of a prefix are found without a sorted list. What is found depends on which
 * words were learnt, never on their order: a restored index and one of other shards complete alike.
 */
import { SpellIndex } from "../text.ts";
import type { Surface } from "./shard.ts";

const keyLength = 2;

export class Vocabulary {
  readonly #spelling = new SpellIndex();
  /** A word has one term in each way that languages stem it. */
  readonly #terms = new Map<string, readonly string[]>();
  readonly #beginnings = new Map<string, string[]>();

  learn({ word, term }: Surface): void {
    const known = this.#terms.get(word);
    if (known !== undefined) {
      if (!known.includes(term)) this.#terms.set(word, [...known, term].sort());
      return;
    }
    this.#terms.set(word, [term]);
    this.#spelling.add(word);
    const key = word.slice(0, keyLength);
    const words = this.#beginnings.get(key);
    if (words) words.push(word);
    else this.#beginnings.set(key, [word]);
  }

  /** Words at a small edit distance, the closest first, with each of their terms. */
  near(word: string, max: number): readonly { readonly word: string; readonly term: string; readonly distance: number }[] {
    return this.#spelling
      .correct(word, max)
      .flatMap(({ term: found, distance }) => this.#terms.get(found)!.map((term) => ({ word: found, term, distance })));
  }

  /** Terms of the words that begin with a prefix, each with the shortest of its words (of those the first by name). */
  completions(prefix: string): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    const take = (words: readonly string[]) => {
      for (const word of words) {
        if (!word.startsWith(prefix)) continue;
        for (const term of this.#terms.get(word)!) {
          const other = found.get(term);
          if (other === undefined || word.length < other.length || (word.length === other.length && word < other)) found.set(term, word);
        }
      }
    };
    if (prefix.length >= keyLength) take(this.#beginnings.get(prefix.slice(0, keyLength)) ?? []);
    else if (prefix !== "") for (const [key, words] of this.#beginnings) if (key.startsWith(prefix)) take(words);
    return found;
  }
}
