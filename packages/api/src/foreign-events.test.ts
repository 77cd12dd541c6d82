import assert from "node:assert/strict";
import { test } from "node:test";
import { createApp } from "./app.ts";
import { fakeShop, keys } from "./testing/fake-shop.ts";

function opened() {
  const shop = fakeShop();
  const app = createApp(shop);
  const post = (path: string, body: unknown, headers: Record<string, string> = { authorization: `Bearer ${keys.events}` }) =>
    app.fetch(new Request(`http://shop${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
  const types = () => shop.events.map((event) => event.type);
  return { shop, post, types };
}

test("UBI: queries and events of one body", async () => {
  const { shop, post, types } = opened();
  const response = await post("/api/events/ubi", {
    queries: [{ query_id: "q1", client_id: "c", user_query: "shoe", timestamp: "2026-01-01T00:00:00Z" }],
    events: [
      {
        action_name: "click",
        query_id: "q1",
        client_id: "c",
        timestamp: "2026-01-01T00:00:01Z",
        event_attributes: { object: { object_id: "1", object_id_field: "sku" } },
      },
      { action_name: "click", client_id: "c", timestamp: "yesterday" },
    ],
  });
  const body = (await response.json()) as { accepted: number; rejected: { code: string }[] };
  assert.deepEqual([response.status, body.accepted, body.rejected.length, body.rejected[0]!.code], [200, 2, 1, "bad_event"]);
  assert.deepEqual(types(), ["query", "click"]);
  assert.equal((shop.events[1] as { answer?: string }).answer, "q1");
});

test("GA4: our address acknowledges, the protocol's own answers without a body and takes api_secret", async () => {
  const { post, types } = opened();
  const body = { client_id: "c", events: [{ name: "view_item", params: { items: [{ item_id: "1" }] } }] };
  assert.equal(((await (await post("/api/events/ga4", body)).json()) as { accepted: number }).accepted, 1);
  const collected = await post(`/mp/collect?measurement_id=G-1&api_secret=${keys.events}`, body, {});
  assert.deepEqual([collected.status, await collected.text(), collected.headers.get("aisle-position")], [204, "", "2"]);
  assert.deepEqual(types(), ["view", "view"]);
  assert.equal((await post("/mp/collect?api_secret=wrong", body, {})).status, 401);
});

test("Segment: the path says what a call is, the write key comes as basic authentication", async () => {
  const { post, types } = opened();
  const basic = { authorization: `Basic ${btoa(`${keys.events}:`)}` };
  const tracked = await post("/v1/track", { userId: "u", event: "Product Added", properties: { product_id: "1", quantity: 2 } }, basic);
  assert.deepEqual([tracked.status, await tracked.json()], [200, { success: true }]);
  await post("/v1/batch", { batch: [{ type: "track", userId: "u", event: "Product Viewed", properties: { product_id: "1" } }] }, basic);
  await post("/v1/identify", { userId: "u", anonymousId: "a" }, basic);
  assert.deepEqual(types(), ["add_to_cart", "view", "identify"]);
});

test("Insights: InstantSearch's own events are accepted and change nothing", async () => {
  const { post, types } = opened();
  const response = await post(
    `/1/events?X-Algolia-API-Key=${keys.events}`,
    { events: [{ eventType: "instantsearch", eventName: "x", userToken: "u" }] },
    {},
  );
  assert.deepEqual([response.status, await response.json(), types()], [200, { status: 200, message: "OK" }, []]);
  const refused = await post("/1/events", { events: [{ eventType: "dance" }] });
  const body = (await refused.json()) as { message: string; status: number };
  assert.deepEqual([refused.status, body.status], [400, 400]);
  assert.match(body.message, /eventType/);
});
