/** The words of what a shop suggests, and what a misspelt text or a misspelt beginning was meant to be: "nrothw" → "northw". */
import { editsAllowed, isSpellable, SpellIndex } from "../text.ts";
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
  readonly text: string;
  readonly distance: number;
  readonly count: number;
}

export class Vocabulary {
  readonly #words = new Map<string, Word>();
  readonly #index = new KeyIndex<Word>((word) => word.count);
  readonly #spell = new SpellIndex();

  /** The words of a normalised text gain an entry. */
  add(text: string): void {
    for (const one of new Set(text.split(separators))) {
      if (!isSpellable(one)) continue;
      this.#spell.add(one);
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
      if (!word) continue;
      this.#spell.remove(one);
      if (--word.count === 0) this.#words.delete(one);
    }
  }

  /** The text with every misspelt word put right; undefined where none is, or one is beyond help. Numbers and the like stay. */
  correct(text: string): string | undefined {
    const words = text.split(" ");
    if (words.length > maximumWords) return undefined;
    const right = words.flatMap((word) => this.#right(word) ?? []);
    const meant = right.join(" ");
    return right.length < words.length || meant === text ? undefined : meant;
  }

  /** What a text may have been meant to begin, likeliest first: as `correct`, but the last word may be unfinished. */
  correctBegun(text: string): readonly string[] {
    const words = text.split(" ");
    const last = words.pop()!;
    if (words.length >= maximumWords) return [];
    const right = words.flatMap((word) => this.#right(word) ?? []);
    if (right.length < words.length) return [];
    const ends = this.#index.top(last, 1).length > 0 ? [last] : this.#nearBeginnings(last);
    return ends.map((end) => [...right, end].join(" ")).filter((meant) => meant !== text);
  }

  #right(word: string): string | undefined {
    return this.#words.has(word) || !isSpellable(word) ? word : this.#spell.correct(word, 1)[0]?.term;
  }

  /** Beginnings of words near to one that is none. */
  #nearBeginnings(typed: string): readonly string[] {
    if (!isSpellable(typed)) return [];
    const found = new Map<string, Candidate>();
    this.#index.near(typed, editsAllowed(typed.length), ({ count }, distance, key, length) => {
      const text = key.slice(0, length);
      const known = found.get(text);
      if (!known || distance < known.distance || (distance === known.distance && count > known.count))
        found.set(text, { text, distance, count });
    });
    return [...found.values()]
      .sort((a, b) => a.distance - b.distance || b.count - a.count || (a.text < b.text ? -1 : 1))
      .slice(0, maximumReadings)
      .map(({ text }) => text);
  }
}
