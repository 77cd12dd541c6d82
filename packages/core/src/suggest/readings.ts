/**
 * Chinese texts by their pinyin: what was meant by letters typed. Whole pinyin and initials are keys, so their beginnings are
 * looked up; beginnings of each syllable ("liyiqun") are tried on the texts whose first two syllables begin so; and letters may
 * spell several words one after the other ("hongselianyiqun"), found by the fewest, then most frequent words.
 */
import type { Entry, EntryKind } from "./entry.ts";
import { KeyIndex } from "./key-index.ts";
import type { Key } from "./key-run.ts";
import { reads } from "./pinyin.ts";

interface Spelt {
  readonly text: string;
  readonly syllables: readonly string[];
  readonly entry: Entry;
}

/** Letters of a typed text that are read. */
const longest = 48;
const longestSyllable = 6;
/** Texts that a question with unfinished syllables looks at. */
const scanLimit = 2_000;
/** Initials of fewer letters are a reading of too much. */
const fewestInitials = 3;
/** Homophones that are tried for one word, and readings of all letters that are given. */
const alternatives = 3;
const sureReadings = 5;
/** Letters that the last syllable of a sure reading may lack. */
const unfinished = 2;
const kinds: readonly EntryKind[] = ["query", "category", "brand", "word"];

interface Step {
  readonly cost: number;
  readonly words: readonly string[];
}

function put(into: Map<string, Spelt[]>, key: string, spelt: Spelt, weightOf: (entry: Entry) => number): void {
  const known = into.get(key);
  if (!known) {
    into.set(key, [spelt]);
    return;
  }
  // A list that doubled is freed of what is gone.
  if (known.length >= 64 && (known.length & (known.length - 1)) === 0) {
    const living = known.filter(({ entry }) => weightOf(entry) > 0);
    known.length = 0;
    known.push(...living);
  }
  known.push(spelt);
}

/** Readings of letters, over texts that live as long as `weightOf` is above 0. */
export class Readings {
  readonly #weightOf: (entry: Entry) => number;
  /** Texts by whole pinyin. */
  readonly #whole = new Map<string, Spelt[]>();
  /** Texts by the first letters of their first two syllables. */
  readonly #pairs = new Map<string, Spelt[]>();
  /** Whole pinyin and initials of every text, by kind. */
  readonly #keys: Readonly<Record<EntryKind, KeyIndex<Entry>>>;

  constructor(weightOf: (entry: Entry) => number) {
    this.#weightOf = weightOf;
    const index = () => new KeyIndex<Entry>(weightOf);
    this.#keys = { query: index(), category: index(), brand: index(), word: index() };
  }

  /** Learns a text of two syllables or more. Gives the keys that lead to it. */
  add(text: string, syllables: readonly string[], entry: Entry): readonly Key<Entry>[] {
    const spelt = { text, syllables, entry };
    const letters = syllables.join("");
    let initials = "";
    for (const syllable of syllables) initials += syllable.charAt(0);
    put(this.#whole, letters, spelt, this.#weightOf);
    put(this.#pairs, initials.slice(0, 2), spelt, this.#weightOf);
    const keys = this.#keys[entry.kind];
    return [keys.add(letters, entry), keys.add(initials, entry)];
  }

  /** The heaviest entries of a kind whose pinyin, or its initials, begin with the letters. */
  top(kind: EntryKind, letters: string, keep: number): readonly Entry[] {
    return this.#keys[kind].top(letters, keep);
  }

  /** Texts that letters with unfinished syllables read, whole or begun. */
  #mixed(letters: string): readonly { readonly spelt: Spelt; readonly whole: boolean }[] {
    const found: { spelt: Spelt; whole: boolean }[] = [];
    let looks = 0;
    const next = letters.charCodeAt(1);
    for (const second of new Set(letters.slice(1, longestSyllable + 1))) {
      for (const spelt of this.#pairs.get(letters.charAt(0) + second) ?? []) {
        if (++looks > scanLimit) return found;
        const [one, two] = spelt.syllables as readonly [string, string];
        // Nearly all end here: the second letter goes on with the first syllable or begins the second.
        if (next !== one.charCodeAt(1) && next !== two.charCodeAt(0)) continue;
        const read = reads(letters, spelt.syllables);
        if (read > 0 && this.#weightOf(spelt.entry) > 0) found.push({ spelt, whole: read === 2 });
      }
    }
    return found;
  }

  /** Entries that unfinished syllables read, heaviest first. */
  mixed(letters: string): readonly Entry[] {
    const entries = new Set(this.#mixed(letters).map(({ spelt }) => spelt.entry));
    return [...entries].sort((a, b) => this.#weightOf(b) - this.#weightOf(a) || (a.key < b.key ? -1 : 1));
  }

  /**
   * The text most likely meant: one whose pinyin or initials are the letters, else words in a row spelt in full, else one whose
   * pinyin begins so, else one read with unfinished syllables.
   */
  best(letters: string): string | undefined {
    if (letters.length < 2 || letters.length > longest) return undefined;
    const [whole] = this.#byWeight(this.#whole.get(letters));
    if (whole) return whole.text;
    const initials = letters.length < fewestInitials ? undefined : this.#text(letters, true);
    const found = initials ?? this.#rows(letters)[0] ?? this.#text(letters, false);
    if (found !== undefined) return found;
    const read = this.#mixed(letters);
    const complete = read.filter((one) => one.whole);
    const [heaviest] = this.#byWeight((complete.length > 0 ? complete : read).map(({ spelt }) => spelt));
    return heaviest?.text;
  }

  /** The few texts that the letters surely spell, likeliest first: every syllable in full but the end of the last. Initials are not sure. */
  sure(letters: string): readonly string[] {
    if (letters.length < 2 || letters.length > longest) return [];
    const whole = this.#byWeight(this.#whole.get(letters)).map(({ text }) => text);
    const spelt = [...new Set([...whole.slice(0, alternatives), ...this.#rows(letters)])];
    if (spelt.length > 0) return spelt.slice(0, sureReadings);
    const near = this.#mixed(letters).flatMap(({ spelt, whole }) => {
      return whole && spelt.syllables.join("").length - letters.length <= unfinished ? [spelt] : [];
    });
    return this.#byWeight(near)
      .slice(0, alternatives)
      .map(({ text }) => text);
  }

  /** The heaviest text of any kind whose keys are the letters, or begin so. */
  #text(letters: string, exact: boolean): string | undefined {
    const entries = kinds.flatMap((kind) => this.#keys[kind].top(letters, 1, exact));
    let best: Spelt | undefined;
    for (const entry of entries) {
      const spelt = entry.spellings.find(({ syllables }) => {
        const initials = syllables.map((one) => one.charAt(0)).join("");
        const whole = syllables.join("");
        return exact ? whole === letters || initials === letters : whole.startsWith(letters) || initials.startsWith(letters);
      });
      if (spelt) [best] = this.#byWeight([...(best ? [best] : []), { ...spelt, entry }]);
    }
    return best?.text;
  }

  /** Living texts, heaviest first; equals in their order. */
  #byWeight(spelt: readonly Spelt[] = []): readonly Spelt[] {
    return spelt
      .map((one) => ({ one, weight: this.#weightOf(one.entry) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight || (a.one.text < b.one.text ? -1 : 1))
      .map(({ one }) => one);
  }

  /** Words in full whose pinyin, one after the other, is all of the letters: a few ways, the fewest and most frequent words first. */
  #rows(letters: string): readonly string[] {
    const steps: Step[][] = Array.from({ length: letters.length + 1 }, () => []);
    steps[0]!.push({ cost: 0, words: [] });
    for (let from = 0; from < letters.length; from++) {
      const begun = steps[from]!.sort((a, b) => a.cost - b.cost).slice(0, alternatives);
      if (begun.length === 0) continue;
      for (let end = from + 2; end <= letters.length; end++) {
        for (const { text, entry } of this.#byWeight(this.#whole.get(letters.slice(from, end))).slice(0, alternatives)) {
          const more = 1 + 1 / (2 + this.#weightOf(entry));
          for (const { cost, words } of begun) steps[end]!.push({ cost: cost + more, words: [...words, text] });
        }
      }
    }
    const ends = steps[letters.length]!.sort((a, b) => a.cost - b.cost).slice(0, sureReadings);
    return [...new Set(ends.map(({ words }) => words.join("")))];
  }
}
