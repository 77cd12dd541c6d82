import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isAisleError } from "../base.ts";
import { parseAlgoliaInsights } from "./parse-algolia.ts";
import { csvEventReader } from "./parse-csv.ts";
import { parseGa4 } from "./parse-ga4.ts";
import { parseSegment } from "./parse-segment.ts";
import { parseUbi } from "./parse-ubi.ts";
import { timeOf } from "./parse.ts";

const clock = { clock: () => 7_000 };

test("times in every spelling are milliseconds UTC; what is no time is none", () => {
  const at = 1_700_000_000_000;
  for (const spelling of [
    1_700_000_000,
    "1700000000",
    at,
    String(at),
    at * 1000,
    "2023-11-14T22:13:20Z",
    "2023-11-14 22:13:20",
    "2023-11-15T06:13:20+08:00",
    "2023-11-15T06:13:20+0800",
  ]) {
    assert.equal(timeOf(spelling), at, String(spelling));
  }
  assert.equal(timeOf("2023-11-14"), 1_699_920_000_000);
  for (const wrong of ["", "yesterday", "2023-13-45", -1, Number.NaN, 1e30, null, {}, "14/11/2023"]) assert.equal(timeOf(wrong), undefined);
});

test("UBI: queries and events, nested and flat", () => {
  const parsed = parseUbi(
    {
      queries: [
        { application: "shop", query_id: "q1", client_id: "c1", user_query: "running shoes", timestamp: "2023-11-14T22:13:20.500Z" },
      ],
      events: [
        {
          application: "shop",
          action_name: "item_click",
          query_id: "q1",
          client_id: "c1",
          session_id: "s1",
          timestamp: "2023-11-14T22:13:21Z",
          event_attributes: { object: { object_id: "p1", object_id_field: "sku" }, position: { ordinal: 3 } },
        },
        { action_name: "add_to_cart", query_id: "q1", client_id: "c1", timestamp: 1_700_000_002, object_id: 42, position: 1 },
        { action_name: "page_scroll", client_id: "c1", timestamp: 1_700_000_003 },
        { action_name: "click", client_id: "c1", timestamp: "soon", object_id: "p1" },
        { action_name: "click", client_id: "c1", timestamp: 1_700_000_003 },
        { action_name: "click", timestamp: 1_700_000_003, object_id: "p1" },
        { action_name: "purchase", client_id: "c1", user_id: "ann", timestamp: 1_700_000_009, object_id: "p1" },
      ],
    },
    clock,
  );
  assert.deepEqual(parsed.events, [
    { type: "query", time: 1_700_000_000_500, user: "c1", answer: "q1", query: "running shoes" },
    { type: "click", time: 1_700_000_001_000, user: "c1", session: "s1", answer: "q1", product: "p1", position: 3 },
    { type: "add_to_cart", time: 1_700_000_002_000, user: "c1", answer: "q1", product: "42", quantity: 1, position: 1 },
    { type: "identify", time: 1_700_000_009_000, user: "ann", anonymous: "c1" },
    { type: "purchase", time: 1_700_000_009_000, user: "ann", order: "ann@1700000009000", lines: [{ product: "p1", quantity: 1 }] },
  ]);
  assert.deepEqual(parsed.ignored, [3]);
  assert.deepEqual(
    parsed.rejected.map(({ index, field }) => [index, field]),
    [
      [4, "events[3].timestamp"],
      [5, "events[4].event_attributes.object.object_id"],
      [6, "events[5].client_id"],
    ],
  );
  assert.equal(parsed.rejected[2]!.reason, "events[5].client_id must be a text, is missing");
});

test("GA4: items become events, orders keep their lines, logins join the client", () => {
  const items = [
    { item_id: "p1", index: 0, price: 9.5, quantity: 2 },
    { item_id: "p2", index: 1 },
  ];
  const parsed = parseGa4(
    {
      client_id: "c1",
      timestamp_micros: "1700000000000000",
      events: [
        { name: "view_item_list", params: { items, item_list_id: "home", ga_session_id: 77 } },
        { name: "select_item", params: { items: [items[1]] } },
        { name: "search", params: { search_term: "跑步鞋" } },
        { name: "add_to_cart", params: { items: [items[0]] }, timestamp_micros: 1_700_000_005_000_000 },
        { name: "purchase", params: { transaction_id: "T1", currency: "EUR", items } },
        { name: "refund", params: { transaction_id: "T1" } },
        { name: "login", params: { method: "mail" } },
        { name: "view_item", params: {} },
        { name: "view_item", params: { items: [{ price: 1 }] } },
      ],
    },
    clock,
  );
  const common = { time: 1_700_000_000_000, user: "c1" };
  assert.deepEqual(parsed.events, [
    { ...common, type: "impression", session: "77", surface: "home", products: ["p1", "p2"], positions: [1, 2] },
    { ...common, type: "click", product: "p2", position: 2 },
    { ...common, type: "query", query: "跑步鞋" },
    { ...common, type: "add_to_cart", time: 1_700_000_005_000, product: "p1", quantity: 2, position: 1 },
    {
      ...common,
      type: "purchase",
      order: "T1",
      lines: [
        { product: "p1", quantity: 2, price: 9.5, currency: "EUR" },
        { product: "p2", quantity: 1, currency: "EUR" },
      ],
    },
    { ...common, type: "refund", order: "T1", lines: [] },
  ]);
  assert.deepEqual(parsed.ignored, [6]);
  assert.deepEqual(
    parsed.rejected.map(({ index, field }) => [index, field]),
    [
      [7, "events[7].params.items"],
      [8, "events[8].params.items[0].item_id"],
    ],
  );
  const login = parseGa4(
    { client_id: "c1", user_id: "ann", events: [{ name: "login" }, { name: "search", params: { search_term: "x" } }] },
    clock,
  );
  assert.deepEqual(login.events, [
    { type: "identify", time: 7000, user: "ann", anonymous: "c1" },
    { type: "query", time: 7000, user: "ann", query: "x" },
  ]);
});

test("Segment: the e-commerce spec, identify and alias", () => {
  const call = { anonymousId: "a1", timestamp: "2023-11-14T22:13:20Z" };
  const products = [
    { product_id: "p1", price: "9.50", quantity: 2, position: 1 },
    { sku: "p2", position: 2 },
  ];
  const parsed = parseSegment(
    {
      batch: [
        { ...call, type: "track", event: "Products Searched", properties: { query: "shoes" }, messageId: "m1" },
        { ...call, type: "track", event: "Product List Viewed", properties: { list_id: "home", products } },
        { ...call, type: "track", event: "Product Viewed", properties: { product_id: "p1" } },
        { ...call, type: "track", event: "Product Added", properties: { product_id: "p1", quantity: 2 }, context: { sessionId: 5 } },
        { ...call, type: "track", event: "Order Completed", properties: { order_id: "o1", currency: "USD", products } },
        {
          ...call,
          type: "track",
          event: "Product List Filtered",
          properties: {
            filters: [
              { type: "brand", value: "Acme" },
              { type: "price", value: 5 },
            ],
          },
          messageId: "m2",
        },
        { type: "identify", userId: "ann", anonymousId: "a1", timestamp: call.timestamp },
        { type: "alias", userId: "ann", previousId: "a2", timestamp: call.timestamp },
        { ...call, type: "page", name: "Home" },
        { ...call, type: "track", event: "Product Viewed", properties: {} },
        { ...call, type: "dance" },
        {
          ...call,
          type: "track",
          event: "Order Completed",
          properties: { order_id: "o2", products: [{ product_id: "p1", quantity: -2 }] },
        },
      ],
    },
    clock,
  );
  const common = { time: 1_700_000_000_000, user: "a1" };
  assert.deepEqual(parsed.events, [
    { ...common, type: "query", id: "m1", query: "shoes" },
    { ...common, type: "impression", surface: "home", products: ["p1", "p2"], positions: [1, 2] },
    { ...common, type: "view", product: "p1" },
    { ...common, type: "add_to_cart", session: "5", product: "p1", quantity: 2 },
    {
      ...common,
      type: "purchase",
      order: "o1",
      lines: [
        { product: "p1", quantity: 2, price: 9.5, currency: "USD" },
        { product: "p2", quantity: 1, currency: "USD" },
      ],
    },
    { ...common, type: "refinement", id: "m2", field: "brand", value: "Acme", on: true },
    { ...common, type: "refinement", id: "m2#1", field: "price", value: "5", on: true },
    { type: "identify", time: common.time, user: "ann", anonymous: "a1" },
    { type: "identify", time: common.time, user: "ann", anonymous: "a2" },
  ]);
  assert.deepEqual(parsed.ignored, [8]);
  assert.deepEqual(
    parsed.rejected.map(({ index, field }) => [index, field]),
    [
      [9, "batch[9].properties.product_id"],
      [10, "batch[10].type"],
      [11, "batch[11].properties.products[0].quantity"],
    ],
  );
});

test("Algolia Insights: clicks, shown hits, conversions with their data, filters, the middleware's own type", () => {
  const event = { eventName: "x", index: "products", userToken: "t1", timestamp: 1_700_000_000_000 };
  const queryID = "0123456789abcdef0123456789abcdef";
  const parsed = parseAlgoliaInsights(
    {
      events: [
        { ...event, eventType: "click", objectIDs: ["p1", "p2"], positions: [1, 4], queryID },
        { ...event, eventType: "view", eventName: "Hits Viewed", objectIDs: ["p1"] },
        { ...event, eventType: "view", eventName: "Product Viewed", objectIDs: ["p1"] },
        {
          ...event,
          eventType: "conversion",
          eventSubtype: "addToCart",
          objectIDs: ["p1"],
          objectData: [{ quantity: 2, price: 3, queryID }],
        },
        {
          ...event,
          eventType: "conversion",
          eventSubtype: "purchase",
          objectIDs: ["p1"],
          currency: "USD",
          value: 6,
          objectData: [{ quantity: 2, price: "3.5" }],
        },
        { ...event, eventType: "conversion", objectIDs: ["p9"] },
        { ...event, eventType: "click", filters: ["brand:Caf%C3%A9"] },
        { eventType: "instantsearch", payload: {} },
        { ...event, eventType: "click", objectIDs: ["p1"], positions: [1, 2] },
        { ...event, eventType: "click", objectIDs: ["p1"], positions: [-1] },
        { ...event, eventType: "click", objectIDs: [] },
        { ...event, eventType: "click", objectIDs: ["p1"], userToken: undefined },
        { ...event, eventType: "click", objectIDs: ["p1"], authenticatedUserToken: "ann", timestamp: undefined },
      ],
    },
    clock,
  );
  const common = { time: 1_700_000_000_000, user: "t1", index: "products" };
  assert.deepEqual(parsed.events, [
    { ...common, type: "click", answer: queryID, product: "p1", position: 1 },
    { ...common, type: "click", answer: queryID, product: "p2", position: 4 },
    { ...common, type: "impression", products: ["p1"] },
    { ...common, type: "view", product: "p1" },
    { ...common, type: "add_to_cart", answer: queryID, product: "p1", quantity: 2 },
    { ...common, type: "purchase", order: "t1@1700000000000", lines: [{ product: "p1", quantity: 2, price: 3.5, currency: "USD" }] },
    { ...common, type: "add_to_cart", product: "p9", quantity: 1 },
    { ...common, type: "refinement", field: "brand", value: "Café", on: true },
    { type: "identify", time: 7000, user: "ann", anonymous: "t1" },
    { type: "click", time: 7000, user: "ann", product: "p1", index: "products" },
  ]);
  assert.deepEqual(parsed.ignored, [7]);
  assert.deepEqual(
    parsed.rejected.map(({ index, field }) => [index, field]),
    [
      [8, "events[8].positions"],
      [9, "events[9].positions[0]"],
      [10, "events[10].objectIDs"],
      [11, "events[11].userToken"],
    ],
  );
});

test("CSV: needed columns in any order, seconds, milliseconds or ISO, types in the words of published sets", () => {
  const read = csvEventReader(["\ufeffitem_id", "User_ID", "timestamp", "event_type"]);
  assert.deepEqual(read(["p1", "u1", "1700000000", ""]), { type: "view", time: 1_700_000_000_000, user: "u1", product: "p1" });
  assert.deepEqual(read(["p1", "u1", "2023-11-14T22:13:20Z", "addtocart"]), {
    type: "add_to_cart",
    time: 1_700_000_000_000,
    user: "u1",
    product: "p1",
    quantity: 1,
  });
  assert.equal(csvEventReader(["asin", "user_id", "timestamp"], { item_id: "asin" })(["p1", "u1", "5"]).type, "view");
  const field = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      return isAisleError(error) ? `${error.code} ${String(error.details["field"])}` : String(error);
    }
    return undefined;
  };
  assert.equal(
    field(() => csvEventReader(["user_id", "timestamp"])),
    "bad_file item_id",
  );
  assert.equal(
    field(() => read(["", "u1", "5", "view"])),
    "bad_event item_id",
  );
  assert.equal(
    field(() => read(["p1", "", "5", "view"])),
    "bad_event user_id",
  );
  assert.equal(
    field(() => read(["p1", "u1", "soon", "view"])),
    "bad_event timestamp",
  );
  assert.equal(
    field(() => read(["p1", "u1", "5", "dance"])),
    "bad_event event_type",
  );
  assert.equal(
    field(() => read(["p1"])),
    "bad_event timestamp",
  );
});

test("whatever comes in, every parser answers; one bad event takes no other with it", () => {
  const word = fc.oneof(
    fc.constantFrom(
      "events",
      "queries",
      "batch",
      "name",
      "params",
      "items",
      "item_id",
      "type",
      "event",
      "track",
      "Product Viewed",
      "view_item",
      "click",
      "userId",
      "client_id",
    ),
    fc.constantFrom(
      "properties",
      "products",
      "eventType",
      "objectIDs",
      "positions",
      "userToken",
      "action_name",
      "object_id",
      "timestamp",
      "objectData",
      "filters",
      "purchase",
    ),
  );
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: "medium" },
      word,
      fc.anything(),
      fc.array(tie("node"), { maxLength: 4 }),
      fc.dictionary(word, tie("node"), { maxKeys: 6 }),
    ),
  })).node;
  fc.assert(
    fc.property(tree, (input) => {
      for (const parse of [parseUbi, parseGa4, parseSegment, parseAlgoliaInsights]) {
        const { events, rejected } = parse(input, clock);
        assert.ok(Array.isArray(events) && rejected.every(({ reason, field }) => reason !== "" && field !== ""));
      }
    }),
    { numRuns: 500 },
  );
  // An object that cannot become text.
  const bare = { filters: [Object.create(null) as unknown], eventType: "click" };
  assert.deepEqual(
    parseAlgoliaInsights([bare], clock).rejected.map(({ field }) => field),
    ["events[0].filters[0]"],
  );
  const good = { eventType: "click", objectIDs: ["p"], userToken: "u" };
  fc.assert(
    fc.property(fc.array(fc.anything(), { maxLength: 5 }), (bad) => {
      const parsed = parseAlgoliaInsights({ events: [good, ...bad, good] }, clock);
      assert.equal(parsed.events.filter((event) => event.type === "click" && event.user === "u").length, 2);
    }),
  );
});

test("Segment: times of a clock that is off are put right by sentAt, of the call or its batch", () => {
  const clock = () => Date.UTC(2026, 0, 1, 12);
  const view = {
    type: "track",
    event: "Product Viewed",
    userId: "ann",
    properties: { product_id: "p" },
    timestamp: "2026-01-01T14:00:00Z",
  };
  const times = (input: unknown) => parseSegment(input, { clock }).events.map(({ time }) => new Date(time).toISOString());
  assert.deepEqual(times({ ...view, sentAt: "2026-01-01T14:30:00Z" }), ["2026-01-01T11:30:00.000Z"]);
  assert.deepEqual(times({ batch: [view, { ...view, sentAt: "2026-01-01T12:00:01Z" }], sentAt: "2026-01-01T14:30:00Z" }), [
    "2026-01-01T11:30:00.000Z",
    "2026-01-01T14:00:00.000Z",
  ]);
});
