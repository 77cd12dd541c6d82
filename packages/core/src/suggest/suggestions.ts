/**
 * What a shop suggests while somebody types: popular queries, categories and brands by the beginning of any of their words, by
 * pinyin, and where nothing begins so by a misspelt beginning; and the reading of pinyin or of a Chinese word typed by a
 * homophone. Fed from the log: an entry lives as long as a product mentions it, a query as long as enough people typed it.
 */
import { AisleError, ByteReader, ByteWriter } from "../base.ts";
import type { Product } from "../catalog.ts";
import { normalize, primaryLanguage } from "../text.ts";
import type { Analyzer } from "../text.ts";
import { entryKey, mentionsOf, readEntry, writeEntry } from "./entry.ts";
import type { Entry, EntryKind } from "./entry.ts";
import { KeyIndex } from "./key-index.ts";
import { MentionTable } from "./mention-table.ts";
import { hasHan, pinyinLetters, syllablesOf } from "./pinyin.ts";
import { PopularQueries } from "./popular-queries.ts";
import { Readings } from "./readings.ts";
import { Vocabulary } from "./vocabulary.ts";

export interface SuggestOptions {
  /** BCP 47 tag of the page: labels are shown in it where known. */
  readonly language?: string;
  /** Suggestions of each kind. */
  readonly limit: number;
}

export interface CategorySuggestion {
  readonly name: string;
  /** Outermost first, ending in the name. */
  readonly path: readonly string[];
  /** Products in it. */
  readonly count: number;
}

export interface BrandSuggestion {
  readonly name: string;
  readonly count: number;
}

export interface Suggested {
  readonly queries: readonly string[];
  readonly categories: readonly CategorySuggestion[];
  readonly brands: readonly BrandSuggestion[];
  /** The Chinese text that the typed letters or homophones read as. */
  readonly reading?: string;
  /** The nearest text where what was typed begins none. */
  readonly near?: string;
}

const shownKinds = ["query", "category", "brand"] as const;
type ShownKind = (typeof shownKinds)[number];
const formatVersion = 2;
const longestTyped = 80;
/** Entries written between two pauses. */
const stepEntries = 4_000;
/** Later words of a text that are keys of their own. */
const maximumWords = 8;
/** Entries of one kind that are looked up for each shown: two may have one name in a language. */
const foundPerShown = 3;
/** Popular queries that are looked through for each shown: most may be of another language. */
const popularPerShown = 20;
/** A part of a mixed text that is read as pinyin has as many letters. */
const fewestLetters = 4;
/** A text of one syllable is read by too many letters. */
const fewestSyllables = 2;
const wordStart = /[\s\-/&(]/;

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

function keyText(name: string): string {
  return normalize(name).trim().replace(/\s+/g, " ").slice(0, longestTyped);
}

/** Suggestions of one shop, as its log tells them. */
export class Suggestions {
  readonly #analyzer: Analyzer;
  readonly #queries = new PopularQueries(
    (query) => this.#queryShown(query),
    (query) => this.#queryHidden(query),
  );
  readonly #entries = new Map<string, Entry>();
  /** Entries by number; a number is given again once its entry is gone. */
  readonly #numbered: (Entry | undefined)[] = [];
  readonly #free: number[] = [];
  readonly #mentions = new MentionTable();
  readonly #weightOf = (entry: Entry) => this.#weight(entry);
  /** Whole names by their beginning, and by that of a later word. */
  readonly #whole = { query: this.#index(), category: this.#index(), brand: this.#index() };
  readonly #later = { query: this.#index(), category: this.#index(), brand: this.#index() };
  readonly #readings = new Readings(this.#weightOf);
  readonly #vocabulary = new Vocabulary();

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer;
  }

  #index(): KeyIndex<Entry> {
    return new KeyIndex<Entry>(this.#weightOf);
  }

  /** A product came or changed. */
  put(product: Product): void {
    const numbers = mentionsOf(product, this.#analyzer).map(({ kind, names, labels }) => {
      const entry = this.#mention(kind, names);
      for (const [language, label] of labels) this.#label(entry, language, label);
      return entry.number;
    });
    this.#release(this.#mentions.get(product.id));
    this.#mentions.set(product.id, numbers);
  }

  /** A product went, and with it what only it mentioned. */
  remove(id: string): void {
    this.#release(this.#mentions.get(id));
    this.#mentions.remove(id);
  }

  #release(numbers: Uint32Array): void {
    for (const number of numbers) {
      const entry = this.#numbered[number]!;
      if (--entry.count === 0) this.#drop(entry);
    }
  }

  #drop(entry: Entry): void {
    entry.count = 0;
    this.#entries.delete(entry.key);
    this.#numbered[entry.number] = undefined;
    this.#free.push(entry.number);
    if (entry.kind !== "word") for (const name of this.#allNames(entry)) this.#vocabulary.remove(keyText(name));
  }

  /** A query that found something, by the pseudonym of who asked. */
  addQuery(query: string, person: string, time: number): void {
    const text = this.#queries.add(query, person, time);
    const entry = text === undefined ? undefined : this.#entries.get(entryKey("query", [text]));
    if (entry) this.#raise(entry);
  }

  /** Takes a query back that was added. */
  removeQuery(query: string, person: string, time: number): void {
    this.#queries.remove(query, person, time);
  }

  /** Erasure: the person counts for no query any more. */
  forget(person: string): void {
    this.#queries.forget(person);
  }

  /** Popular queries that begin as typed, what was typed left out. */
  complete(prefix: string, limit: number): readonly string[] {
    const text = keyText(prefix);
    return this.#whole.query
      .top(text, limit + 1)
      .flatMap(({ names }) => (keyText(names[0]!) === text ? [] : names))
      .slice(0, limit);
  }

  /** Counts one more mention of an entry, which may be its first. */
  #mention(kind: EntryKind, names: readonly string[]): Entry {
    const known = this.#entries.get(entryKey(kind, names));
    if (known) {
      known.count++;
      this.#raise(known);
      return known;
    }
    const entry = this.#newEntry(kind, names, 1);
    this.#addName(entry, names.at(-1)!);
    return entry;
  }

  #newEntry(kind: EntryKind, names: readonly string[], count: number): Entry {
    const number = this.#free.pop() ?? this.#numbered.length;
    const entry: Entry = { kind, names, labels: new Map(), key: entryKey(kind, names), number, count, keys: [], spellings: [] };
    this.#entries.set(entry.key, entry);
    this.#numbered[number] = entry;
    return entry;
  }

  #label(entry: Entry, language: string, names: readonly string[]): void {
    if (entry.labels.has(language)) return;
    const known = this.#allNames(entry);
    entry.labels.set(language, names);
    const name = names.at(-1)!;
    if (!known.has(name)) this.#addName(entry, name);
  }

  /** The entry's own name and those of other languages, each once. */
  #allNames(entry: Entry): ReadonlySet<string> {
    return new Set([entry.names, ...entry.labels.values()].map((names) => names.at(-1)!));
  }

  #queryShown(query: string): void {
    this.#mention("query", [query]);
  }

  #queryHidden(query: string): void {
    const entry = this.#entries.get(entryKey("query", [query]));
    if (entry) this.#drop(entry);
  }

  /** Puts a name into the indexes. */
  #addName(entry: Entry, name: string): void {
    const text = keyText(name);
    if (entry.kind !== "word") {
      this.#vocabulary.add(text);
      let index = this.#whole[entry.kind];
      for (const beginning of beginnings(text)) {
        entry.keys.push(index.add(beginning, entry));
        index = this.#later[entry.kind];
      }
    }
    const syllables = syllablesOf(text);
    if (syllables.length < fewestSyllables) return;
    entry.spellings.push({ text, syllables });
    entry.keys.push(...this.#readings.add(text, syllables, entry));
  }

  #weight(entry: Entry): number {
    if (entry.kind !== "query" || entry.count === 0) return entry.count;
    // Logarithms of decayed counts grow with time; only their order counts, and 0 is for what is gone.
    return Math.max(Number.MIN_VALUE, this.#queries.weight(entry.names[0]!) ?? 0);
  }

  /** Tells the indexes of a weight that rose. */
  #raise(entry: Entry): void {
    const weight = this.#weight(entry);
    for (const { run, at } of entry.keys) run?.raise(at, weight);
  }

  /** Suggestions for what was typed so far. */
  suggest(typed: string, { language, limit }: SuggestOptions): Suggested {
    const text = keyText(typed.slice(0, longestTyped));
    if (text === "") return { queries: this.#popular(language, limit), categories: [], brands: [] };
    const keep = limit * foundPerShown;
    const letters = this.#lettersOf(text);
    const found = this.#lookUp(text, letters, keep);
    const reading = this.#reading(text, letters, false);
    let near: string | undefined;
    if (shownKinds.every((kind) => found[kind].size === 0)) {
      if (letters !== undefined) for (const entry of this.#readings.mixed(letters)) this.#take(found, entry, keep);
      if (reading === undefined) {
        for (const meant of this.#vocabulary.correctBegun(text)) {
          const other = this.#lookUp(meant, undefined, keep);
          for (const kind of shownKinds) for (const entry of other[kind]) this.#take(found, entry, keep);
        }
        near = this.#heaviest(found)?.names.at(-1);
      }
    }
    return {
      queries: this.#shown(found.query, language, limit).map(({ name }) => name),
      categories: this.#shown(found.category, language, limit),
      brands: this.#shown(found.brand, language, limit).map(({ name, count }) => ({ name, count })),
      ...(reading === undefined ? {} : { reading }),
      ...(near === undefined ? {} : { near }),
    };
  }

  /** The most popular queries in the writing of the page's language. */
  #popular(language: string | undefined, limit: number): readonly string[] {
    if (language === undefined) return this.complete("", limit);
    const chinese = primaryLanguage(language) === "zh";
    return this.complete("", limit * popularPerShown)
      .filter((query) => hasHan(query) === chinese)
      .slice(0, limit);
  }

  /** The Chinese text that letters or homophones surely mean: all syllables but the last spelt out. */
  meant(typed: string): string | undefined {
    const text = keyText(typed.slice(0, longestTyped));
    return this.#reading(text, this.#lettersOf(text), true);
  }

  /** A suggestion that a whole text is near to: all of it, within the edits that its words may have. */
  nearest(typed: string): string | undefined {
    const meant = this.#vocabulary.correct(keyText(typed.slice(0, longestTyped)));
    if (meant === undefined) return undefined;
    const found = shownKinds.some((kind) => this.#whole[kind].top(meant, 1, true).length > 0);
    return found ? meant : undefined;
  }

  #lookUp(text: string, letters: string | undefined, keep: number): Record<ShownKind, Set<Entry>> {
    const found = { query: new Set<Entry>(), category: new Set<Entry>(), brand: new Set<Entry>() };
    for (const kind of shownKinds) {
      for (const entry of this.#whole[kind].top(text, keep)) found[kind].add(entry);
      for (const entry of this.#later[kind].top(text, keep - found[kind].size)) found[kind].add(entry);
      if (letters === undefined || letters.length < 2) continue;
      for (const entry of this.#readings.top(kind, letters, keep - found[kind].size)) found[kind].add(entry);
    }
    return found;
  }

  #take(found: Record<ShownKind, Set<Entry>>, entry: Entry, keep: number): void {
    if (entry.kind !== "word" && found[entry.kind].size < keep) found[entry.kind].add(entry);
  }

  #heaviest(found: Readonly<Record<ShownKind, ReadonlySet<Entry>>>): Entry | undefined {
    for (const kind of shownKinds) for (const entry of found[kind]) return entry;
    return undefined;
  }

  #lettersOf(text: string): string | undefined {
    if (!hasHan(text)) return pinyinLetters(text);
    let letters = "";
    for (const [part, han] of text.matchAll(/(\p{sc=Han}+)|[^\p{sc=Han}]+/gu))
      letters += han === undefined ? part : syllablesOf(han).join("");
    return pinyinLetters(letters);
  }

  /** What a text reads as, where that is something else; else each part between spaces by itself: "nike lianyiqun". */
  #reading(text: string, letters: string | undefined, sure: boolean): string | undefined {
    const read = letters === undefined ? undefined : this.#readings.best(letters, sure);
    if (read !== undefined) return read === text ? undefined : read;
    const parts = text.split(" ");
    if (parts.length < 2) return undefined;
    const words = parts.map((part) => {
      const own = pinyinLetters(part);
      return own === undefined || own.length < fewestLetters ? part : (this.#readings.best(own, sure) ?? part);
    });
    return words.every((word, index) => word === parts[index]) ? undefined : words.join(" ");
  }

  #shown(entries: Iterable<Entry>, language: string | undefined, limit: number): readonly CategorySuggestion[] {
    const shown = new Map<string, CategorySuggestion>();
    const tag = language === undefined ? undefined : primaryLanguage(language);
    for (const { names, labels, count } of entries) {
      if (shown.size >= limit) break;
      const path = (tag === undefined ? undefined : labels.get(tag)) ?? names;
      const key = path.join("\0");
      if (!shown.has(key)) shown.set(key, { name: path.at(-1)!, path, count });
    }
    return [...shown.values()];
  }

  /** The view as it is now, as bytes that `restore` takes, in steps of a few milliseconds between which events may be applied. */
  snapshotSteps(): Generator<undefined, Uint8Array<ArrayBuffer>> {
    const writer = new ByteWriter(1 << 16).u8(formatVersion).bytes(this.#queries.snapshot());
    const entries = [...this.#entries.values()];
    const places = new Uint32Array(this.#numbered.length);
    entries.forEach(({ number }, index) => {
      places[number] = index;
    });
    const mentions = this.#mentions.writeSteps(writer, (number) => places[number]!);
    return (function* () {
      writer.varint(entries.length);
      for (const [index, entry] of entries.entries()) {
        writeEntry(entry, writer);
        if (index % stepEntries === stepEntries - 1) yield undefined;
      }
      yield* mentions;
      return writer.finish();
    })();
  }

  /** The same in one go. */
  snapshot(): Uint8Array<ArrayBuffer> {
    const steps = this.snapshotSteps();
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  /** Takes over what `snapshot` gave, in a view that holds nothing yet; false where the bytes are of an earlier format and held queries alone. */
  restore(bytes: Uint8Array): boolean {
    const reader = new ByteReader(bytes);
    const version = reader.u8();
    if (version < 1 || version > formatVersion)
      throw new AisleError("corrupt", `suggestions have format ${version}, not ${formatVersion}`, { version });
    const queries = reader.bytes();
    if (version < formatVersion) {
      this.restoreQueries(queries);
      return false;
    }
    this.#queries.restore(queries);
    const entries = Array.from({ length: reader.varint() }, () => {
      const { kind, names, labels, spellings } = readEntry(reader);
      const entry = this.#newEntry(kind, names, kind === "query" ? 1 : 0);
      for (const [language, label] of labels) entry.labels.set(language, label);
      entry.spellings.push(...spellings);
      return entry;
    });
    this.#mentions.read(reader, entries.length, (number) => entries[number]!.count++);
    this.#load(entries);
    return true;
  }

  /** Puts restored entries into the indexes. */
  #load(entries: readonly Entry[]): void {
    const whole: Record<ShownKind, [string, Entry][]> = { query: [], category: [], brand: [] };
    const later: Record<ShownKind, [string, Entry][]> = { query: [], category: [], brand: [] };
    for (const entry of entries) {
      if (entry.kind !== "word") {
        for (const name of this.#allNames(entry)) {
          const text = keyText(name);
          this.#vocabulary.add(text);
          let into = whole[entry.kind];
          for (const beginning of beginnings(text)) {
            into.push([beginning, entry]);
            into = later[entry.kind];
          }
        }
      }
    }
    this.#readings.load(entries);
    for (const kind of shownKinds) {
      for (const key of this.#whole[kind].load(whole[kind])) key.entry.keys.push(key);
      for (const key of this.#later[kind].load(later[kind])) key.entry.keys.push(key);
    }
  }

  /** Takes over queries alone, from a snapshot that held no more. */
  restoreQueries(bytes: Uint8Array): void {
    this.#queries.restore(bytes);
    for (const query of this.#queries.shown()) this.#queryShown(query);
  }
}
