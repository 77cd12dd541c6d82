/** _highlightResult and _snippetResult: what matched in every text of a hit, lists and nested objects included. */
import type { Highlight } from "@aisle/core/engine";
import type { FlatRecord } from "./record.ts";

/** Finds matched ranges in one text; bound to the answer's terms and language. */
export type Highlighter = (text: string) => Highlight;

export interface Marks {
  readonly pre: string;
  readonly post: string;
  readonly ellipsis: string;
  /** Words of the query: as many matched are a full match. */
  readonly words: number;
}

/** Addresses and codes: highlighted only where a request names them. */
const silent = new Set(["objectID", "link", "image", "images", "currency", "item_group_id", "gtin", "mpn", "language", "availability"]);
const defaultSnippetWords = 10;
/** A word of a spaced script, or one character of an unspaced one. */
const word = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]+/gu;
const nothing: Highlight = { ranges: [], matched: [] };

type Range = Highlight["ranges"][number];

function marked(text: string, ranges: readonly Range[], marks: Marks): string {
  let out = "";
  let at = 0;
  for (const { start, end } of ranges) {
    out += text.slice(at, start) + marks.pre + text.slice(start, end) + marks.post;
    at = end;
  }
  return out + text.slice(at);
}

function matchLevel(found: Highlight, marks: Marks): "none" | "partial" | "full" {
  if (found.matched.length === 0) return "none";
  return found.matched.length >= marks.words ? "full" : "partial";
}

/** Applies `one` to every text inside a value, keeping its shape; undefined where there is no text. */
function mapTexts(value: unknown, one: (text: string) => unknown): unknown {
  if (typeof value === "string") return one(value);
  if (typeof value === "number") return one(String(value));
  if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, one) ?? one(String(entry)));
  if (typeof value !== "object" || value === null) return undefined;
  const entries = Object.entries(value).map(([key, entry]) => [key, mapTexts(entry, one)] as const);
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}

function chosen(record: FlatRecord, wanted: readonly string[] | undefined): readonly string[] {
  const byDefault = () =>
    Object.keys(record).filter((name) => !silent.has(name) && !name.startsWith("_") && typeof record[name] !== "number");
  if (wanted === undefined) return byDefault();
  const names = new Set<string>();
  for (const name of wanted) {
    if (name === "*") for (const one of byDefault()) names.add(one);
    else names.add(name.split(".", 1)[0]!);
  }
  return [...names].filter((name) => Object.hasOwn(record, name));
}

/** The _highlightResult of a record. */
export function highlightResult(record: FlatRecord, wanted: readonly string[] | undefined, find: Highlighter, marks: Marks): FlatRecord {
  const one = (text: string) => {
    const found = marks.words === 0 ? nothing : find(text);
    const level = matchLevel(found, marks);
    const value = marked(text, found.ranges, marks);
    if (level === "none") return { value, matchLevel: level, matchedWords: [] };
    const covered = found.ranges.reduce((sum, { start, end }) => sum + end - start, 0);
    return { value, matchLevel: level, fullyHighlighted: covered >= text.trim().length, matchedWords: found.matched };
  };
  const entries = chosen(record, wanted).map((name) => [name, mapTexts(record[name], one)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The stretch of `size` words that holds the most matches, the first such one; marked, with ellipses where text was cut. */
function snippet(text: string, size: number, found: Highlight, marks: Marks): string {
  const words = [...text.matchAll(word)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  if (words.length <= size) return marked(text, found.ranges, marks);
  const hit = words.map(({ start, end }) => (found.ranges.some((range) => range.start < end && range.end > start) ? 1 : 0));
  let inside = 0;
  let best = 0;
  let most = -1;
  for (let i = 0; i < words.length; i++) {
    inside += hit[i]! - (i >= size ? hit[i - size]! : 0);
    const first = Math.max(0, i - size + 1);
    if (i >= size - 1 && inside > most) {
      most = inside;
      best = first;
    }
  }
  const start = words[best]!.start;
  const end = words[best + size - 1]!.end;
  const ranges = found.ranges
    .filter((range) => range.start < end && range.end > start)
    .map((range) => ({ start: Math.max(range.start, start) - start, end: Math.min(range.end, end) - start }));
  const before = best > 0 ? marks.ellipsis : "";
  const after = best + size < words.length ? marks.ellipsis : "";
  return before + marked(text.slice(start, end), ranges, marks) + after;
}

/** The _snippetResult of a record; `wanted` holds names, each with a number of words after a colon or without. */
export function snippetResult(record: FlatRecord, wanted: readonly string[], find: Highlighter, marks: Marks): FlatRecord {
  const out: [string, unknown][] = [];
  for (const entry of wanted) {
    const [name = "", count] = entry.split(":", 2);
    const size = Math.max(1, Math.min(1_000, Math.floor(Number(count)) || defaultSnippetWords));
    for (const attribute of chosen(record, [name])) {
      const value = mapTexts(record[attribute], (text) => {
        const found = marks.words === 0 ? nothing : find(text);
        return { value: snippet(text, size, found, marks), matchLevel: matchLevel(found, marks) };
      });
      if (value !== undefined) out.push([attribute, value]);
    }
  }
  return Object.fromEntries(out);
}
