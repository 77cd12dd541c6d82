import assert from "node:assert/strict";
import { test } from "node:test";
import type { FacetChoice } from "../recommend.ts";
import { facetOrder } from "./facet-order.ts";

const facets = {
  brand: [
    { value: "Acme", count: 50 },
    { value: "Beta", count: 30 },
    { value: "Gamma", count: 20 },
  ],
  color: [
    { value: "black", count: 90 },
    { value: "red", count: 10 },
  ],
  // Every match is of one kind: no choice narrows anything.
  kind: [{ value: "dress", count: 100 }],
  // Every match has its own: no list of a few values covers them.
  serial: Array.from({ length: 100 }, (_, i) => ({ value: `n${i}`, count: 1 })),
};
const stats = { price: { min: 5, max: 90, sum: 4_000, count: 100 }, weight: { min: 1, max: 1, sum: 100, count: 100 } };
const result = { total: 100, facets, stats };
const ownValues = (_field: string, value: string) => [value];
const none = { here: [], anywhere: [], ownValues };
const choice = (field: string, value: string, weight: number): FacetChoice => ({ field, value, weight });

test("without behaviour: by how well a facet splits the matches, values by count", () => {
  const order = facetOrder(result, none);
  assert.deepEqual(
    order.map(({ field }) => field),
    ["brand", "price", "color", "serial", "kind", "weight"],
  );
  assert.deepEqual(order[0]!.values, ["Acme", "Beta", "Gamma"]);
});

test("what shoppers chose after the query comes first, and the values that they chose", () => {
  const order = facetOrder(result, { ...none, here: [choice("color", "red", 8), choice("brand", "Gamma", 3)] });
  assert.deepEqual(
    order.slice(0, 2).map(({ field, values }) => [field, values]),
    [
      ["color", ["red", "black"]],
      ["brand", ["Gamma", "Acme", "Beta"]],
    ],
  );
});

test("one choice does not outweigh a better split; choices after other queries count less than those after this one", () => {
  const first = (here: FacetChoice[], anywhere: FacetChoice[]) => facetOrder(result, { ...none, here, anywhere })[0]!.field;
  assert.equal(first([choice("kind", "dress", 1)], []), "brand");
  assert.equal(first([], [choice("color", "red", 40)]), "color");
  assert.equal(first([choice("brand", "Acme", 12)], [choice("color", "red", 40)]), "brand");
});

test("a value chosen in another language counts for the index's own", () => {
  const labels: Record<string, string[]> = { 红色: ["red"] };
  const order = facetOrder(result, { here: [choice("color", "红色", 9)], anywhere: [], ownValues: (_, value) => labels[value] ?? [value] });
  assert.deepEqual(order[0], { field: "color", values: ["red", "black"] });
});
