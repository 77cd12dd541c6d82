/** The visitor's orders: kept on this device alone, told to the shop as purchase, cancel, return and refund events. */
import { createStore } from "../store.ts";
import { currencyOf, titleOf, type ProductFields } from "./hit.ts";
import { parseOrders, withOrder, withState, type LineState, type Order } from "./order-book.ts";
import { sendOwn } from "./own-api.ts";

export const orderStore = createStore("aisle.orders", parseOrders);

export interface Purchased {
  readonly hit: ProductFields;
  readonly quantity: number;
  readonly size?: string | undefined;
  readonly queryID?: string | undefined;
}

/** Crockford's digits: none that is mistaken for another when it is read aloud or typed off a screen. */
const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

function newNumber(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => digits[byte % digits.length]).join("");
}

/** Resolves with the order once the shop has it; undefined where it could not be reached. */
export async function placeOrder(bought: readonly Purchased[], delivery: number): Promise<Order | undefined> {
  const id = newNumber();
  const currency = bought[0] ? currencyOf(bought[0].hit) : "USD";
  const answer = bought.find((line) => line.queryID !== undefined)?.queryID;
  const sent = await sendOwn({
    type: "purchase",
    id: `purchase ${id}`,
    order: id,
    surface: "cart",
    lines: bought.map(({ hit, quantity }) => ({ product: hit.objectID, quantity, price: hit.price ?? 0, currency: currencyOf(hit) })),
    ...(answer === undefined ? {} : { answer }),
  });
  if (!sent) return undefined;
  const order: Order = {
    id,
    time: Date.now(),
    currency,
    delivery,
    lines: bought.map(({ hit, quantity, size }) => ({
      id: hit.objectID,
      quantity,
      price: hit.price ?? 0,
      title: titleOf(hit),
      state: "kept",
      ...(size === undefined ? {} : { size }),
    })),
  };
  orderStore.set(withOrder(orderStore.get(), order));
  return order;
}

const typeOf = { cancelled: "cancel", returned: "return", refunded: "refund" } as const;

/** Takes lines of an order back, by their places; resolves with whether the shop knows. */
export async function takeBack(
  order: Order,
  places: readonly number[],
  state: Exclude<LineState, "kept">,
  reason: string,
): Promise<boolean> {
  const lines = places.map((at) => order.lines[at]!);
  const sent = await sendOwn({
    type: typeOf[state],
    // The same click twice, or once more after a lost answer, is one event.
    id: `${typeOf[state]} ${order.id} ${places.join(",")}`,
    order: order.id,
    surface: "orders",
    lines: lines.map(({ id, quantity, price }) => ({ product: id, quantity, price, currency: order.currency })),
    ...(reason === "" ? {} : { reason }),
  });
  if (sent) orderStore.set(withState(orderStore.get(), order.id, places, state));
  return sent;
}
