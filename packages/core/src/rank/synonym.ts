/**
 * Synonyms as a merchandiser keeps them: any of `from` may also be met by each of `to`, words or phrases of up to `longestPhrase`
 * words. Words that stand for each other (two-way) are in both lists. Another spelling (`corrected`) counts as a correction, above
 * synonyms.
 */
import { longestPhrase, phraseKeys } from "../retrieve.ts";
import type { Analyzer } from "../text.ts";

export interface Synonym {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly corrected?: boolean;
}

/** What may stand for what, by the keys that the index looks up: no prototype, so any word is a safe key. */
export type SynonymTable = Readonly<Record<string, readonly string[]>>;

/** Both tables of a search request; one that would be empty is absent. */
export interface SynonymTables {
  readonly synonyms?: SynonymTable;
  readonly alternatives?: SynonymTable;
}

/** Limit of words in one synonym. */
export const maximumSynonymWords = 100;

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= maximumSynonymWords && value.every((one) => typeof one === "string" && one.trim() !== "");
}

/** The synonym that a logged argument holds; undefined where it is none. */
export function synonymIn(value: unknown): Synonym | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { from, to, corrected } = value as Partial<Synonym>;
  return isWords(from) && isWords(to) ? { from, to, ...(corrected === true ? { corrected } : {}) } : undefined;
}

function tableOf(synonyms: readonly Synonym[], analyzer: Analyzer): SynonymTable | undefined {
  const sets = new Map<string, Set<string>>();
  for (const { from, to } of synonyms) {
    for (const phrase of from) {
      const terms = analyzer.analyzeQuery(phrase).filter((term) => term.required);
      if (terms.length === 0 || terms.length > longestPhrase) continue;
      for (const key of phraseKeys(terms)) {
        const others = sets.get(key) ?? new Set<string>();
        sets.set(key, others);
        for (const one of to) if (one !== phrase) others.add(one);
      }
    }
  }
  if (sets.size === 0) return undefined;
  const table = Object.create(null) as Record<string, readonly string[]>;
  for (const [key, others] of sets) table[key] = [...others];
  return table;
}

/** The tables of all synonyms. */
export function synonymTables(all: readonly Synonym[], analyzer: Analyzer): SynonymTables {
  const synonyms = tableOf(
    all.filter((one) => one.corrected !== true),
    analyzer,
  );
  const alternatives = tableOf(
    all.filter((one) => one.corrected === true),
    analyzer,
  );
  return { ...(synonyms === undefined ? {} : { synonyms }), ...(alternatives === undefined ? {} : { alternatives }) };
}
