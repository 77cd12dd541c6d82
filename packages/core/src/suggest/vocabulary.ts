/** The words of what a shop suggests, and what a misspelt beginning was meant to be: "nrothw" → "northw". */
import { editsAllowed, isSpellable } from "../text.ts";
import { KeyIndex } from "./key-index.ts";
import type { Key } from "./key-run.ts";

interface Word {
  readonly key: string;
  /** Entries that have it. */
  count: number;
  readonly place: Key<Word>;
}

const separators = /[^\p{L}\p{M}\p{N}]+/u;
/** Readings of the last word that are tried. */
const maximumReadings = 3;
const maximumWords = 8;

interface Candidate {
  readonly word: Word;
  readonly distance: number;
  readonly text: string;
}

export class Vocabulary {
  readonly #words = new Map<string, Word>();
  readonly #index = new KeyIndex<Word>((word) => word.count);

  /** The words of a normalised text gain an entry. */
  add(text: string): void {
    for (const one of new Set(text.split(separators))) {
      if (!isSpellable(one)) continue;
      const known = this.#words.get(one);
      if (known) {
        known.count++;
        known.place.run?.raise(known.place.at, known.count);
      } else {
        const word: { key: string; count: number; place?: Key<Word> } = { key: one, count: 1 };
        word.place = this.#index.add(one, word as Word);
        this.#words.set(one, word as Word);
      }
    }
  }

  /** The words of a text that was added lose it again. */
  remove(text: string): void {
    for (const one of new Set(text.split(separators))) {
      const word = this.#words.get(one);
      if (word && --word.count === 0) this.#words.delete(one);
    }
  }

  /** What a normalised text may have been meant to begin, likeliest first; none where no word of it is misspelt, or one is beyond help. */
  correct(text: string): readonly string[] {
    const words = text.split(" ");
    if (words.length > maximumWords) return [];
    const last = words.pop()!;
    let changed = false;
    const before: string[] = [];
    for (const word of words) {
      const meant = this.#words.has(word) ? word : this.#nearest(word, true)[0];
      if (meant === undefined) return [];
      changed ||= meant !== word;
      before.push(meant);
    }
    const begun = this.#index.top(last, 1).length > 0 ? [last] : this.#nearest(last, false);
    return begun.flatMap((one) => (changed || one !== last ? [[...before, one].join(" ")] : []));
  }

  /** Beginnings of words near to one that is none; all of a word where `whole`. */
  #nearest(typed: string, whole: boolean): readonly string[] {
    if (!isSpellable(typed)) return [];
    const found = new Map<string, Candidate>();
    this.#index.near(typed, editsAllowed(typed.length), (word, distance, key, length) => {
      const text = key.slice(0, length);
      if (whole && length !== key.length) return;
      const known = found.get(text);
      if (!known || distance < known.distance || (distance === known.distance && word.count > known.word.count))
        found.set(text, { word, distance, text });
    });
    return [...found.values()]
      .sort((a, b) => a.distance - b.distance || b.word.count - a.word.count || (a.text < b.text ? -1 : 1))
      .slice(0, maximumReadings)
      .map(({ text }) => text);
  }
}
