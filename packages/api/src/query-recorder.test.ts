import assert from "node:assert/strict";
import { test } from "node:test";
import { QueryRecorder } from "./query-recorder.ts";
import { fakeShop } from "./testing/fake-shop.ts";

function opened(options: Parameters<typeof fakeShop>[0] = {}) {
  const shop = fakeShop(options);
  const recorder = new QueryRecorder(shop);
  const type = (user: string, query: string) => recorder.note({ user, query, total: 1, answer: "0".repeat(32), index: "products" });
  const queries = () => shop.events.map((event) => (event.type === "query" ? `${event.user}: ${event.query}` : event.type));
  return { shop, recorder, type, queries };
}

test("of a query typed letter by letter only the last state is recorded, once its shopper goes on", async () => {
  const { recorder, type, queries } = opened();
  for (const query of ["s", "sh", "shoe", "sho", "shoes", "hat"]) type("anna", query);
  assert.deepEqual(queries(), ["anna: shoes"]);
  type("bea", "hats");
  await recorder.flush();
  assert.deepEqual(queries(), ["anna: shoes", "anna: hat", "bea: hats"]);
});

test("a quiet shopper's query is recorded after a moment", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { shop, type, queries } = opened();
  type("anna", "shoe");
  shop.now += 1_000;
  type("bea", "hat");
  shop.now += 500;
  t.mock.timers.tick(1_500);
  assert.deepEqual(queries(), ["anna: shoe"]);
  shop.now += 1_500;
  t.mock.timers.tick(1_500);
  assert.deepEqual(queries(), ["anna: shoe", "bea: hat"]);
});

test("empty queries are none, and a shop can do without", async () => {
  const on = opened();
  on.type("anna", "  ");
  await on.recorder.flush();
  assert.deepEqual(on.queries(), []);
  const off = opened({ recordQueries: false });
  off.type("anna", "shoe");
  await off.recorder.flush();
  assert.deepEqual(off.queries(), []);
});

test("a log that refuses costs the record, not the shopper", async () => {
  const lines: string[] = [];
  const { shop, recorder, type } = opened({ log: (_level, message) => lines.push(message) });
  shop.failures.push(new Error("full"));
  type("anna", "shoe");
  await recorder.flush();
  assert.deepEqual(lines, ["query events could not be recorded"]);
});
