/**
 * Algolia's search parameters: JSON fields or a url-encoded `params` text, lists as arrays or JSON in a text. Unknown ones
 * are tolerated, as Algolia's own servers do towards newer clients; a known one of the wrong type is an error.
 */
import { AisleError } from "@aisle/core/base";
import type { Audience, GeoPoint } from "@aisle/core/catalog";
import type { Filter } from "@aisle/core/retrieve";
import { audienceIn, audienceOf } from "../../http/audience.ts";
import type { Grant, Restriction } from "../../http/grant.ts";
import type { FieldTypes } from "./field-types.ts";
import { parseFacetFilters, parseNumericFilters, parseTagFilters } from "./facet-filters.ts";
import { allOf, parseFilters } from "./filters.ts";

export type Raw = Readonly<Record<string, unknown>>;

export interface SearchParams {
  readonly query: string;
  readonly offset: number;
  readonly limit: number;
  readonly page: number;
  readonly filter?: Filter;
  /** "*" stands for every facet of the shop. */
  readonly facets: readonly string[];
  readonly maxValuesPerFacet: number;
  readonly sortFacetValuesBy: "count" | "alpha";
  readonly attributesToRetrieve?: readonly string[];
  readonly attributesToHighlight?: readonly string[];
  readonly attributesToSnippet: readonly string[];
  readonly preTag: string;
  readonly postTag: string;
  readonly ellipsis: string;
  readonly distinct?: boolean;
  readonly typos?: boolean;
  readonly prefix: boolean;
  /** False: a query that no product fulfils whole finds nothing. */
  readonly relax: boolean;
  readonly personal?: boolean;
  readonly synonyms?: boolean;
  readonly rules?: boolean;
  readonly contexts?: readonly string[];
  readonly userToken?: string;
  readonly language?: string;
  /** Market and customer group. */
  readonly audience: Audience;
  readonly rankingInfo: boolean;
  readonly clickAnalytics: boolean;
  readonly analytics: boolean;
}

export interface ParamLimits {
  readonly pageSize: number;
  readonly pagingDepth: number;
}

const defaultHits = 20;
const defaultFacetValues = 100;
const maximumFacetValues = 1_000;
const maximumAttributes = 500;
const geoField = "_geoloc";

function wrong(name: string, expected: string): never {
  throw new AisleError("bad_request", `${name} must be ${expected}`, { field: name });
}

function text(raw: Raw, name: string): string | undefined {
  const value = raw[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return wrong(name, "a text");
}

function whole(raw: Raw, name: string): number | undefined {
  const value = raw[name];
  if (value === undefined || value === null || value === "") return undefined;
  const number = typeof value === "string" ? Number(value) : value;
  if (typeof number === "number" && Number.isFinite(number) && number >= 0) return Math.floor(number);
  return wrong(name, "a whole number of at least 0");
}

function flag(raw: Raw, name: string): boolean | undefined {
  const value = raw[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "boolean") return value;
  if (value === 1 || value === 0) return value === 1;
  if (typeof value === "string") return value.toLowerCase() !== "false" && value !== "0";
  return wrong(name, "true or false");
}

/** An array, a JSON array in a text, or texts separated by commas. */
export function list(raw: Raw, name: string): readonly string[] | undefined {
  const value = structured(raw[name]);
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value === "" ? [] : value.split(",").map((one) => one.trim());
  if (!Array.isArray(value) || value.length > maximumAttributes || !value.every((one) => typeof one === "string")) {
    return wrong(name, `a list of at most ${maximumAttributes} texts`);
  }
  return value as readonly string[];
}

/** JSON hidden in a text, as GET and url-encoded parameters carry lists. */
function structured(value: unknown): unknown {
  if (typeof value !== "string" || !value.trimStart().startsWith("[")) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Parameters of a request's `params` field, itself a text or an object, under those named beside it. */
export function flattenParams(body: Raw): Raw {
  const { params, ...beside } = body;
  if (params === undefined || params === null) return beside;
  if (typeof params === "string") return { ...fromQuery(new URLSearchParams(params.replace(/^\?/, ""))), ...beside };
  if (typeof params === "object" && !Array.isArray(params)) return { ...(params as Raw), ...beside };
  return wrong("params", "a text or an object");
}

/** Url-encoded parameters, without those that carry keys. */
export function fromQuery(parameters: URLSearchParams): Raw {
  return Object.fromEntries([...parameters].filter(([name]) => !name.toLowerCase().startsWith("x-algolia-")));
}

function geoFilter(raw: Raw): Filter | undefined {
  const around = text(raw, "aroundLatLng");
  if (around === undefined || around === "") return undefined;
  const [lat, lng] = around.split(",").map(Number) as [number, number?];
  if (!Number.isFinite(lat) || !(Math.abs(lat) <= 90) || lng === undefined || !(Math.abs(lng) <= 180))
    return wrong("aroundLatLng", '"latitude,longitude"');
  const near: GeoPoint = { lat, lng };
  const radius = raw["aroundRadius"];
  if (radius === undefined || radius === null || radius === "all") return undefined;
  return { field: geoField, near, meters: whole(raw, "aroundRadius") ?? 0 };
}

function paging(raw: Raw, limits: ParamLimits): Pick<SearchParams, "offset" | "limit" | "page"> {
  const size = Math.min(whole(raw, "hitsPerPage") ?? defaultHits, limits.pageSize);
  const page = whole(raw, "page") ?? 0;
  const length = whole(raw, "length");
  const wanted = length === undefined && raw["offset"] === undefined ? page * size : (whole(raw, "offset") ?? 0);
  const limit = length === undefined ? size : Math.min(length, limits.pageSize);
  // Beyond the furthest page there are no hits, as with Algolia's paginationLimitedTo; totals and facets stay exact.
  const beyond = wanted + limit > limits.pagingDepth;
  return { offset: beyond ? 0 : wanted, limit: beyond ? 0 : limit, page };
}

/** The tree of every filter that the parameters name. */
export function filterOf(raw: Raw, types: FieldTypes): Filter | undefined {
  return allOf([
    parseFilters(text(raw, "filters") ?? "", types),
    parseFacetFilters(structured(raw["facetFilters"]), types),
    parseNumericFilters(structured(raw["numericFilters"]), types),
    parseTagFilters(structured(raw["tagFilters"]), types),
    geoFilter(raw),
  ]);
}

/** What a secured key demands, as a filter tree. */
export function restrictionFilter(restriction: Restriction | undefined, types: FieldTypes): Filter | undefined {
  if (!restriction) return undefined;
  return allOf([
    parseFilters(restriction.filters ?? "", types),
    parseFacetFilters(structured(restriction.facetFilters), types),
    parseNumericFilters(structured(restriction.numericFilters), types),
    geoFilter(restriction.parameters),
    parseTagFilters(structured(restriction.parameters["tagFilters"]), types),
  ]);
}

/** Whom a request is answered for: contexts of a secured key before those of the request. */
export function audienceInParams(request: Raw, grant: Grant): Audience {
  return audienceFor(grant, audienceIn(list(request, "ruleContexts") ?? []));
}

/** The audience asked for, as far as the key allows; what a secured key's contexts fix stands above it. */
export function audienceFor(grant: Grant, asked: Audience): Audience {
  return audienceOf(grant, audienceIn(list(grant.restriction?.parameters ?? {}, "ruleContexts") ?? []), asked);
}

/** Typed parameters of one search; a restriction's own come before the request's, its filters beside them. */
export function searchParams(request: Raw, grant: Grant, limits: ParamLimits, types: FieldTypes): SearchParams {
  const { restriction } = grant;
  const raw = restriction ? { ...request, ...restriction.parameters } : request;
  const filter = allOf([filterOf(request, types), restrictionFilter(restriction, types)]);
  const userToken = restriction?.userToken ?? text(raw, "userToken");
  const language = (list(raw, "queryLanguages") ?? list(raw, "naturalLanguages"))?.[0];
  const typoTolerance = raw["typoTolerance"];
  const distinct = raw["distinct"];
  const personal = flag(raw, "enablePersonalization");
  const synonyms = flag(raw, "synonyms");
  const rules = flag(raw, "enableRules");
  const contexts = list(raw, "ruleContexts");
  const retrieve = list(raw, "attributesToRetrieve");
  const highlight = list(raw, "attributesToHighlight");
  return {
    query: text(raw, "query") ?? "",
    ...paging(raw, limits),
    ...(filter === undefined ? {} : { filter }),
    facets: list(raw, "facets") ?? [],
    maxValuesPerFacet: Math.min(whole(raw, "maxValuesPerFacet") ?? defaultFacetValues, maximumFacetValues),
    sortFacetValuesBy: text(raw, "sortFacetValuesBy") === "alpha" ? "alpha" : "count",
    ...(retrieve === undefined ? {} : { attributesToRetrieve: retrieve }),
    ...(highlight === undefined ? {} : { attributesToHighlight: highlight }),
    attributesToSnippet: list(raw, "attributesToSnippet") ?? [],
    preTag: text(raw, "highlightPreTag") ?? "<em>",
    postTag: text(raw, "highlightPostTag") ?? "</em>",
    ellipsis: text(raw, "snippetEllipsisText") ?? "…",
    ...(distinct === undefined || distinct === null
      ? {}
      : { distinct: typeof distinct === "number" ? distinct > 0 : flag(raw, "distinct") === true }),
    ...(typoTolerance === undefined || typoTolerance === null ? {} : { typos: typoTolerance !== false && typoTolerance !== "false" }),
    prefix: text(raw, "queryType") !== "prefixNone",
    relax: text(raw, "removeWordsIfNoResults") !== "none",
    ...(personal === undefined ? {} : { personal }),
    ...(synonyms === undefined ? {} : { synonyms }),
    ...(rules === undefined ? {} : { rules }),
    ...(contexts === undefined ? {} : { contexts }),
    ...(userToken === undefined || userToken === "" ? {} : { userToken }),
    ...(language === undefined || language === "" ? {} : { language }),
    audience: audienceInParams(request, grant),
    rankingInfo: flag(raw, "getRankingInfo") ?? false,
    clickAnalytics: flag(raw, "clickAnalytics") ?? false,
    analytics: flag(raw, "analytics") ?? true,
  };
}
