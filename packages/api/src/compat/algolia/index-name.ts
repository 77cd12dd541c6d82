/** Names of indices: the catalogue, its sort orders (`products_price_asc`) and the suggestions of what to type. */
import { AisleError } from "@aisle/core/base";
import type { Sort } from "@aisle/core/retrieve";
import type { Restriction } from "../../http/grant.ts";
import { mayAsk } from "../../http/secured-key.ts";

export const catalogIndex = "products";
export const suggestionIndex = `${catalogIndex}_query_suggestions`;

const sortOrder = new RegExp(`^${catalogIndex}_(.{1,200})_(asc|desc)$`, "s");

export type Index = { readonly kind: "catalog"; readonly sort?: readonly Sort[] } | { readonly kind: "suggestions" };

/** What a name stands for; "not_found" for any other, "forbidden" where the key may not ask it. */
export function openIndex(name: unknown, restriction?: Restriction): Index {
  if (typeof name !== "string") throw new AisleError("bad_request", "indexName must be a text", { field: "indexName" });
  if (!mayAsk(restriction, name)) throw new AisleError("forbidden", `the key may not ask the index ${name}`, { index: name });
  if (name === catalogIndex) return { kind: "catalog" };
  if (name === suggestionIndex) return { kind: "suggestions" };
  const order = sortOrder.exec(name);
  if (!order) throw new AisleError("not_found", `Index ${name.slice(0, 200)} does not exist`, { index: name.slice(0, 200) });
  return { kind: "catalog", sort: [{ field: order[1]!, order: order[2] as Sort["order"] }] };
}
