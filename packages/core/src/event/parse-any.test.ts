import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseEvents, parseShopEvents } from "./parse-any.ts";

const clock = { clock: () => 7_000 };
const typeOf = (input: unknown) => parseEvents(input, clock).events.map((event) => `${event.type} ${"user" in event ? event.user : ""}`);

test("each format is recognised by its own fields", () => {
  assert.deepEqual(typeOf({ events: [{ type: "view", time: 1, user: "own", product: "p" }] }), ["view own"]);
  assert.deepEqual(typeOf([{ type: "identify", time: 1, user: "own", anonymous: "a" }]), ["identify own"]);
  assert.deepEqual(typeOf({ action_name: "click", client_id: "ubi", object_id: "p" }), ["click ubi"]);
  assert.deepEqual(typeOf({ queries: [{ user_query: "q", client_id: "ubi" }] }), ["query ubi"]);
  assert.deepEqual(typeOf({ client_id: "ga", events: [{ name: "search", params: { search_term: "q" } }] }), ["query ga"]);
  assert.deepEqual(typeOf([{ client_id: "ga", events: [{ name: "search", params: { search_term: "q" } }] }]), ["query ga"]);
  assert.deepEqual(typeOf({ type: "track", userId: "segment", event: "Products Searched", properties: { query: "q" } }), ["query segment"]);
  assert.deepEqual(typeOf({ type: "identify", userId: "segment", anonymousId: "a" }), ["identify segment"]);
  assert.deepEqual(typeOf({ events: [{ eventType: "click", userToken: "algolia", objectIDs: ["p"] }] }), ["click algolia"]);
});

test("our own events take times in any spelling, and a bad one is named and leaves the others", () => {
  const parsed = parseShopEvents(
    {
      events: [
        { type: "view", user: "u", product: "p" },
        { type: "view", time: "x", user: "u", product: "p" },
        { type: "view", time: 5, user: "u" },
        { type: "erase", time: "2023-11-14", user: "u" },
      ],
    },
    clock,
  );
  assert.deepEqual(parsed.events, [
    { type: "view", time: 7_000, user: "u", product: "p" },
    { type: "erase", time: 1_699_920_000_000, user: "u" },
  ]);
  assert.deepEqual(
    parsed.rejected.map(({ index, field }) => [index, field]),
    [
      [1, "events[1].time"],
      [2, "events[2].product"],
    ],
  );
});

test("anything gets an answer", () => {
  fc.assert(
    fc.property(fc.anything(), (input) => {
      assert.ok(Array.isArray(parseEvents(input, clock).events));
    }),
  );
});
