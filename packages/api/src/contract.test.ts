import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeEvent, eventTypes } from "@aisle/core/event";
import { Validator } from "@seriousme/openapi-schema-validator";
import fc from "fast-check";
import { eventSchema } from "./contract/event.ts";
import { productSchema } from "./contract/product.ts";
import { routes } from "./contract.ts";
import { parseWith } from "./http/parse.ts";
import { openApiDocument } from "./openapi.ts";

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any

test("the OpenAPI document is valid 3.1 and describes every route once", async () => {
  const document = openApiDocument("1.2.3") as Json;
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  assert.deepEqual([valid, errors], [true, undefined]);
  assert.equal(validator.version, "3.1");
  const operations = Object.values(document["paths"])
    .flatMap((path) => Object.values(path as Json))
    .map((one: Json) => one["operationId"]);
  assert.deepEqual(operations.sort(), Object.keys(routes).sort());
  assert.deepEqual(document["components"].schemas.SearchQuestionInput.additionalProperties, false);
  assert.deepEqual(document["components"].schemas.FilterInput.anyOf[0].properties.and.items, { $ref: "#/components/schemas/FilterInput" });
});

test("every reference of the OpenAPI document resolves", () => {
  const document = openApiDocument("1.2.3") as Json;
  const known = new Set(Object.keys(document["components"].schemas).map((name) => `#/components/schemas/${name}`));
  known.add("#/components/parameters/Position");
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target!);
  assert.ok(references.length > 30);
  assert.deepEqual(
    references.filter((target) => !known.has(target)),
    [],
  );
});

const id = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== "");
const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
const line = fc.record({ product: id, quantity: fc.integer({ min: 1, max: 9 }), price: amount }, { requiredKeys: ["product", "quantity"] });
const offer = fc.record(
  { price: amount, currency: fc.constant("EUR"), availability: fc.constantFrom("in_stock", "preorder"), stock: fc.nat() },
  { requiredKeys: ["availability"] },
);
const attribute = fc.oneof(fc.string(), amount, fc.boolean(), fc.array(fc.string()));
const product = fc.record(
  {
    id,
    groupId: id,
    title: fc.string({ minLength: 1 }),
    description: fc.string(),
    brand: fc.string({ minLength: 1 }),
    images: fc.array(fc.string()),
    categories: fc.array(fc.array(fc.string({ minLength: 1 }), { minLength: 1 })),
    offers: fc.array(offer),
    attributes: fc.dictionary(id, attribute),
  },
  { requiredKeys: ["id", "title"] },
);
const fields: Record<string, fc.Arbitrary<unknown>> = {
  query: fc.record({ query: fc.string(), total: fc.nat() }, { requiredKeys: ["query"] }),
  impression: fc.record({ products: fc.array(id) }),
  view: fc.record({ product: id }),
  click: fc.record({ product: id, position: fc.nat() }),
  add_to_cart: fc.record({ product: id, quantity: fc.integer({ min: 1 }) }),
  purchase: fc.record({ order: id, lines: fc.array(line) }),
  refund: fc.record({ order: id, lines: fc.array(line) }),
  return: fc.record({ order: id, lines: fc.array(line), reason: fc.string() }),
  cancel: fc.record({ order: id, lines: fc.array(line) }),
  rating: fc.record({ product: id, value: amount }),
  review: fc.record({ product: id, text: fc.string() }),
  refinement: fc.record({ field: id, value: fc.string(), on: fc.boolean() }),
  identify: fc.record({ anonymous: id }),
  consent: fc.record({ purposes: fc.dictionary(id, fc.boolean()) }),
  erase: fc.constant({}),
  product: fc.record({ product }),
  product_removed: fc.record({ product: id }),
  offers: fc.record({ product: id, offers: fc.array(offer) }),
  model: fc.record({ action: fc.constantFrom("promote", "rollback"), model: id, hash: id }),
  operator: fc.record({
    command: id,
    arguments: fc.dictionary(
      id,
      fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes("__proto__")),
    ),
  }),
};
const withoutPerson = new Set(["product", "product_removed", "offers", "model", "operator"]);

test("what the contract accepts as an event, the decoder of core accepts too, for every type", () => {
  assert.deepEqual(Object.keys(fields).sort(), [...eventTypes].sort());
  for (const [type, own] of Object.entries(fields)) {
    fc.assert(
      fc.property(own, id, fc.nat(), (rest, user, time) => {
        const sent = { type, time, ...(withoutPerson.has(type) ? {} : { user }), ...(rest as object) };
        const decoded = decodeEvent(parseWith(eventSchema, structuredClone(sent)));
        assert.equal(decoded.type, type);
      }),
      { numRuns: 60 },
    );
  }
});

test("a product from the wire gets its empty parts", () => {
  assert.deepEqual(parseWith(productSchema, { id: "1", title: "Hat" }), {
    id: "1",
    title: "Hat",
    description: "",
    images: [],
    categories: [],
    offers: [],
    attributes: {},
  });
});
