/**
 * Events in the shapes of other systems, read by core's parsers. Each has an address under /api/events that answers our
 * acknowledgement, and the address its own client libraries post to, which answers what they expect.
 */
import { AisleError } from "@aisle/core/base";
import { parseAlgoliaInsights, parseGa4, parseSegment, parseUbi } from "@aisle/core/event";
import type { ParseContext, Parsed } from "@aisle/core/event";
import type { Mount } from "../compat/algolia/endpoints.ts";
import { answer, positionHeader } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { ofClient } from "../http/client.ts";
import { resolveIndex } from "../compat/algolia/index-name.ts";
import { ofIndex } from "../index-of.ts";
import type { Shop } from "../shop.ts";
import { acknowledge, permitted } from "./acknowledge.ts";
import type { EventParts } from "./acknowledge.ts";

type Parser = (input: unknown, context: ParseContext) => Parsed;

async function take(call: Call, parts: EventParts, parse: Parser, body: unknown): Promise<Response> {
  if (body === undefined) throw new AisleError("bad_request", "the body is empty");
  const { events, rejected } = parse(body, { clock: parts.shop.clock });
  const batch = {
    events,
    rejected: rejected.map(({ index, reason, field }) => ({ index, code: "bad_event", message: reason, details: { field } })),
  };
  const kept = permitted(batch, call);
  return acknowledge({ ...kept, events: ofClient(kept.events, await call.client()) }, parts);
}

/** POST /api/events/ubi. */
export async function postUbi(call: Call, parts: EventParts): Promise<Response> {
  return take(call, parts, parseUbi, await call.json());
}

/** POST /api/events/ga4. */
export async function postGa4(call: Call, parts: EventParts): Promise<Response> {
  return take(call, parts, parseGa4, await call.json());
}

/** POST /api/events/segment. */
export async function postSegment(call: Call, parts: EventParts): Promise<Response> {
  return take(call, parts, parseSegment, await call.json());
}

/** The acknowledgement's position on an answer of another shape. */
function reshaped(acknowledged: Response, body: unknown, status = 200): Response {
  const position = acknowledged.headers.get(positionHeader);
  const headers: Record<string, string> = position === null ? {} : { [positionHeader]: position };
  if (body === undefined) return new Response(null, { status, headers });
  return answer(body, { status, ...(position === null ? {} : { position: Number(position) }) });
}

/** The events with the catalogue behind the name each gives, which may be a replica's or a sort order's; none where there is none. */
function inCatalogues(shop: Shop, parsed: Parsed): Parsed {
  const events = parsed.events.map((event) => {
    if (!("index" in event)) return event;
    const { index, ...rest } = event;
    return { ...rest, ...ofIndex(resolveIndex(shop, index ?? "")?.reader.name) };
  });
  return { ...parsed, events };
}

/** POST /1/events: Algolia Insights. */
async function postInsights(call: Call, parts: EventParts): Promise<Response> {
  const parse: Parser = (input, context) => inCatalogues(parts.shop, parseAlgoliaInsights(input, context));
  return reshaped(await take(call, parts, parse, await call.json()), { status: 200, message: "OK" });
}

/** POST /mp/collect: GA4 Measurement Protocol, which answers without a body. */
async function postCollect(call: Call, parts: EventParts): Promise<Response> {
  return reshaped(await postGa4(call, parts), undefined, 204);
}

/** POST /v1/{call}: Segment's HTTP API, where the path says what a single call is. */
async function postSegmentCall(call: Call, parts: EventParts): Promise<Response> {
  const kind = call.url.pathname.split("/").at(-1)!;
  const body = await call.json();
  const single = kind !== "batch" && kind !== "import" && typeof body === "object" && body !== null && !Array.isArray(body);
  return reshaped(await take(call, parts, parseSegment, single ? { type: kind, ...body } : body), { success: true });
}

const segmentCalls = ["track", "page", "screen", "identify", "alias", "group", "batch", "import"];

/** The addresses that other systems' clients post to. */
export function foreignEndpoints(parts: EventParts): readonly Mount[] {
  const mount = (
    path: string,
    name: string,
    handler: (call: Call, parts: EventParts) => Promise<Response>,
    style: "own" | "algolia" = "own",
  ): Mount => ({
    method: "POST",
    path,
    endpoint: { name, scope: "events", style, handler: (call) => handler(call, parts) },
  });
  return [
    mount("/1/events", "algolia.events", postInsights, "algolia"),
    mount("/mp/collect", "ga4.collect", postCollect),
    ...segmentCalls.map((kind) => mount(`/v1/${kind}`, `segment.${kind}`, postSegmentCall)),
  ];
}
