import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parsePath, pathTo } from "./route.ts";

test("the first part of a path is the language", () => {
  assert.deepEqual(parsePath("/zh/p/mug-1"), { language: "zh", route: { page: "product", id: "mug-1" } });
  assert.deepEqual(parsePath("/cart"), { language: "en", route: { page: "cart" } });
  assert.deepEqual(parsePath("/zh"), { language: "zh", route: { page: "home" } });
  assert.deepEqual(parsePath("/cart/more"), { language: "en", route: { page: "missing" } });
  assert.deepEqual(parsePath("/p/%E0%A4%A"), { language: "en", route: { page: "product", id: "%E0%A4%A" } });
});

test("every product id survives its address", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (id) => {
      assert.deepEqual(parsePath(pathTo("zh", { page: "product", id })), { language: "zh", route: { page: "product", id } });
    }),
  );
});
