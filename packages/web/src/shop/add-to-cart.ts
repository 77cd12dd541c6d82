/** Puts a product into the cart and tells the shop. */
import { cartStore } from "./cart.ts";
import { withMore } from "./cart-lines.ts";
import { originOf, sendAddToCart } from "./events.ts";
import type { ProductFields } from "./hit.ts";

export function addToCart(hit: ProductFields, size?: string): void {
  const queryID = originOf(hit.objectID);
  const line = { id: hit.objectID, quantity: 1, ...(size === undefined ? {} : { size }), ...(queryID === undefined ? {} : { queryID }) };
  cartStore.set(withMore(cartStore.get(), line));
  sendAddToCart(hit, line.quantity);
}
