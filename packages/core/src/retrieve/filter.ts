/** Filters: their check and their plain meaning over a document. */
import { AisleError, defaultLimits } from "../base.ts";
import type { GeoPoint } from "../catalog.ts";
import type { Filter, IndexDocument } from "./retrieval.ts";

const earthMeters = 6_371_008.8;
const radians = Math.PI / 180;

/** Great-circle distance in metres (haversine). */
export function distanceMeters(a: GeoPoint, b: GeoPoint): number {
  const dLat = (b.lat - a.lat) * radians;
  const dLng = (b.lng - a.lng) * radians;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLng / 2) ** 2;
  return 2 * earthMeters * Math.asin(Math.min(1, Math.sqrt(h)));
}

type Between = Extract<Filter, { min?: number }>;

function between(filter: Between, value: number): boolean {
  if (Number.isNaN(value)) return false;
  if (filter.min !== undefined && (filter.excludeMin === true ? value <= filter.min : value < filter.min)) return false;
  return !(filter.max !== undefined && (filter.excludeMax === true ? value >= filter.max : value > filter.max));
}

/** What a field's values are called in filters and facets: keywords as they are, numbers and flags as text. */
function fieldTexts(document: IndexDocument, field: string): readonly string[] {
  const others = [document.numbers?.[field], document.flags?.[field]].filter((value) => value !== undefined);
  return [...(document.keywords?.[field] ?? []), ...others.map(String)];
}

/** Whether a document satisfies a filter; a document without the field satisfies no condition on it. */
export function matchesFilter(document: IndexDocument, filter: Filter): boolean {
  if ("and" in filter) return filter.and.every((one) => matchesFilter(document, one));
  if ("or" in filter) return filter.or.some((one) => matchesFilter(document, one));
  if ("not" in filter) return !matchesFilter(document, filter.not);
  if ("ids" in filter) return filter.ids.includes(document.id);
  if ("in" in filter) return fieldTexts(document, filter.field).some((value) => filter.in.includes(value));
  if ("is" in filter) return document.flags?.[filter.field] === filter.is;
  if ("near" in filter) {
    const point = document.points?.[filter.field];
    return point !== undefined && distanceMeters(point, filter.near) <= filter.meters;
  }
  return between(filter, document.numbers?.[filter.field] ?? Number.NaN);
}

/** A few words of any value for an error's message; values that JSON has no form for are named by their type. */
function describe(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? typeof value).slice(0, 200);
  } catch {
    return typeof value;
  }
}

const isTexts = (value: unknown) => Array.isArray(value) && (value as readonly unknown[]).every((one) => typeof one === "string");
const isBound = (value: unknown) => value === undefined || (typeof value === "number" && !Number.isNaN(value));
const isChoice = (value: unknown) => value === undefined || typeof value === "boolean";

/** Throws "bad_filter" or "limit_exceeded" where the tree has no meaning or no end. */
export function checkFilter(filter: Filter): void {
  let nodes = 0;
  const visit = (one: unknown, depth: number): void => {
    if (++nodes > defaultLimits.filterNodes || depth > defaultLimits.depth) {
      throw new AisleError("limit_exceeded", `a filter has at most ${defaultLimits.filterNodes} nodes in ${defaultLimits.depth} levels`, {
        limit: "filterNodes",
      });
    }
    if (typeof one !== "object" || one === null) throw new AisleError("bad_filter", `a filter is an object, not ${describe(one)}`);
    const node = one as Record<string, unknown>;
    const demand = (holds: boolean, what: string) => {
      if (!holds) throw new AisleError("bad_filter", `${what} in ${describe(node)}`);
    };
    // In the order in which the kinds of a node are told apart everywhere.
    const list = "and" in node ? node["and"] : "or" in node ? node["or"] : undefined;
    if ("and" in node || "or" in node) {
      demand(Array.isArray(list), "and/or take a list");
      for (const child of list as readonly unknown[]) visit(child, depth + 1);
      return;
    }
    if ("not" in node) return visit(node["not"], depth + 1);
    if ("ids" in node) return demand(isTexts(node["ids"]), "ids takes a list of texts");
    demand(typeof node["field"] === "string", "a condition names its field");
    if ("in" in node) return demand(isTexts(node["in"]), "in takes a list of texts");
    if ("is" in node) return demand(typeof node["is"] === "boolean", "is takes true or false");
    if ("near" in node) {
      const point = node["near"] as Partial<GeoPoint> | null;
      const numbers = [point?.lat, point?.lng, node["meters"]];
      return demand(
        numbers.every((value) => typeof value === "number" && Number.isFinite(value)),
        "near takes lat, lng and meters",
      );
    }
    demand(isBound(node["min"]) && isBound(node["max"]), "min and max are numbers");
    demand(isChoice(node["excludeMin"]) && isChoice(node["excludeMax"]), "excludeMin and excludeMax are true or false");
  };
  visit(filter, 0);
}
