/**
 * Price and stock changes on their way to the index, in columns: a busy shop makes tens of thousands a second, and an object for
 * each would cost more to hand to another thread than everything else that is done with it.
 */
import type { Offer } from "../catalog.ts";
import type { IndexChange } from "../retrieve.ts";
import { plainValues } from "./document.ts";

/** Cells of a batch before it grows. */
const firstCells = 1_024;

export class OfferPatches {
  #ids: string[] = [];
  #price = new Float64Array(firstCells);
  #stock = new Float64Array(firstCells);
  #inStock = new Uint8Array(firstCells);
  #onSale = new Uint8Array(firstCells);

  get count(): number {
    return this.#ids.length;
  }

  /** Takes offers that are for everybody. */
  add(id: string, offers: readonly Offer[]): void {
    const at = this.#ids.length;
    if (at === this.#price.length) this.#grow();
    const { price, stock, inStock, onSale } = plainValues(offers);
    this.#ids.push(id);
    this.#price[at] = price;
    this.#stock[at] = stock;
    this.#inStock[at] = inStock ? 1 : 0;
    this.#onSale[at] = onSale ? 1 : 0;
  }

  #grow(): void {
    const larger = <T extends Float64Array | Uint8Array>(cells: T, fresh: T): T => {
      fresh.set(cells);
      return fresh;
    };
    const size = this.#price.length * 2;
    this.#price = larger(this.#price, new Float64Array(size));
    this.#stock = larger(this.#stock, new Float64Array(size));
    this.#inStock = larger(this.#inStock, new Uint8Array(size));
    this.#onSale = larger(this.#onSale, new Uint8Array(size));
  }

  /** The changes gathered since the last call, or none. */
  take(): readonly IndexChange[] {
    const count = this.#ids.length;
    if (count === 0) return [];
    const ids = this.#ids;
    this.#ids = [];
    return [
      {
        op: "patches",
        ids,
        numbers: { price: this.#price.slice(0, count), stock: this.#stock.slice(0, count) },
        flags: { in_stock: this.#inStock.slice(0, count), on_sale: this.#onSale.slice(0, count) },
      },
    ];
  }
}
