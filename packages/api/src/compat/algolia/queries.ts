/** Search endpoints of Algolia's wire: single and multi query, search in facet values. */
import { AisleError } from "@aisle/core/base";
import { answer } from "../../http/answer.ts";
import type { Call } from "../../http/call.ts";
import { hiddenFrom } from "../../hidden.ts";
import type { QueryRecorder } from "../../query-recorder.ts";
import type { ApiLimits, Shop } from "../../shop.ts";
import { fieldTypes } from "./field-types.ts";
import { openIndex } from "./index-name.ts";
import { flattenParams, fromQuery, searchParams } from "./params.ts";
import type { Raw } from "./params.ts";
import { algoliaSearch, questionOf } from "./search.ts";
import type { AlgoliaResult } from "./search.ts";

export interface Parts {
  readonly shop: Shop;
  readonly limits: ApiLimits;
  readonly recorder: QueryRecorder;
}

/** The body as an object; an empty one is one without fields. */
export async function bodyOf(call: Call): Promise<Raw> {
  const body = (await call.json()) ?? {};
  if (typeof body !== "object" || Array.isArray(body)) throw new AisleError("bad_request", "the body must be a JSON object");
  return body as Raw;
}

/** `body.requests` as a list of objects within the limit. */
export function requestsOf(body: Raw, limits: ApiLimits): readonly Raw[] {
  const requests = body["requests"];
  if (!Array.isArray(requests)) throw new AisleError("bad_request", "requests must be a list", { field: "requests" });
  if (requests.length > limits.queries) {
    throw new AisleError("limit_exceeded", `${requests.length} requests, the limit is ${limits.queries}`, {
      limit: "queries",
      maximum: limits.queries,
    });
  }
  return requests.map((request: unknown, index) => {
    if (typeof request !== "object" || request === null || Array.isArray(request)) {
      throw new AisleError("bad_request", `requests[${index}] must be an object`, { field: `requests[${index}]` });
    }
    return request as Raw;
  });
}

/** The token that InstantSearch sends beside the parameters. */
function withUser(call: Call, raw: Raw): Raw {
  const token = call.request.headers.get("x-algolia-usertoken") ?? call.url.searchParams.get("x-algolia-usertoken");
  return token === null || raw["userToken"] !== undefined ? raw : { ...raw, userToken: token };
}

/** Only what a person sees is a search of theirs: the first page, with hits asked for, and analytics not refused. */
async function record(recorder: QueryRecorder, call: Call, { params, total, answer: id, index }: AlgoliaResult): Promise<void> {
  if (id === undefined || params.userToken === undefined || !params.analytics) return;
  if (params.offset > 0 || params.page > 0 || params.limit === 0) return;
  recorder.note({ user: params.userToken, query: params.query, total, answer: id, index, client: await call.client() });
}

/** POST and GET /1/indexes/{index}/query. */
export async function singleQuery(call: Call, { shop, limits, recorder }: Parts): Promise<Response> {
  const name = call.params["index"];
  const index = openIndex(shop, name, call.grant.restriction);
  const body = call.request.method === "GET" ? {} : await bodyOf(call);
  const raw = withUser(call, { ...fromQuery(call.url.searchParams), ...flattenParams(body) });
  const result = await algoliaSearch(shop, limits, name!, index, raw, call.grant);
  await record(recorder, call, result);
  return answer(result.body, { position: result.position, ...(result.answer === undefined ? {} : { answer: result.answer }) });
}

/** POST /1/indexes/{star}/queries: several searches or facet searches, answered from one state. */
export async function multiQuery(call: Call, parts: Parts): Promise<Response> {
  const { shop, limits, recorder } = parts;
  const body = await bodyOf(call);
  const requests = requestsOf(body, limits).map((request) => withUser(call, flattenParams(request)));
  const untilEnough = body["strategy"] === "stopIfEnoughMatches";
  // All are handed to the engine before it can apply another event, so totals and facets of one page agree.
  const results = await Promise.all(requests.map((raw) => oneOf(call, parts, raw)));
  const searched = results.filter((result) => "params" in result);
  const first = searched.find((result) => result.params.limit > 0) ?? searched[0];
  if (first) await record(recorder, call, first);
  const position = Math.min(shop.engine.position, ...searched.map((result) => result.position));
  let shown = results.map((result) => result.body);
  if (untilEnough) {
    const enough = searched.findIndex((result) => result.total >= result.params.limit);
    if (enough >= 0) shown = shown.map((one, at) => (at <= enough ? one : { ...one, hits: [], processed: false }));
  }
  return answer({ results: shown }, { position, ...(first?.answer === undefined ? {} : { answer: first.answer }) });
}

async function oneOf(call: Call, { shop, limits }: Parts, raw: Raw): Promise<AlgoliaResult | { readonly body: Raw }> {
  const name = raw["indexName"];
  const index = openIndex(shop, name, call.grant.restriction);
  if (raw["type"] === "facet") return { body: await searchFacet(call, { shop, limits }, name as string, raw["facet"], raw) };
  return algoliaSearch(shop, limits, name as string, index, raw, call.grant);
}

const defaultFacetHits = 10;
const maximumFacetHits = 100;

async function searchFacet(
  call: Call,
  { shop, limits }: Pick<Parts, "shop" | "limits">,
  name: string,
  facet: unknown,
  raw: Raw,
): Promise<Raw> {
  const index = openIndex(shop, name, call.grant.restriction);
  if (typeof facet !== "string" || facet === "") throw new AisleError("bad_request", "facet must name a field", { field: "facet" });
  const started = shop.clock();
  const facetQuery = raw["facetQuery"] ?? "";
  if (typeof facetQuery !== "string") throw new AisleError("bad_request", "facetQuery must be a text", { field: "facetQuery" });
  const maximum = Math.min(Number(raw["maxFacetHits"] ?? defaultFacetHits) || defaultFacetHits, maximumFacetHits);
  const params = searchParams(raw, call.grant, limits, fieldTypes(index.reader));
  if (hiddenFrom(call.grant, index.reader).has(facet))
    throw new AisleError("forbidden", `the key may not see ${facet.slice(0, 200)}`, { field: "facet" });
  if (index.kind === "suggestions") return { facetHits: [], exhaustiveFacetsCount: true, processingTimeMS: 0 };
  const found = await index.reader.facetValues(facet, facetQuery, { ...questionOf(params, index, call.grant), facets: [facet] });
  const typed = facetQuery.trim().toLowerCase();
  const facetHits = found.slice(0, Math.max(0, maximum)).map(({ value, count }) => {
    const at = typed === "" ? -1 : value.toLowerCase().indexOf(typed);
    const highlighted =
      at < 0
        ? value
        : value.slice(0, at) + params.preTag + value.slice(at, at + typed.length) + params.postTag + value.slice(at + typed.length);
    return { value, highlighted, count };
  });
  return {
    facetHits,
    exhaustiveFacetsCount: true,
    exhaustive: { facetsCount: true },
    processingTimeMS: Math.max(0, Math.round(shop.clock() - started)),
  };
}

/** POST /1/indexes/{index}/facets/{facet}/query. */
export async function facetQuery(call: Call, parts: Parts): Promise<Response> {
  const raw = withUser(call, flattenParams(await bodyOf(call)));
  const body = await searchFacet(call, parts, call.params["index"]!, call.params["facet"], raw);
  return answer(body, { position: parts.shop.engine.position });
}
