/** From a query to a plan: analysis, then what may stand for each word, weighed by frequencies over the whole catalogue. */
import type { Analyzer, QueryTerm } from "../text.ts";
import type { Relevance } from "./defaults.ts";
import { expandSynonyms } from "./expand-synonyms.ts";
import type { Substitute } from "./expand-synonyms.ts";
import { termWeight } from "./plan.ts";
import type { Alternative, Plan, PlanTerm } from "./plan.ts";
import type { SearchRequest } from "./retrieval.ts";

/** What the planner asks of the catalogue. */
export interface Statistics {
  readonly documents: number;
  /** Live documents that hold each term. */
  frequencies(terms: readonly string[]): Promise<readonly number[]>;
}

/** A term that begins with a prefix, and the live documents that hold it. */
export interface Completion {
  readonly term: string;
  /** The shortest word of the term that begins so. */
  readonly word: string;
  readonly frequency: number;
}

/** What the planner asks of the words of the catalogue. */
export interface Words {
  /** Words at a small edit distance with their index terms, the closest first. */
  near(word: string, max: number): Promise<readonly Near[]>;
  /** The most frequent terms of words that begin so, at most `completionsKept`. */
  completions(prefix: string): Promise<readonly Completion[]>;
}

export interface Planned {
  readonly plan: Plan;
  readonly corrections: readonly { readonly from: string; readonly to: string }[];
}

/** Near words that are looked at, and that may stand for a misspelt one. */
const nearWords = 32;
const corrected = 3;
/** Completions of the last word that are searched. */
const completionsUsed = 50;
/** A word in at most this many documents may be a misspelling that the catalogue shares, */
const rareFrequency = 3;
/** if a word one edit away is in this many times as many. */
const commoner = 50;

interface Draft {
  readonly query: QueryTerm;
  readonly also: readonly string[];
  /** Each is in some document; the most frequent first. */
  readonly completions: readonly string[];
  /** Substitutes for the word, then those of each further clause that must match. */
  readonly clauses: readonly (readonly Substitute[])[];
}

export interface Near {
  readonly word: string;
  readonly term: string;
  readonly distance: number;
}

/** The plan of a request; undefined where the query holds no word. */
export async function planQuery(
  request: SearchRequest,
  analyzer: Analyzer,
  words: Words,
  statistics: Statistics,
  relevance: Relevance,
): Promise<Planned | undefined> {
  const terms = analyzer.analyzeQuery(request.query, request.language);
  if (terms.length === 0) return undefined;
  const lastUnit = Math.max(...terms.map((term) => term.unit));
  const completing = request.prefix === true && !/\s$/.test(request.query);
  const frequencies = new Map<string, number>();
  const completionsOf = async (query: QueryTerm): Promise<readonly string[]> => {
    const found = (await words.completions(query.surface)).filter(({ term }) => term !== query.term).slice(0, completionsUsed);
    for (const { term, frequency } of found) frequencies.set(term, frequency);
    return found.map(({ term }) => term);
  };
  const expanded = expandSynonyms(terms, request, analyzer);
  const drafts: Draft[] = [];
  for (const [place, query] of terms.entries()) {
    const last = completing && query.required && query.unit === lastUnit && query.kind === "word";
    drafts.push({
      query,
      also: query.also ?? [],
      completions: last ? await completionsOf(query) : [],
      clauses: expanded.get(place) ?? [],
    });
  }
  const count = async (wanted: readonly string[]) => {
    const unknown = [...new Set(wanted)].filter((term) => !frequencies.has(term));
    if (unknown.length === 0) return;
    const counts = await statistics.frequencies(unknown);
    unknown.forEach((term, index) => frequencies.set(term, counts[index] ?? 0));
  };
  await count(
    drafts.flatMap(({ query, also, completions, clauses }) => [
      query.term,
      ...also,
      ...completions,
      ...clauses.flat().map(({ term }) => term),
    ]),
  );
  // Looking for near words is the dearest step: only for words that few documents hold.
  const near: (readonly Near[])[] = [];
  for (const draft of drafts) {
    const doubtful = request.typos !== false && draft.query.correctable && isDoubtful(draft, frequencies);
    near.push(doubtful ? await words.near(draft.query.surface, nearWords) : []);
  }
  await count(near.flatMap((found) => found.map(({ term }) => term)));
  const corrections: { from: string; to: string }[] = [];
  const planned = drafts.flatMap((draft, index) =>
    planTerm(draft, near[index]!, frequencies, statistics.documents, relevance, corrections),
  );
  const units = Array.from({ length: lastUnit + 1 }, (_, unit) =>
    planned
      .filter((term) => term.required && term.unit === unit)
      .reduce((sum, term) => sum + Math.max(...term.alternatives.map(({ weight }) => weight)), 0),
  );
  return { plan: compactUnits({ terms: planned, units }), corrections };
}

/** Units that require nothing (function words) leave the count of what must match. */
function compactUnits(plan: Plan): Plan {
  const places = new Map<number, number>();
  for (const term of plan.terms) if (term.required && !places.has(term.unit)) places.set(term.unit, places.size);
  return {
    terms: plan.terms.map((term) => ({ ...term, unit: places.get(term.unit) ?? -1 })),
    units: [...places.keys()].map((unit) => plan.units[unit]!),
  };
}

/** Whether a word may be misspelt: hardly a document holds it, and it begins no word that one does. */
function isDoubtful({ query, completions }: Draft, frequencies: ReadonlyMap<string, number>): boolean {
  return completions.length === 0 && (frequencies.get(query.term) ?? 0) <= rareFrequency;
}

function planTerm(
  draft: Draft,
  nearby: readonly Near[],
  frequencies: ReadonlyMap<string, number>,
  documents: number,
  relevance: Relevance,
  corrections: { from: string; to: string }[],
): readonly PlanTerm[] {
  const { query } = draft;
  const frequency = (term: string) => frequencies.get(term) ?? 0;
  const ownFrequency = frequency(query.term);
  const weigh = (term: string, share: number) =>
    Math.max(
      1,
      Math.floor(Math.min(termWeight(documents, frequency(term), query.weight), termWeight(documents, ownFrequency, query.weight)) * share),
    );
  const alternatives: Alternative[] = [{ term: query.term, weight: termWeight(documents, ownFrequency, query.weight), tier: 0 }];
  for (const term of draft.also) if (frequency(term) > 0) alternatives.push({ term, weight: weigh(term, 1), tier: 0 });
  for (const term of draft.completions) alternatives.push({ term, weight: weigh(term, relevance.completed), tier: 0 });
  const found = alternatives.some(({ term }) => frequency(term) > 0);
  const near = nearby
    .filter(({ term, distance }) =>
      found
        ? ownFrequency <= rareFrequency &&
          draft.completions.length === 0 &&
          distance === 1 &&
          frequency(term) >= commoner * Math.max(1, ownFrequency)
        : frequency(term) > 0,
    )
    .map((one, place) => ({ ...one, place }))
    // The spelling index put the closest first; how often the catalogue says a word decides among them.
    .sort((a, b) => frequency(b.term) - frequency(a.term) || a.place - b.place)
    .slice(0, corrected);
  for (const { term } of near) alternatives.push({ term, weight: weigh(term, relevance.corrected), tier: 1 });
  if (near[0] && !found) corrections.push({ from: query.surface, to: near[0].word });
  const { unit, required } = query;
  const substitutes = (clause: readonly Substitute[] = []): readonly Alternative[] =>
    clause
      .filter(({ term }) => frequency(term) > 0)
      .map(({ term, tier, of }) => ({ term, weight: weigh(term, (tier === 1 ? relevance.corrected : relevance.synonym) / of), tier }));
  const [own, ...further] = draft.clauses;
  return [
    { unit, required, alternatives: unique([...alternatives, ...substitutes(own)]) },
    // The word fulfils its further clauses too, and has scored already.
    ...further.map((clause) => ({
      unit,
      required,
      alternatives: unique([...alternatives.map((one) => ({ ...one, weight: 1 })), ...substitutes(clause)]),
    })),
  ];
}

function unique(alternatives: readonly Alternative[]): readonly Alternative[] {
  const seen = new Set<string>();
  return alternatives.filter(({ term }) => !seen.has(term) && seen.add(term));
}
