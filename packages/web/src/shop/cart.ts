/** The cart, kept on the device. Prices are asked for afresh whenever it is shown. */
import { createStore } from "../store.ts";
import { parseLines } from "./cart-lines.ts";

export const cartStore = createStore("aisle.cart", parseLines);
