/** Search, recommendation, completion, explanation in our own shape. */
import type { Asker, IndexReader } from "@aisle/core/engine";
import type { Filter } from "@aisle/core/retrieve";
import { AisleError } from "@aisle/core/base";
import { askRecommend, askSearch, askSuggest } from "../ask.ts";
import { allOf } from "../compat/algolia/filters.ts";
import { fieldTypes } from "../compat/algolia/field-types.ts";
import { audienceFor, restrictionFilter } from "../compat/algolia/params.ts";
import { recommendBody } from "../contract/recommend.ts";
import { completeBody, explainBody, searchBody, suggestBody } from "../contract/search.ts";
import { answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import type { Grant } from "../http/grant.ts";
import { requireWholeProducts } from "../http/keys.ts";
import { parseWith } from "../http/parse.ts";
import { hiddenFrom, shownTo } from "../hidden.ts";
import { indexOf } from "../index-of.ts";
import type { ApiLimits } from "../shop.ts";
import type { EventParts } from "./acknowledge.ts";

interface Asked {
  readonly asker?: Asker;
  readonly filter?: Filter;
}

/** What a secured key forces upon a question: its filter beside the question's, its user instead of the question's. */
function restrict<T extends Asked>(question: T, grant: Grant, index: IndexReader): T {
  requireWholeProducts(grant);
  const { restriction } = grant;
  const filter = allOf([question.filter, restrictionFilter(restriction, fieldTypes(index))]);
  const user = restriction?.userToken;
  const asker: Asker = { ...question.asker, ...audienceFor(grant, question.asker ?? {}), ...(user === undefined ? {} : { user }) };
  return {
    ...question,
    ...(filter === undefined ? {} : { filter }),
    ...(Object.keys(asker).length === 0 ? {} : { asker }),
  };
}

/** Throws "limit_exceeded" where a filter has too many nodes. */
export function checkFilter(filter: Filter | undefined, limits: ApiLimits): void {
  if (filter === undefined) return;
  let nodes = 0;
  const pending: Filter[] = [filter];
  for (let one = pending.pop(); one; one = pending.pop()) {
    if (++nodes > limits.filterNodes) {
      throw new AisleError("limit_exceeded", `the filter has more than ${limits.filterNodes} nodes`, {
        limit: "filterNodes",
        maximum: limits.filterNodes,
      });
    }
    if ("and" in one) pending.push(...one.and);
    else if ("or" in one) pending.push(...one.or);
    else if ("not" in one) pending.push(one.not);
  }
}

/** POST /api/search. */
export async function postSearch(call: Call, { shop, limits, recorder }: EventParts): Promise<Response> {
  const { index: name, ...question } = parseWith(searchBody, await call.json());
  checkFilter(question.filter, limits);
  const index = indexOf(shop, name, call.grant);
  const hidden = hiddenFrom(call.grant, index);
  const { facets } = question;
  const asked = { ...restrict(question, call.grant, index), ...(facets ? { facets: facets.filter((field) => !hidden.has(field)) } : {}) };
  const found = await askSearch(shop, index, asked);
  const user = asked.asker?.user;
  if (user !== undefined && (asked.offset ?? 0) === 0 && (asked.limit ?? 1) > 0) {
    recorder.note({ user, query: asked.query, total: found.total, answer: found.id, index: index.name, client: await call.client() });
  }
  const show = shownTo(call.grant, index);
  const hits = found.hits.map((hit) => ({ ...hit, product: show(hit.product) }));
  return answer({ ...found, hits }, { position: found.position, answer: found.id });
}

/** POST /api/recommend. */
export async function postRecommend(call: Call, { shop, limits }: EventParts): Promise<Response> {
  const { index: name, ...question } = parseWith(recommendBody, await call.json());
  checkFilter(question.filter, limits);
  const index = indexOf(shop, name, call.grant);
  const found = await askRecommend(shop, index, restrict(question, call.grant, index));
  const show = shownTo(call.grant, index);
  const items = found.items.map((item) => ({ ...item, product: show(item.product) }));
  return answer({ ...found, items }, { position: found.position, answer: found.id });
}

/** POST /api/complete. */
export async function postComplete(call: Call, { shop }: EventParts): Promise<Response> {
  const { prefix, limit, index } = parseWith(completeBody, await call.json());
  const { position } = shop.engine;
  return answer({ completions: await indexOf(shop, index, call.grant).complete(prefix, limit), position }, { position });
}

/** POST /api/suggest: a key that is held to a part of the catalogue gets none, for suggestions speak of all of it. */
export async function postSuggest(call: Call, { shop }: EventParts): Promise<Response> {
  const { text, index: name, ...question } = parseWith(suggestBody, await call.json());
  requireWholeProducts(call.grant);
  const index = indexOf(shop, name, call.grant);
  if (restrictionFilter(call.grant.restriction, fieldTypes(index)) !== undefined)
    throw new AisleError("forbidden", "this key sees a part of the catalogue, and suggestions speak of all of it");
  const found = await askSuggest(shop, index, text, { ...question, ...audienceFor(call.grant, question) });
  const products = found.products.map(shownTo(call.grant, index));
  return answer({ ...found, products }, { position: found.position, answer: found.id });
}

/** POST /api/explain: one product's place in the match set of a query. */
export async function postExplain(call: Call, { shop, limits }: EventParts): Promise<Response> {
  const { product, filter, index: name, ...question } = parseWith(explainBody, await call.json());
  checkFilter(filter, limits);
  const only: Filter = { ids: [product] };
  const index = indexOf(shop, name, call.grant);
  const asked = restrict({ ...question, filter: filter === undefined ? only : { and: [only, filter] } }, call.grant, index);
  const { hits, position, terms, corrections, required } = await index.search({ ...asked, limit: 1 });
  const hit = hits[0];
  const found = hit ? { score: hit.score, tier: hit.tier, parts: hit.parts } : {};
  return answer({ matched: hit !== undefined, position, ...found, terms, corrections, required }, { position });
}
