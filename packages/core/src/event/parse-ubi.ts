/**
 * User Behavior Insights 1.3 (github.com/o19s/ubi): queries {query_id, client_id, user_query, timestamp, …} and events
 * {action_name, query_id, client_id, session_id, timestamp, event_attributes: {object, position}}; also the flat stored
 * shape {action_name, timestamp, query_id, client_id, object_id, position}.
 */
import { badEvent, shown } from "./check.ts";
import { Collector, firstOf, idOf, numberOf, objectOf, orderOf } from "./parse.ts";
import type { ParseContext, Parsed, Source } from "./parse.ts";

/** Action names that applications use, lower case with underscores, by our type. */
const actions: Readonly<Record<string, string>> = {
  click: "click",
  item_click: "click",
  product_click: "click",
  result_click: "click",
  click_through: "click",
  view: "view",
  item_view: "view",
  product_view: "view",
  view_item: "view",
  impression: "impression",
  item_impression: "impression",
  product_impression: "impression",
  add_to_cart: "add_to_cart",
  item_add_to_cart: "add_to_cart",
  product_add_to_cart: "add_to_cart",
  purchase: "purchase",
  item_purchase: "purchase",
  product_purchase: "purchase",
  buy: "purchase",
  search: "query",
  query: "query",
};

/** Events of `{queries, events}`, of one list of either, or of a single one. */
export function parseUbi(input: unknown, context: ParseContext): Parsed {
  const found = new Collector(context);
  const source = objectOf(input);
  if (source !== undefined && (source["queries"] !== undefined || source["events"] !== undefined)) {
    let index = 0;
    if (source["queries"] !== undefined)
      index += found.each(source["queries"], "queries", 0, (entry, path) => readQuery(found, entry, path));
    if (source["events"] !== undefined)
      found.each(source["events"], "events", index, (entry, path, at) => readEvent(found, entry, path, at));
  } else {
    found.each(source === undefined ? input : [source], "events", 0, (entry, path, at) => {
      if (entry["action_name"] === undefined && entry["user_query"] !== undefined) readQuery(found, entry, path);
      else readEvent(found, entry, path, at);
    });
  }
  return found.finish();
}

function person(source: Source) {
  return {
    user: idOf(firstOf(source, "user_id", "client_id")),
    session: idOf(firstOf(source, "session_id")),
    answer: idOf(firstOf(source, "query_id")),
  };
}

const names = { user: "client_id", session: "session_id", answer: "query_id", time: "timestamp", query: "user_query" };

function readQuery(found: Collector, source: Source, path: string): void {
  const time = found.time(path, source, "timestamp");
  found.join(source["user_id"], source["client_id"], time);
  found.take({ type: "query", time, ...person(source), query: source["user_query"] }, path, names);
}

function readEvent(found: Collector, source: Source, path: string, index: number): void {
  const action = source["action_name"];
  if (typeof action !== "string") throw badEvent(`${path}.action_name`, `must be a text, is ${shown(action)}`);
  const type =
    actions[
      action
        .trim()
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
    ];
  if (type === undefined) return found.ignore(index);
  const time = found.time(path, source, "timestamp");
  const attributes = objectOf(source["event_attributes"]);
  const object = objectOf(attributes?.["object"]);
  const flat = source["object_id"] !== undefined;
  const product = idOf(flat ? source["object_id"] : firstOf(object, "object_id"));
  const place = source["position"] ?? attributes?.["position"];
  const position = numberOf(firstOf(objectOf(place), "ordinal") ?? (objectOf(place) === undefined ? place : undefined));
  const common = { time, ...person(source) };
  const at = {
    ...names,
    product: flat ? "object_id" : "event_attributes.object.object_id",
    products: flat ? "object_id" : "event_attributes.object.object_id",
    lines: flat ? "object_id" : "event_attributes.object.object_id",
    position: source["position"] === undefined ? "event_attributes.position.ordinal" : "position",
  };
  found.join(source["user_id"], source["client_id"], time);
  if (type === "query")
    return found.take({ type, ...common, query: source["user_query"] ?? source["message"] }, path, { ...at, query: "message" });
  if (type === "impression") {
    const products = Array.isArray(product) ? product.map(idOf) : [product];
    return found.take({ type, ...common, products, ...(position === undefined ? {} : { positions: [position] }) }, path, {
      ...at,
      "products[0]": at.products,
    });
  }
  if (type === "purchase") {
    const order = orderOf(firstOf(attributes, "order_id", "transaction_id"), common.user, time);
    const lines = [{ product, quantity: numberOf(firstOf(attributes, "quantity") ?? 1), price: numberOf(firstOf(attributes, "price")) }];
    return found.take({ type, ...common, order, lines }, path, { ...at, "lines[0].product": at.lines });
  }
  const quantity = type === "add_to_cart" ? { quantity: numberOf(firstOf(attributes, "quantity") ?? 1) } : {};
  found.take({ type, ...common, product, ...quantity, position }, path, at);
}
