/**
 * The product stores as they were at the position of a snapshot, which holds none itself. Where the log is whole, its catalogue
 * events are folded anew. Where retention cut it, the files of today stand in: a product that has changed since is as the rest of
 * the log last put it, and lost where that never did.
 */
import { existsSync } from "node:fs";
import { AisleError } from "@aisle/core/base";
import type { ProductStore } from "@aisle/core/catalog";
import { defaultIndex, ShopEngine, slotsIn } from "@aisle/core/engine";
import type { CatalogEvent, LoggedEvent, Position } from "@aisle/core/event";
import { Recommender } from "@aisle/core/recommend";
import type { Retrieval } from "@aisle/core/retrieve";
import type { Analyzer } from "@aisle/core/text";
import type { LogReader } from "../log/read-events.ts";
import { copyProducts, openProductStore } from "../store/product-store.ts";
import { productFile } from "../shop/index-ports.ts";

/** Products of which nothing is left that tells how they were, or how their offers were. */
export type Lost = Map<string, "whole" | "offers">;

export interface PastProducts {
  readonly stores: ReadonlyMap<string, ProductStore>;
  readonly lost: Lost;
}

const refuse = (): Promise<never> => Promise.reject(new AisleError("internal", "products alone are folded here"));
/** Takes changes and holds nothing. */
const noIndex: Retrieval = {
  apply: async () => undefined,
  search: refuse,
  complete: refuse,
  count: refuse,
  snapshot: refuse,
  close: async () => undefined,
};

/** Stores by slot, folded from the start of a whole log to `end`. */
export async function foldedProducts(log: LogReader, analyzer: Analyzer, end: Position): Promise<PastProducts> {
  const stores = new Map([[defaultIndex, openProductStore(":memory:")]]);
  const engine = new ShopEngine({
    analyzer,
    retrieval: noIndex,
    products: stores.get(defaultIndex)!,
    recommender: new Recommender(analyzer),
    open: (slot) => {
      const products = openProductStore(":memory:");
      stores.set(slot, products);
      return { products, retrieval: noIndex };
    },
    clock: () => 0,
    newId: () => "",
    pseudonym: (user) => user,
    end: () => end,
  });
  let applied = 0;
  for await (const event of log.read(0, end, false)) {
    engine.apply(event);
    if (++applied % 5_000 === 0) await engine.settle();
  }
  return { stores, lost: new Map() };
}

/** The product that an event of the catalogue changes. */
export function changedProduct({ event }: LoggedEvent): string | undefined {
  if (event?.type === "product") return event.product.id;
  return event?.type === "product_removed" || event?.type === "offers" ? event.product : undefined;
}

/** Takes an event into account that says how a product was: its whole, or the offers of one that is known but for these. */
export function recover(lost: Lost, { event }: LoggedEvent): void {
  if (event?.type === "product") lost.delete(event.product.id);
  else if (event?.type === "product_removed") lost.delete(event.product);
  else if (event?.type === "offers" && lost.get(event.product) === "offers") lost.delete(event.product);
}

/** Stores by slot out of the files of today, for the snapshot `views` of `position`; the log is there from its start on. */
export async function remainingProducts(
  data: string,
  log: LogReader,
  views: Readonly<Record<string, Uint8Array>>,
  position: Position,
): Promise<PastProducts> {
  const slots = slotsIn(views);
  const stores = new Map<string, ProductStore>();
  for (const slot of slots.values()) {
    const store = openProductStore(":memory:");
    stores.set(slot, store);
    const file = productFile(data, slot);
    if (!existsSync(file)) throw new AisleError("not_found", `the products of an index at ${position} are gone`, { slot });
    copyProducts(file, store);
  }
  const lost: Lost = new Map();
  for await (const one of log.read(position, log.end, false)) {
    const id = changedProduct(one);
    if (id === undefined || lost.get(id) === "whole") continue;
    lost.set(id, one.event?.type === "offers" ? "offers" : "whole");
    if (lost.get(id) === "whole") for (const store of stores.values()) store.remove(id);
  }
  if (lost.size > 0) {
    for await (const one of log.read(log.start, position, false)) {
      const id = changedProduct(one);
      const slot = slots.get((one.event as CatalogEvent | undefined)?.index ?? defaultIndex);
      if (id === undefined || slot === undefined || !lost.has(id)) continue;
      put(stores.get(slot)!, one);
    }
    for await (const one of log.read(log.start, position, false)) recover(lost, one);
  }
  return { stores, lost };
}

function put(store: ProductStore, { event }: LoggedEvent): void {
  if (event?.type === "product") store.put(event.product);
  else if (event?.type === "product_removed") store.remove(event.product);
  else if (event?.type === "offers") {
    const known = store.get(event.product);
    if (known) store.put({ ...known, offers: event.offers });
  }
}
