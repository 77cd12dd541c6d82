/**
 * Chinese words by their pinyin: which word was meant by letters typed. Words lie in buckets by first letter; the letters may
 * also spell several words one after the other ("hongselianyiqun"), found by the fewest, then most frequent words.
 */
import { reads, syllablesOf } from "./pinyin.ts";

interface Word<T> {
  readonly text: string;
  readonly syllables: readonly string[];
  readonly entry: T;
}

/** Letters of a typed text that are read. */
const longest = 48;
/** Words of one bucket that a question looks at. */
const scanLimit = 8_000;

interface Step {
  readonly cost: number;
  readonly words: readonly string[];
}

/** Readings of letters, over words that live as long as `weight` is above 0. */
export class Readings<T> {
  readonly #buckets = new Map<string, Word<T>[]>();
  readonly #whole = new Map<string, Word<T>[]>();
  readonly #weight: (entry: T) => number;

  constructor(weight: (entry: T) => number) {
    this.#weight = weight;
  }

  /** Learns a word; answers its pinyin in one, or undefined where it has none. */
  add(text: string, entry: T): string | undefined {
    const syllables = syllablesOf(text);
    if (syllables.length < 2) return undefined;
    const word = { text, syllables, entry };
    const letters = syllables.join("");
    this.#put(this.#buckets, letters.charAt(0), word);
    this.#put(this.#whole, letters, word);
    return letters;
  }

  #put(into: Map<string, Word<T>[]>, key: string, word: Word<T>): void {
    const known = into.get(key);
    if (!known) into.set(key, [word]);
    else {
      // A bucket that doubled is freed of what is gone.
      if (known.length >= 64 && (known.length & (known.length - 1)) === 0) {
        const living = known.filter(({ entry }) => this.#weight(entry) > 0);
        known.length = 0;
        known.push(...living);
      }
      known.push(word);
    }
  }

  /** Words of which the letters are a reading, whole or begun. */
  #each(letters: string, take: (entry: T, whole: boolean, text: string) => void): void {
    const bucket = this.#buckets.get(letters.charAt(0)) ?? [];
    const second = letters.charCodeAt(1);
    for (let i = 0; i < bucket.length && i < scanLimit; i++) {
      const { text, syllables, entry } = bucket[i]!;
      // Nearly all end here: the second letter goes on with the first syllable or begins the second.
      if (letters.length > 1 && second !== syllables[0]!.charCodeAt(1) && second !== syllables[1]!.charCodeAt(0)) continue;
      const read = reads(letters, syllables);
      if (read > 0 && this.#weight(entry) > 0) take(entry, read === 2, text);
    }
  }

  /**
   * The text most likely meant: one word read whole, else words in a row spelt in full, else a word begun. `take` hears of
   * every entry on the way.
   */
  best(letters: string, take: (entry: T) => void = () => {}): string | undefined {
    if (letters.length < 2 || letters.length > longest) return undefined;
    let found: { text: string; whole: boolean; weight: number } | undefined;
    this.#each(letters, (entry, whole, text) => {
      take(entry);
      const weight = this.#weight(entry);
      if (!found || (whole !== found.whole ? whole : weight !== found.weight ? weight > found.weight : text < found.text))
        found = { text, whole, weight };
    });
    if (found?.whole) return found.text;
    return this.#row(letters) ?? found?.text;
  }

  /** Words in full whose pinyin, one after the other, is all of the letters. */
  #row(letters: string): string | undefined {
    const steps: (Step | undefined)[] = [{ cost: 0, words: [] }];
    for (let from = 0; from < letters.length; from++) {
      const step = steps[from];
      if (!step) continue;
      for (let end = from + 2; end <= letters.length; end++) {
        const words = this.#whole.get(letters.slice(from, end));
        if (!words) continue;
        let best: Word<T> | undefined;
        for (const word of words) {
          const weight = this.#weight(word.entry);
          if (weight > 0 && (!best || weight > this.#weight(best.entry))) best = word;
        }
        if (!best) continue;
        const total = step.cost + 1 + 1 / (2 + this.#weight(best.entry));
        if (total < (steps[end]?.cost ?? Infinity)) steps[end] = { cost: total, words: [...step.words, best.text] };
      }
    }
    return steps[letters.length]?.words.join("");
  }
}
