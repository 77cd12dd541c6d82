/**
 * What a shop suggests while somebody types: popular queries, categories and brands, and what letters or a misspelling were meant to
 * be. Fed from the log: an entry lives as long as a product mentions it, a query as long as enough people typed it.
 */
import { AisleError, ByteReader, ByteWriter } from "../base.ts";
import type { Product } from "../catalog.ts";
import { primaryLanguage } from "../text.ts";
import type { Analyzer } from "../text.ts";
import { EntryIndexes, keyText } from "./entry-indexes.ts";
import { entryKey, mentionsOf, namesOf, readEntry, writeEntry } from "./entry.ts";
import type { Entry, EntryKind } from "./entry.ts";
import { MentionTable } from "./mention-table.ts";
import { hasHan } from "./pinyin.ts";
import { PopularQueries } from "./popular-queries.ts";

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

const formatVersion = 2;
/** Entries written between two pauses. */
const stepEntries = 4_000;
/** Entries of one kind that are looked up for each shown: two may have one name in a language. */
const foundPerShown = 3;
/** Popular queries that are looked through for each shown: most may be of another language. */
const popularPerShown = 20;
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
  readonly #indexes = new EntryIndexes((entry) => this.#weight(entry));
  /** What is still to be read of a snapshot. */
  #rest: Iterator<undefined, void> | undefined;

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer;
  }

  /** A product came or changed. */
  put(product: Product): void {
    this.#ready();
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
    this.#ready();
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
    this.#indexes.drop(entry);
  }

  /** A query that found something, by the pseudonym of who asked. */
  addQuery(query: string, person: string, time: number): void {
    this.#ready();
    const text = this.#queries.add(query, person, time);
    const entry = text === undefined ? undefined : this.#entries.get(entryKey("query", [text]));
    if (entry) this.#indexes.raise(entry);
  }

  /** Takes a query back that was added. */
  removeQuery(query: string, person: string, time: number): void {
    this.#ready();
    this.#queries.remove(query, person, time);
  }

  /** Erasure: the person counts for no query any more. */
  forget(person: string): void {
    this.#ready();
    this.#queries.forget(person);
  }

  /** Popular queries that begin as typed, what was typed left out. */
  complete(prefix: string, limit: number): readonly string[] {
    this.#ready();
    const text = keyText(prefix);
    return this.#indexes
      .queries(text, limit + 1)
      .flatMap(({ names }) => (keyText(names[0]!) === text ? [] : names))
      .slice(0, limit);
  }

  /** Counts one more mention of an entry, which may be its first. */
  #mention(kind: EntryKind, names: readonly string[]): Entry {
    const known = this.#entries.get(entryKey(kind, names));
    if (known) {
      known.count++;
      this.#indexes.raise(known);
      return known;
    }
    const entry = this.#newEntry(kind, names, 1);
    this.#indexes.addName(entry, names.at(-1)!);
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
    const known = namesOf(entry);
    entry.labels.set(language, names);
    const name = names.at(-1)!;
    if (!known.has(name)) this.#indexes.addName(entry, name);
  }

  #queryShown(query: string): void {
    this.#mention("query", [query]);
  }

  #queryHidden(query: string): void {
    const entry = this.#entries.get(entryKey("query", [query]));
    if (entry) this.#drop(entry);
  }

  #weight(entry: Entry): number {
    if (entry.kind !== "query" || entry.count === 0) return entry.count;
    // Logarithms of decayed counts grow with time; only their order counts, and 0 is for what is gone.
    return Math.max(Number.MIN_VALUE, this.#queries.weight(entry.names[0]!) ?? 0);
  }

  /** Suggestions for what was typed so far. */
  suggest(typed: string, { language, limit }: SuggestOptions): Suggested {
    this.#ready();
    const text = keyText(typed);
    if (text === "") return { queries: this.#popular(language, limit), categories: [], brands: [] };
    const { found, reading, near } = this.#indexes.find(text, limit * foundPerShown);
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

  /** Chinese texts that letters or homophones surely mean, likeliest first: all syllables in full but the end of the last. */
  meant(typed: string): readonly string[] {
    this.#ready();
    return this.#indexes.meant(keyText(typed));
  }

  /** A suggestion that a whole text is near to: all of it, within the edits that its words may have. */
  nearest(typed: string): string | undefined {
    this.#ready();
    return this.#indexes.nearest(keyText(typed));
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
    this.#ready();
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

  /**
   * Takes over what `snapshot` gave, in a view that holds nothing yet; false where the bytes are of an earlier format and held queries
   * alone. The rest is read in the steps of `warm`, or all at once by whoever asks or changes the view before.
   */
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
    this.#rest = this.#readRest(reader);
    return true;
  }

  /** Reads what `restore` left, in steps of a few milliseconds. */
  *warm(): Generator<undefined, void> {
    while (this.#rest && !this.#rest.next().done) yield undefined;
    this.#rest = undefined;
  }

  #ready(): void {
    const rest = this.#rest;
    if (!rest) return;
    while (!rest.next().done);
    this.#rest = undefined;
  }

  *#readRest(reader: ByteReader): Generator<undefined, void> {
    const entries: Entry[] = [];
    for (let left = reader.varint(); left > 0; left--) {
      const { kind, names, labels, spellings } = readEntry(reader);
      const entry = this.#newEntry(kind, names, kind === "query" ? 1 : 0);
      for (const [language, label] of labels) entry.labels.set(language, label);
      entry.spellings.push(...spellings);
      entries.push(entry);
      if (left % stepEntries === 0) yield undefined;
    }
    yield* this.#mentions.readSteps(reader, entries.length, (number) => entries[number]!.count++);
    for (const [index, entry] of entries.entries()) {
      this.#indexes.load(entry);
      if (index % stepEntries === stepEntries - 1) yield undefined;
    }
  }

  /** Takes over queries alone, from a snapshot that held no more. */
  restoreQueries(bytes: Uint8Array): void {
    this.#queries.restore(bytes);
    for (const query of this.#queries.shown()) this.#queryShown(query);
  }
}
