/**
 * What a shop suggests while somebody types: popular queries, categories and brands by the beginning of any of their words, by
 * pinyin, and where nothing begins so by a misspelt beginning; and the reading of pinyin or of a Chinese word typed by a
 * homophone. Fed from the log: an entry lives as long as a product names it, a query as long as enough people typed it.
 * A restored view keeps its bytes and opens them when it is first asked or changed.
 */
import { AisleError, ByteReader, ByteWriter } from "../base.ts";
import type { Product } from "../catalog.ts";
import { editsAllowed, normalize, primaryLanguage } from "../text.ts";
import type { Analyzer } from "../text.ts";
import { entryKey, mentionsOf } from "./entry.ts";
import type { Entry, EntryKind } from "./entry.ts";
import { KeyIndex } from "./key-index.ts";
import { hasHan, pinyinLetters, syllablesOf } from "./pinyin.ts";
import { PopularQueries } from "./popular-queries.ts";
import { Readings } from "./readings.ts";

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

const kinds: readonly EntryKind[] = ["query", "category", "brand", "word"];
const formatVersion = 1;
const longestTyped = 80;
/** Later words of a text that are keys of their own. */
const maximumWords = 8;

/** Entries of one kind that are ordered for an answer, for each shown: two may have one name in a language. */
const orderedPerShown = 4;

/** Suggestions of one shop, as its log tells them. */
export class Suggestions {
  readonly #analyzer: Analyzer;
  readonly #queries = new PopularQueries((query) => this.#showQuery(query));
  #entries = new Map<string, Entry>();
  #products = new Map<string, readonly Entry[]>();
  #keys = new KeyIndex<Entry>((entry) => this.#weight(entry) > 0);
  #readings = new Readings<Entry>((entry) => this.#weight(entry));
  #question = 0;
  /** A snapshot not opened yet. */
  #frozen: Uint8Array | undefined;

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer;
  }

  /** A product came or changed. */
  put(product: Product): void {
    this.#thaw();
    const before = this.#products.get(product.id);
    const entries = mentionsOf(product, this.#analyzer).map(({ kind, names, labels }) => {
      const entry = this.#entry(kind, names);
      for (const [language, label] of labels) this.#label(entry, language, label);
      entry.count++;
      return entry;
    });
    if (before) this.#release(before);
    if (entries.length > 0) this.#products.set(product.id, entries);
    else this.#products.delete(product.id);
  }

  /** A product went, and with it what only it named. */
  remove(id: string): void {
    this.#thaw();
    const entries = this.#products.get(id);
    if (!entries) return;
    this.#products.delete(id);
    this.#release(entries);
  }

  #release(entries: readonly Entry[]): void {
    for (const entry of entries) if (--entry.count === 0) this.#entries.delete(entry.key);
  }

  /** A query that found something, by the pseudonym of who asked. */
  addQuery(query: string, person: string, time: number): void {
    this.#queries.add(query, person, time);
  }

  /** Erasure: the person counts for no query any more. */
  forget(person: string): void {
    this.#queries.forget(person);
  }

  /** Popular queries that begin as typed. */
  complete(prefix: string, limit: number): readonly string[] {
    return this.#queries.complete(prefix, limit);
  }

  #entry(kind: EntryKind, names: readonly string[]): Entry {
    const key = entryKey(kind, names);
    const known = this.#entries.get(key);
    if (known) return known;
    const entry: Entry = { kind, names, labels: new Map(), key, count: 0, question: 0, rank: 0 };
    this.#entries.set(key, entry);
    this.#index(entry, names.at(-1)!);
    return entry;
  }

  #label(entry: Entry, language: string, names: readonly string[]): void {
    if (entry.labels.has(language)) return;
    entry.labels.set(language, names);
    const name = names.at(-1)!;
    if (name !== entry.names.at(-1)) this.#index(entry, name);
  }

  #showQuery(query: string): void {
    // Opened views learn the queries by themselves.
    if (this.#frozen !== undefined) return;
    // One that was forgotten meanwhile may have lost its keys.
    const before = this.#entries.get(entryKey("query", [query]));
    if (before) this.#release([before]);
    this.#entry("query", [query]).count = 1;
  }

  #index(entry: Entry, name: string): void {
    const text = normalize(name).trim().slice(0, longestTyped);
    if (entry.kind !== "word") {
      this.#keys.add({ text, entry, place: 0 });
      const chinese = hasHan(text);
      for (let at = 1, words = 1; at < text.length && words < maximumWords; at++) {
        const before = text.charAt(at - 1);
        if (!(/[\s\-/&(]/.test(before) || (chinese && hasHan(before))) || /\s/.test(text.charAt(at))) continue;
        this.#keys.add({ text: text.slice(at), entry, place: 1 });
        words++;
      }
    }
    const letters = hasHan(text) ? this.#readings.add(text, entry) : undefined;
    if (letters !== undefined) this.#keys.add({ text: letters, entry, place: 2 });
  }

  #weight(entry: Entry): number {
    if (entry.kind !== "query" || entry.count === 0) return entry.count;
    const weight = this.#queries.weight(entry.names[0]!);
    // Logarithms of decayed counts grow with time; only their order counts, and 0 is for what is gone.
    return weight === undefined ? 0 : Math.max(Number.MIN_VALUE, weight);
  }

  /** Suggestions for what was typed so far. */
  suggest(typed: string, { language, limit }: SuggestOptions): Suggested {
    this.#thaw();
    const text = normalize(typed.slice(0, longestTyped)).trim().replace(/\s+/g, " ");
    if (text === "") return { queries: this.complete("", limit), categories: [], brands: [] };
    const question = ++this.#question;
    const found: Entry[] = [];
    const take = (entry: Entry, rank: number) => {
      if (entry.question !== question) {
        entry.question = question;
        entry.rank = rank;
        found.push(entry);
      } else if (rank < entry.rank) entry.rank = rank;
    };
    this.#keys.starting(text, ({ entry, place }) => take(entry, place));
    const letters = pinyinLetters(text) ?? (hasHan(text) ? this.#letters(text) : undefined);
    const read = letters === undefined ? undefined : this.#readings.best(letters, (entry) => take(entry, 2));
    const reading = read === text ? undefined : (read ?? this.#mixed(text));
    let near: string | undefined;
    if (reading === undefined && found.every(({ kind }) => kind === "word")) {
      this.#keys.near(text, editsAllowed(text.length), ({ entry }, distance) => take(entry, 2 + distance));
      near = this.#best(found, 1)[0]?.names.at(-1);
    }
    return {
      ...this.#answer(found, language, limit),
      ...(reading === undefined ? {} : { reading }),
      ...(near === undefined ? {} : { near }),
    };
  }

  /** The first few by rank, then weight. */
  #best(entries: readonly Entry[], keep: number): readonly Entry[] {
    const best: { readonly entry: Entry; readonly weight: number }[] = [];
    for (const entry of entries) {
      const weight = this.#weight(entry);
      let at = best.length;
      for (; at > 0; at--) {
        const other = best[at - 1]!;
        const order = entry.rank - other.entry.rank || other.weight - weight || (entry.key < other.entry.key ? -1 : 1);
        if (order > 0) break;
      }
      if (at >= keep) continue;
      best.splice(at, 0, { entry, weight });
      if (best.length > keep) best.pop();
    }
    return best.map(({ entry }) => entry);
  }

  /** Letters of a text in Chinese characters, or in both. */
  #letters(text: string): string | undefined {
    let letters = "";
    for (const [part, han] of text.matchAll(/(\p{sc=Han}+)|[^\p{sc=Han}]+/gu))
      letters += han === undefined ? part : syllablesOf(han).join("");
    return pinyinLetters(letters);
  }

  /** Each part between spaces by itself: "nike lianyiqun". */
  #mixed(text: string): string | undefined {
    const parts = text.split(" ");
    if (parts.length < 2) return undefined;
    let changed = false;
    const read = parts.map((part) => {
      const letters = pinyinLetters(part);
      const word = letters === undefined || letters.length < 4 ? undefined : this.#readings.best(letters);
      changed ||= word !== undefined;
      return word ?? part;
    });
    return changed ? read.join(" ") : undefined;
  }

  #names(entry: Entry, language: string | undefined): readonly string[] {
    return (language === undefined ? undefined : entry.labels.get(primaryLanguage(language))) ?? entry.names;
  }

  #answer(found: readonly Entry[], language: string | undefined, limit: number): Pick<Suggested, "queries" | "categories" | "brands"> {
    const queries: string[] = [];
    const categories = new Map<string, CategorySuggestion>();
    const brands = new Map<string, BrandSuggestion>();
    for (const kind of ["query", "category", "brand"] as const) {
      const entries = this.#best(
        found.filter((entry) => entry.kind === kind),
        limit * orderedPerShown,
      );
      for (const entry of entries) {
        const path = this.#names(entry, language);
        const name = path.at(-1)!;
        const key = path.join("\0");
        if (kind === "query" && queries.length < limit) queries.push(name);
        else if (kind === "category" && categories.size < limit && !categories.has(key))
          categories.set(key, { name, path, count: entry.count });
        else if (kind === "brand" && brands.size < limit && !brands.has(key)) brands.set(key, { name, count: entry.count });
      }
    }
    return { queries, categories: [...categories.values()], brands: [...brands.values()] };
  }

  /** Bytes that `restore` takes. */
  snapshot(): Uint8Array<ArrayBuffer> {
    const writer = new ByteWriter().u8(formatVersion).bytes(this.#queries.snapshot());
    return writer.bytes(this.#frozen ?? this.#write()).finish();
  }

  #write(): Uint8Array {
    const writer = new ByteWriter(1 << 16);
    const numbers = new Map<Entry, number>();
    for (const entry of this.#entries.values()) if (entry.kind !== "query") numbers.set(entry, numbers.size);
    writer.varint(numbers.size);
    const list = (names: readonly string[]) => {
      writer.varint(names.length);
      for (const name of names) writer.text(name);
    };
    for (const entry of numbers.keys()) {
      writer.u8(kinds.indexOf(entry.kind));
      list(entry.names);
      writer.varint(entry.labels.size);
      for (const [language, names] of entry.labels) {
        writer.text(language);
        list(names);
      }
    }
    writer.varint(this.#products.size);
    for (const [id, entries] of this.#products) {
      writer.text(id).varint(entries.length);
      for (const entry of entries) writer.varint(numbers.get(entry)!);
    }
    return writer.finish();
  }

  /** Takes over what `snapshot` gave. */
  restore(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes);
    const version = reader.u8();
    if (version !== formatVersion) throw new AisleError("corrupt", `suggestions have format ${version}, not ${formatVersion}`, { version });
    this.#entries = new Map();
    this.#products = new Map();
    this.#keys = new KeyIndex((entry) => this.#weight(entry) > 0);
    this.#readings = new Readings((entry) => this.#weight(entry));
    const queries = reader.bytes();
    this.#frozen = reader.bytes().slice();
    this.#queries.restore(queries);
  }

  /** Takes over queries alone, from a snapshot that held no more. */
  restoreQueries(bytes: Uint8Array): void {
    this.#queries.restore(bytes);
    for (const query of this.#queries.shown()) this.#showQuery(query);
  }

  #thaw(): void {
    const bytes = this.#frozen;
    if (bytes === undefined) return;
    this.#frozen = undefined;
    const reader = new ByteReader(bytes);
    const list = () => Array.from({ length: reader.varint() }, () => reader.text());
    const entries = Array.from({ length: reader.varint() }, () => {
      const kind = kinds[reader.u8()];
      if (kind === undefined) throw new AisleError("corrupt", "suggestions hold an unknown kind", { offset: reader.offset });
      const entry = this.#entry(kind, list());
      // Counts for itself until its products are read.
      entry.count = 1;
      for (let left = reader.varint(); left > 0; left--) this.#label(entry, reader.text(), list());
      return entry;
    });
    for (let left = reader.varint(); left > 0; left--) {
      const id = reader.text();
      const named = Array.from({ length: reader.varint() }, () => {
        const entry = entries[reader.varint()];
        if (!entry) throw new AisleError("corrupt", "a product names an entry that is not there", { product: id });
        entry.count++;
        return entry;
      });
      this.#products.set(id, named);
    }
    this.#release(entries);
    for (const query of this.#queries.shown()) this.#showQuery(query);
  }
}
