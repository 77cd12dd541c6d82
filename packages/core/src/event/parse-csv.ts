/**
 * Rows of an events file: `user_id,item_id,timestamp[,event_type]` and, where there are such columns, event_id, session_id,
 * quantity, price, currency, order_id, query, rating. Splitting into fields is the caller's; here a row becomes an event.
 */
import { AisleError } from "../base.ts";
import type { Limits } from "../base.ts";
import { badEvent } from "./check.ts";
import { decodeEvent } from "./decode-event.ts";
import { numberOf, orderOf, timeOf } from "./parse.ts";
import type { ShopEvent } from "./shop-event.ts";

/** Words for event types in published data sets, lower case with underscores. */
const types: Readonly<Record<string, string>> = {
  "": "view",
  view: "view",
  detail: "view",
  pageview: "view",
  page_view: "view",
  click: "click",
  clk: "click",
  pv: "view",
  impression: "impression",
  show: "impression",
  cart: "add_to_cart",
  add: "add_to_cart",
  addtocart: "add_to_cart",
  add_to_cart: "add_to_cart",
  purchase: "purchase",
  buy: "purchase",
  order: "purchase",
  transaction: "purchase",
  refund: "refund",
  return: "return",
  cancel: "cancel",
  rating: "rating",
  rate: "rating",
  query: "query",
  search: "query",
};

const required = ["user_id", "item_id", "timestamp"] as const;
const optional = ["event_type", "event_id", "session_id", "quantity", "price", "currency", "order_id", "query", "rating"] as const;
type Column = (typeof required)[number] | (typeof optional)[number];

/**
 * A reader of rows under this header; `map` gives the file's name for ours. A header without a needed column is "bad_file";
 * a row that is no event is "bad_event" with the column in `details.field`.
 */
export function csvEventReader(
  header: readonly string[],
  map: Readonly<Record<string, string>> = {},
  limits?: Limits,
): (fields: readonly string[]) => ShopEvent {
  const names = header.map((name) =>
    name
      .replace(/^\ufeff/, "")
      .trim()
      .toLowerCase(),
  );
  const columns = new Map<Column, number>();
  const columnName = (column: Column) => map[column] ?? column;
  for (const column of [...required, ...optional]) {
    const at = names.indexOf(columnName(column).toLowerCase());
    if (at >= 0) columns.set(column, at);
  }
  for (const column of required) {
    if (!columns.has(column))
      throw new AisleError("bad_file", `the header has no column ${columnName(column)}`, { field: columnName(column) });
  }
  return (fields) => {
    const value = (column: Column) => {
      const at = columns.get(column);
      const text = at === undefined ? "" : (fields[at] ?? "").trim();
      return text === "" ? undefined : text;
    };
    const word = (value("event_type") ?? "").toLowerCase().replace(/[\s-]+/g, "_");
    const type = types[word];
    if (type === undefined) throw badEvent(columnName("event_type"), `must be a type of event, is "${word.slice(0, 40)}"`);
    const time = timeOf(value("timestamp"));
    if (time === undefined)
      throw badEvent(columnName("timestamp"), `must be seconds, milliseconds or ISO 8601, is "${(value("timestamp") ?? "").slice(0, 40)}"`);
    const product = value("item_id");
    const user = value("user_id");
    const line = { product, quantity: numberOf(value("quantity") ?? "1"), price: numberOf(value("price")), currency: value("currency") };
    const shape: Readonly<Record<string, object>> = {
      query: { query: value("query") ?? product },
      impression: { products: [product] },
      add_to_cart: { product, quantity: line.quantity },
      purchase: { order: orderOf(value("order_id"), user, time), lines: [line] },
      refund: { order: orderOf(value("order_id"), user, time), lines: [line] },
      return: { order: orderOf(value("order_id"), user, time), lines: [line] },
      cancel: { order: orderOf(value("order_id"), user, time), lines: [line] },
      rating: { product, value: numberOf(value("rating")) },
    };
    try {
      return decodeEvent(
        { type, time, id: value("event_id"), user, session: value("session_id"), ...(shape[type] ?? { product }) },
        "",
        limits,
      );
    } catch (error) {
      if (!(error instanceof AisleError) || error.code !== "bad_event") throw error;
      const own = String(error.details["field"]);
      throw badEvent(columnName(columnOf(own)), error.message.slice(own.length + 1));
    }
  };
}

function columnOf(field: string): Column {
  if (field.endsWith("quantity")) return "quantity";
  if (field.endsWith("price")) return "price";
  if (field.endsWith("currency")) return "currency";
  const known: Readonly<Record<string, Column>> = {
    user: "user_id",
    session: "session_id",
    order: "order_id",
    id: "event_id",
    value: "rating",
    query: "query",
    time: "timestamp",
  };
  return known[field] ?? "item_id";
}
