/**
 * Segment: track, identify and alias calls of the e-commerce spec (v2 names and the older "Viewed Product" order of words), as
 * a single call, a list, or `{batch: […]}`. `messageId` makes a second delivery a duplicate.
 */
import { badEvent, checkObject, shown } from "./check.ts";
import { Collector, firstOf, idOf, numberOf, objectOf, orderOf } from "./parse.ts";
import type { ParseContext, Parsed, Source } from "./parse.ts";

const tracks: Readonly<Record<string, string>> = {
  "products searched": "query",
  "product list viewed": "impression",
  "viewed product category": "impression",
  "product list filtered": "refinement",
  "product clicked": "click",
  "clicked product": "click",
  "product viewed": "view",
  "viewed product": "view",
  "product added": "add_to_cart",
  "added product": "add_to_cart",
  "order completed": "purchase",
  "completed order": "purchase",
  "order refunded": "refund",
  "order returned": "return",
  "order cancelled": "cancel",
  "product reviewed": "review",
};

/** Events of calls as the HTTP API takes them. */
export function parseSegment(input: unknown, context: ParseContext): Parsed {
  const found = new Collector(context);
  const source = objectOf(input);
  const batch = source?.["batch"];
  const list = batch ?? (source === undefined ? input : [source]);
  // A call or its batch says what the sender's clock showed; without that its times are taken as they are.
  found.each(list, batch === undefined ? "calls" : "batch", 0, (call, path, index) =>
    readCall(found, call, path, index, call["sentAt"] ?? source?.["sentAt"]),
  );
  return found.finish();
}

function readCall(found: Collector, call: Source, path: string, index: number, sent: unknown): void {
  const time = found.corrected(found.time(path, call, "timestamp", "originalTimestamp", "sentAt"), sent);
  const [login, anonymous] = [idOf(firstOf(call, "userId")), idOf(firstOf(call, "anonymousId"))];
  switch (call["type"]) {
    case "track":
      found.join(login, anonymous, time);
      return readTrack(found, call, path, index, time, login ?? anonymous);
    case "identify":
      if (login === undefined || anonymous === undefined) return found.ignore(index);
      return found.take({ type: "identify", time, user: login, anonymous, id: idOf(call["messageId"]) }, path, {
        user: "userId",
        anonymous: "anonymousId",
        id: "messageId",
      });
    case "alias":
      return found.take({ type: "identify", time, user: login, anonymous: idOf(call["previousId"]), id: idOf(call["messageId"]) }, path, {
        user: "userId",
        anonymous: "previousId",
        id: "messageId",
      });
    case "page":
    case "screen":
    case "group":
      found.join(login, anonymous, time);
      return found.ignore(index);
    default:
      throw badEvent(`${path}.type`, `must be track, identify, alias, page, screen or group, is ${shown(call["type"])}`);
  }
}

function readTrack(found: Collector, call: Source, path: string, index: number, time: number, user: unknown): void {
  if (typeof call["event"] !== "string") throw badEvent(`${path}.event`, `must be a text, is ${shown(call["event"])}`);
  const type =
    tracks[
      call["event"]
        .trim()
        .toLowerCase()
        .replace(/[\s_]+/g, " ")
    ];
  if (type === undefined) return found.ignore(index);
  const properties = call["properties"] === undefined ? {} : checkObject(call["properties"], `${path}.properties`);
  const message = idOf(call["messageId"]);
  let part = 0;
  const take = (fields: Source, names: Readonly<Record<string, string>>) => {
    const id = typeof message === "string" && part > 0 ? `${message}#${part}` : message;
    part++;
    const common = {
      time,
      id,
      user,
      session: idOf(firstOf(properties, "session_id") ?? firstOf(objectOf(call["context"]), "sessionId")),
      answer: idOf(firstOf(properties, "query_id", "queryID")),
      surface: idOf(firstOf(properties, "list_id")),
    };
    const known = {
      user: "userId",
      id: "messageId",
      session: "properties.session_id",
      answer: "properties.query_id",
      surface: "properties.list_id",
    };
    found.take({ type, ...common, ...fields }, path, { ...known, ...names });
  };
  const products = () => {
    const list = properties["products"] ?? [];
    if (!Array.isArray(list)) throw badEvent(`${path}.properties.products`, `must be a list, is ${shown(list)}`);
    return list.map((entry, i) => checkObject(entry, `${path}.properties.products[${i}]`));
  };
  const one = { product: "properties.product_id", position: "properties.position", quantity: "properties.quantity" };
  switch (type) {
    case "query":
      return take({ query: properties["query"] }, { query: "properties.query" });
    case "impression": {
      const list = products();
      const positions = list.map((product) => numberOf(product["position"]));
      const placed = positions.every((position) => position !== undefined) ? { positions } : {};
      return take({ products: list.map(productOf), ...placed }, { products: "properties.products" });
    }
    case "refinement": {
      const filters = properties["filters"] ?? [];
      if (!Array.isArray(filters)) throw badEvent(`${path}.properties.filters`, `must be a list, is ${shown(filters)}`);
      for (const [i, entry] of filters.entries()) {
        const filter = checkObject(entry, `${path}.properties.filters[${i}]`);
        take(
          { field: filter["type"], value: idOf(filter["value"]), on: true },
          { field: `properties.filters[${i}].type`, value: `properties.filters[${i}].value` },
        );
      }
      return;
    }
    case "purchase":
    case "refund":
    case "return":
    case "cancel": {
      const currency = idOf(firstOf(properties, "currency"));
      const lines = products().map((product) => ({
        product: productOf(product),
        quantity: numberOf(product["quantity"] ?? 1),
        price: numberOf(product["price"]),
        currency,
      }));
      const order = type === "purchase" ? orderOf(properties["order_id"], user, time) : idOf(properties["order_id"]);
      return take({ order, lines }, { order: "properties.order_id", lines: "properties.products" });
    }
    case "review":
      return take(
        { product: productOf(properties), text: properties["review_body"] ?? "", value: numberOf(firstOf(properties, "rating")) },
        { ...one, text: "properties.review_body", value: "properties.rating" },
      );
    default: {
      const quantity = type === "add_to_cart" ? { quantity: numberOf(properties["quantity"] ?? 1) } : {};
      return take({ product: productOf(properties), ...quantity, position: numberOf(firstOf(properties, "position")) }, one);
    }
  }
}

function productOf(properties: Source): unknown {
  return idOf(firstOf(properties, "product_id", "id", "sku"));
}
