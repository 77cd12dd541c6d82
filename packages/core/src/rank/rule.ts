/**
 * A merchandising rule: when a search meets one of its conditions, inside its time, it rewrites the query, narrows, pins,
 * hides and boosts. Rules hold in the order of their saving; for one product the first pin counts, and hiding wins.
 */
import { checkFilter } from "../retrieve.ts";
import type { Filter } from "../retrieve.ts";

export type Anchoring = "is" | "startsWith" | "endsWith" | "contains";

export interface RuleCondition {
  /** Compared word by word with the query, whatever case or punctuation; absent: any query. */
  readonly pattern?: string;
  readonly anchoring?: Anchoring;
  /** One of the contexts that the search names. */
  readonly context?: string;
}

export interface Rule {
  readonly enabled: boolean;
  /** One must hold; none: every search. */
  readonly conditions: readonly RuleCondition[];
  /** Milliseconds UTC, one must hold; none: always. */
  readonly validity: readonly { readonly from: number; readonly until: number }[];
  /** Stands in for the whole query. */
  readonly query?: string;
  readonly edits: readonly { readonly remove: string; readonly insert: string }[];
  readonly filter?: Filter;
  /** Positions from 0. */
  readonly pins: readonly { readonly id: string; readonly position: number }[];
  readonly hides: readonly string[];
  /** Weight 1 lifts as much as the best textual match is worth. */
  readonly boosts: readonly { readonly filter: Filter; readonly weight: number }[];
}

/** What all rules that hold order for one search. */
export interface Orders {
  readonly query: string;
  readonly filter?: Filter;
  /** By position. */
  readonly pins: Rule["pins"];
  readonly hides: readonly string[];
  readonly boosts: Rule["boosts"];
  /** Ids of the rules that hold. */
  readonly rules: readonly string[];
}

/** Entries of each list of one rule. */
export const maximumRuleEntries = 300;

const anchorings: readonly unknown[] = ["is", "startsWith", "endsWith", "contains"];
const han = /\p{Script=Han}/u;

/** Words in lower case, single blanks between them. */
function words(text: string): string {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  ).join(" ");
}

function listOf<T>(value: unknown, take: (entry: Readonly<Record<string, unknown>>) => T | undefined): readonly T[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, maximumRuleEntries).flatMap((entry: unknown) => {
    const taken = typeof entry === "object" && entry !== null ? take(entry as Readonly<Record<string, unknown>>) : undefined;
    return taken === undefined ? [] : [taken];
  });
}

function filterIn(value: unknown): Filter | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    checkFilter(value as Filter);
    return value as Filter;
  } catch {
    return undefined;
  }
}

/** The rule that a logged argument holds; undefined where it is none. What has no meaning inside one is skipped. */
export function ruleIn(value: unknown): Rule | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const raw = value as Readonly<Record<string, unknown>>;
  const filter = filterIn(raw["filter"]);
  const isText = (one: unknown): one is string => typeof one === "string";
  return {
    enabled: raw["enabled"] !== false,
    conditions: listOf(raw["conditions"], ({ pattern, anchoring, context }) => ({
      ...(isText(pattern) ? { pattern: words(pattern), anchoring: (anchorings.includes(anchoring) ? anchoring : "is") as Anchoring } : {}),
      ...(isText(context) ? { context } : {}),
    })),
    validity: listOf(raw["validity"], ({ from, until }) =>
      typeof from === "number" && typeof until === "number" ? { from, until } : undefined,
    ),
    ...(isText(raw["query"]) ? { query: raw["query"] } : {}),
    edits: listOf(raw["edits"], ({ remove, insert }) =>
      isText(remove) && words(remove) !== "" ? { remove: words(remove), insert: isText(insert) ? insert : "" } : undefined,
    ),
    ...(filter === undefined ? {} : { filter }),
    pins: listOf(raw["pins"], ({ id, position }) =>
      isText(id) && Number.isSafeInteger(position) && (position as number) >= 0 ? { id, position: position as number } : undefined,
    ),
    hides: Array.isArray(raw["hides"]) ? raw["hides"].filter(isText).slice(0, maximumRuleEntries) : [],
    boosts: listOf(raw["boosts"], (boost) => {
      const wanted = filterIn(boost["filter"]);
      const { weight } = boost;
      return wanted && typeof weight === "number" && Number.isFinite(weight) ? { filter: wanted, weight } : undefined;
    }),
  };
}

function meets(query: string, { pattern, anchoring, context }: RuleCondition, contexts: readonly string[]): boolean {
  if (context !== undefined && !contexts.includes(context)) return false;
  if (pattern === undefined) return true;
  if (anchoring === "is" || pattern === "") return query === pattern;
  // Chinese has no blanks between words.
  const edge = han.test(pattern) ? "" : " ";
  const [text, wanted] = [edge + query + edge, edge + pattern + edge];
  if (anchoring === "startsWith") return text.startsWith(wanted);
  return anchoring === "endsWith" ? text.endsWith(wanted) : text.includes(wanted);
}

function edited(query: string, edits: Rule["edits"]): string {
  if (edits.length === 0) return query;
  let text = ` ${words(query)} `;
  for (const { remove, insert } of edits) {
    const edge = han.test(remove) ? "" : " ";
    text = text.replaceAll(edge + remove + edge, () => `${edge}${insert}${edge}`);
  }
  return text.replace(/\s+/g, " ").trim();
}

/** The orders of the rules that hold for a search; undefined where none does. */
export function ordersOf(
  rules: Iterable<{ readonly id: string; readonly meaning: Rule }>,
  asked: string,
  contexts: readonly string[],
  now: number,
): Orders | undefined {
  const text = words(asked);
  const holding: string[] = [];
  const filters: Filter[] = [];
  const pins = new Map<string, number>();
  const hides = new Set<string>();
  const boosts: Rule["boosts"][number][] = [];
  let query = asked;
  for (const { id, meaning } of rules) {
    if (!meaning.enabled) continue;
    if (meaning.validity.length > 0 && !meaning.validity.some(({ from, until }) => now >= from && now <= until)) continue;
    if (meaning.conditions.length > 0 && !meaning.conditions.some((one) => meets(text, one, contexts))) continue;
    holding.push(id);
    query = edited(meaning.query ?? query, meaning.edits);
    if (meaning.filter) filters.push(meaning.filter);
    for (const pin of meaning.pins) if (!pins.has(pin.id)) pins.set(pin.id, pin.position);
    for (const one of meaning.hides) hides.add(one);
    boosts.push(...meaning.boosts);
  }
  if (holding.length === 0) return undefined;
  const placed = [...pins].filter(([id]) => !hides.has(id)).map(([id, position]) => ({ id, position }));
  return {
    query,
    ...(filters.length === 0 ? {} : { filter: { and: filters } }),
    pins: placed.sort((a, b) => a.position - b.position).slice(0, maximumRuleEntries),
    hides: [...hides],
    boosts,
    rules: holding,
  };
}
