/** One Algolia search: parameters to a question of the engine, its answer to Algolia's result, our reasons beside each hit. */
import type { Asker, IndexReader, SearchAnswer, SearchHit, SearchQuestion } from "@aisle/core/engine";
import { askSearch } from "../../ask.ts";
import type { Grant } from "../../http/grant.ts";
import { hiddenFrom, shownTo } from "../../hidden.ts";
import type { ApiLimits, Shop } from "../../shop.ts";
import { fieldTypes } from "./field-types.ts";
import { highlightResult, snippetResult } from "./highlight.ts";
import type { Marks } from "./highlight.ts";
import type { CatalogIndex, Index } from "./index-name.ts";
import { searchParams } from "./params.ts";
import type { Raw, SearchParams } from "./params.ts";
import { retrieved, toRecord } from "./record.ts";
import { ruleTraces } from "./rules.ts";
import { withSettings } from "./setting-defaults.ts";
import { suggestionHits } from "./suggestions.ts";

export interface AlgoliaResult {
  readonly body: Readonly<Record<string, unknown>>;
  /** The catalogue that was searched. */
  readonly index: string;
  readonly position: number;
  /** Attribution id. */
  readonly answer?: string;
  readonly params: SearchParams;
  readonly total: number;
}

/** Who asks, as far as the parameters say. */
export function askerOf(params: SearchParams): { readonly asker?: Asker } {
  const { userToken, language, audience } = params;
  const asker = { ...audience, ...(userToken === undefined ? {} : { user: userToken }), ...(language === undefined ? {} : { language }) };
  return Object.keys(asker).length === 0 ? {} : { asker };
}

/** Every field that can be counted or summarised. */
export function allFacets(index: IndexReader): readonly string[] {
  return [...index.fields("keywords"), ...index.fields("numbers"), ...index.fields("flags")];
}

/** The engine's question behind the parameters. */
export function questionOf(params: SearchParams, index: CatalogIndex, grant: Grant): SearchQuestion {
  const hidden = hiddenFrom(grant, index.reader);
  return {
    query: params.query,
    ...askerOf(params),
    ...(params.filter === undefined ? {} : { filter: params.filter }),
    facets: [...new Set(params.facets.flatMap((field) => (field === "*" ? allFacets(index.reader) : [field])))].filter(
      (field) => !hidden.has(field),
    ),
    facetLimit: params.maxValuesPerFacet,
    ...(index.sort === undefined ? {} : { sort: index.sort }),
    offset: params.offset,
    limit: params.limit,
    prefix: params.prefix,
    ...(params.typos === undefined ? {} : { typos: params.typos }),
    ...(params.distinct === undefined ? {} : { distinct: params.distinct }),
    ...(params.personal === undefined ? {} : { personal: params.personal }),
    ...(params.rules === undefined ? {} : { rules: params.rules }),
    ...(params.contexts === undefined ? {} : { contexts: params.contexts }),
    ...(params.synonyms === undefined ? {} : { synonyms: params.synonyms }),
  };
}

function facetsOf(answer: SearchAnswer, params: SearchParams) {
  const facets: [string, Record<string, number>][] = Object.entries(answer.facets).map(([field, values]) => {
    const sorted =
      params.sortFacetValuesBy === "alpha" ? [...values].sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0)) : values;
    return [field, Object.fromEntries(sorted.map(({ value, count }) => [value, count]))];
  });
  // InstantSearch reads the statistics of a field only where the field is among the facets.
  for (const field of Object.keys(answer.stats)) if (!Object.hasOwn(answer.facets, field)) facets.push([field, {}]);
  const stats = Object.entries(answer.stats).map(([field, { min, max, sum, count }]) => [
    field,
    { min, max, avg: count === 0 ? 0 : sum / count, sum },
  ]);
  return { facets: Object.fromEntries(facets), ...(stats.length > 0 ? { facets_stats: Object.fromEntries(stats) } : {}) };
}

/** A hit as Algolia's clients expect it, with `_why`: the parts of its score. */
export function hitOf(hit: SearchHit, answer: SearchAnswer, params: SearchParams, index: IndexReader): Readonly<Record<string, unknown>> {
  const full = toRecord(hit.product);
  const record = hit.variants === undefined ? full : { ...full, variants: hit.variants };
  const find = (text: string) => index.highlight(text, answer.terms, params.language);
  const marks: Marks = {
    pre: params.preTag,
    post: params.postTag,
    ellipsis: params.ellipsis,
    words: answer.terms.length === 0 ? 0 : answer.required.of,
  };
  return {
    ...retrieved(record, params.attributesToRetrieve),
    _highlightResult: highlightResult(record, params.attributesToHighlight, find, marks),
    ...(params.attributesToSnippet.length > 0 ? { _snippetResult: snippetResult(record, params.attributesToSnippet, find, marks) } : {}),
    ...(params.rankingInfo ? { _rankingInfo: rankingInfo(hit, answer) } : {}),
    _why: hit.parts,
  };
}

function rankingInfo(hit: SearchHit, answer: SearchAnswer) {
  return {
    nbTypos: hit.tier === 1 ? 1 : 0,
    firstMatchedWord: 0,
    proximityDistance: 0,
    userScore: hit.score,
    geoDistance: 0,
    geoPrecision: 1,
    nbExactWords: hit.tier === 0 ? answer.required.matched : 0,
    words: answer.required.matched,
    filters: 0,
    tier: hit.tier,
    score: hit.score,
    parts: hit.parts,
  };
}

/** What every result says about itself beside its hits. */
export function resultFrame(name: string, raw: Raw, params: SearchParams, total: number, took: number) {
  const asked = new URLSearchParams();
  for (const [key, value] of Object.entries(raw)) {
    if (key !== "indexName" && value !== undefined && value !== null)
      asked.set(key, typeof value === "string" ? value : JSON.stringify(value));
  }
  return {
    index: name,
    query: params.query,
    params: asked.toString(),
    nbHits: total,
    page: params.page,
    nbPages: params.limit === 0 ? 0 : Math.ceil(total / params.limit),
    hitsPerPage: params.limit,
    exhaustiveNbHits: true,
    exhaustiveFacetsCount: true,
    exhaustiveTypo: true,
    exhaustive: { nbHits: true, facetsCount: true, typo: true },
    processingTimeMS: Math.max(0, Math.round(took)),
    renderingContent: {},
  };
}

/** The facets' order as widgets read it; values that are not named follow by their counts. */
function renderingContent(order: SearchAnswer["facetOrder"] = []): object {
  if (order.length === 0) return {};
  const values = order.filter((facet) => facet.values.length > 0);
  return {
    facetOrdering: {
      facets: { order: order.map(({ field }) => field) },
      values: Object.fromEntries(values.map((facet) => [facet.field, { order: facet.values, sortRemainingBy: "count" }])),
    },
  };
}

/** The answer of a shop that wants no match rather than one of fewer words. */
function nothingOf(answer: SearchAnswer): SearchAnswer {
  return { ...answer, total: 0, hits: [], facets: {}, stats: {}, corrections: [] };
}

/** Answers one search of one index. */
export async function algoliaSearch(
  shop: Shop,
  limits: ApiLimits,
  name: string,
  index: Index,
  raw: Raw,
  grant: Grant,
): Promise<AlgoliaResult> {
  const { reader } = index;
  const params = searchParams(index.kind === "catalog" ? withSettings(index.settings, raw) : raw, grant, limits, fieldTypes(reader));
  const started = shop.clock();
  if (index.kind === "suggestions") {
    const { position } = shop.engine;
    const hits = await suggestionHits(reader, params);
    return {
      body: { hits, ...resultFrame(name, raw, params, hits.length, shop.clock() - started), aislePosition: position },
      index: reader.name,
      position,
      params,
      total: hits.length,
    };
  }
  const found = await askSearch(shop, reader, questionOf(params, index, grant));
  const answer = params.relax || found.required.matched === found.required.of ? found : nothingOf(found);
  const show = shownTo(grant, reader);
  const body = {
    hits: answer.hits.map((hit) => hitOf({ ...hit, product: show(hit.product) }, answer, params, reader)),
    ...resultFrame(name, raw, params, answer.total, shop.clock() - started),
    ...facetsOf(answer, params),
    renderingContent: renderingContent(answer.facetOrder),
    queryID: answer.id,
    aislePosition: answer.position,
    ...ruleTraces(answer.rules, reader),
    ...(answer.didYouMean === undefined ? {} : { aisleDidYouMean: answer.didYouMean }),
    ...(answer.corrections.length > 0 ? { aisleCorrections: answer.corrections } : {}),
    ...(answer.required.matched < answer.required.of ? { aisleRequired: answer.required } : {}),
  };
  return { body, index: reader.name, position: answer.position, answer: answer.id, params, total: answer.total };
}
