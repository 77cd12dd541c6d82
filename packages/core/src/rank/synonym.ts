/**
 * Synonyms as a merchandiser keeps them: any of `from` may also be met by each of `to`. Words that stand for each other
 * (two-way) are in both lists; a placeholder has no `from` and means nothing to a query. The index looks single words up, so
 * a `from` of several words is kept and has no effect; of a `to` of several words the first is searched.
 */
import type { Analyzer } from "../text.ts";

export interface Synonym {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Words that may stand for others, by the word as the index looks it up: no prototype, so any word is a safe key. */
export type SynonymTable = Readonly<Record<string, readonly string[]>>;

/** Limit of words in one synonym. */
export const maximumSynonymWords = 100;

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= maximumSynonymWords && value.every((one) => typeof one === "string" && one.trim() !== "");
}

/** The synonym that a logged argument holds; undefined where it is none. */
export function synonymIn(value: unknown): Synonym | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { from, to } = value as Partial<Synonym>;
  return isWords(from) && isWords(to) ? { from, to } : undefined;
}

/** The keys under which a planner may ask for a word: as it is folded, and stemmed. */
function keysOf(word: string, analyzer: Analyzer): readonly string[] {
  const terms = analyzer.analyzeQuery(word).filter((term) => term.required);
  return terms.length === 1 ? [terms[0]!.surface, terms[0]!.term] : [];
}

/** One table of all synonyms. */
export function synonymTable(synonyms: Iterable<Synonym>, analyzer: Analyzer): SynonymTable {
  const sets = new Map<string, Set<string>>();
  for (const { from, to } of synonyms) {
    for (const word of from) {
      for (const key of keysOf(word, analyzer)) {
        const others = sets.get(key) ?? new Set<string>();
        sets.set(key, others);
        for (const one of to) if (one !== word) others.add(one);
      }
    }
  }
  const table = Object.create(null) as Record<string, readonly string[]>;
  for (const [key, others] of sets) table[key] = [...others];
  return table;
}
