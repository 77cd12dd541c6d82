import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isAisleError } from "../base.ts";
import { decodeEvent } from "./decode-event.ts";
import { decodeStoredEvent, encodeEvent, storedForm } from "./event-codec.ts";
import { eventTypes } from "./event-schema.ts";
import { arbitraryEvent } from "../testing/arbitrary-events.ts";

function fieldOf(input: unknown): unknown {
  try {
    decodeEvent(input, "events[3]");
  } catch (error) {
    assert.ok(isAisleError(error, "bad_event"), String(error));
    return error.details["field"];
  }
  return undefined;
}

const view = { type: "view", time: 1, user: "u", product: "p" };

test("a bad event names the place of the first wrong field", () => {
  assert.equal(fieldOf(view), undefined);
  assert.equal(fieldOf(null), "events[3]");
  assert.equal(fieldOf([view]), "events[3]");
  assert.equal(fieldOf({ ...view, type: "toString" }), "events[3].type");
  assert.equal(fieldOf({ ...view, time: Number.NaN }), "events[3].time");
  assert.equal(fieldOf({ ...view, time: -1 }), "events[3].time");
  assert.equal(fieldOf({ ...view, time: 1e15 }), "events[3].time");
  assert.equal(fieldOf({ ...view, user: 5 }), "events[3].user");
  assert.equal(fieldOf({ ...view, user: "" }), "events[3].user");
  assert.equal(fieldOf({ ...view, product: "x".repeat(513) }), "events[3].product");
  assert.equal(fieldOf({ ...view, position: 1.5 }), "events[3].position");
  assert.equal(fieldOf({ ...view, origin: { producer: "web" } }), "events[3].origin.sequence");
  assert.equal(fieldOf({ ...view, type: "add_to_cart", quantity: 0 }), "events[3].quantity");
  const line = { product: "p", quantity: 1, price: -1 };
  assert.equal(
    fieldOf({ ...view, type: "purchase", order: "o", lines: [{ product: "p", quantity: 1 }, line] }),
    "events[3].lines[1].price",
  );
  assert.equal(fieldOf({ ...view, type: "impression", products: ["a", "b"], positions: [1] }), "events[3].positions");
  assert.equal(fieldOf({ ...view, type: "consent", purposes: { personal: "yes" } }), "events[3].purposes.personal");
  const product = { id: "p", title: "t", offers: [{ availability: "maybe" }] };
  assert.equal(fieldOf({ type: "product", time: 1, product }), "events[3].product.offers[0].availability");
  let deep: unknown = 1;
  for (let i = 0; i < 40; i++) deep = [deep];
  assert.match(String(fieldOf({ type: "operator", time: 1, command: "c", arguments: { deep } })), /^events\[3\]\.arguments\.deep\[0\]/);
});

test("unknown fields are dropped, null counts as absent, lone surrogates are repaired", () => {
  assert.deepEqual(decodeEvent({ ...view, session: null, extra: 1, user: "a\ud800" }), { ...view, user: "a\ufffd" });
});

test("every event type passes the edge unchanged and survives the stored codec", () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(arbitraryEvent, (event) => {
      kinds.add(event.type);
      assert.deepEqual(decodeEvent(event), event);
      assert.deepEqual(decodeStoredEvent(encodeEvent(event)), event);
      assert.equal(JSON.stringify(storedForm(Object.assign({ extra: 1 }, event))), JSON.stringify(decodeStoredEvent(encodeEvent(event))));
    }),
    { numRuns: 600 },
  );
  assert.deepEqual([...kinds].sort(), [...eventTypes].sort());
});

test("whatever comes in, the answer is an event or a coded error, never another exception", () => {
  fc.assert(
    fc.property(
      fc.record({ type: fc.constantFrom(...eventTypes), time: fc.anything(), user: fc.anything() }, { requiredKeys: [] }),
      fc.object(),
      (base, rest) => {
        try {
          decodeEvent({ ...rest, ...base });
        } catch (error) {
          assert.ok(isAisleError(error, "bad_event"), String(error));
        }
      },
    ),
  );
});

test("stored events of version 1 stay readable", () => {
  const bytes = new TextEncoder().encode(
    '\u0001[6,1700000000000,"id-1",{"producer":"web","sequence":7},"ann","s1",null,"cart","order-1",[{"product":"p1","quantity":2,"price":9.5,"currency":"EUR"}],"too small"]',
  );
  const event = {
    type: "refund",
    time: 1_700_000_000_000,
    id: "id-1",
    origin: { producer: "web", sequence: 7 },
    user: "ann",
    session: "s1",
    surface: "cart",
    order: "order-1",
    lines: [{ product: "p1", quantity: 2, price: 9.5, currency: "EUR" }],
    reason: "too small",
  } as const;
  assert.deepEqual(decodeStoredEvent(bytes), event);
  assert.deepEqual(encodeEvent(event), bytes);
});

test("stored bytes that are not an event are corrupt", () => {
  const encoder = new TextEncoder();
  for (const text of ["", "\u0002[0,1]", "\u0001[", "\u0001[99,1]", "\u0001{}", "\u0001null"]) {
    assert.throws(
      () => decodeStoredEvent(encoder.encode(text)),
      (error) => isAisleError(error, "corrupt"),
      text,
    );
  }
});
