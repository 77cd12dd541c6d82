/** Where the matched terms of a search stand in a text, for marking: the text goes through the same analysis as the index. */
import type { Analyzer } from "./analyzer.ts";

export interface Highlight {
  /** UTF-16, in order, not overlapping. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  readonly matched: readonly string[];
}

/** A single character of a longer Chinese term is marked with the term, not wherever it stands. */
function significant(terms: readonly string[]): ReadonlySet<string> {
  const characters = new Set<string>();
  for (const term of terms) {
    const parts = term.charCodeAt(0) > 0x2e00 ? [...term] : [];
    if (parts.length > 1) for (const character of parts) characters.add(character);
  }
  return new Set(terms.filter((term) => !characters.has(term)));
}

/** Ranges of `text` that hold one of the normalised `terms`, and which of them it holds. */
export function highlight(text: string, terms: readonly string[], analyzer: Analyzer, language?: string): Highlight {
  const wanted = significant(terms);
  if (wanted.size === 0 || text === "") return { ranges: [], matched: [] };
  const hits: { start: number; end: number }[] = [];
  const found = new Set<string>();
  analyzer.index(text, language, (term, _kind, _position, _surface, start, end) => {
    if (!wanted.has(term)) return;
    found.add(term);
    hits.push({ start, end });
  });
  hits.sort((a, b) => a.start - b.start || a.end - b.end);
  const ranges: { start: number; end: number }[] = [];
  for (const hit of hits) {
    const last = ranges.at(-1);
    if (last === undefined || hit.start > last.end) ranges.push({ ...hit });
    else if (hit.end > last.end) last.end = hit.end;
  }
  return { ranges, matched: terms.filter((term) => found.has(term)) };
}
