/** What can be suggested, and how a product tells of it: brands, every level of its category paths, Chinese words of its titles. */
import { AisleError } from "../base.ts";
import type { ByteReader, ByteWriter } from "../base.ts";
import type { Product } from "../catalog.ts";
import { primaryLanguage } from "../text.ts";
import type { Analyzer } from "../text.ts";
import type { Key } from "./key-run.ts";
import { hasHan } from "./pinyin.ts";

/** word: a Chinese word of a title; it is never shown, and gives pinyin its reading. */
export type EntryKind = "query" | "category" | "brand" | "word";

/** One of an entry's Chinese names and its syllables. */
export interface Spelling {
  readonly text: string;
  readonly syllables: readonly string[];
}

export interface Entry {
  readonly kind: EntryKind;
  /** A category's path, else the one text, in the product's own language. */
  readonly names: readonly string[];
  /** The same names in other languages, by primary language. */
  readonly labels: Map<string, readonly string[]>;
  /** What tells it from others. */
  readonly key: string;
  /** Its number among the living. */
  readonly number: number;
  /** Products that mention it; an entry of 0 is gone. */
  count: number;
  /** Where it stands in the indexes. */
  readonly keys: Key<Entry>[];
  readonly spellings: Spelling[];
}

/** One mention of an entry by a product. */
export interface Mention {
  readonly kind: EntryKind;
  readonly names: readonly string[];
  readonly labels: readonly (readonly [language: string, names: readonly string[]])[];
}

/** Levels of a path and mentions of a product that are read. */
const maximumLevels = 8;
const maximumMentions = 200;
const longestName = 80;
const longestWord = 12;
/** A run of Chinese between spaces that is short enough to be a word of its own. */
const longestRun = 6;
const runs = /\p{sc=Han}+/gu;

function chineseWords(title: string, language: string | undefined, analyzer: Analyzer, into: Set<string>): void {
  if (!hasHan(title)) return;
  const pairs: string[] = [];
  let words = 0;
  analyzer.index(title, language, (term, kind) => {
    if (term.length < 2 || term.length > longestWord || !hasHan(term)) return;
    if (kind === "gram") pairs.push(term);
    else if (kind === "word" || kind === "subword") {
      words++;
      into.add(term);
    }
  });
  if (words === 0) for (const pair of pairs) into.add(pair);
  for (const [run] of title.matchAll(runs)) if (run.length >= 2 && run.length <= longestRun) into.add(run);
}

function usable(name: string | undefined): name is string {
  return name !== undefined && name.trim() !== "" && name.length <= longestName;
}

/** All that a product mentions, each once. */
export function mentionsOf(product: Product, analyzer: Analyzer): readonly Mention[] {
  const mentions = new Map<string, Mention>();
  const translations = Object.entries(product.translations ?? {});
  if (usable(product.brand)) {
    const labels = translations.flatMap(([tag, { brand }]) => (usable(brand) ? [[primaryLanguage(tag), [brand]] as const] : []));
    mentions.set("brand", { kind: "brand", names: [product.brand], labels });
  }
  product.categories.forEach((path, index) => {
    for (let depth = 1; depth <= Math.min(path.length, maximumLevels) && usable(path[depth - 1]); depth++) {
      const names = path.slice(0, depth);
      const labels = translations.flatMap(([tag, { categories }]) => {
        const other = categories?.[index];
        return other?.length === path.length ? [[primaryLanguage(tag), other.slice(0, depth)] as const] : [];
      });
      if (mentions.size < maximumMentions) mentions.set(`category\0${names.join("\0")}`, { kind: "category", names, labels });
    }
  });
  const words = new Set<string>();
  chineseWords(product.title, product.language, analyzer, words);
  for (const [tag, { title }] of translations) chineseWords(title, tag, analyzer, words);
  for (const word of words) {
    if (mentions.size >= maximumMentions) break;
    mentions.set(`word\0${word}`, { kind: "word", names: [word], labels: [] });
  }
  return [...mentions.values()];
}

/** The entry's own name and those of other languages, each once. */
export function namesOf({ names, labels }: Entry): ReadonlySet<string> {
  return new Set([names, ...labels.values()].map((one) => one.at(-1)!));
}

/** Where an entry is kept: equal mentions have equal keys. */
export function entryKey(kind: EntryKind, names: readonly string[]): string {
  return `${kind}\0${names.join("\0")}`;
}

type Kept = Pick<Entry, "kind" | "names" | "spellings"> & {
  readonly labels: Iterable<readonly [language: string, names: readonly string[]]>;
};

const kinds: readonly EntryKind[] = ["query", "category", "brand", "word"];

function writeList(list: readonly string[], writer: ByteWriter): void {
  writer.varint(list.length);
  for (const one of list) writer.text(one);
}

function readList(reader: ByteReader): string[] {
  return Array.from({ length: reader.varint() }, () => reader.text());
}

/** All of an entry but its count and its places, which follow from what is around it. */
export function writeEntry({ kind, names, labels, spellings }: Entry, writer: ByteWriter): void {
  writer.u8(kinds.indexOf(kind));
  writeList(names, writer);
  writer.varint(labels.size);
  for (const [language, label] of labels) {
    writer.text(language);
    writeList(label, writer);
  }
  writer.varint(spellings.length);
  for (const { text, syllables } of spellings) {
    writer.text(text);
    writeList(syllables, writer);
  }
}

/** Reads what `writeEntry` wrote; throws "corrupt" for anything else. */
export function readEntry(reader: ByteReader): Kept {
  const kind = kinds[reader.u8()];
  if (kind === undefined) throw new AisleError("corrupt", "suggestions hold an unknown kind", { offset: reader.offset });
  const names = readList(reader);
  const labels = Array.from({ length: reader.varint() }, () => [reader.text(), readList(reader)] as const);
  const spellings = Array.from({ length: reader.varint() }, () => ({ text: reader.text(), syllables: readList(reader) }));
  return { kind, names, labels, spellings };
}
