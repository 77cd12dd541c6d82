/**
 * Google Analytics 4, Measurement Protocol: {client_id, user_id, timestamp_micros, events: [{name, params}]} with the
 * recommended e-commerce events. `index` of an item counts from 0, our positions from 1.
 */
import { badEvent, checkObject, shown } from "./check.ts";
import { Collector, firstOf, idOf, numberOf, objectOf, orderOf } from "./parse.ts";
import type { ParseContext, Parsed, Source } from "./parse.ts";

const perItem: Readonly<Record<string, string>> = { view_item: "view", select_item: "click", add_to_cart: "add_to_cart" };
const perOrder: Readonly<Record<string, string>> = { purchase: "purchase", refund: "refund" };
const searches = new Set(["search", "view_search_results"]);
const lists = new Set(["view_item_list", "view_search_results"]);
const logins = new Set(["login", "sign_up"]);

/** Events of one request body, or of a list of bodies. */
export function parseGa4(input: unknown, context: ParseContext): Parsed {
  const found = new Collector(context);
  if (!Array.isArray(input)) readBody(found, input, "", 0);
  else {
    let index = 0;
    for (const [i, body] of input.entries()) index += readBody(found, body, `[${i}].`, index);
  }
  return found.finish();
}

function readBody(found: Collector, input: unknown, prefix: string, first: number): number {
  const body = objectOf(input);
  return found.each(body === undefined ? [input] : body["events"], `${prefix}events`, first, (event, path, index) =>
    readEvent(found, body ?? {}, event, path, index),
  );
}

function position(index: unknown): unknown {
  const value = numberOf(index);
  return typeof value === "number" ? value + 1 : value;
}

function readEvent(found: Collector, body: Source, event: Source, path: string, index: number): void {
  const name = event["name"];
  if (typeof name !== "string") throw badEvent(`${path}.name`, `must be a text, is ${shown(name)}`);
  const params = event["params"] === undefined ? {} : checkObject(event["params"], `${path}.params`);
  const timed = [event, params].find((source) => firstOf(source, "timestamp_micros") !== undefined) ?? body;
  const time = found.time(path, timed, "timestamp_micros");
  const [login, client] = [idOf(firstOf(body, "user_id")), idOf(firstOf(body, "client_id", "app_instance_id"))];
  const common = {
    time,
    user: login ?? client,
    session: idOf(firstOf(params, "ga_session_id", "session_id")),
    answer: idOf(firstOf(params, "query_id", "queryID")),
    surface: idOf(firstOf(params, "item_list_id")),
  };
  const items = itemsOf(params, path);
  const names = {
    user: "client_id",
    session: "params.session_id",
    answer: "params.query_id",
    surface: "params.item_list_id",
    order: "params.transaction_id",
    lines: "params.items",
    query: "params.search_term",
  };
  found.join(login, client, time);

  if (searches.has(name)) found.take({ type: "query", ...common, query: params["search_term"] }, path, names);
  if (perItem[name] !== undefined) {
    if (items.length === 0) throw badEvent(`${path}.params.items`, "must hold an item");
    for (const [i, item] of items.entries()) {
      const at = `params.items[${i}]`;
      const quantity = name === "add_to_cart" ? { quantity: numberOf(item["quantity"] ?? 1) } : {};
      found.take({ type: perItem[name], ...common, product: productOf(item), ...quantity, position: position(item["index"]) }, path, {
        ...names,
        product: `${at}.item_id`,
        quantity: `${at}.quantity`,
        position: `${at}.index`,
      });
    }
  } else if (perOrder[name] !== undefined) {
    const currency = idOf(firstOf(params, "currency"));
    const lines = items.map((item) => ({
      product: productOf(item),
      quantity: numberOf(item["quantity"] ?? 1),
      price: numberOf(item["price"]),
      currency,
    }));
    const order = name === "purchase" ? orderOf(params["transaction_id"], common.user, time) : idOf(params["transaction_id"]);
    found.take({ type: perOrder[name], ...common, order, lines }, path, names);
  } else if (lists.has(name) && items.length > 0) {
    const positions = items.map((item) => position(item["index"]));
    const placed = positions.every((value) => value !== undefined) ? { positions } : {};
    found.take({ type: "impression", ...common, products: items.map(productOf), ...placed }, path, { ...names, products: "params.items" });
  } else if (!searches.has(name) && !(logins.has(name) && login !== undefined && client !== undefined)) found.ignore(index);
}

function itemsOf(params: Source, path: string): readonly Source[] {
  const items = params["items"] ?? [];
  if (!Array.isArray(items)) throw badEvent(`${path}.params.items`, `must be a list, is ${shown(items)}`);
  return items.map((item, i) => checkObject(item, `${path}.params.items[${i}]`));
}

function productOf(item: Source): unknown {
  return idOf(firstOf(item, "item_id", "item_name"));
}
