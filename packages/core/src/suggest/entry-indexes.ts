/**
 * How entries are found: by the beginning of their names or of any later word in them, by pinyin, and where nothing begins so by
 * a misspelt beginning; and the reading of pinyin, or of a Chinese word typed by a homophone.
 */
import { normalize } from "../text.ts";
import { namesOf } from "./entry.ts";
import type { Entry } from "./entry.ts";
import { KeyIndex } from "./key-index.ts";
import { hasHan, pinyinLetters, syllablesOf } from "./pinyin.ts";
import { Readings } from "./readings.ts";
import { Vocabulary } from "./vocabulary.ts";

const shownKinds = ["query", "category", "brand"] as const;
export type ShownKind = (typeof shownKinds)[number];

export interface Found {
  /** By kind, best first. */
  readonly found: Readonly<Record<ShownKind, ReadonlySet<Entry>>>;
  /** The Chinese text that the typed letters or homophones read as. */
  readonly reading?: string;
  /** The nearest name where what was typed begins none. */
  readonly near?: string;
}

type Sets = Record<ShownKind, Set<Entry>>;

const longest = 80;
/** Later words of a text that are keys of their own. */
const maximumWords = 8;
/** A part of a mixed text that is read as pinyin has as many letters. */
const fewestLetters = 4;
/** A text of one syllable is read by too many letters. */
const fewestSyllables = 2;
const wordStart = /[\s\-/&(]/;

/** A name or what was typed, as it is looked up. */
export function keyText(name: string): string {
  return normalize(name.slice(0, longest)).trim().replace(/\s+/g, " ");
}

/** The texts under which a name is found: all of it, and from each later word or Chinese character on. */
function* beginnings(text: string): Generator<string> {
  yield text;
  const chinese = hasHan(text);
  for (let at = 1, words = 1; at < text.length && words < maximumWords; at++) {
    const before = text.charAt(at - 1);
    if (!(wordStart.test(before) || (chinese && hasHan(before))) || wordStart.test(text.charAt(at))) continue;
    yield text.slice(at);
    words++;
  }
}

/** The letters of a text's pinyin, where it is one that letters can type. */
function lettersOf(text: string): string | undefined {
  if (!hasHan(text)) return pinyinLetters(text);
  let letters = "";
  for (const [part, han] of text.matchAll(/(\p{sc=Han}+)|[^\p{sc=Han}]+/gu))
    letters += han === undefined ? part : syllablesOf(han).join("");
  return pinyinLetters(letters);
}

export class EntryIndexes {
  readonly #weightOf: (entry: Entry) => number;
  /** Whole names by their beginning, and by that of a later word. */
  readonly #whole: Readonly<Record<ShownKind, KeyIndex<Entry>>>;
  readonly #later: Readonly<Record<ShownKind, KeyIndex<Entry>>>;
  readonly #readings: Readings;
  readonly #vocabulary = new Vocabulary();

  /** An entry of weight 0 is gone. */
  constructor(weightOf: (entry: Entry) => number) {
    const index = () => new KeyIndex<Entry>(weightOf);
    this.#weightOf = weightOf;
    this.#whole = { query: index(), category: index(), brand: index() };
    this.#later = { query: index(), category: index(), brand: index() };
    this.#readings = new Readings(weightOf);
  }

  /** A new name of a living entry. */
  addName(entry: Entry, name: string): void {
    const text = keyText(name);
    if (entry.kind !== "word") this.#addBeginnings(entry.kind, text, entry);
    const syllables = syllablesOf(text);
    if (syllables.length < fewestSyllables) return;
    entry.spellings.push({ text, syllables });
    entry.keys.push(...this.#readings.add(text, syllables, entry));
  }

  /** An entry that comes with its names and their spellings. */
  load(entry: Entry): void {
    if (entry.kind !== "word") for (const name of namesOf(entry)) this.#addBeginnings(entry.kind, keyText(name), entry);
    for (const { text, syllables } of entry.spellings) entry.keys.push(...this.#readings.add(text, syllables, entry));
  }

  #addBeginnings(kind: ShownKind, text: string, entry: Entry): void {
    this.#vocabulary.add(text);
    let index = this.#whole[kind];
    for (const beginning of beginnings(text)) {
      entry.keys.push(index.add(beginning, entry));
      index = this.#later[kind];
    }
  }

  /** The weight of an entry rose. */
  raise(entry: Entry): void {
    const weight = this.#weightOf(entry);
    for (const { run, at } of entry.keys) run?.raise(at, weight);
  }

  /** An entry is gone; its keys go with the merges to come. */
  drop(entry: Entry): void {
    if (entry.kind !== "word") for (const name of namesOf(entry)) this.#vocabulary.remove(keyText(name));
  }

  /** The heaviest queries that begin with the text. */
  queries(text: string, keep: number): readonly Entry[] {
    return this.#whole.query.top(text, keep);
  }

  /** The entries of each kind for what was typed, and what it was meant to be where it begins none. */
  find(text: string, keep: number): Found {
    const letters = lettersOf(text);
    const found = this.#lookUp(text, letters, keep);
    const reading = this.#reading(text, letters);
    const read = reading === undefined ? {} : { reading };
    if (shownKinds.some((kind) => found[kind].size > 0)) return { found, ...read };
    if (letters !== undefined) {
      for (const entry of this.#readings.mixed(letters))
        if (entry.kind !== "word" && found[entry.kind].size < keep) found[entry.kind].add(entry);
    }
    if (reading !== undefined) return { found, reading };
    for (const meant of this.#vocabulary.correctBegun(text)) {
      const other = this.#lookUp(meant, undefined, keep);
      for (const kind of shownKinds) for (const entry of other[kind]) if (found[kind].size < keep) found[kind].add(entry);
    }
    const [nearest] = shownKinds.flatMap((kind) => [...found[kind]]);
    return nearest === undefined ? { found } : { found, near: nearest.names.at(-1)! };
  }

  #lookUp(text: string, letters: string | undefined, keep: number): Sets {
    const found: Sets = { query: new Set(), category: new Set(), brand: new Set() };
    for (const kind of shownKinds) {
      for (const entry of this.#whole[kind].top(text, keep)) found[kind].add(entry);
      for (const entry of this.#later[kind].top(text, keep - found[kind].size)) found[kind].add(entry);
      if (letters === undefined || letters.length < 2) continue;
      for (const entry of this.#readings.top(kind, letters, keep - found[kind].size)) found[kind].add(entry);
    }
    return found;
  }

  /** Chinese texts that letters or homophones surely mean, likeliest first. */
  meant(text: string): readonly string[] {
    const letters = lettersOf(text);
    const whole = letters === undefined ? [] : this.#readings.sure(letters);
    if (whole.length > 0) return whole.filter((one) => one !== text);
    const parts = this.#partByPart(text, (part) => this.#readings.sure(part)[0]);
    return parts === undefined ? [] : [parts];
  }

  /** The text with its misspelt words put right, where that is the whole name of an entry. */
  nearest(text: string): string | undefined {
    const meant = this.#vocabulary.correct(text);
    if (meant === undefined) return undefined;
    return shownKinds.some((kind) => this.#whole[kind].top(meant, 1, true).length > 0) ? meant : undefined;
  }

  /** What a text reads as, where that is something else. */
  #reading(text: string, letters: string | undefined): string | undefined {
    const read = letters === undefined ? undefined : this.#readings.best(letters);
    if (read !== undefined) return read === text ? undefined : read;
    return this.#partByPart(text, (part) => this.#readings.best(part));
  }

  /** Each part between spaces read by itself: "nike lianyiqun"; undefined where that changes none. */
  #partByPart(text: string, read: (letters: string) => string | undefined): string | undefined {
    const parts = text.split(" ");
    if (parts.length < 2) return undefined;
    const words = parts.map((part) => {
      const letters = pinyinLetters(part);
      return letters === undefined || letters.length < fewestLetters ? part : (read(letters) ?? part);
    });
    return words.every((word, index) => word === parts[index]) ? undefined : words.join(" ");
  }
}
