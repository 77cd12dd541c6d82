/**
 * An order as a platform tells it, with what became of it, and the events that follow. Every event has the id of the thing it
 * tells of (order, refund), so each message about an order, in any number and sequence, adds only what is new. Names, addresses
 * and e-mail never leave the mapper.
 */
import { isAisleError } from "@aisle/core/base";
import { decodeEvent } from "@aisle/core/event";
import type { ShopEvent } from "@aisle/core/event";
import type { Refused } from "./listing.ts";

export interface PlatformLine {
  readonly id: string;
  /** The variant; absent for what is no product (gift wrap, a deleted variant). */
  readonly product?: string | undefined;
  readonly quantity: number;
  /** What one piece was sold for. */
  readonly price?: number | undefined;
}

export interface TakenBack {
  readonly id: string;
  readonly type: "refund" | "return";
  readonly time: number;
  readonly reason?: string | undefined;
  readonly lines: readonly { readonly line: string; readonly quantity: number }[];
}

export interface PlatformOrder {
  readonly platform: "shopify" | "medusa";
  readonly id: string;
  /** The customer's id, else the storefront's client id, else a name for the unknown buyer of this order. */
  readonly user: string;
  /** The storefront's client id, where the order carries it beside a customer. */
  readonly anonymous?: string | undefined;
  readonly currency?: string | undefined;
  readonly time: number;
  readonly lines: readonly PlatformLine[];
  readonly cancelled?: { readonly time: number; readonly reason?: string | undefined } | undefined;
  readonly takenBack: readonly TakenBack[];
}

/** Attribute of an order or a cart in which the storefront hands over its client id. */
export const clientIdAttribute = "aisle_user";

/** The person of an order from the ids that are there. */
export function buyer(
  platform: PlatformOrder["platform"],
  order: string,
  customer: string | undefined,
  client: string | undefined,
): { readonly user: string; readonly anonymous?: string } {
  if (customer !== undefined)
    return client === undefined || client === customer ? { user: customer } : { user: customer, anonymous: client };
  return { user: client ?? `${platform}-guest-${order}` };
}

/** Id of the event that cancels an order. */
export function cancelId(platform: string, order: string): string {
  return `${platform}:cancel:${order}`;
}

/** The events of an order in the order in which they happened, and what of it is no event. */
export function orderEvents(order: PlatformOrder): { readonly events: readonly ShopEvent[]; readonly refused: readonly Refused[] } {
  const { platform, id, user, time } = order;
  const events: ShopEvent[] = [];
  const refused: Refused[] = [];
  const take = (field: string, candidate: Readonly<Record<string, unknown>>) => {
    try {
      events.push(decodeEvent(candidate));
    } catch (error) {
      if (!isAisleError(error, "bad_event")) throw error;
      refused.push({ field, code: error.code, message: error.message });
    }
  };
  const lineOf = ({ product, price }: PlatformLine, quantity: number) => ({ product, quantity, price, currency: order.currency });

  const sold = order.lines.filter((line) => line.product !== undefined && line.quantity > 0);
  if (sold.length === 0) return { events, refused };
  if (order.anonymous !== undefined)
    take("customer", { type: "identify", id: `${platform}:identify:${id}`, time, user, anonymous: order.anonymous });
  take("line_items", {
    type: "purchase",
    id: `${platform}:order:${id}`,
    time,
    user,
    order: id,
    lines: sold.map((line) => lineOf(line, line.quantity)),
  });

  const left = new Map(sold.map((line) => [line.id, line.quantity]));
  for (const back of order.takenBack) {
    const lines = [];
    for (const { line, quantity } of back.lines) {
      const from = sold.find((one) => one.id === line);
      const taken = Math.min(quantity, left.get(line) ?? 0);
      if (from === undefined || taken <= 0) continue;
      left.set(line, left.get(line)! - taken);
      lines.push(lineOf(from, taken));
    }
    if (lines.length === 0) continue;
    take("refunds", {
      type: back.type,
      id: `${platform}:${back.type}:${back.id}`,
      time: back.time,
      user,
      order: id,
      lines,
      reason: back.reason,
    });
  }
  if (order.cancelled) {
    const lines = sold.flatMap((line) => (left.get(line.id)! > 0 ? [lineOf(line, left.get(line.id)!)] : []));
    if (lines.length > 0)
      take("cancelled", {
        type: "cancel",
        id: cancelId(platform, id),
        time: order.cancelled.time,
        user,
        order: id,
        lines,
        reason: order.cancelled.reason,
      });
  }
  return { events, refused };
}
