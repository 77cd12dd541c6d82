import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { atRest, moved, within, zoomed } from "./zoom-view.ts";

const frame = { width: 400, height: 200 };

test("what is under the pointer stays under it", () => {
  assert.deepEqual(zoomed(atRest, 2, { x: 100, y: 50 }, frame), { scale: 2, x: -100, y: -50 });
  assert.deepEqual(zoomed({ scale: 2, x: -100, y: -50 }, 0.5, { x: 100, y: 50 }, frame), atRest);
});

test("at rest nothing moves; zoomed, the picture stops at the frame's edge", () => {
  assert.deepEqual(moved(atRest, 30, 30, frame), atRest);
  assert.deepEqual(moved({ scale: 2, x: 0, y: 0 }, 1000, -1000, frame), { scale: 2, x: 200, y: -100 });
});

test("however it is zoomed and moved, the frame is covered and the scale stays between one and five", () => {
  const step = fc.record({
    factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
    dx: fc.integer({ min: -900, max: 900 }),
    at: fc.integer({ min: -200, max: 200 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let view = atRest;
      for (const { factor, dx, at } of steps) view = moved(zoomed(view, factor, { x: at, y: at / 2 }, frame), dx, -dx, frame);
      assert.ok(view.scale >= 1 && view.scale <= 5);
      assert.deepEqual(within(view, frame), view);
    }),
  );
});
