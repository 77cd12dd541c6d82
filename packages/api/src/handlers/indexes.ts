/** The indexes of a shop. One is opened by the first product or order that names it. */
import { decodeEvent } from "@aisle/core/event";
import { answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { mayAsk } from "../http/secured-key.ts";
import { indexOf } from "../index-of.ts";
import { acknowledge } from "./acknowledge.ts";
import type { EventParts } from "./acknowledge.ts";

/** GET /api/indexes. */
export async function getIndexes(call: Call, { shop }: EventParts): Promise<Response> {
  const { position, indexes } = shop.engine;
  const shown = indexes.filter((name) => mayAsk(call.grant.restriction, name));
  return answer({ indexes: shown.map((name) => ({ name, products: shop.engine.index(name)?.count ?? 0 })), position }, { position });
}

/** DELETE /api/indexes/{name}. */
export async function dropIndex(call: Call, parts: EventParts): Promise<Response> {
  const { name } = indexOf(parts.shop, call.params["name"], call.grant);
  const order = { type: "operator", time: parts.shop.clock(), command: "index", arguments: { action: "drop", name } };
  return acknowledge({ events: [decodeEvent(order)], rejected: [] }, parts);
}
