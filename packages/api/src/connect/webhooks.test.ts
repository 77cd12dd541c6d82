import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import type { ShopEvent } from "@aisle/core/event";
import { fakeShop } from "../testing/fake-shop.ts";
import { Applier } from "./applier.ts";
import * as medusa from "./fixtures/medusa.ts";
import * as shopify from "./fixtures/shopify.ts";
import { volatileMemory } from "./memory.ts";
import { createWebhooks } from "./webhooks.ts";
import type { MedusaHooks, ShopifyHooks } from "./webhooks.ts";

const secret = "shared-secret";

function connected(more: { shopify?: Partial<ShopifyHooks>; medusa?: Partial<MedusaHooks> } = {}) {
  const shop = fakeShop();
  shop.now = Date.parse("2025-11-01T00:00:00Z");
  const memory = volatileMemory();
  // A log takes its time, so that messages overlap.
  const ingest = async (events: readonly ShopEvent[]) => {
    await new Promise((resolve) => setImmediate(resolve));
    return shop.ingest(events);
  };
  const applier = new Applier({
    memory,
    product: (id) => shop.engine.product(id),
    ingest,
    clock: shop.clock,
  });
  const hooks = createWebhooks({
    shop,
    applier,
    shopify: { secret, shop: "alba.myshopify.com", listing: () => ({ currency: "EUR" }), ...more.shopify },
    medusa: { secret, listing: () => ({ currency: "EUR" }), ...more.medusa },
  });
  const send = async (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) => {
    const response = await hooks.fetch(new Request(`http://shop.test${path}`, { method: "POST", body, headers }));
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown> & { code?: string; details: Record<string, unknown> },
    };
  };
  let delivery = 0;
  return {
    shop,
    applier,
    send,
    types: () => shop.events.map((event: ShopEvent) => event.type),
    shopify: (topic: string, payload: unknown, headers: Record<string, string> = {}) => {
      const body = typeof payload === "string" ? payload : JSON.stringify(payload);
      const signature = createHmac("sha256", secret).update(body).digest("base64");
      return send(`/connect/shopify/${topic}`, body, {
        "x-shopify-hmac-sha256": signature,
        "x-shopify-shop-domain": "alba.myshopify.com",
        "x-shopify-webhook-id": `hook-${++delivery}`,
        ...headers,
      });
    },
    medusa: (name: string, data: unknown, headers: Record<string, string> = {}) => {
      const body = JSON.stringify({ name, data });
      return send("/connect/medusa", body, {
        "x-aisle-signature": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
        ...headers,
      });
    },
  };
}

test("a message counts only with the signature of its very bytes", async () => {
  const { send, shop } = connected();
  const body = JSON.stringify(shopify.product);
  const good = createHmac("sha256", secret).update(body).digest("base64");
  const path = "/connect/shopify/products/create";
  for (const signature of ["", "no base64 §", good.slice(0, -4), createHmac("sha256", "other").update(body).digest("base64")]) {
    const { status, body: answer } = await send(path, body, { "x-shopify-hmac-sha256": signature });
    assert.deepEqual([status, answer.code], [401, "unauthorized"], signature);
  }
  assert.equal((await send(path, body, {})).status, 401);
  assert.equal((await send(path, `${body} `, { "x-shopify-hmac-sha256": good })).status, 401);
  assert.equal((await send("/connect/medusa", body, { "x-aisle-signature": `sha256=${"0".repeat(64)}` })).status, 401);
  assert.equal(shop.events.length, 0);
  assert.equal((await send(path, body, { "x-shopify-hmac-sha256": good })).status, 200);
  assert.equal(
    (await send(path, body, { "x-shopify-hmac-sha256": good, "x-shopify-shop-domain": "other.myshopify.com" })).body.code,
    "forbidden",
  );
});

test("wrong paths, topics and bodies are coded errors", async () => {
  const { shopify: send, send: raw, medusa: forward, shop } = connected();
  assert.equal((await send("carts/create", {})).body.code, "not_found");
  assert.equal((await send("constructor", {})).body.code, "not_found");
  assert.equal((await raw("/connect/etsy/orders", "{}", {})).body.code, "not_found");
  assert.equal((await forward("region.created", {})).body.code, "not_found");
  assert.equal((await send("products/create", "{")).body.code, "bad_request");
  assert.equal((await send("products/create", "[".repeat(100))).body.code, "limit_exceeded");
  const nameless = await send("products/create", { ...shopify.product, title: "" });
  assert.deepEqual([nameless.status, nameless.body.code, nameless.body.details["field"]], [400, "bad_request", "title"]);
  const idOnly = await forward("product.updated", { id: "prod_1" });
  assert.deepEqual([idOnly.status, idOnly.body.details["field"]], [400, "data"]);
  const invalid = new Uint8Array([0xff, 0xfe]);
  const signature = createHmac("sha256", secret).update(invalid).digest("base64");
  assert.equal((await raw("/connect/shopify/products/create", invalid, { "x-shopify-hmac-sha256": signature })).body.code, "bad_request");
  assert.equal(shop.events.length, 0);
});

test("Shopify products: created once, changed where they differ, older states and redeliveries change nothing", async () => {
  const { shopify: send, shop, types } = connected();
  const first = { "x-shopify-webhook-id": "w1" };
  assert.deepEqual((await send("products/create", shopify.product, first)).body["accepted"], 2);
  assert.equal(shop.events[0]!.id, "shopify:w1:0");
  assert.deepEqual((await send("products/create", shopify.product, first)).body["accepted"], 0);
  const [red, blue] = shopify.product.variants;
  const cheaper = { ...shopify.product, updated_at: "2025-10-03T00:00:00Z", variants: [{ ...red, price: "69.90" }, blue] };
  assert.equal((await send("products/update", cheaper)).body["accepted"], 1);
  assert.deepEqual(types(), ["product", "product", "offers"]);
  assert.match(String((await send("products/create", shopify.product, first)).body["ignored"]), /newer state/);
  const one = { ...cheaper, updated_at: "2025-10-04T00:00:00Z", variants: [cheaper.variants[0]], variant_gids: undefined };
  await send("products/update", one);
  assert.deepEqual(shop.events.at(-1), {
    type: "product_removed",
    id: shop.events.at(-1)!.id,
    time: Date.parse("2025-10-04T00:00:00Z"),
    product: "4310000000012",
  });
  await send("products/update", { ...one, updated_at: "2025-10-05T00:00:00Z", status: "draft" });
  assert.equal(shop.engine.product("4310000000011"), undefined);
  await send("products/update", { ...one, updated_at: "2025-10-06T00:00:00Z" });
  await send("products/delete", shopify.deletion);
  assert.deepEqual(types().slice(3), ["product_removed", "product_removed", "product", "product_removed"]);
  assert.equal(
    (await send("products/update", { ...one, updated_at: "2025-10-07T00:00:00Z" })).body["accepted"],
    0,
    "from before the deletion",
  );
  assert.equal((await send("products/delete", { id: 1 })).body["ignored"], "the product is not known");
});

test("a variant that cannot be read is not taken for one that is gone", async () => {
  const { shopify: send, shop } = connected();
  await send("products/create", shopify.product);
  const [red, blue] = shopify.product.variants;
  const answer = await send("products/update", {
    ...shopify.product,
    updated_at: "2025-10-09T00:00:00Z",
    variants: [red, { ...blue, price: "?" }],
  });
  assert.equal(answer.status, 200);
  assert.equal((answer.body["rejected"] as unknown[]).length, 1);
  assert.equal(shop.engine.product("4310000000012")?.id, "4310000000012");
});

test("Shopify orders: any number of messages about an order tell each thing once", async () => {
  const { shopify: send, types } = connected();
  for (const topic of ["orders/create", "orders/paid", "orders/updated", "orders/create"]) await send(topic, shopify.order);
  assert.deepEqual(types(), ["identify", "purchase"]);
  await send("refunds/create", shopify.refund);
  await send("refunds/create", shopify.refund);
  await send("orders/updated", { ...shopify.order, refunds: [shopify.refund] });
  assert.deepEqual(types(), ["identify", "purchase", "return"]);
  const cancelled = { ...shopify.cancelledOrder, refunds: [shopify.refund] };
  await send("orders/cancelled", cancelled);
  const late = { ...shopify.refund, id: 9310000000002 };
  await send("refunds/create", late);
  const answer = await send("orders/cancelled", { ...cancelled, refunds: [shopify.refund, late] });
  assert.deepEqual([answer.body["accepted"], types()], [0, ["identify", "purchase", "return", "cancel"]]);
});

test("Shopify: a refund of an order nobody told of is looked up, or left to orders/updated", async () => {
  const without = connected();
  assert.match(String((await without.shopify("refunds/create", shopify.refund)).body["ignored"]), /buyer/);
  const asked: string[] = [];
  const order = async (id: string) => (asked.push(id), { ...shopify.order, refunds: [shopify.refund] });
  const { shopify: send, types } = connected({ shopify: { order } });
  await send("refunds/create", shopify.refund);
  assert.deepEqual([asked, types()], [["5610000000001"], ["identify", "purchase", "return"]]);
});

test("Shopify inventory: the heard location counts, or all of them where the API tells; old news changes nothing", async () => {
  const { shopify: send, shop } = connected();
  const offer = () => shop.engine.product("4310000000011")!.offers[0]!;
  assert.match(String((await send("inventory_levels/update", shopify.inventoryLevel)).body["ignored"]), /no product/);
  await send("products/create", shopify.product);
  await send("inventory_levels/update", shopify.inventoryLevel);
  assert.deepEqual([offer().stock, offer().stores], [4, { "111": 4 }]);
  await send("inventory_levels/update", { ...shopify.inventoryLevel, location_id: 222, available: 3 });
  assert.deepEqual([offer().stock, offer().stores], [7, { "111": 4, "222": 3 }]);
  await send("inventory_levels/update", { ...shopify.inventoryLevel, available: 9, updated_at: "2025-10-05T00:00:00Z" });
  assert.equal(offer().stock, 7);
  assert.match(String((await send("inventory_levels/update", { ...shopify.inventoryLevel, available: null })).body["ignored"]), /track/);
  // A listing with the same total keeps the locations.
  const [red, blue] = shopify.product.variants;
  await send("products/update", {
    ...shopify.product,
    updated_at: "2025-10-08T00:00:00Z",
    variants: [{ ...red, inventory_quantity: 7 }, blue],
  });
  assert.deepEqual(offer().stores, { "111": 4, "222": 3 });
  const whole = connected({ shopify: { levels: async () => ({ "111": 0, "222": 0 }) } });
  await whole.shopify("products/create", shopify.product);
  await whole.shopify("inventory_levels/update", shopify.inventoryLevel);
  const gone = whole.shop.engine.product("4310000000011")!.offers[0]!;
  assert.deepEqual([gone.availability, gone.stock], ["out_of_stock", 0]);
  await whole.shopify("inventory_levels/update", { ...shopify.inventoryLevel, inventory_item_id: 4510000000012 });
  assert.equal(whole.shop.engine.product("4310000000012")!.offers[0]!.availability, "backorder");
});

test("Shopify asks to forget a customer: one erasure", async () => {
  const { shopify: send, shop, applier } = connected();
  await send("orders/create", shopify.order);
  assert.equal(applier.buyer("shopify", "5610000000001")?.user, "6710000000001");
  await send("customers/redact", shopify.customerRedact);
  await send("customers/redact", shopify.customerRedact);
  assert.deepEqual(shop.events.slice(2), [{ type: "erase", id: "shopify:redact:6710000000001", time: shop.now, user: "6710000000001" }]);
  assert.equal(applier.buyer("shopify", "5610000000001"), undefined);
});

test("Medusa: whole entities, ids that are looked up, returns with their order", async () => {
  const {
    medusa: send,
    types,
    shop,
  } = connected({ medusa: { product: async () => medusa.product, order: async () => medusa.canceledOrder } });
  assert.equal((await send("product.created", { id: medusa.product.id })).body["accepted"], 1);
  assert.equal((await send("product.updated", medusa.product)).body["accepted"], 0);
  await send("order.placed", medusa.order);
  await send("order.placed", medusa.order);
  await send("order.return_received", { ...medusa.receivedReturn, order: medusa.order });
  assert.deepEqual(types(), ["product", "purchase", "return"]);
  await send("order.canceled", { id: medusa.order.id });
  await send("product.deleted", { id: medusa.product.id });
  await send("product.deleted", { id: medusa.product.id });
  assert.deepEqual(types().slice(3), ["cancel", "product_removed"]);
  assert.equal(shop.engine.product("variant_01M"), undefined);
});

test("a write that fails is told, and the next delivery makes up for it", async () => {
  const { shopify: send, shop, types } = connected();
  shop.failures.push(new Error("disk"));
  assert.equal((await send("orders/create", shopify.order)).status, 500);
  assert.equal((await send("orders/create", shopify.order)).body["accepted"], 2);
  assert.deepEqual(types(), ["identify", "purchase"]);
});

test("messages in any sequence and number leave the newest product and each event once", async () => {
  const states = [1, 2, 3, 4].map((day) => ({
    ...shopify.product,
    updated_at: `2025-10-0${day}T00:00:00Z`,
    variants: shopify.product.variants.map((variant) => ({ ...variant, price: `${day}0.00`, compare_at_price: null })),
  }));
  const orders = [shopify.order, { ...shopify.order, refunds: [shopify.refund] }];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 12 }), async (sequence) => {
      const { shopify: send, shop } = connected();
      await Promise.all(
        sequence.map((n) =>
          n < 4 ? send("products/update", states[n], { "x-shopify-webhook-id": `s${n}` }) : send("orders/updated", orders[n - 4]),
        ),
      );
      const newest = Math.max(-1, ...sequence.filter((n) => n < 4));
      assert.equal(shop.engine.product("4310000000011")?.offers[0]!.price, newest < 0 ? undefined : (newest + 1) * 10);
      const count = (type: string) => shop.events.filter((event) => event.type === type).length;
      assert.equal(count("purchase"), sequence.some((n) => n >= 4) ? 1 : 0);
      assert.equal(count("return"), sequence.includes(5) ? 1 : 0);
    }),
    { numRuns: 60 },
  );
});
