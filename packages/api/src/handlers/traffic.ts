/** What the filter of invalid traffic found, and operators' word on single visitors. */
import { AisleError } from "@aisle/core/base";
import { trafficCommand } from "@aisle/core/traffic";
import { trafficBody } from "../contract/traffic.ts";
import { answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { parseWith } from "../http/parse.ts";
import { acknowledge } from "./acknowledge.ts";
import type { EventParts } from "./acknowledge.ts";

/** GET /api/traffic. */
export async function getTraffic(_: Call, { shop }: EventParts): Promise<Response> {
  const { position, traffic } = shop.engine;
  return answer({ position, ...traffic }, { position });
}

/** POST /api/traffic. Users become pseudonyms here, so that the order in the log names nobody. */
export async function postTraffic(call: Call, parts: EventParts): Promise<Response> {
  const order = parseWith(trafficBody, await call.json());
  const { engine, clock } = parts.shop;
  const orders: Record<string, readonly string[]> = {};
  for (const [name, who] of Object.entries(order)) {
    const persons = [...(who.persons ?? []), ...(who.users ?? []).map((user) => engine.pseudonym(user))];
    if (persons.length > 0) orders[name] = persons;
  }
  if (Object.keys(orders).length === 0) throw new AisleError("bad_request", "the order names nobody");
  return acknowledge({ events: [{ type: "operator", time: clock(), command: trafficCommand, arguments: orders }], rejected: [] }, parts);
}
