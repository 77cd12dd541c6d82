/**
 * The fields of each event type as data: the decoder at the edge and the stored codec both follow this table, so that they
 * cannot disagree. The order of fields is the stored order: a new field goes to the end of its list, none is ever removed.
 */
import type { EventType } from "./shop-event.ts";

/** What a field holds; each kind has one checker in decode-event.ts. */
export type FieldKind =
  | "id"
  | "text"
  | "number"
  | "count"
  | "quantity"
  | "flag"
  | "ids"
  | "counts"
  | "lines"
  | "flags"
  | "record"
  | "origin"
  | "action"
  | "product"
  | "offers";

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly optional?: boolean;
}

const field = (name: string, kind: FieldKind): Field => ({ name, kind });
const maybe = (name: string, kind: FieldKind): Field => ({ name, kind, optional: true });

const index = maybe("index", "id");
const common = [maybe("id", "id"), maybe("origin", "origin")];
const person = [...common, field("user", "id"), maybe("session", "id"), maybe("answer", "id"), maybe("surface", "id")];
/** What the edge adds of the client; after the fields of the type, because they came later. */
const client = [maybe("agent", "id"), maybe("network", "id")];
const byPerson = (...fields: readonly Field[]): readonly Field[] => [...person, ...fields, ...client];
const seen = byPerson(field("product", "id"), maybe("position", "count"), index);
const takenBack = byPerson(field("order", "id"), field("lines", "lines"), maybe("reason", "text"), index);

/** Fields by event type, beside `type` and `time`, which every event has. */
export const eventSchema: Readonly<Record<EventType, readonly Field[]>> = {
  query: byPerson(field("query", "text"), maybe("total", "count"), index),
  impression: byPerson(field("products", "ids"), maybe("positions", "counts"), index),
  view: seen,
  click: seen,
  add_to_cart: byPerson(field("product", "id"), field("quantity", "quantity"), maybe("position", "count"), index),
  purchase: byPerson(field("order", "id"), field("lines", "lines"), index),
  refund: takenBack,
  return: takenBack,
  cancel: takenBack,
  rating: byPerson(field("product", "id"), field("value", "number"), index),
  review: byPerson(field("product", "id"), field("text", "text"), maybe("value", "number"), index),
  refinement: byPerson(field("field", "id"), field("value", "text"), field("on", "flag"), index),
  identify: byPerson(field("anonymous", "id"), maybe("undo", "flag")),
  consent: byPerson(field("purposes", "flags")),
  erase: byPerson(),
  product: [...common, field("product", "product"), index],
  product_removed: [...common, field("product", "id"), index],
  offers: [...common, field("product", "id"), field("offers", "offers"), index],
  model: [...common, field("action", "action"), field("model", "id"), field("hash", "id")],
  operator: [...common, field("command", "id"), field("arguments", "record"), index],
};

/** Every event type; the index is the stored type number, so a new type goes to the end. */
export const eventTypes = Object.keys(eventSchema) as readonly EventType[];
