/**
 * Port ProductStore: the catalogue as it stands, by id. It is a projection of the log and can be rebuilt from it, so a real
 * one may lose its last writes in a crash as long as it knows up to which position it is complete. Synchronous, because an
 * answer needs ten products and SQLite gives them in microseconds.
 */
import type { Offer, Product } from "./product.ts";

export interface ProductStore {
  get(id: string): Product | undefined;
  /** In the order of the ids; undefined where there is none. */
  getMany(ids: readonly string[]): readonly (Product | undefined)[];
  /** Adds or replaces. */
  put(product: Product): void;
  /** Replaces the offers of a product; nothing where there is none. Cheap: texts are not touched, and a store may write it later. */
  putOffers(id: string, offers: readonly Offer[]): void;
  /** Writes some of what was put off, about `count` changes, and says whether more is left: spares `commit` a long pause. */
  settle(count: number): boolean;
  /** True where there was one. */
  remove(id: string): boolean;
  readonly count: number;
  /** Every product in the order of ids; products changed while it runs may be seen before or after the change. */
  all(): Iterable<Product>;
  /** Every id in order. */
  ids(): Iterable<string>;
  /** The log position up to which the committed content is complete; 0 for a new store. */
  readonly position: number;
  /** Opens the transaction that writes gather in; the first write opens one by itself. */
  begin(): void;
  /** Makes everything written so far durable, together with the position it is complete to. */
  commit(position: number): void;
  /** Removes every product and sets the position to 0. */
  clear(): void;
  /** Ends the store; what was written after the last commit is not claimed by the position and may be gone. */
  close(): void;
}

/** The store in memory, for tests, batch commands and the edge. */
export function memoryProductStore(products: Iterable<Product> = []): ProductStore {
  const byId = new Map<string, Product>();
  let position = 0;
  for (const product of products) byId.set(product.id, product);
  return {
    get: (id) => byId.get(id),
    getMany: (ids) => ids.map((id) => byId.get(id)),
    put: (product) => void byId.set(product.id, product),
    putOffers: (id, offers) => {
      const product = byId.get(id);
      if (product !== undefined) byId.set(id, { ...product, offers });
    },
    settle: () => false,
    remove: (id) => byId.delete(id),
    get count() {
      return byId.size;
    },
    *all() {
      for (const id of [...byId.keys()].sort(byUtf8)) {
        const product = byId.get(id);
        if (product !== undefined) yield product;
      }
    },
    *ids() {
      yield* [...byId.keys()].sort(byUtf8);
    },
    get position() {
      return position;
    },
    begin: () => undefined,
    commit: (complete) => {
      position = complete;
    },
    clear: () => {
      byId.clear();
      position = 0;
    },
    close: () => undefined,
  };
}

/** The order of UTF-8 bytes, which is SQLite's: surrogates stand above every other character. */
function byUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    if (x >= 0xd800 && x < 0xe000) x += 0x10000;
    if (y >= 0xd800 && y < 0xe000) y += 0x10000;
    return x - y;
  }
  return a.length - b.length;
}
