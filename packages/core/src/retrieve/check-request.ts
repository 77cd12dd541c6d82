/**
 * The edge of retrieval: a request of any origin is checked once, and nothing behind it looks at types again. Callers are
 * other rooms and, across a message port, other threads, where TypeScript's promise ends.
 */
import { AisleError, checkLimit } from "../base.ts";
import { checkFilter } from "./filter.ts";
import type { SearchRequest } from "./retrieval.ts";

function refuse(field: string, what: string): AisleError {
  return new AisleError("bad_request", `${field} must be ${what}`, { field });
}

/** A whole number from 0; "bad_request" names the field. */
export function checkWhole(field: string, value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw refuse(field, "a whole number from 0");
  return value;
}

/** A text; "bad_request" names the field. */
export function checkText(field: string, value: unknown): string {
  if (typeof value !== "string") throw refuse(field, "a text");
  return value;
}

function checkRecord(field: string, value: unknown): readonly [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw refuse(field, "an object");
  return Object.entries(value);
}

/** A list of at most so many texts as a product may have attributes. */
function checkTexts(field: string, value: unknown): void {
  if (!Array.isArray(value)) throw refuse(field, "a list of texts");
  checkLimit("values", value.length);
  for (const one of value as readonly unknown[]) checkText(field, one);
}

function checkSort(value: unknown): void {
  if (!Array.isArray(value)) throw refuse("sort", "a list");
  checkLimit("values", value.length);
  for (const one of value as readonly unknown[]) {
    const sort = (typeof one === "object" ? one : undefined) as { readonly field?: unknown; readonly order?: unknown } | null | undefined;
    if (typeof sort?.field !== "string" || (sort.order !== "asc" && sort.order !== "desc"))
      throw refuse("sort", 'a list of { field, order: "asc" or "desc" }');
  }
}

/**
 * Throws "bad_request", "bad_filter" or "limit_exceeded" where the request has no meaning. Synonym lists are the shop's and may
 * be long: only those of the query's words are looked at, when they are used.
 */
export function checkRequest(request: SearchRequest): void {
  checkRecord("the request", request);
  checkText("query", request.query);
  if (request.language !== undefined) checkText("language", request.language);
  if (request.filter !== undefined) checkFilter(request.filter);
  if (request.refinements !== undefined) {
    const refinements = checkRecord("refinements", request.refinements);
    checkLimit("values", refinements.length);
    for (const [, values] of refinements) checkTexts("refinements", values);
  }
  if (request.facets !== undefined) checkTexts("facets", request.facets);
  if (request.views !== undefined) checkTexts("views", request.views);
  if (request.facetLimit !== undefined) checkWhole("facetLimit", request.facetLimit);
  if (request.sort !== undefined) checkSort(request.sort);
  for (const field of ["prefix", "typos", "distinct"] as const) {
    const value: unknown = request[field];
    if (value !== undefined && typeof value !== "boolean") throw refuse(field, "true or false");
  }
  for (const field of ["synonyms", "alternatives"] as const) {
    const value: unknown = request[field];
    if (value !== undefined && (typeof value !== "object" || value === null)) throw refuse(field, "an object");
  }
  if (request.match !== undefined && request.match !== "all" && request.match !== "any") throw refuse("match", '"all" or "any"');
}

/** What a table of synonyms names for a word under the first of its keys that it has; "bad_request" where that is no texts. */
export function synonymTexts(synonyms: SearchRequest["synonyms"], words: readonly string[]): readonly string[] {
  if (synonyms === undefined) return [];
  // A word of a query may be called "constructor".
  const word = words.find((one) => Object.hasOwn(synonyms, one));
  if (word === undefined) return [];
  checkTexts("synonyms", synonyms[word]);
  return synonyms[word]!;
}
