/**
 * Algolia Insights: {events: [{eventType, eventSubtype, eventName, userToken, authenticatedUserToken, timestamp, queryID,
 * objectIDs, positions, objectData, filters}]}. A view of several objects is what InstantSearch sends for shown hits: an
 * impression. A conversion without subtype says only that something was wanted: it counts as a cart. Events of the
 * InstantSearch middleware's own type are accepted and ignored.
 */
import { badEvent, shown } from "./check.ts";
import { Collector, firstOf, idOf, numberOf, objectOf, orderOf } from "./parse.ts";
import type { ParseContext, Parsed, Source } from "./parse.ts";

/** Events of a request body, a list of events or a single one. */
export function parseAlgoliaInsights(input: unknown, context: ParseContext): Parsed {
  const found = new Collector(context);
  const source = objectOf(input);
  const list = source?.["events"] ?? (source === undefined || source["eventType"] === undefined ? input : [source]);
  found.each(list, "events", 0, (event, path, index) => readEvent(found, event, path, index));
  return found.finish();
}

function readEvent(found: Collector, event: Source, path: string, index: number): void {
  const type = event["eventType"];
  if (type === "instantsearch") return found.ignore(index);
  if (type !== "click" && type !== "view" && type !== "conversion") {
    throw badEvent(`${path}.eventType`, `must be click, view, conversion or instantsearch, is ${shown(type)}`);
  }
  const time = found.time(path, event, "timestamp");
  const [login, token] = [idOf(firstOf(event, "authenticatedUserToken")), idOf(firstOf(event, "userToken"))];
  const answer = idOf(firstOf(event, "queryID"));
  const common = { time, user: login ?? token, answer, index: firstOf(event, "index") };
  const names = { user: "userToken", answer: "queryID", time: "timestamp" };
  found.join(login, token, time);
  if (event["objectIDs"] === undefined) return readFilters(found, event, path, index, common);
  const objects = list(event, "objectIDs", path).map(idOf);
  if (objects.length === 0) throw badEvent(`${path}.objectIDs`, "must hold an object");
  const positions = event["positions"] === undefined ? undefined : list(event, "positions", path);
  if (positions !== undefined && positions.length !== objects.length) throw badEvent(`${path}.positions`, "must be as long as objectIDs");
  const data = event["objectData"] === undefined ? [] : list(event, "objectData", path).map(objectOf);

  if (type === "view" && (objects.length > 1 || /hits viewed|impression/i.test(String(event["eventName"])))) {
    return found.take({ type: "impression", ...common, products: objects, ...(positions === undefined ? {} : { positions }) }, path, {
      ...names,
      products: "objectIDs",
    });
  }
  if (type === "conversion" && event["eventSubtype"] === "purchase") {
    const lines = objects.map((product, i) => ({
      product,
      quantity: numberOf(data[i]?.["quantity"] ?? 1),
      price: numberOf(data[i]?.["price"]),
      currency: firstOf(event, "currency"),
    }));
    const from = answer ?? idOf(data.map((entry) => firstOf(entry, "queryID")).find((id) => id !== undefined));
    return found.take({ type: "purchase", ...common, answer: from, order: orderOf(undefined, common.user, time), lines }, path, {
      ...names,
      lines: "objectIDs",
    });
  }
  for (const [i, product] of objects.entries()) {
    const quantity = type === "conversion" ? { quantity: numberOf(data[i]?.["quantity"] ?? 1) } : {};
    found.take(
      {
        type: type === "conversion" ? "add_to_cart" : type,
        ...common,
        answer: answer ?? idOf(firstOf(data[i], "queryID")),
        product,
        ...quantity,
        position: positions?.[i],
      },
      path,
      { ...names, product: `objectIDs[${i}]`, position: `positions[${i}]`, quantity: `objectData[${i}].quantity` },
    );
  }
}

/** Clicked filters ("brand:Acme", percent-encoded) are refinements; seen and converted ones say nothing more. */
function readFilters(found: Collector, event: Source, path: string, index: number, common: Source): void {
  if (event["filters"] === undefined) throw badEvent(`${path}.objectIDs`, "is missing");
  const filters = list(event, "filters", path);
  if (event["eventType"] !== "click") return found.ignore(index);
  for (const [i, entry] of filters.entries()) {
    const [, field, value] = (typeof entry === "string" && /^([^:]+):(.*)$/s.exec(entry)) || [];
    if (field === undefined || value === undefined) throw badEvent(`${path}.filters[${i}]`, `must be "field:value", is ${shown(entry)}`);
    found.take({ type: "refinement", ...common, field: decoded(field), value: decoded(value), on: true }, path, {
      user: "userToken",
      field: `filters[${i}]`,
      value: `filters[${i}]`,
    });
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function list(event: Source, name: string, path: string): readonly unknown[] {
  const value = event[name];
  if (!Array.isArray(value)) throw badEvent(`${path}.${name}`, `must be a list, is ${shown(value)}`);
  return value;
}
