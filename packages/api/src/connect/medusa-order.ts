/** Medusa v2's order (Admin API, with its items, returns and payments) as an order of ours. Draft orders are none. */
import { amount, badField, currency, id, maybeId, maybeRecord, record, records, time } from "./fields.ts";
import type { Source } from "./fields.ts";
import { buyer, clientIdAttribute } from "./order.ts";
import type { PlatformLine, PlatformOrder, TakenBack } from "./order.ts";

const cents = 10_000;

function lineOf(item: Source, field: string): PlatformLine {
  const quantity = amount(item["quantity"]) ?? amount(maybeRecord(item["detail"])?.["quantity"]);
  if (quantity === undefined) throw badField(`${field}.quantity`, "must be a number");
  const price = amount(item["unit_price"]);
  const off = records(item["adjustments"], `${field}.adjustments`).reduce((sum, one) => sum + (amount(one["amount"]) ?? 0), 0);
  return {
    id: id(item["id"], `${field}.id`),
    product: maybeId(item["variant_id"]),
    quantity,
    price: price === undefined ? undefined : Math.max(0, Math.round((price - (quantity > 0 ? off / quantity : 0)) * cents) / cents),
  };
}

/** What came back: a return counts once all of it is there. */
function returnsOf(order: Source, fallback: number): readonly TakenBack[] {
  return records(order["returns"], "returns").flatMap((one, i): TakenBack[] => {
    const field = `returns[${i}]`;
    if (one["status"] !== "received") return [];
    const lines = records(one["items"], `${field}.items`).map((item, j) => ({
      line: id(item["item_id"], `${field}.items[${j}].item_id`),
      quantity: amount(item["received_quantity"]) ?? amount(item["quantity"]) ?? 0,
    }));
    const at = time(one, "received_at", "updated_at", "created_at") ?? fallback;
    return [{ id: id(one["id"], `${field}.id`), type: "return", time: at, lines }];
  });
}

/** Medusa refunds amounts, not lines: an order paid back in full takes every line back. */
function refundOf(order: Source, lines: readonly PlatformLine[], fallback: number): readonly TakenBack[] {
  const payments = records(order["payment_collections"], "payment_collections").flatMap((one) =>
    records(one["payments"], "payment_collections.payments"),
  );
  const refunds = payments.flatMap((payment) => records(payment["refunds"], "payments.refunds"));
  const back = refunds.reduce((sum, one) => sum + (amount(one["amount"]) ?? 0), 0);
  const total = amount(order["total"]);
  if (total === undefined || total <= 0 || back < total) return [];
  const last = refunds.reduce((latest, one) => Math.max(latest, time(one, "created_at") ?? 0), 0);
  return [
    {
      id: maybeId(order["id"])!,
      type: "refund",
      time: last || fallback,
      lines: lines.map(({ id: line, quantity }) => ({ line, quantity })),
    },
  ];
}

/** The order of an order.… message; undefined for a draft. */
export function medusaOrder(input: unknown): PlatformOrder | undefined {
  const order = record(input, "order");
  const orderId = id(order["id"], "id");
  if (order["is_draft_order"] === true || order["status"] === "draft") return undefined;
  const at = time(order, "created_at");
  if (at === undefined) throw badField("created_at", "must be a time");
  if (!Array.isArray(order["items"])) throw badField("items", "must be a list");
  const lines = records(order["items"], "items").map((item, i) => lineOf(item, `items[${i}]`));
  const cancelled = time(order, "canceled_at") ?? (order["status"] === "canceled" ? (time(order, "updated_at") ?? at) : undefined);
  return {
    platform: "medusa",
    id: orderId,
    ...buyer("medusa", orderId, maybeId(order["customer_id"]), maybeId(maybeRecord(order["metadata"])?.[clientIdAttribute])),
    currency: currency(order["currency_code"]),
    time: at,
    lines,
    ...(cancelled === undefined ? {} : { cancelled: { time: cancelled } }),
    takenBack: cancelled === undefined ? [...returnsOf(order, at), ...refundOf(order, lines, at)] : returnsOf(order, at),
  };
}
