/**
 * Algolia Recommend: several lists in one request, each item with `_score` (0 to 100 beside the list's best) and `_reason`.
 * `recently-viewed` is ours beside Algolia's models. looking-similar compares by text and behaviour as related-products does.
 */
import { AisleError } from "@aisle/core/base";
import type { RecommendAnswer, RecommendQuestion } from "@aisle/core/engine";
import type { Reason, RecommendKind } from "@aisle/core/recommend";
import { askRecommend } from "../../ask.ts";
import { answer } from "../../http/answer.ts";
import { shownTo } from "../../hidden.ts";
import type { Call } from "../../http/call.ts";
import type { Grant } from "../../http/grant.ts";
import { facetCondition } from "./conditions.ts";
import { fieldTypes } from "./field-types.ts";
import { allOf } from "./filters.ts";
import { highlightResult } from "./highlight.ts";
import { openCatalog, openIndex } from "./index-name.ts";
import { flattenParams, searchParams } from "./params.ts";
import type { Raw, SearchParams } from "./params.ts";
import { bodyOf, requestsOf } from "./queries.ts";
import type { Parts } from "./queries.ts";
import { retrieved, toRecord, valuesAt } from "./record.ts";
import { algoliaSearch, askerOf, resultFrame } from "./search.ts";

const kinds: Readonly<Record<string, RecommendKind>> = {
  "related-products": "similar",
  "looking-similar": "similar",
  "bought-together": "bought_together",
  "trending-items": "trending",
  "trending-facets": "trending",
  "recommended-for-you": "for_you",
  "recently-viewed": "recently_viewed",
};
const seeded = new Set(["related-products", "looking-similar", "bought-together"]);
const maximumItems = 30;
/** Trending products whose facet values are counted. */
const facetWindow = 200;

interface ListAnswer {
  readonly body: Raw;
  readonly position: number;
  readonly id: string;
}

function fieldOf(request: Raw, name: string): string | undefined {
  const value = request[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new AisleError("bad_request", `${name} must be a text`, { field: name });
  return value;
}

function numberOf(request: Raw, name: string, fallback: number, maximum: number): number {
  const value = request[name] ?? fallback;
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0)
    throw new AisleError("bad_request", `${name} must be a number of at least 0`, { field: name });
  return Math.min(value, maximum);
}

function seedsOf(request: Raw, model: string): readonly string[] {
  const ids = request["objectIDs"] ?? request["objectID"];
  const list = Array.isArray(ids) ? (ids as readonly unknown[]) : ids === undefined || ids === null ? [] : [ids];
  if (list.length > maximumItems * 4 || !list.every((id) => typeof id === "string"))
    throw new AisleError("bad_request", "objectID must be a text", { field: "objectID" });
  if (list.length === 0 && seeded.has(model)) throw new AisleError("bad_request", `${model} needs an objectID`, { field: "objectID" });
  return list as readonly string[];
}

/** `_score` beside the best of the list. */
function scores(items: RecommendAnswer["items"]): readonly number[] {
  const best = Math.max(0, ...items.map((item) => item.score));
  return items.map((item) => (best > 0 ? Math.max(0, Math.round((10_000 * item.score) / best) / 100) : 0));
}

/** A reason with the title of the product it names, in the language of the page. */
function told(reason: Reason, titleOf: (id: string) => string | undefined): Raw {
  const title = "product" in reason ? titleOf(reason.product) : undefined;
  return title === undefined ? { ...reason } : { ...reason, title };
}

function itemsOf(
  found: RecommendAnswer,
  params: SearchParams,
  threshold: number,
  titleOf: (id: string) => string | undefined,
): readonly Raw[] {
  const all = scores(found.items);
  return found.items.flatMap((item, at) => {
    const score = all[at]!;
    if (score < threshold) return [];
    const record = toRecord(item.product);
    const marks = { pre: params.preTag, post: params.postTag, ellipsis: params.ellipsis, words: 0 };
    return [
      {
        ...retrieved(record, params.attributesToRetrieve),
        _highlightResult: highlightResult(record, params.attributesToHighlight, () => ({ ranges: [], matched: [] }), marks),
        _score: score,
        _reason: told(item.reason, titleOf),
        _why: item.parts,
      },
    ];
  });
}

function facetsOf(found: RecommendAnswer, facet: string, maximum: number): readonly Raw[] {
  const totals = new Map<string, number>();
  for (const { product, score } of found.items) {
    for (const value of valuesAt(toRecord(product), facet)) totals.set(value, (totals.get(value) ?? 0) + Math.max(0, score));
  }
  const sorted = [...totals].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, maximum);
  const best = sorted[0]?.[1] ?? 0;
  return sorted.map(([facetValue, total]) => ({
    facetName: facet,
    facetValue,
    _score: best > 0 ? Math.round((10_000 * total) / best) / 100 : 0,
  }));
}

async function recommendOne(request: Raw, grant: Grant, { shop, limits }: Parts): Promise<ListAnswer> {
  const { restriction } = grant;
  const started = shop.clock();
  const name = request["indexName"];
  const { reader } = openCatalog(shop, name, restriction);
  const types = fieldTypes(reader);
  const model = fieldOf(request, "model") ?? "";
  const kind = Object.hasOwn(kinds, model) ? kinds[model] : undefined;
  if (!kind) throw new AisleError("bad_request", `model must be one of ${Object.keys(kinds).join(", ")}`, { field: "model" });
  const given = request["queryParameters"] ?? {};
  if (typeof given !== "object" || Array.isArray(given))
    throw new AisleError("bad_request", "queryParameters must be an object", { field: "queryParameters" });
  const raw = flattenParams({ ...(request["userToken"] === undefined ? {} : { userToken: request["userToken"] }), ...(given as Raw) });
  const params = searchParams(raw, grant, limits, types);
  const facetName = fieldOf(request, "facetName");
  const facetValue = fieldOf(request, "facetValue");
  if (model === "trending-facets" && facetName === undefined)
    throw new AisleError("bad_request", "trending-facets needs a facetName", { field: "facetName" });
  const wanted = Math.floor(numberOf(request, "maxRecommendations", maximumItems, maximumItems)) || maximumItems;
  const threshold = numberOf(request, "threshold", 0, 100);
  const seeds = seedsOf(request, model);
  const filter = allOf([
    params.filter,
    facetName !== undefined && facetValue !== undefined ? facetCondition(facetName, facetValue, types) : undefined,
  ]);
  const question: RecommendQuestion = {
    kind,
    ...askerOf(params),
    ...(seeds.length === 0 ? {} : { products: seeds }),
    ...(filter === undefined ? {} : { filter }),
    limit: model === "trending-facets" ? facetWindow : wanted,
  };
  const show = shownTo(grant, reader);
  const answered = await askRecommend(shop, reader, question);
  const found = { ...answered, items: answered.items.map((item) => ({ ...item, product: show(item.product) })) };
  // A narrowed key may not learn of products outside its filter, not even a title.
  const titleOf = (id: string) => (restriction ? undefined : reader.sold(id, askerOf(params).asker ?? {})?.title);
  let hits = model === "trending-facets" ? facetsOf(found, facetName!, wanted) : itemsOf(found, params, threshold, titleOf);
  const fallback = request["fallbackParameters"];
  if (model !== "trending-facets" && hits.length < wanted && typeof fallback === "object" && fallback !== null) {
    hits = await filledUp(hits, seeds, fallback as Raw, wanted, request, grant, { shop, limits });
  }
  const frame = resultFrame(String(name), raw, { ...params, limit: wanted, page: 0 }, hits.length, shop.clock() - started);
  return { body: { hits, ...frame, queryID: found.id, aislePosition: found.position }, position: found.position, id: found.id };
}

/** A list that came out short, completed by the search that the request names for this. */
async function filledUp(
  hits: readonly Raw[],
  seeds: readonly string[],
  fallback: Raw,
  wanted: number,
  request: Raw,
  grant: Grant,
  { shop, limits }: Pick<Parts, "shop" | "limits">,
): Promise<readonly Raw[]> {
  const given = request["queryParameters"];
  const inherited = typeof given === "object" && given !== null ? (given as Raw) : {};
  const raw = flattenParams({ ...inherited, ...fallback, hitsPerPage: wanted + seeds.length + hits.length, page: 0 });
  const name = String(request["indexName"]);
  const { body } = await algoliaSearch(shop, limits, name, openIndex(shop, name, grant.restriction), raw, grant);
  const shown = new Set([...seeds, ...hits.map((hit) => hit["objectID"])]);
  const more = (body["hits"] as readonly Raw[]).filter((hit) => !shown.has(hit["objectID"]));
  return [...hits, ...more.map((hit) => ({ ...hit, _score: 0 }))].slice(0, wanted);
}

/** POST /1/indexes/{star}/recommendations. */
export async function recommendations(call: Call, parts: Parts): Promise<Response> {
  const requests = requestsOf(await bodyOf(call), parts.limits);
  const lists = await Promise.all(requests.map((request) => recommendOne(request, call.grant, parts)));
  const position = Math.min(parts.shop.engine.position, ...lists.map((list) => list.position));
  const first = lists[0]?.id;
  return answer({ results: lists.map((list) => list.body) }, { position, ...(first === undefined ? {} : { answer: first }) });
}
