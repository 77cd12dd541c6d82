/** Events in our own shape. */
import { decodeEvent } from "@aisle/core/event";
import { eventSchema, eventsEnvelope } from "../contract/event.ts";
import type { Call } from "../http/call.ts";
import { parseWith } from "../http/parse.ts";
import { acknowledge, authorise, decodeBatch } from "./acknowledge.ts";
import type { EventParts } from "./acknowledge.ts";

/** POST /api/events. */
export async function postEvents(call: Call, parts: EventParts): Promise<Response> {
  const { events } = parseWith(eventsEnvelope, await call.json());
  const now = parts.shop.clock();
  const batch = decodeBatch(events, parts.limits, (entry, index) => {
    const parsed = parseWith(eventSchema, entry, "bad_event");
    const event = decodeEvent(parsed.time === undefined ? { ...parsed, time: now } : parsed, `events[${index}]`);
    authorise(event, call.grant);
    return event;
  });
  return acknowledge(batch, parts);
}
