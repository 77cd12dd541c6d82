/**
 * What an Algolia rule means to the engine. A condition that we cannot test (on facets, or on filters) keeps the whole rule
 * from holding, so no rule acts where its author did not want it; parameters that only shape an answer have no effect.
 */
import { AisleError } from "@aisle/core/base";
import { maximumRuleEntries } from "@aisle/core/rank";
import type { Anchoring, Rule, RuleCondition } from "@aisle/core/rank";
import type { IndexReader } from "@aisle/core/engine";
import { parseFacetFilters } from "./facet-filters.ts";
import { fieldTypes } from "./field-types.ts";
import type { ListKind } from "./kept-lists.ts";
import { filterOf } from "./params.ts";
import type { Raw } from "./params.ts";

const anchorings: readonly unknown[] = ["is", "startsWith", "endsWith", "contains"];
const score = /<score=(-?\d{1,9}(?:\.\d{1,6})?)>$/;

function wrong(field: string, expected: string): never {
  throw new AisleError("bad_request", `${field} must be ${expected}`, { field });
}

function objectAt(value: unknown, field: string): Raw {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong(field, "an object");
  return value as Raw;
}

function listAt(value: unknown, field: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.length > maximumRuleEntries) return wrong(field, `a list of at most ${maximumRuleEntries}`);
  return value;
}

function conditionOf(value: unknown, field: string): { readonly condition: RuleCondition; readonly testable: boolean } {
  const { pattern, anchoring, context, filters } = objectAt(value, field);
  if (context !== undefined && typeof context !== "string") return wrong(`${field}.context`, "a text");
  const testable = (filters === undefined || filters === "") && !(typeof pattern === "string" && pattern.includes("{facet:"));
  if (pattern === undefined || pattern === null) return { condition: context === undefined ? {} : { context }, testable };
  if (typeof pattern !== "string") return wrong(`${field}.pattern`, "a text");
  if (!anchorings.includes(anchoring)) return wrong(`${field}.anchoring`, "is, startsWith, endsWith or contains");
  return { condition: { pattern, anchoring: anchoring as Anchoring, ...(context === undefined ? {} : { context }) }, testable };
}

const textAt = (value: unknown, field: string): string => (typeof value === "string" ? value : wrong(field, "a text"));

/** Words to take out or to replace, and the text that replaces the whole query. */
function queryChange(value: unknown, field: string): Pick<Rule, "query" | "edits"> {
  if (value === undefined || value === null) return { edits: [] };
  if (typeof value === "string") return { query: value, edits: [] };
  const { remove, edits } = objectAt(value, field);
  const removed = listAt(remove, `${field}.remove`).map((one, at) => ({ remove: textAt(one, `${field}.remove[${at}]`), insert: "" }));
  const edited = listAt(edits, `${field}.edits`).map((one, at) => {
    const place = `${field}.edits[${at}]`;
    const edit = objectAt(one, place);
    const insert = edit["type"] === "replace" ? textAt(edit["insert"] ?? "", `${place}.insert`) : "";
    return { remove: textAt(edit["delete"] ?? "", `${place}.delete`), insert };
  });
  return { edits: [...removed, ...edited] };
}

function boostsOf(value: unknown, field: string, index: IndexReader | undefined): Rule["boosts"] {
  const texts = typeof value === "string" ? [value] : listAt(value, field).flat();
  const types = fieldTypes(index);
  return texts.flatMap((text) => {
    if (typeof text !== "string") return wrong(field, "a list of texts");
    const filter = parseFacetFilters([text.replace(score, "")], types);
    return filter === undefined ? [] : [{ filter, weight: Number(score.exec(text)?.[1] ?? 1) }];
  });
}

function pinsOf(value: unknown, field: string): Rule["pins"] {
  return listAt(value, field).flatMap((one, at) => {
    const { objectID, objectIDs, position } = objectAt(one, `${field}[${at}]`);
    const ids = objectIDs === undefined ? [objectID] : listAt(objectIDs, `${field}[${at}].objectIDs`);
    if (!Number.isSafeInteger(position) || (position as number) < 0) return wrong(`${field}[${at}].position`, "a whole number from 0");
    return ids.map((id, next) => {
      if (typeof id !== "string") return wrong(`${field}[${at}].objectID`, "a text");
      return { id, position: (position as number) + next };
    });
  });
}

function read(source: Raw, path: string, index: IndexReader | undefined): Rule {
  const at = `${path}.consequence`;
  const consequence = objectAt(source["consequence"], at);
  const single = source["condition"];
  const conditions = (single ? [single] : listAt(source["conditions"], `${path}.conditions`)).map((one, index) =>
    conditionOf(one, `${path}.conditions[${index}]`),
  );
  const params = consequence["params"] === undefined ? {} : objectAt(consequence["params"], `${at}.params`);
  const filter = filterOf(params, fieldTypes(index));
  const testable = conditions.filter((one) => one.testable);
  return {
    enabled: source["enabled"] !== false && (conditions.length === 0 || testable.length > 0),
    conditions: testable.map(({ condition }) => condition),
    validity: listAt(source["validity"], `${path}.validity`).map((one, index) => {
      const { from, until } = objectAt(one, `${path}.validity[${index}]`);
      if (typeof from !== "number" || typeof until !== "number") return wrong(`${path}.validity[${index}]`, "two times in seconds");
      return { from: from * 1_000, until: until * 1_000 };
    }),
    ...queryChange(params["query"], `${at}.params.query`),
    ...(filter === undefined ? {} : { filter }),
    pins: pinsOf(consequence["promote"], `${at}.promote`),
    hides: listAt(consequence["hide"], `${at}.hide`).map((one, index) => {
      const id = objectAt(one, `${at}.hide[${index}]`)["objectID"];
      return typeof id === "string" ? id : wrong(`${at}.hide[${index}].objectID`, "a text");
    }),
    boosts: boostsOf(params["optionalFilters"], `${at}.params.optionalFilters`, index),
  };
}

function conditionsIn(source: Raw): readonly Raw[] {
  const { condition, conditions } = source;
  return [condition, conditions].flat().filter((one): one is Raw => typeof one === "object" && one !== null);
}

export const ruleList: ListKind = {
  command: "rules",
  replace: "clearExistingRules",
  idName: "objectID",
  read,
  list: ({ rules }) => rules,
  accepts: (source, { anchoring, context, enabled }) =>
    (typeof enabled !== "boolean" || enabled === (source["enabled"] !== false)) &&
    (typeof anchoring !== "string" || anchoring === "" || conditionsIn(source).some((one) => one["anchoring"] === anchoring)) &&
    (typeof context !== "string" || context === "" || conditionsIn(source).some((one) => one["context"] === context)),
};

/** What answers say of the rules that held: their ids, and the data that their authors want on the page. */
export function ruleTraces(ids: readonly string[] | undefined, index: IndexReader): Raw {
  if (ids === undefined) return {};
  const data = ids.flatMap((id) => {
    const consequence = index.merchandise.rules.get(id)?.source["consequence"] as Raw | undefined;
    return consequence?.["userData"] === undefined ? [] : [consequence["userData"]];
  });
  return { appliedRules: ids.map((objectID) => ({ objectID })), ...(data.length === 0 ? {} : { userData: data }) };
}
