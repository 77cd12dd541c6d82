import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { canCancel, canReturn, parseOrders, refundOf, totalOf, withOrder, withState, type Order } from "./order-book.ts";

const day = 86_400_000;
const now = Date.UTC(2026, 5, 1);
const order: Order = {
  id: "A1",
  time: now,
  currency: "EUR",
  delivery: 5,
  lines: [
    { id: "mug", quantity: 2, price: 10, state: "kept" },
    { id: "shoe", quantity: 1, price: 80, size: "42", title: "Trail shoe", state: "kept" },
  ],
};

test("what was saved comes back, newest first and each once", () => {
  const orders = withOrder(withOrder([order], { ...order, id: "B2" }), order);
  assert.deepEqual(
    orders.map((one) => one.id),
    ["A1", "B2"],
  );
  assert.deepEqual(parseOrders(JSON.parse(JSON.stringify(orders))), orders);
});

test("a returned line is refunded without delivery, a cancelled order with it, and no line twice", () => {
  const [returned] = withState([order], "A1", [1], "returned");
  assert.deepEqual([totalOf(order), refundOf(order), refundOf(returned!)], [105, 0, 80]);
  assert.deepEqual(withState([returned!], "A1", [1], "refunded"), [returned]);
  assert.equal(refundOf(withState([order], "A1", [0, 1], "cancelled")[0]!), 105);
  assert.deepEqual(withState([order], "B2", [0], "returned"), [order]);
});

test("an order can be cancelled until it is packed, and its lines sent back for sixty days", () => {
  assert.deepEqual([canCancel(order, now + 60_000), canCancel(order, now + 3_600_000)], [true, false]);
  assert.equal(canCancel(withState([order], "A1", [0], "returned")[0]!, now), false);
  assert.deepEqual([canReturn(order, now + 59 * day), canReturn(order, now + 61 * day)], [true, false]);
  assert.equal(canReturn(withState([order], "A1", [0, 1], "returned")[0]!, now), false);
});

test("whatever was saved, the orders are good", () => {
  assert.deepEqual(
    parseOrders([
      { id: "A", lines: [{ id: "mug" }] },
      { id: "B", lines: [{ id: "mug", quantity: 1, price: 3 }] },
    ]),
    [{ id: "B", time: 0, currency: "USD", delivery: 0, lines: [{ id: "mug", quantity: 1, price: 3, state: "kept" }] }],
  );
  fc.assert(
    fc.property(fc.jsonValue(), (saved) => {
      for (const one of parseOrders(saved)) assert.ok(Number.isFinite(totalOf(one)));
    }),
  );
});
