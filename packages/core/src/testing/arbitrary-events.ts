/** fast-check generators of valid events of every type, for property tests of whatever stores or folds them. */
import fc from "fast-check";
import type { EventType, ShopEvent } from "../event.ts";

const plain = { noNullPrototype: true } as const;
const id = fc.string({ minLength: 1, maxLength: 12, unit: "binary" });
const text = fc.string({ maxLength: 30, unit: "grapheme" });
const count = fc.nat({ max: 1_000_000 });
const amount = fc.double({ min: 0, max: 1e6, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const name = id.filter((value) => value !== "__proto__");
const json = fc
  .jsonValue({ maxDepth: 3, stringUnit: "grapheme" })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll("__proto__", "proto").replaceAll("-0", "0")) as unknown);

const common = { id, origin: fc.record({ producer: id, sequence: count }, plain) };
const person = { ...common, session: id, answer: id, surface: id };
const line = fc.record(
  { product: id, quantity: amount.map((value) => value + 1), price: amount, currency: id },
  { ...plain, requiredKeys: ["product", "quantity"] },
);
const lines = fc.array(line, { maxLength: 3 });
const offer = fc.record(
  {
    market: id,
    currency: id,
    price: amount,
    salePrice: amount,
    availability: fc.constantFrom("in_stock" as const, "out_of_stock" as const, "preorder" as const, "backorder" as const),
    stock: count,
    stores: fc.dictionary(name, count, { maxKeys: 2, noNullPrototype: true }),
  },
  { ...plain, requiredKeys: ["availability"] },
);
const offers = fc.array(offer, { maxLength: 2 });
const attribute = fc.oneof(text, number, fc.boolean(), fc.array(text, { maxLength: 3 }), fc.record({ lat: number, lng: number }, plain));
const product = fc.record(
  {
    id,
    groupId: id,
    title: text,
    description: text,
    brand: text,
    images: fc.array(text, { maxLength: 2 }),
    categories: fc.array(fc.array(text, { maxLength: 3 }), { maxLength: 2 }),
    offers,
    attributes: fc.dictionary(name, attribute, { maxKeys: 3, noNullPrototype: true }),
    translations: fc.dictionary(name, fc.record({ title: text, brand: text }, { ...plain, requiredKeys: ["title"] }), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
  },
  { ...plain, requiredKeys: ["id", "title", "description", "images", "categories", "offers", "attributes"] },
);

function event(
  type: EventType,
  required: Record<string, fc.Arbitrary<unknown>>,
  optional: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<ShopEvent> {
  const all = { time: fc.nat({ max: 2_000_000_000 }).map((seconds) => seconds * 1000), ...required };
  return fc
    .record({ ...all, ...optional }, { requiredKeys: Object.keys(all) as never[], noNullPrototype: true })
    .map((fields) => ({ type, ...fields }) as unknown as ShopEvent);
}

const shopper = (type: EventType, required: Record<string, fc.Arbitrary<unknown>>, optional: Record<string, fc.Arbitrary<unknown>> = {}) =>
  event(type, { user: id, ...required }, { ...person, ...optional });

const arbitraries: Readonly<Record<EventType, fc.Arbitrary<ShopEvent>>> = {
  query: shopper("query", { query: text }, { total: count }),
  impression: fc.oneof(
    shopper("impression", { products: fc.array(id, { maxLength: 4 }) }),
    shopper("impression", { products: fc.tuple(id, id), positions: fc.tuple(count, count) }),
  ),
  view: shopper("view", { product: id }, { position: count }),
  click: shopper("click", { product: id }, { position: count }),
  add_to_cart: shopper("add_to_cart", { product: id, quantity: amount.map((value) => value + 1) }, { position: count }),
  purchase: shopper("purchase", { order: id, lines }),
  refund: shopper("refund", { order: id, lines }, { reason: text }),
  return: shopper("return", { order: id, lines }, { reason: text }),
  cancel: shopper("cancel", { order: id, lines }, { reason: text }),
  rating: shopper("rating", { product: id, value: number }),
  review: shopper("review", { product: id, text }, { value: number }),
  refinement: shopper("refinement", { field: id, value: text, on: fc.boolean() }),
  identify: shopper("identify", { anonymous: id }, { undo: fc.boolean() }),
  consent: shopper("consent", { purposes: fc.dictionary(name, fc.boolean(), { maxKeys: 3, noNullPrototype: true }) }),
  erase: shopper("erase", {}),
  product: event("product", { product }, common),
  product_removed: event("product_removed", { product: id }, common),
  offers: event("offers", { product: id, offers }, common),
  model: event("model", { action: fc.constantFrom("promote", "rollback"), model: id, hash: id }, common),
  operator: event("operator", { command: id, arguments: fc.dictionary(name, json, { maxKeys: 3, noNullPrototype: true }) }, common),
};

/** Any valid event. */
export const arbitraryEvent: fc.Arbitrary<ShopEvent> = fc.oneof(...Object.values(arbitraries));

/** A valid event of one type. */
export function arbitraryEventOf(type: EventType): fc.Arbitrary<ShopEvent> {
  return arbitraries[type];
}
