/** Records by id, and the few settings that clients read before they search. */
import { AisleError } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import type { Asker } from "@aisle/core/engine";
import { answer } from "../../http/answer.ts";
import type { Call } from "../../http/call.ts";
import type { Grant } from "../../http/grant.ts";
import type { Shop } from "../../shop.ts";
import { fieldTypes } from "./field-types.ts";
import { catalogIndex, openIndex } from "./index-name.ts";
import { audienceInParams, list, restrictionFilter } from "./params.ts";
import type { Raw } from "./params.ts";
import { bodyOf, requestsOf } from "./queries.ts";
import type { Parts } from "./queries.ts";
import { retrieved, toRecord } from "./record.ts";

/** The products of the ids that the key may see, in their order, with the offers of the asker. */
export async function visibleProducts(
  shop: Shop,
  grant: Grant,
  ids: readonly string[],
  asker: Asker,
): Promise<readonly (Product | undefined)[]> {
  const filter = restrictionFilter(grant.restriction, fieldTypes(shop));
  if (filter === undefined) return ids.map((id) => shop.engine.sold(id, asker));
  const wanted = [...new Set(ids)];
  const { hits } = await shop.engine.search({
    query: "",
    asker,
    filter: { and: [filter, { ids: wanted }] },
    limit: wanted.length,
    personal: false,
    rules: false,
  });
  const seen = new Set(hits.map((hit) => hit.product.id));
  return ids.map((id) => (seen.has(id) ? shop.engine.sold(id, asker) : undefined));
}

/** The attributes to show: those of a secured key before those of the request. */
function wantedOf(raw: Raw, grant: Grant): readonly string[] | undefined {
  return list({ ...raw, ...grant.restriction?.parameters }, "attributesToRetrieve");
}

function askerOf(raw: Raw, grant: Grant): Asker {
  const language = list(raw, "queryLanguages")?.[0];
  return { ...audienceInParams(raw, grant), ...(language === undefined ? {} : { language }) };
}

/** GET /1/indexes/{index}/{objectID}. */
export async function getObject(call: Call, { shop }: Parts): Promise<Response> {
  openIndex(call.params["index"], call.grant.restriction);
  const id = call.params["objectID"]!;
  const raw = Object.fromEntries(call.url.searchParams);
  const [product] = await visibleProducts(shop, call.grant, [id], askerOf(raw, call.grant));
  if (!product) throw new AisleError("not_found", "ObjectID does not exist", { objectID: id });
  return answer(retrieved(toRecord(product), wantedOf(raw, call.grant)), { position: shop.engine.position });
}

/** POST /1/indexes/{star}/objects. */
export async function getObjects(call: Call, { shop, limits }: Parts): Promise<Response> {
  const requests = requestsOf(await bodyOf(call), { ...limits, queries: limits.pageSize });
  const ids = requests.map((request, at) => {
    openIndex(request["indexName"], call.grant.restriction);
    const id = request["objectID"];
    if (typeof id !== "string")
      throw new AisleError("bad_request", `requests[${at}].objectID must be a text`, { field: `requests[${at}].objectID` });
    return id;
  });
  const products = await visibleProducts(shop, call.grant, ids, askerOf(requests[0] ?? {}, call.grant));
  const results = products.map((product, at) => (product ? retrieved(toRecord(product), wantedOf(requests[at]!, call.grant)) : null));
  return answer({ results }, { position: shop.engine.position });
}

/** GET /1/indexes: the one index of the shop. */
export async function listIndices(_call: Call, { shop }: Parts): Promise<Response> {
  const { total } = await shop.engine.search({ query: "", limit: 0 });
  return answer({
    items: [{ name: catalogIndex, entries: total, primary: null, pendingTask: false, numberOfPendingTasks: 0 }],
    nbPages: 1,
  });
}

/** GET /1/indexes/{index}/task/{task}: every acknowledged write is applied already. */
export async function getTask(call: Call): Promise<Response> {
  openIndex(call.params["index"], call.grant.restriction);
  return answer({ status: "published", pendingTask: false });
}
