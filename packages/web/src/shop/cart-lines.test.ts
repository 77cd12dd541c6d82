import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { countOf, parseLines, withMore, withQuantity } from "./cart-lines.ts";

test("the same product is one line", () => {
  const once = withMore([], { id: "mug", quantity: 1, queryID: "a1" });
  assert.deepEqual(withMore(once, { id: "mug", quantity: 2, queryID: "b2" }), [{ id: "mug", quantity: 3, queryID: "a1" }]);
  assert.equal(countOf(withMore(once, { id: "bowl", quantity: 4 })), 5);
});

test("another size is another line", () => {
  const lines = withMore([{ id: "shoe", size: "40", quantity: 1 }], { id: "shoe", size: "41", quantity: 1 });
  assert.deepEqual(withQuantity(lines, { id: "shoe", size: "40" }, 0), [{ id: "shoe", size: "41", quantity: 1 }]);
});

test("a line ends at none and at ninety-nine", () => {
  assert.deepEqual(withQuantity([{ id: "mug", quantity: 2 }], { id: "mug" }, 0), []);
  assert.deepEqual(withMore([{ id: "mug", quantity: 98 }], { id: "mug", quantity: 5 }), [{ id: "mug", quantity: 99 }]);
});

test("whatever was saved, the cart is good", () => {
  assert.deepEqual(parseLines([{ id: "mug", quantity: 2 }, { id: "bowl" }, 7, { id: 1, quantity: 1 }]), [{ id: "mug", quantity: 2 }]);
  fc.assert(
    fc.property(fc.jsonValue(), (saved) => {
      assert.ok(parseLines(saved).every((line) => line.quantity >= 1));
    }),
  );
});
