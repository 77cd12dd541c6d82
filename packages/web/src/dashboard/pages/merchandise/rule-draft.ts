/** A rule as its form shows it, from Algolia's shape and back. What the form does not show is kept as it was. */
import type { Entry } from "../../api.ts";

export type Anchoring = "is" | "startsWith" | "endsWith" | "contains";

export const anchorings: readonly Anchoring[] = ["is", "startsWith", "endsWith", "contains"];

export interface RuleDraft {
  readonly description: string;
  readonly enabled: boolean;
  /** Empty: any query. */
  readonly pattern: string;
  readonly anchoring: Anchoring;
  readonly context: string;
  /** Conditions beyond the first, which the form leaves alone. */
  readonly furtherConditions: number;
  /** A line each: "id", or "id place" with the place from 1. */
  readonly pins: string;
  /** A line each: an id. */
  readonly hides: string;
  /** Stands in for the whole query; empty: the query stays. */
  readonly query: string;
  /** True where the rule takes words out of the query or replaces some: the form leaves that alone. */
  readonly edits: boolean;
  readonly filters: string;
  /** A line each: "field:value" or "field:value<score=2>". */
  readonly boosts: string;
}

type Raw = Readonly<Record<string, unknown>>;

function objectOf(value: unknown): Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Raw) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Lines without blanks around them and without empty ones. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function conditionsOf(entry: Raw): readonly Raw[] {
  return (entry["condition"] === undefined ? listOf(entry["conditions"]) : [entry["condition"]]).map(objectOf);
}

/** Ids that a pin names, each at the place after the one before. */
function pinLines(value: unknown): string {
  return listOf(value)
    .map(objectOf)
    .flatMap(({ objectID, objectIDs, position }) =>
      (objectIDs === undefined ? [objectID] : listOf(objectIDs)).map((id, next) => `${String(id)} ${Number(position) + 1 + next}`),
    )
    .join("\n");
}

export function draftOf(entry: Raw): RuleDraft {
  const [first = {}, ...further] = conditionsOf(entry);
  const consequence = objectOf(entry["consequence"]);
  const params = objectOf(consequence["params"]);
  const { optionalFilters } = params;
  return {
    description: textOf(entry["description"]),
    enabled: entry["enabled"] !== false,
    pattern: textOf(first["pattern"]),
    anchoring: anchorings.find((one) => one === first["anchoring"]) ?? "is",
    context: textOf(first["context"]),
    furtherConditions: further.length,
    pins: pinLines(consequence["promote"]),
    hides: listOf(consequence["hide"])
      .map((one) => textOf(objectOf(one)["objectID"]))
      .join("\n"),
    query: textOf(params["query"]),
    edits: typeof params["query"] === "object" && params["query"] !== null,
    filters: textOf(params["filters"]),
    boosts: (typeof optionalFilters === "string" ? [optionalFilters] : listOf(optionalFilters).flat()).join("\n"),
  };
}

function pinOf(line: string, index: number): Raw {
  const [, id = line, place] = /^(.*?)\s+(\d+)$/.exec(line) ?? [];
  return { objectID: id, position: place === undefined ? index : Number(place) - 1 };
}

/** The object without what is empty. */
function filled(values: Raw): Raw {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0)),
  );
}

/** The entry with what the draft says. */
export function withDraft(entry: Entry, draft: RuleDraft): Entry {
  const [first = {}, ...further] = conditionsOf(entry);
  const { pattern: _pattern, anchoring: _anchoring, context: _context, ...otherCondition } = first;
  const condition = {
    ...otherCondition,
    ...(draft.pattern.trim() === "" ? {} : { pattern: draft.pattern.trim(), anchoring: draft.anchoring }),
    ...(draft.context.trim() === "" ? {} : { context: draft.context.trim() }),
  };
  const before = objectOf(entry["consequence"]);
  const paramsBefore = objectOf(before["params"]);
  const params = filled({
    ...paramsBefore,
    query: draft.edits && draft.query === "" ? paramsBefore["query"] : draft.query.trim(),
    filters: draft.filters.trim(),
    optionalFilters: linesOf(draft.boosts),
  });
  const { condition: _one, conditions: _many, description: _text, ...rest } = entry;
  const conditions = Object.keys(condition).length === 0 ? further : [condition, ...further];
  return {
    ...rest,
    enabled: draft.enabled,
    ...(draft.description.trim() === "" ? {} : { description: draft.description.trim() }),
    ...(conditions.length === 0 ? {} : { conditions }),
    consequence: filled({
      ...before,
      promote: linesOf(draft.pins).map(pinOf),
      hide: linesOf(draft.hides).map((objectID) => ({ objectID })),
      params: Object.keys(params).length === 0 ? undefined : params,
    }),
  } as Entry;
}
