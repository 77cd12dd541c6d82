/** The cart and the orders made from it, kept on the device. Prices are asked for afresh whenever the cart is shown. */
import { createStore } from "../store.ts";
import { parseLines, parseOrders, type Order } from "./cart-lines.ts";

const maximumOrders = 20;

export const cartStore = createStore("aisle.cart", parseLines);
export const orderStore = createStore("aisle.orders", parseOrders);

export function keepOrder(order: Order): void {
  orderStore.set([order, ...orderStore.get()].slice(0, maximumOrders));
}
