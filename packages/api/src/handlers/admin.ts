/** The operator's surface: nothing here becomes an event, except that keys are kept. */
import { AisleError } from "@aisle/core/base";
import { toDocument } from "@aisle/core/engine";
import { fieldTypes } from "../compat/algolia/field-types.ts";
import { restrictionFilter } from "../compat/algolia/params.ts";
import { adminProductQuery, inspectBody, keyBody, overviewQuery } from "../contract/admin.ts";
import { answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import type { Restriction, Scope } from "../http/grant.ts";
import { parseWith } from "../http/parse.ts";
import { indexOf } from "../index-of.ts";
import type { Operations } from "../operations.ts";
import type { Shop } from "../shop.ts";
import { version } from "../version.ts";
import type { EventParts } from "./acknowledge.ts";
import { checkFilter } from "./search.ts";

/** The operations of the shop; "not_found" where its host has none. */
export function operationsOf({ operations }: Shop): Operations {
  if (!operations) throw new AisleError("not_found", "this server has no operator's surface");
  return operations;
}

/** GET /api/admin/overview. */
export async function getOverview(call: Call, { shop }: EventParts): Promise<Response> {
  const operations = operationsOf(shop);
  const { minutes } = parseWith(overviewQuery, Object.fromEntries(call.url.searchParams));
  const now = shop.clock();
  const { position, merchandise } = shop.engine;
  return answer(
    {
      now,
      version,
      ready: shop.health().ready,
      position,
      ...operations.state(),
      synonyms: merchandise.synonyms.size,
      rules: merchandise.rules.size,
      figures: operations.figures.window(now, minutes),
      latencies: operations.latencies(),
      loads: operations.loads(),
    },
    { position },
  );
}

/** POST /api/admin/inspect: a search with what stands behind it. It is not recorded, whoever it names as the asker. */
export async function postInspect(call: Call, { shop, limits }: EventParts): Promise<Response> {
  const { index: name, ...question } = parseWith(inspectBody, await call.json());
  checkFilter(question.filter, limits);
  const index = indexOf(shop, name, call.grant);
  const began = performance.now();
  const plan = index.plan(question);
  const planned = performance.now();
  const found = await index.search(question);
  const milliseconds = { plan: planned - began, search: performance.now() - planned };
  return answer({ answer: found, plan, milliseconds }, { position: found.position });
}

/** GET /api/admin/products/{id}. */
export async function getAdminProduct(call: Call, { shop }: EventParts): Promise<Response> {
  const id = call.params["id"]!;
  const { index: name } = parseWith(adminProductQuery, Object.fromEntries(call.url.searchParams));
  const index = indexOf(shop, name, call.grant);
  const product = index.product(id);
  if (!product) throw new AisleError("not_found", `there is no product ${JSON.stringify(id.slice(0, 200))}`, { product: id });
  const rules: string[] = [];
  for (const { id: rule, meaning } of index.merchandise.rules.all()) {
    if (meaning.hides.includes(id) || meaning.pins.some((pin) => pin.id === id)) rules.push(rule);
  }
  const { position } = shop.engine;
  return answer({ product, document: toDocument(product), rules, position }, { position });
}

/** GET /api/admin/config. */
export async function getConfig(_call: Call, { shop }: EventParts): Promise<Response> {
  return answer({ config: operationsOf(shop).config() });
}

/** GET /api/admin/keys. */
export async function getKeys(_call: Call, { shop }: EventParts): Promise<Response> {
  return answer({ keys: operationsOf(shop).keys.list() });
}

const readOnly: readonly Scope[] = ["search", "events"];

/** POST /api/admin/keys. A restriction narrows reading; a key that writes can bear none, because writes do not pass it. */
export async function postKey(call: Call, { shop }: EventParts): Promise<Response> {
  const key = parseWith(keyBody, await call.json());
  if (key.expires !== undefined && key.expires <= shop.clock())
    throw new AisleError("bad_request", "expires: must lie in the future", { field: "expires" });
  if ((key.filters !== undefined || key.indices !== undefined) && key.scopes.some((scope) => !readOnly.includes(scope)))
    throw new AisleError("bad_request", "filters and indices restrict keys of the scopes search and events only", { field: "scopes" });
  if (key.filters !== undefined) {
    const restriction: Restriction = { filters: key.filters, parameters: {} };
    restrictionFilter(restriction, fieldTypes(shop.engine));
  }
  return answer(await operationsOf(shop).keys.create({ ...key, scopes: [...new Set(key.scopes)] }), { status: 201 });
}

/** DELETE /api/admin/keys/{id}. */
export async function deleteKey(call: Call, { shop }: EventParts): Promise<Response> {
  const id = call.params["id"]!;
  if (!(await operationsOf(shop).keys.revoke(id)))
    throw new AisleError("not_found", `there is no key ${JSON.stringify(id.slice(0, 200))}`, { key: id });
  return answer({ revoked: id });
}
