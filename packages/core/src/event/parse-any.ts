/** Events in our own schema, and recognition of which of the known formats an input is in. */
import { Collector, objectOf } from "./parse.ts";
import type { ParseContext, Parsed } from "./parse.ts";
import { parseAlgoliaInsights } from "./parse-algolia.ts";
import { parseGa4 } from "./parse-ga4.ts";
import { parseSegment } from "./parse-segment.ts";
import { parseUbi } from "./parse-ubi.ts";

/** Events of our own schema: `{events: […]}`, a list or a single one; `time` may be any spelling, or left out. */
export function parseShopEvents(input: unknown, context: ParseContext): Parsed {
  const found = new Collector(context);
  const source = objectOf(input);
  const list = source?.["events"] ?? (source === undefined ? input : [source]);
  found.each(list, "events", 0, (entry, path) => found.take({ ...entry, time: found.time(path, entry, "time") }, path, {}));
  return found.finish();
}

const segmentCalls: ReadonlySet<unknown> = new Set(["track", "alias", "page", "screen", "group"]);

/** The parser whose format the input has, by fields that only that format has; our own where none is recognised. */
function parserOf(input: unknown): (input: unknown, context: ParseContext) => Parsed {
  const source = objectOf(input);
  const list = source?.["events"] ?? source?.["batch"] ?? source?.["queries"] ?? (source === undefined ? input : [source]);
  const first = Array.isArray(list) ? objectOf(list[0]) : undefined;
  const has = (name: string) => first?.[name] !== undefined;
  if (source?.["queries"] !== undefined || has("action_name") || has("user_query")) return parseUbi;
  if (source?.["batch"] !== undefined || segmentCalls.has(first?.["type"]) || has("anonymousId") || has("userId")) return parseSegment;
  if (has("eventType")) return parseAlgoliaInsights;
  if ((source?.["client_id"] ?? source?.["app_instance_id"]) !== undefined || has("client_id") || (has("name") && has("params")))
    return parseGa4;
  return parseShopEvents;
}

/** Events of an input in UBI, GA4, Segment, Algolia Insights or our own schema. */
export function parseEvents(input: unknown, context: ParseContext): Parsed {
  return parserOf(input)(input, context);
}
