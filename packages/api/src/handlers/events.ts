/** Events in our own shape. */
import { clockOffset, corrected, decodeEvent } from "@aisle/core/event";
import { eventSchema, eventsEnvelope } from "../contract/event.ts";
import type { Call } from "../http/call.ts";
import { ofClient } from "../http/client.ts";
import { parseWith } from "../http/parse.ts";
import { acknowledge, authorise, decodeBatch } from "./acknowledge.ts";
import type { EventParts } from "./acknowledge.ts";

/** POST /api/events. */
export async function postEvents(call: Call, parts: EventParts): Promise<Response> {
  const { events, sent } = parseWith(eventsEnvelope, await call.json());
  const now = parts.shop.clock();
  const offset = clockOffset(sent, now);
  const batch = decodeBatch(events, parts.limits, (entry, index) => {
    const parsed = parseWith(eventSchema, entry, "bad_event");
    const time = parsed.time === undefined ? now : corrected(parsed.time, offset, now);
    const event = decodeEvent({ ...parsed, time }, `events[${index}]`);
    authorise(event, call.grant);
    return event;
  });
  return acknowledge({ ...batch, events: ofClient(batch.events, await call.client()) }, parts);
}
