/**
 * POST /connect/shopify/{topic} and POST /connect/medusa: messages of shop platforms. The signature is checked over the bytes of
 * the body before anything in it is read. A message of which nothing can be used is a coded error; one that tells nothing new is
 * answered with 200, so that the platform does not send it again.
 */
import { AisleError } from "@aisle/core/base";
import type { ShopEvent } from "@aisle/core/event";
import { answer } from "../http/answer.ts";
import { readBytes } from "../http/body.ts";
import { Gate } from "../http/call.ts";
import type { Call, Caller } from "../http/call.ts";
import type { Shop } from "../shop.ts";
import type { Applier, Outcome } from "./applier.ts";
import { amount, badField, id, maybeId, maybeRecord, parseExact, record, text, time } from "./fields.ts";
import type { Source } from "./fields.ts";
import type { ListingOptions } from "./listing.ts";
import { medusaOrder } from "./medusa-order.ts";
import { medusaListing } from "./medusa-product.ts";
import type { PlatformOrder } from "./order.ts";
import { base64Bytes, hexBytes, requireSignature } from "./signature.ts";
import { shopifyOrder, shopifyRefund } from "./shopify-order.ts";
import { shopifyListing } from "./shopify-product.ts";

export interface ShopifyHooks {
  /** Signs the messages. */
  readonly secret: string;
  /** `example.myshopify.com`: messages of another shop of the same app are refused. */
  readonly shop?: string | undefined;
  readonly listing: () => ListingOptions;
  /** Reads from the platform's API, where there is access to it. */
  readonly order?: ((id: string) => Promise<unknown>) | undefined;
  /** Pieces by location. */
  readonly levels?: ((inventoryItem: string) => Promise<Readonly<Record<string, number>>>) | undefined;
}

export interface MedusaHooks {
  readonly secret: string;
  readonly listing: () => ListingOptions;
  readonly product?: ((id: string) => Promise<unknown>) | undefined;
  readonly order?: ((id: string) => Promise<unknown>) | undefined;
}

export interface WebhookOptions {
  readonly shop: Shop;
  readonly applier: Applier;
  readonly shopify?: ShopifyHooks | undefined;
  readonly medusa?: MedusaHooks | undefined;
}

export interface Webhooks {
  fetch(request: Request, caller?: Caller): Promise<Response>;
}

const isTakenBack = (event: ShopEvent) => event.type === "refund" || event.type === "return";
const ignored = (why: string): Outcome => ({ accepted: 0, duplicates: 0, refused: [], ignored: why });
const deliveryId = /^[\w.:-]{1,128}$/;

type ShopifyTopic = (body: unknown, applier: Applier, hooks: ShopifyHooks, delivery: string | undefined) => Promise<Outcome>;

function orderOutcome(applier: Applier, order: PlatformOrder | undefined, why: string): Promise<Outcome> | Outcome {
  return order === undefined ? ignored(why) : applier.order(order);
}

const takeProduct: ShopifyTopic = async (body, applier, hooks, delivery) =>
  applier.listing("shopify", shopifyListing(body, hooks.listing()), delivery);

const takeOrder: ShopifyTopic = async (body, applier) => orderOutcome(applier, shopifyOrder(body), "a test order");

const takeRefund: ShopifyTopic = async (body, applier, hooks) => {
  const refund = shopifyRefund(body);
  const buyer = applier.buyer("shopify", refund.order);
  if (buyer) return applier.order(refund.with(buyer), isTakenBack);
  const order = await hooks.order?.(refund.order);
  if (order !== undefined) return orderOutcome(applier, shopifyOrder(order), "a test order");
  return ignored("the buyer of the order is not known; orders/updated tells of the refund too, as does API access");
};

const takeLevel: ShopifyTopic = async (body, applier, hooks, delivery) => {
  const level = record(body, "body");
  const item = id(level["inventory_item_id"], "inventory_item_id");
  const place = id(level["location_id"], "location_id");
  const at = time(level, "updated_at");
  if (at === undefined) throw badField("updated_at", "must be a time");
  const free = amount(level["available"]);
  // Null: the location does not count this item.
  if (free === undefined) return ignored("the location does not track the item");
  const all = await hooks.levels?.(item);
  return applier.stock("shopify", item, all ?? { [place]: free }, all !== undefined, at, delivery);
};

const shopifyTopics: Readonly<Record<string, ShopifyTopic>> = {
  "products/create": takeProduct,
  "products/update": takeProduct,
  "products/delete": async (body, applier, _, delivery) => applier.remove("shopify", id(record(body, "body")["id"], "id"), delivery),
  "orders/create": takeOrder,
  "orders/updated": takeOrder,
  "orders/paid": takeOrder,
  "orders/cancelled": takeOrder,
  "refunds/create": takeRefund,
  "inventory_levels/update": takeLevel,
  "customers/redact": async (body, applier) => {
    const customer = id(maybeRecord(record(body, "body")["customer"])?.["id"], "customer.id");
    return applier.erase(customer, `shopify:redact:${customer}`);
  },
};

type MedusaEvent = (data: Source, applier: Applier, hooks: MedusaHooks, delivery: string | undefined) => Promise<Outcome>;

async function fetched(kind: string, itemId: unknown, read: ((id: string) => Promise<unknown>) | undefined): Promise<unknown> {
  const wanted = id(itemId, "data.id");
  if (read === undefined)
    throw new AisleError(
      "bad_request",
      `data holds the id of the ${kind} alone; forward the whole ${kind}, or set connect.medusa.url and token`,
      {
        field: "data",
      },
    );
  return read(wanted);
}

const changeProduct: MedusaEvent = async (data, applier, hooks, delivery) => {
  const product = Array.isArray(data["variants"]) ? data : await fetched("product", data["product_id"] ?? data["id"], hooks.product);
  if (product === undefined) return ignored("the product is not there any more");
  return applier.listing("medusa", medusaListing(product, hooks.listing()), delivery);
};

const changeOrder: MedusaEvent = async (data, applier, hooks) => {
  const nested = maybeRecord(data["order"]);
  let order: unknown = Array.isArray(data["items"]) && data["order_id"] === undefined ? data : undefined;
  // A return comes with its order inside.
  if (order === undefined && nested !== undefined && Array.isArray(nested["items"]))
    order = Array.isArray(data["items"]) ? { ...nested, returns: [data] } : nested;
  order ??= await fetched("order", data["order_id"] ?? nested?.["id"] ?? data["id"], hooks.order);
  if (order === undefined) return ignored("the order is not there any more");
  return orderOutcome(applier, medusaOrder(order), "a draft order");
};

const medusaEvents: Readonly<Record<string, MedusaEvent>> = {
  "product.created": changeProduct,
  "product.updated": changeProduct,
  "product.deleted": async (data, applier, _, delivery) => applier.remove("medusa", id(data["id"], "data.id"), delivery),
  "product-variant.created": changeProduct,
  "product-variant.updated": changeProduct,
  "product-variant.deleted": changeProduct,
  "order.placed": changeOrder,
  "order.updated": changeOrder,
  "order.completed": changeOrder,
  "order.canceled": changeOrder,
  "order.return_received": changeOrder,
  "payment.refunded": changeOrder,
};

function unknownTopic(topic: string, known: Readonly<Record<string, unknown>>): AisleError {
  return new AisleError("not_found", `nothing is done for ${JSON.stringify(topic.slice(0, 80))}; known: ${Object.keys(known).join(", ")}`, {
    topic: topic.slice(0, 80),
  });
}

function answerOf(outcome: Outcome, shop: Shop): Response {
  const { accepted, duplicates, refused, ignored: why } = outcome;
  const first = refused[0];
  if (first !== undefined && outcome.unusable === true)
    throw new AisleError("bad_request", first.message, { field: first.field, rejected: refused.slice(0, 100) });
  const position = outcome.position ?? shop.engine.position;
  return answer(
    { accepted, duplicates, rejected: refused.slice(0, 100), position, ...(why === undefined ? {} : { ignored: why }) },
    { position },
  );
}

/** The endpoints of the connected platforms. */
export function createWebhooks(options: WebhookOptions): Webhooks {
  const { shop, applier, shopify, medusa } = options;
  const gate = new Gate(shop);
  const delivered = (request: Request, header: string) => {
    const given = request.headers.get(header);
    return given !== null && deliveryId.test(given) ? given : undefined;
  };
  const parsed = (bytes: Uint8Array) => {
    try {
      return parseExact(new TextDecoder("utf-8", { fatal: true }).decode(bytes), gate.limits.depth);
    } catch (cause) {
      throw cause instanceof TypeError ? new AisleError("bad_request", "the body is not UTF-8", {}, cause) : cause;
    }
  };

  async function shopifyMessage({ request, params }: Call): Promise<Response> {
    if (shopify === undefined) throw new AisleError("not_found", "Shopify is not connected: connect.shopify.secret is not set");
    const bytes = await readBytes(request, gate.limits.bodyBytes);
    await requireSignature(shopify.secret, bytes, base64Bytes(request.headers.get("x-shopify-hmac-sha256")));
    const from = request.headers.get("x-shopify-shop-domain");
    if (from !== null && shopify.shop !== undefined && from.toLowerCase() !== shopify.shop.toLowerCase())
      throw new AisleError("forbidden", "the message is of another shop than connect.shopify.shop");
    const topic = params["topic"] || (request.headers.get("x-shopify-topic") ?? "");
    const take = Object.hasOwn(shopifyTopics, topic) ? shopifyTopics[topic] : undefined;
    if (take === undefined) throw unknownTopic(topic, shopifyTopics);
    return answerOf(await take(parsed(bytes), applier, shopify, delivered(request, "x-shopify-webhook-id")), shop);
  }

  async function medusaMessage({ request }: Call): Promise<Response> {
    if (medusa === undefined) throw new AisleError("not_found", "Medusa is not connected: connect.medusa.secret is not set");
    const bytes = await readBytes(request, gate.limits.bodyBytes);
    await requireSignature(medusa.secret, bytes, hexBytes(request.headers.get("x-aisle-signature")));
    const message = record(parsed(bytes), "body");
    const name = text(message["name"]) ?? text(message["event"]) ?? "";
    const take = Object.hasOwn(medusaEvents, name) ? medusaEvents[name] : undefined;
    if (take === undefined) throw unknownTopic(name, medusaEvents);
    const data = record(message["data"], "data");
    const given = maybeId(message["id"]);
    return answerOf(await take(data, applier, medusa, given !== undefined && deliveryId.test(given) ? given : undefined), shop);
  }

  return {
    fetch(request, caller = {}) {
      const { pathname } = new URL(request.url);
      const [, platform, topic = ""] = /^\/connect\/(shopify|medusa)(?:\/([\w/.-]*))?$/.exec(pathname) ?? [];
      const handler =
        request.method !== "POST" ? undefined : platform === "shopify" ? shopifyMessage : platform === "medusa" ? medusaMessage : undefined;
      return gate.pass(
        {
          name: platform === undefined ? "none" : `connect.${platform}`,
          style: "own",
          handler: handler ?? (() => Promise.reject(new AisleError("not_found", "there is nothing at this path and method"))),
        },
        request,
        { topic },
        caller,
      );
    },
  };
}
