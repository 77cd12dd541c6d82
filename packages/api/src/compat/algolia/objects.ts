/** Records by id, and the few settings that clients read before they search. */
import { AisleError } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import type { Asker, IndexReader } from "@aisle/core/engine";
import { answer } from "../../http/answer.ts";
import type { Call } from "../../http/call.ts";
import type { Grant } from "../../http/grant.ts";
import { shownTo } from "../../hidden.ts";
import { mayAsk } from "../../http/secured-key.ts";
import { fieldTypes } from "./field-types.ts";
import { nameOf, openCatalog, replicasIn } from "./index-name.ts";
import { audienceInParams, list, restrictionFilter } from "./params.ts";
import type { Raw } from "./params.ts";
import { bodyOf, requestsOf } from "./queries.ts";
import type { Parts } from "./queries.ts";
import { retrieved, toRecord } from "./record.ts";

/** The products of the ids that the key may see, in their order, with the offers of the asker. */
export async function visibleProducts(
  index: IndexReader,
  grant: Grant,
  ids: readonly string[],
  asker: Asker,
): Promise<readonly (Product | undefined)[]> {
  const filter = restrictionFilter(grant.restriction, fieldTypes(index));
  if (filter === undefined) return ids.map((id) => index.sold(id, asker));
  const wanted = [...new Set(ids)];
  const { hits } = await index.search({
    query: "",
    asker,
    filter: { and: [filter, { ids: wanted }] },
    limit: wanted.length,
    personal: false,
    rules: false,
  });
  const seen = new Set(hits.map((hit) => hit.product.id));
  return ids.map((id) => (seen.has(id) ? index.sold(id, asker) : undefined));
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
  const { reader } = openCatalog(shop, call.params["index"], call.grant.restriction);
  const id = call.params["objectID"]!;
  const raw = Object.fromEntries(call.url.searchParams);
  const [product] = await visibleProducts(reader, call.grant, [id], askerOf(raw, call.grant));
  if (!product) throw new AisleError("not_found", "ObjectID does not exist", { objectID: id });
  return answer(retrieved(toRecord(shownTo(call.grant, reader)(product)), wantedOf(raw, call.grant)), { position: shop.engine.position });
}

/** POST /1/indexes/{star}/objects. */
export async function getObjects(call: Call, { shop, limits }: Parts): Promise<Response> {
  const requests = requestsOf(await bodyOf(call), { ...limits, queries: limits.pageSize });
  const wanted = requests.map((request, at) => {
    const { reader } = openCatalog(shop, request["indexName"], call.grant.restriction);
    const id = request["objectID"];
    if (typeof id !== "string")
      throw new AisleError("bad_request", `requests[${at}].objectID must be a text`, { field: `requests[${at}].objectID` });
    return { reader, id };
  });
  const asker = askerOf(requests[0] ?? {}, call.grant);
  const found = new Map<IndexReader, Map<string, Product | undefined>>();
  for (const reader of new Set(wanted.map((one) => one.reader))) {
    const ids = wanted.flatMap((one) => (one.reader === reader ? [one.id] : []));
    const products = await visibleProducts(reader, call.grant, ids, asker);
    const show = shownTo(call.grant, reader);
    found.set(reader, new Map(ids.map((id, at) => [id, products[at] && show(products[at])])));
  }
  const products = wanted.map(({ reader, id }) => found.get(reader)?.get(id));
  const results = products.map((product, at) => (product ? retrieved(toRecord(product), wantedOf(requests[at]!, call.grant)) : null));
  return answer({ results }, { position: shop.engine.position });
}

/** GET /1/indexes: the catalogues that the key may ask, and the replicas that their settings name. */
export async function listIndices(call: Call, { shop }: Parts): Promise<Response> {
  const { engine } = shop;
  const pending = { pendingTask: false, numberOfPendingTasks: 0 };
  const items = engine.indexes.flatMap((name) => {
    const index = engine.index(name);
    if (!index) return [];
    const replicas = replicasIn(index.merchandise.settings);
    const own = { name, entries: index.count, primary: null, ...pending, ...(replicas.length === 0 ? {} : { replicas }) };
    return [own, ...replicas.map((replica) => ({ name: replica, entries: index.count, primary: name, ...pending }))];
  });
  const shown = items.filter(({ name }) => mayAsk(call.grant.restriction, name));
  return answer({ items: shown, nbPages: 1 }, { position: engine.position });
}

/** GET /1/indexes/{index}/task/{task}: every acknowledged write is applied already, that which dropped its index too. */
export async function getTask(call: Call): Promise<Response> {
  nameOf(call.params["index"], call.grant.restriction);
  return answer({ status: "published", pendingTask: false });
}
