import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeEvent } from "@aisle/core/event";
import { offerChangeSchema } from "../contract/product.ts";
import { offersEvent, usualChange } from "./offer-changes.ts";

const odd = fc.oneof(
  fc.anything(),
  fc.constantFrom("", "\ud800", "x".repeat(513), -0, -1, Infinity, Number.NaN, null, [], { berlin: 3 }, "in_stock", 3.5),
);
const offer = fc.record(
  {
    market: fc.oneof(fc.constantFrom("DE", "FR"), odd),
    group: fc.oneof(fc.constantFrom("trade"), odd),
    currency: fc.oneof(fc.constantFrom("EUR"), odd),
    price: fc.oneof(fc.nat(), odd),
    salePrice: fc.oneof(fc.nat(), odd),
    availability: fc.oneof({ weight: 4, arbitrary: fc.constantFrom("in_stock", "preorder") }, { weight: 1, arbitrary: odd }),
    stock: fc.oneof(fc.nat(), odd),
    stores: fc.constantFrom({ berlin: 3 }),
    unknown: odd,
  },
  { requiredKeys: [], noNullPrototype: true },
);
const usual = fc.record(
  {
    market: fc.constantFrom("DE"),
    group: fc.constantFrom("trade"),
    currency: fc.constantFrom("EUR"),
    price: fc.double({ min: 0, max: 1e9 }),
    availability: fc.constantFrom("in_stock", "backorder"),
    stock: fc.nat(),
  },
  { requiredKeys: ["availability"], noNullPrototype: true },
);
const change = fc.oneof(
  fc.record(
    { product: fc.oneof(fc.constantFrom("p1"), odd), offers: fc.oneof(fc.array(fc.oneof(offer, usual), { maxLength: 3 }), odd), more: odd },
    { requiredKeys: [], noNullPrototype: true },
  ),
  fc.record({ product: fc.constantFrom("p1", "p2"), offers: fc.array(usual, { maxLength: 3 }) }, { noNullPrototype: true }),
  odd,
);

test("what is read by hand is what the schema and the decoder read, and they refuse nothing of it", () => {
  let byHand = 0;
  fc.assert(
    fc.property(change, (entry) => {
      const found = usualChange(entry, 7);
      if (found === undefined) return;
      byHand++;
      assert.deepEqual(found, decodeEvent({ type: "offers", time: 7, ...offerChangeSchema.parse(entry) }));
    }),
    { numRuns: 2_000 },
  );
  assert.ok(byHand > 200, `${byHand} read by hand`);
});

test("every other shape is read or refused with the field's name", () => {
  const stores = { product: "p", offers: [{ availability: "in_stock", stores: { berlin: 3 } }] };
  assert.equal(usualChange(stores, 1), undefined);
  assert.deepEqual(offersEvent(stores, 1, "changes[0]"), { type: "offers", time: 1, ...stores });
  assert.throws(() => offersEvent({ product: "p", offers: [{ availability: "in_stock", price: -1 }] }, 1, "changes[0]"), /price/);
  assert.throws(() => offersEvent({ product: "p", offers: [{ price: 1 }] }, 1, "changes[0]"), /availability/);
});
