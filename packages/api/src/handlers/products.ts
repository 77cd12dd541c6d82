/** Products: read one, write batches, change offers, remove. Writes are events; nothing bypasses the log. */
import { AisleError } from "@aisle/core/base";
import { decodeEvent } from "@aisle/core/event";
import { visibleProducts } from "../compat/algolia/objects.ts";
import { audienceFor } from "../compat/algolia/params.ts";
import { inIndex, routes } from "../contract.ts";
import { offersEnvelope, productSchema, productsEnvelope } from "../contract/product.ts";
import { answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { seesAllOffers } from "../http/audience.ts";
import { requireWholeProducts } from "../http/keys.ts";
import { shownTo } from "../hidden.ts";
import { indexOf, ofIndex } from "../index-of.ts";
import { parseWith } from "../http/parse.ts";
import { acknowledge, decodeBatch, requireIndex } from "./acknowledge.ts";
import type { EventParts } from "./acknowledge.ts";
import { offersEvent } from "./offer-changes.ts";

/** GET /api/products/{id}. */
export async function getProduct(call: Call, { shop }: EventParts): Promise<Response> {
  const { index: name, ...asker } = parseWith(routes.getProduct.query, Object.fromEntries(call.url.searchParams));
  requireWholeProducts(call.grant);
  const index = indexOf(shop, name, call.grant);
  const id = call.params["id"]!;
  // Who writes products and names no audience gets every offer.
  const whole = seesAllOffers(call.grant) && asker.market === undefined && asker.group === undefined;
  const [product] = whole
    ? [index.product(id, asker.language)]
    : await visibleProducts(index, call.grant, [id], { ...asker, ...audienceFor(call.grant, asker) });
  if (!product) throw new AisleError("not_found", `there is no product ${JSON.stringify(id.slice(0, 200))}`, { product: id });
  const { position } = shop.engine;
  return answer({ product: shownTo(call.grant, index)(product), position }, { position });
}

/** The index that a write names in its address; one that is not there yet is opened by the write. */
function indexIn({ url, grant }: Call): { readonly index?: string } {
  const { index } = parseWith(inIndex, Object.fromEntries(url.searchParams));
  requireIndex(grant, index);
  return ofIndex(index);
}

function productEvent(entry: unknown, time: number, path: string, call: Call) {
  return decodeEvent({ type: "product", time, product: parseWith(productSchema, entry), ...indexIn(call) }, path);
}

/** PUT /api/products/{id}; the body's id must be that of the path. */
export async function putProduct(call: Call, parts: EventParts): Promise<Response> {
  const product = parseWith(productSchema, await call.json());
  if (product.id !== call.params["id"]) throw new AisleError("bad_request", "id: must be the id in the path", { field: "id" });
  return acknowledge({ events: [productEvent(product, parts.shop.clock(), "", call)], rejected: [] }, parts);
}

/** POST /api/products. */
export async function putProducts(call: Call, parts: EventParts): Promise<Response> {
  const { products } = parseWith(productsEnvelope, await call.json());
  const now = parts.shop.clock();
  return acknowledge(
    decodeBatch(products, parts.limits, (entry, index) => productEvent(entry, now, `products[${index}]`, call)),
    parts,
    "no_usable_rows",
  );
}

/** PATCH /api/products. */
export async function patchOffers(call: Call, parts: EventParts): Promise<Response> {
  const { changes } = parseWith(offersEnvelope, await call.json());
  const now = parts.shop.clock();
  const named = indexIn(call);
  const target = indexOf(parts.shop, named.index, call.grant);
  const batch = decodeBatch(changes, parts.limits, (entry, index) => {
    const event = offersEvent(entry, now, `changes[${index}]`);
    if (!target.holds(event.product)) {
      throw new AisleError("not_found", `there is no product ${JSON.stringify(event.product)}`, { product: event.product });
    }
    return { ...event, ...named };
  });
  return acknowledge(batch, parts, "no_usable_rows");
}

/** DELETE /api/products/{id}. */
export async function deleteProduct(call: Call, parts: EventParts): Promise<Response> {
  const product = call.params["id"]!;
  const named = indexIn(call);
  if (!indexOf(parts.shop, named.index, call.grant).holds(product))
    throw new AisleError("not_found", `there is no product ${JSON.stringify(product.slice(0, 200))}`, { product });
  const event = decodeEvent({ type: "product_removed", time: parts.shop.clock(), product, ...named });
  return acknowledge({ events: [event], rejected: [] }, parts);
}
