import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isAisleError } from "@aisle/core/base";
import { parseExact } from "./fields.ts";
import * as medusa from "./fixtures/medusa.ts";
import * as shopify from "./fixtures/shopify.ts";
import { medusaOrder } from "./medusa-order.ts";
import { medusaListing } from "./medusa-product.ts";
import { orderEvents } from "./order.ts";
import { shopifyOrder, shopifyRefund } from "./shopify-order.ts";
import { shopifyListing } from "./shopify-product.ts";

const options = { currency: "EUR", storefront: "https://alba.example/" };
const badRequest = (field: string) => (error: unknown) => isAisleError(error, "bad_request") && error.details["field"] === field;

test("a Shopify product is one product a variant", () => {
  const listing = shopifyListing(shopify.product, options);
  assert.equal(listing.item, "7810000000001");
  assert.equal(listing.version, Date.parse("2025-10-02T14:15:00Z"));
  assert.deepEqual(listing.refused, []);
  assert.deepEqual(listing.products[0], {
    id: "4310000000011",
    groupId: "7810000000001",
    title: "Trail Runner",
    description: "Light shoe for stony paths.\nMesh & rubber",
    brand: "Alba",
    link: "https://alba.example/products/trail-runner?variant=4310000000011",
    images: ["https://cdn.example/red.jpg", "https://cdn.example/a.jpg"],
    categories: [
      ["Shoes", "Running"],
      ["Apparel & Accessories", "Shoes"],
    ],
    gtin: "4006381333931",
    offers: [{ currency: "EUR", price: 99.9, salePrice: 79.9, availability: "in_stock", stock: 12 }],
    attributes: { color: "Red", size: "38", sku: "TR-RED-38", tags: ["trail", "summer"] },
  });
  const second = listing.products[1]!;
  assert.deepEqual(second.offers, [{ currency: "EUR", price: 89.9, availability: "backorder" }]);
  assert.deepEqual(second.images, ["https://cdn.example/a.jpg"]);
  assert.deepEqual(listing.stock, [
    { id: "4510000000011", product: "4310000000011", backorder: false },
    { id: "4510000000012", product: "4310000000012", backorder: true },
  ]);
});

test("Shopify: no stock kept, sold out, the only variant, drafts", () => {
  const [red, blue] = shopify.product.variants;
  const offer = (variant: object) => shopifyListing({ ...shopify.product, variants: [variant] }).products[0]!.offers[0]!;
  assert.deepEqual(offer({ ...red, inventory_management: null }), { price: 99.9, salePrice: 79.9, availability: "in_stock" });
  assert.deepEqual(offer({ ...red, inventory_quantity: 0 }), { price: 99.9, salePrice: 79.9, availability: "out_of_stock", stock: 0 });
  assert.deepEqual(offer({ ...blue, inventory_quantity: 2 }), { price: 89.9, availability: "in_stock", stock: 2 });
  const single = shopifyListing({
    ...shopify.product,
    tags: "",
    options: [{ name: "Title" }],
    variants: [{ ...red, option1: "Default Title", option2: null }],
  });
  assert.deepEqual(single.products[0]!.attributes, { sku: "TR-RED-38" });
  for (const hidden of [{ status: "draft" }, { status: "archived" }, { published_at: null }])
    assert.deepEqual(shopifyListing({ ...shopify.product, ...hidden }).products, []);
  // More variants than the message holds.
  assert.equal(shopifyListing({ ...shopify.product, variants: [red] }).complete, false);
});

test("Shopify: a variant that is no product is refused in the platform's words, the others count", () => {
  const [red, blue] = shopify.product.variants;
  const listing = shopifyListing({ ...shopify.product, variants: [red, { ...blue, price: "free" }] });
  assert.equal(listing.products.length, 1);
  assert.deepEqual(listing.refused, [
    { field: "variants[1].price", code: "bad_row", message: 'variants[1].price: must be a price, is "free"' },
  ]);
  assert.throws(() => shopifyListing({ ...shopify.product, id: undefined }), badRequest("id"));
  assert.throws(() => shopifyListing({ ...shopify.product, variants: null }), badRequest("variants"));
  assert.throws(() => shopifyListing({ ...shopify.product, updated_at: "soon", created_at: null }), badRequest("updated_at"));
  assert.throws(() => shopifyListing([]), badRequest("product"));
});

test("a Shopify order is a purchase without a name, an address or an e-mail", () => {
  const { events } = orderEvents(shopifyOrder(shopify.order)!);
  assert.deepEqual(events, [
    { type: "identify", id: "shopify:identify:5610000000001", time: 1_759_496_405_000, user: "6710000000001", anonymous: "anon-77" },
    {
      type: "purchase",
      id: "shopify:order:5610000000001",
      time: 1_759_496_405_000,
      user: "6710000000001",
      order: "5610000000001",
      // 79.90 less a third of the discount of 9.00.
      lines: [{ product: "4310000000011", quantity: 3, price: 76.9, currency: "EUR" }],
    },
  ]);
  const stored = JSON.stringify(orderEvents(shopifyOrder({ ...shopify.cancelledOrder, refunds: [shopify.refund] })!));
  for (const personal of ["shop.example", "Ines", "Invented", "10115", "203.0.113", "+49", "too small"])
    assert.equal(stored.includes(personal), false, personal);
});

test("Shopify: the buyer is the customer, else the storefront's client, else unknown", () => {
  const user = (change: object) => shopifyOrder({ ...shopify.order, ...change })!;
  assert.equal(user({}).user, "6710000000001");
  assert.deepEqual([user({ customer: null }).user, user({ customer: null }).anonymous], ["anon-77", undefined]);
  assert.equal(user({ customer: null, note_attributes: [] }).user, "shopify-guest-5610000000001");
  assert.equal(shopifyOrder({ ...shopify.order, test: true }), undefined);
});

test("Shopify: what is cancelled is what was not refunded before", () => {
  const order = shopifyOrder({ ...shopify.cancelledOrder, note_attributes: [], refunds: [shopify.refund] })!;
  const told = orderEvents(order).events.map((event) => [
    event.type,
    event.id,
    "lines" in event ? event.lines.map((line) => line.quantity) : [],
  ]);
  assert.deepEqual(told, [
    ["purchase", "shopify:order:5610000000001", [3]],
    ["return", "shopify:return:9310000000001", [1]],
    ["cancel", "shopify:cancel:5610000000001", [2]],
  ]);
  const all = {
    ...shopify.refund,
    refund_line_items: [{ ...shopify.refund.refund_line_items[0]!, quantity: 99, restock_type: "no_restock" }],
  };
  const refunded = orderEvents(shopifyOrder({ ...shopify.cancelledOrder, note_attributes: [], refunds: [all] })!).events;
  assert.deepEqual(
    refunded.map((event) => event.type),
    ["purchase", "refund"],
  );
  const alone = shopifyRefund(shopify.refund);
  assert.equal(alone.order, "5610000000001");
  assert.equal(orderEvents(alone.with({ user: "6710000000001" })).events[1]!.id, "shopify:return:9310000000001");
});

test("a Medusa product is one product a variant, with an offer a currency and region", () => {
  const listing = medusaListing(medusa.product, options);
  const stock = { availability: "in_stock", stock: 7, stores: { sloc_a: 3, sloc_b: 4 } };
  assert.deepEqual(listing.products, [
    {
      id: "variant_01M",
      groupId: "prod_01INVENTED0001",
      title: "Wool Jumper",
      description: "Warm\nKnitted from merino.",
      link: "https://alba.example/products/wool-jumper",
      images: ["https://cdn.example/jumper.jpg", "https://cdn.example/front.jpg", "https://cdn.example/back.jpg"],
      categories: [["Clothes", "Jumpers"]],
      gtin: "4006381333931",
      offers: [
        { currency: "EUR", price: 49.5, salePrice: 39.5, ...stock },
        { market: "USD", currency: "USD", price: 60, ...stock },
        { market: "reg_at", currency: "EUR", price: 52, ...stock },
      ],
      attributes: { size: "M", material: "wool", sku: "WJ-M", tags: ["merino"], collection: "Winter", type: "Knitwear", weight: 300 },
    },
  ]);
  assert.deepEqual(medusaListing({ ...medusa.product, status: "draft" }).products, []);
  assert.deepEqual(medusaListing({ ...medusa.product, deleted_at: "2025-10-05T00:00:00Z" }).products, []);
});

test("Medusa: calculated prices of the Store API, backorders, stock that nobody counts", () => {
  const [variant] = medusa.product.variants;
  const offers = (change: object) =>
    medusaListing({ ...medusa.product, variants: [{ ...variant, inventory_items: undefined, prices: undefined, ...change }] }).products[0]!
      .offers;
  const calculated_price = { calculated_amount: 20, original_amount: 25, currency_code: "eur" };
  assert.deepEqual(offers({ calculated_price, inventory_quantity: 3 }), [
    { currency: "EUR", price: 25, salePrice: 20, availability: "in_stock", stock: 3 },
  ]);
  assert.deepEqual(offers({ inventory_quantity: 0, allow_backorder: true }), [{ availability: "backorder" }]);
  assert.deepEqual(offers({ inventory_quantity: 0 }), [{ availability: "out_of_stock", stock: 0 }]);
  assert.deepEqual(offers({ inventory_quantity: 0, manage_inventory: false }), [{ availability: "in_stock" }]);
});

test("Medusa: orders, received returns, refunds in full, cancellations", () => {
  const told = (order: object) =>
    orderEvents(medusaOrder(order)!).events.map((event) => [
      event.type,
      event.id,
      "lines" in event ? event.lines.map((line) => line.quantity) : [],
    ]);
  const purchase = ["purchase", "medusa:order:order_01INVENTED0001", [2]];
  assert.deepEqual(orderEvents(medusaOrder(medusa.order)!).events, [
    {
      type: "purchase",
      id: "medusa:order:order_01INVENTED0001",
      time: Date.parse("2025-10-03T13:00:00Z"),
      user: "cus_01INVENTED",
      order: "order_01INVENTED0001",
      lines: [{ product: "variant_01M", quantity: 2, price: 37.5, currency: "EUR" }],
    },
  ]);
  assert.deepEqual(told({ ...medusa.order, returns: [{ ...medusa.receivedReturn, status: "requested" }] }), [purchase]);
  assert.deepEqual(told({ ...medusa.paidBack, returns: [medusa.receivedReturn] }), [
    purchase,
    ["return", "medusa:return:return_01", [1]],
    ["refund", "medusa:refund:order_01INVENTED0001", [1]],
  ]);
  assert.deepEqual(told(medusa.canceledOrder), [purchase, ["cancel", "medusa:cancel:order_01INVENTED0001", [2]]]);
  assert.equal(medusaOrder({ ...medusa.order, is_draft_order: true }), undefined);
  // Big numbers come as records.
  assert.deepEqual(told({ ...medusa.order, items: [{ ...medusa.order.items[0], quantity: { value: "2", precision: 20 } }] }), [purchase]);
});

test("ids beyond 2^53 stay what they are", () => {
  assert.deepEqual(parseExact(`{"id": 820982911946154508, "n": 12, "x": 1.5}`, 8), { id: "820982911946154508", n: 12, x: 1.5 });
  assert.throws(() => parseExact('{"id": 820982911946154508,}', 8), badRequestCode);
});

const badRequestCode = (error: unknown) => isAisleError(error, "bad_request");

/** A payload with values replaced or removed at random places. */
function damaged(payload: unknown): fc.Arbitrary<unknown> {
  const odd = fc.oneof(
    fc.constant(null),
    fc.constant(undefined),
    fc.jsonValue({ maxDepth: 1 }),
    fc.constant("NaN"),
    fc.constant(-1),
    fc.constant([[]]),
    fc.string({ maxLength: 5 }),
  );
  return fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 4 }).map((changes) => {
    const copy = structuredClone(payload);
    for (const [at, value] of changes) {
      const places: (() => void)[] = [];
      const visit = (node: unknown) => {
        if (typeof node !== "object" || node === null) return;
        for (const key of Object.keys(node)) {
          places.push(() => ((node as Record<string, unknown>)[key] = structuredClone(value)));
          visit((node as Record<string, unknown>)[key]);
        }
      };
      visit(copy);
      if (places.length > 0) places[at % places.length]!();
    }
    return copy;
  });
}

test("whatever is damaged in a payload, the answer is a mapping or a coded error", () => {
  const cases: readonly (readonly [unknown, (input: unknown) => unknown])[] = [
    [shopify.product, (input) => shopifyListing(input, options)],
    [medusa.product, (input) => medusaListing(input, options)],
    [{ ...shopify.cancelledOrder, refunds: [shopify.refund] }, (input) => ((order) => order && orderEvents(order))(shopifyOrder(input))],
    [shopify.refund, (input) => orderEvents(shopifyRefund(input).with({ user: "u" }))],
    [{ ...medusa.paidBack, returns: [medusa.receivedReturn] }, (input) => ((order) => order && orderEvents(order))(medusaOrder(input))],
  ];
  for (const [payload, map] of cases) {
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: damaged(payload) }, { weight: 1, arbitrary: fc.jsonValue() }), (input) => {
        try {
          map(input);
        } catch (error) {
          if (!isAisleError(error)) throw error;
          assert.equal(error.code, "bad_request");
        }
      }),
      { numRuns: 400 },
    );
  }
});
