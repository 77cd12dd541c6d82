/**
 * What a shop's synonyms let stand for the words of a query. A phrase may stand for a word, a word for a phrase: matching wants every
 * word of the query, so "(tv) or (television set)" becomes (tv or television) and (tv or set), each a clause of the word it is for.
 * A Chinese word of several grams is a phrase here too.
 */
import type { Analyzer, QueryTerm } from "../text.ts";
import { synonymTexts } from "./check-request.ts";
import type { SearchRequest, Tier } from "./retrieval.ts";

/** A term that may stand for a word of the query. */
export interface Substitute {
  readonly term: string;
  readonly tier: Tier;
  /** Terms of the phrase it belongs to, which share what the phrase is worth. */
  readonly of: number;
}

/** Words of a phrase that are looked up. */
export const longestPhrase = 8;
/** Clauses of one word; phrases that would make more are left out. */
const maximumClauses = 8;
/** Phrases that stand for one word. */
const maximumPhrases = 64;

/** The terms that must match where a text is searched, as one looks them up. */
export function phraseKeys(terms: readonly QueryTerm[]): readonly string[] {
  return [terms.map((term) => term.surface).join(" "), terms.map((term) => term.term).join(" ")];
}

type Phrase = readonly Substitute[];

function phrasesFor(keys: readonly string[], request: SearchRequest, analyzer: Analyzer): readonly Phrase[] {
  const tables = [
    [request.alternatives, 1],
    [request.synonyms, 2],
  ] as const;
  return tables.flatMap(([table, tier]) =>
    synonymTexts(table, keys).flatMap((text): readonly Phrase[] => {
      const terms = analyzer.analyzeQuery(text, request.language).filter((term) => term.required);
      const of = terms.length;
      return of === 0 || of > longestPhrase ? [] : [terms.map(({ term }) => ({ term, tier, of }))];
    }),
  );
}

/** Every way to take one substitute of each phrase: a document with one whole phrase has something of each. */
function clausesOf(phrases: readonly Phrase[]): readonly Phrase[] {
  let clauses: readonly Phrase[] = [[]];
  for (const phrase of phrases) {
    if (clauses.length * phrase.length > maximumClauses) continue;
    clauses = phrase.flatMap((one) => clauses.map((clause) => [...clause, one]));
  }
  return clauses;
}

/**
 * Clauses by place among the terms of a query: substitutes for the term itself first, then those of which, or the term, a further
 * one each must match.
 */
export function expandSynonyms(
  terms: readonly QueryTerm[],
  request: SearchRequest,
  analyzer: Analyzer,
): ReadonlyMap<number, readonly Phrase[]> {
  if (request.synonyms === undefined && request.alternatives === undefined) return new Map();
  const places = terms.flatMap((term, place) => (term.required ? [place] : []));
  const phrases = new Map<number, Phrase[]>();
  for (let from = 0; from < places.length; from++) {
    for (let to = from + 1; to <= Math.min(places.length, from + longestPhrase); to++) {
      const spanned = places.slice(from, to);
      const found = phrasesFor(phraseKeys(spanned.map((place) => terms[place]!)), request, analyzer);
      for (const place of spanned) phrases.set(place, [...(phrases.get(place) ?? []), ...found].slice(0, maximumPhrases));
    }
  }
  return new Map(Array.from(phrases, ([place, all]) => [place, clausesOf(all)]));
}
