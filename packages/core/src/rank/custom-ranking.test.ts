import assert from "node:assert/strict";
import { test } from "node:test";
import { customShares, ordersIn } from "./custom-ranking.ts";

test("orders are what a list begins with", () => {
  const sold = { field: "sold", order: "desc" };
  assert.deepEqual(ordersIn(["desc(sold)", "asc( price )"]), [sold, { field: "price", order: "asc" }]);
  assert.deepEqual(ordersIn(["desc(sold)", "typo", "asc(price)"]), [sold]);
  assert.deepEqual([ordersIn("desc(sold)"), ordersIn(undefined), ordersIn([7, null])], [[], [], []]);
});

test("shares fall in even steps, equals share one, who lacks a value is last", () => {
  const one = (id: string, numbers: Record<string, number>, flags = {}) => ({ id, texts: [], numbers, flags });
  const documents = [
    one("a", { sold: 5 }),
    undefined,
    one("b", { sold: 9, price: 2 }),
    one("c", { sold: 9, price: 1 }),
    one("d", { sold: 5 }),
  ];
  assert.deepEqual(customShares(documents, ordersIn(["desc(sold)"])), [0.5, 0, 1, 1, 0.5]);
  const hundredths = (orders: readonly string[]) => customShares(documents, ordersIn(orders)).map((share) => Math.round(100 * share));
  assert.deepEqual(hundredths(["desc(sold)", "asc(price)"]), [33, 0, 67, 100, 33]);
  assert.deepEqual(customShares([one("a", {}, { new: true }), one("b", {}, { new: false })], ordersIn(["desc(new)"])), [1, 0]);
  assert.deepEqual(customShares([one("a", {}), one("b", {})], ordersIn(["desc(sold)"])), [0, 0]);
});
