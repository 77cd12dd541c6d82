/** Puts a product into the cart and tells the shop. */
import { cartStore } from "./cart.ts";
import { withMore } from "./cart-lines.ts";
import { originOf, sendAddToCart } from "./events.ts";
import type { ProductFields } from "./hit.ts";

export function addToCart(hit: ProductFields, quantity = 1): void {
  cartStore.set(withMore(cartStore.get(), hit.objectID, quantity, originOf(hit.objectID)));
  sendAddToCart(hit, quantity);
}
