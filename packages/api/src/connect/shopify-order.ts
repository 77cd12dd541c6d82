/** Shopify's order and refund (REST Admin and webhooks) as an order of ours. Test orders and drafts are none. */
import { amount, badField, currency, id, maybeId, maybeRecord, record, records, text, time } from "./fields.ts";
import type { Source } from "./fields.ts";
import { buyer, clientIdAttribute } from "./order.ts";
import type { PlatformLine, PlatformOrder, TakenBack } from "./order.ts";

const cents = 10_000;

/** What one piece of a line cost after its discounts. */
function priceOf(line: Source, quantity: number): number | undefined {
  const price = amount(line["price"]);
  if (price === undefined) return undefined;
  const discounts = Array.isArray(line["discount_allocations"]) ? line["discount_allocations"] : [];
  const off = discounts.reduce((sum: number, one: unknown) => sum + (amount(maybeRecord(one)?.["amount"]) ?? 0), 0);
  return Math.max(0, Math.round((price - (quantity > 0 ? off / quantity : 0)) * cents) / cents);
}

function lineOf(line: Source, field: string): PlatformLine {
  const quantity = amount(line["quantity"]);
  if (quantity === undefined) throw badField(`${field}.quantity`, "must be a number");
  return { id: id(line["id"], `${field}.id`), product: maybeId(line["variant_id"]), quantity, price: priceOf(line, quantity) };
}

/** The note of a refund is free text about a person and stays behind. One refund becomes two where part of it came back and part did not. */
function refundsOf(refund: Source, field: string, fallback: number): readonly TakenBack[] {
  const refundId = id(refund["id"], `${field}.id`);
  const at = time(refund, "processed_at", "created_at") ?? fallback;
  const lines = records(refund["refund_line_items"], `${field}.refund_line_items`).map((line, i) => ({
    type: line["restock_type"] === "return" ? ("return" as const) : ("refund" as const),
    line: id(line["line_item_id"], `${field}.refund_line_items[${i}].line_item_id`),
    quantity: amount(line["quantity"]) ?? 0,
  }));
  return (["refund", "return"] as const).flatMap((type) => {
    const own = lines.filter((line) => line.type === type);
    return own.length === 0 ? [] : [{ id: refundId, type, time: at, lines: own }];
  });
}

function clientOf(order: Source): string | undefined {
  const notes = Array.isArray(order["note_attributes"]) ? order["note_attributes"] : [];
  const note = notes.map(maybeRecord).find((one) => one?.["name"] === clientIdAttribute);
  return maybeId(note?.["value"]);
}

/** The order of an orders/… message; undefined for a test order. */
export function shopifyOrder(input: unknown): PlatformOrder | undefined {
  const order = record(input, "order");
  const orderId = id(order["id"], "id");
  if (order["test"] === true) return undefined;
  const at = time(order, "processed_at", "created_at");
  if (at === undefined) throw badField("created_at", "must be a time");
  if (!Array.isArray(order["line_items"])) throw badField("line_items", "must be a list");
  const cancelled = time(order, "cancelled_at");
  return {
    platform: "shopify",
    id: orderId,
    ...buyer("shopify", orderId, maybeId(maybeRecord(order["customer"])?.["id"]), clientOf(order)),
    currency: currency(order["currency"]),
    time: at,
    lines: records(order["line_items"], "line_items").map((line, i) => lineOf(line, `line_items[${i}]`)),
    ...(cancelled === undefined ? {} : { cancelled: { time: cancelled, reason: text(order["cancel_reason"]) } }),
    takenBack: records(order["refunds"], "refunds").flatMap((refund, i) => refundsOf(refund, `refunds[${i}]`, cancelled ?? at)),
  };
}

/** A refunds/create message names its order and not its buyer: the order with this refund alone, once the buyer is known. */
export function shopifyRefund(input: unknown): {
  readonly order: string;
  with(buyer: { user: string; currency?: string | undefined }): PlatformOrder;
} {
  const refund = record(input, "refund");
  const order = id(refund["order_id"], "order_id");
  const at = time(refund, "processed_at", "created_at");
  if (at === undefined) throw badField("created_at", "must be a time");
  const takenBack = refundsOf(refund, "refund", at);
  const lines = records(refund["refund_line_items"], "refund_line_items").flatMap((entry, i) => {
    const line = maybeRecord(entry["line_item"]);
    return line === undefined
      ? []
      : [{ ...lineOf(line, `refund_line_items[${i}].line_item`), id: id(entry["line_item_id"], `refund_line_items[${i}].line_item_id`) }];
  });
  return {
    order,
    with: ({ user, currency: code }) => ({ platform: "shopify", id: order, user, currency: code, time: at, lines, takenBack }),
  };
}
