/** What a search must find, worked out document by document without an index: the twin that the real one is tested against. */
import { matchesFilter } from "../retrieve.ts";
import type { IndexDocument, SearchRequest } from "../retrieve.ts";
import type { Analyzer } from "../text.ts";

export interface NaiveAnswer {
  /** Ids of the match set. */
  readonly ids: readonly string[];
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

function values(document: IndexDocument, field: string): readonly string[] {
  const others = [document.numbers?.[field], document.flags?.[field]].filter((value) => value !== undefined);
  return [...new Set([...(document.keywords?.[field] ?? []), ...others.map(String)])];
}

function refined(document: IndexDocument, request: SearchRequest, except?: string): boolean {
  return Object.entries(request.refinements ?? {}).every(
    ([field, wanted]) => field === except || wanted.length === 0 || values(document, field).some((value) => wanted.includes(value)),
  );
}

/** A document as those see it who ask in the views; undefined where they may not find it. */
function seen(document: IndexDocument, names: readonly string[] | undefined): IndexDocument | undefined {
  if (names === undefined) return document;
  const { views = {}, ...own } = document;
  const name = names.find((one) => Object.hasOwn(views, one));
  if (name === undefined) return document.restricted === true ? undefined : own;
  const numbers = Object.entries({ ...own.numbers, ...views[name]!.numbers }).filter(
    (entry): entry is [string, number] => entry[1] !== null,
  );
  return { ...own, numbers: Object.fromEntries(numbers), flags: { ...own.flags, ...views[name]!.flags } };
}

/** The match set and facet counts of a request whose query has exact words only (no typos, synonyms, completions). */
export function naiveSearch(all: readonly IndexDocument[], request: SearchRequest, analyzer: Analyzer): NaiveAnswer {
  const documents = all.flatMap((document) => seen(document, request.views) ?? []);
  const terms = analyzer.analyzeQuery(request.query, request.language).filter((term) => term.required);
  const units = new Set(terms.map((term) => term.unit));
  const level = (document: IndexDocument): number => {
    const held = new Set(document.texts.flatMap((text) => analyzer.analyze(text.value, text.language).map((token) => token.term)));
    for (const identifier of document.identifiers ?? []) for (const token of analyzer.analyze(identifier)) held.add(token.term);
    return [...units].filter((unit) =>
      terms.every((term) => term.unit !== unit || [term.term, ...(term.also ?? [])].some((one) => held.has(one))),
    ).length;
  };
  const levels = new Map(documents.map((document) => [document, level(document)]));
  const best = Math.max(0, ...levels.values());
  const least = request.match === "any" ? 1 : best >= Math.max(1, Math.ceil(units.size / 2)) ? best : units.size;
  const matching = documents.filter(
    (document) => (units.size === 0 || levels.get(document)! >= least) && (!request.filter || matchesFilter(document, request.filter)),
  );
  const facets: Record<string, Record<string, number>> = {};
  for (const field of request.facets ?? []) {
    const counts: Record<string, number> = {};
    for (const document of matching)
      if (refined(document, request, field)) for (const value of values(document, field)) counts[value] = (counts[value] ?? 0) + 1;
    if (Object.keys(counts).length > 0) facets[field] = counts;
  }
  return { ids: matching.filter((document) => refined(document, request)).map((document) => document.id), facets };
}
