/**
 * What a query was probably meant to be, where it was not found as typed, or next to never: its words put right, its pinyin or
 * homophones read, the nearest thing that the shop suggests, in that order. Only what finds products as it stands is named, and
 * nothing where none does, so that the offer can be trusted.
 */
import type { SearchResult } from "../retrieve.ts";
import type { Suggestions } from "../suggest.ts";
import { normalize } from "../text.ts";

/** As many products for a query as typed are few: it may be a misspelling that the catalogue shares. */
const few = 2;
/** What was meant finds so many times as many products as what is found next to never. */
const moreTimes = 20;

export type Answered = Pick<SearchResult, "total" | "corrections" | "required">;

function asText(query: string): string {
  return normalize(query).trim().replace(/\s+/g, " ");
}

/** Whether the query was answered as it was typed. */
function asTyped({ total, corrections, required }: Answered): boolean {
  return total > 0 && corrections.length === 0 && required.matched === required.of;
}

/** The typed text with its misspelt words put right; itself where none is. */
export function putRight(text: string, corrections: Answered["corrections"]): string {
  const by = new Map<string, string>();
  for (const { from, to } of corrections) if (!by.has(from)) by.set(from, to);
  return text.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => by.get(word) ?? word);
}

/** `find` answers a query exactly as it stands, with the filters of the question. */
export async function didYouMean(
  query: string,
  answered: Answered,
  suggestions: Pick<Suggestions, "meant" | "nearest">,
  find: (query: string) => Promise<Answered>,
): Promise<string | undefined> {
  const typed = asText(query);
  if (typed === "") return undefined;
  const literal = asTyped(answered);
  if (literal && answered.total > few) return undefined;
  const least = literal ? answered.total * moreTimes : 1;
  const candidates = [putRight(typed, answered.corrections), ...suggestions.meant(typed), suggestions.nearest(typed)];
  const tried = new Set([typed]);
  for (const candidate of candidates) {
    if (candidate === undefined || tried.has(asText(candidate))) continue;
    tried.add(asText(candidate));
    const found = await find(candidate);
    if (asTyped(found) && found.total >= least) return candidate;
  }
  return undefined;
}
