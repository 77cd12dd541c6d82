/**
 * Loads catalogue files as differences: only what the store does not hold yet becomes events, a changed price or stock as
 * "offers", everything else as "product". The last row of an id wins: differences are held back for a while, so that a feed
 * with an id twice is no difference to itself when it is read again. Events come on demand, so a slow log slows the reading.
 */
import type { Clock } from "@aisle/core/base";
import { diffProducts } from "@aisle/core/catalog";
import type { Product, ProductStore } from "@aisle/core/catalog";
import type { CatalogEvent } from "@aisle/core/event";
import { readCatalog } from "./read-catalog.ts";
import type { ReadOptions, RowProblem } from "./read-catalog.ts";

/** Problems that a report carries; the rest is counted. */
const maximumProblems = 100;
/** Characters of changed products, as JSON, that are held back. */
const heldLength = 16_000_000;

export interface CatalogReport {
  /** Rows that were read, used or not. */
  rows: number;
  usable: number;
  skipped: number;
  /** Rows whose id an earlier row had; the later one holds. */
  duplicates: number;
  /** Products that became events. */
  changed: number;
  /** Of these, products whose offers alone moved. */
  offers: number;
  /** Products that are stored as the files have them. */
  unchanged: number;
  removed: number;
  /** The first of what was wrong, with file, line and reason. */
  readonly problems: RowProblem[];
}

export interface LoadOptions extends ReadOptions {
  readonly clock: Clock;
  /** Removes what the store holds and the files do not. */
  readonly replace?: boolean;
  /** Told of each problem as it is found. */
  readonly onProblem?: (problem: RowProblem) => void;
  /** Characters of changed products that are held back for a later row of the same id. */
  readonly held?: number;
}

export interface CatalogLoad {
  readonly events: AsyncGenerator<CatalogEvent>;
  /** Grows while the events are read. */
  readonly report: CatalogReport;
}

interface Held {
  readonly product: Product;
  readonly length: number;
  readonly offersAlone: boolean;
}

/** Starts a load; nothing is read until the events are. A file that breaks off throws after the events of what came before. */
export function loadCatalog(files: readonly string[], store: ProductStore, options: LoadOptions): CatalogLoad {
  const report: CatalogReport = {
    rows: 0,
    usable: 0,
    skipped: 0,
    duplicates: 0,
    changed: 0,
    offers: 0,
    unchanged: 0,
    removed: 0,
    problems: [],
  };
  const most = options.held ?? heldLength;
  /** Ids of this load; true once an event told of them. */
  const seen = new Map<string, boolean>();
  const held = new Map<string, Held>();
  let length = 0;

  function note(problem: RowProblem): void {
    if (report.problems.length < maximumProblems) report.problems.push(problem);
    options.onProblem?.(problem);
  }

  function take(product: Product): void {
    const { id } = product;
    const told = seen.get(id) === true;
    // The store may not have taken the event yet, so it cannot say what a told product is now.
    const difference = told ? "product" : diffProducts(store.get(id), product);
    if (!seen.has(id)) seen.set(id, false);
    length -= held.get(id)?.length ?? 0;
    held.delete(id);
    if (difference === "none") return;
    const size = JSON.stringify(product).length;
    held.set(id, { product, length: size, offersAlone: difference === "offers" });
    length += size;
  }

  function* release(): Generator<CatalogEvent> {
    for (const [id, { product, offersAlone }] of held) {
      if (seen.get(id) !== true) {
        seen.set(id, true);
        report.changed++;
        if (offersAlone) report.offers++;
      }
      const time = options.clock();
      yield offersAlone ? { type: "offers", time, product: id, offers: product.offers } : { type: "product", time, product };
    }
    held.clear();
    length = 0;
  }

  async function* events(): AsyncGenerator<CatalogEvent> {
    try {
      for (const file of files) {
        for await (const item of readCatalog(file, options)) {
          if ("problem" in item) {
            if (item.problem.used !== true) {
              report.rows++;
              report.skipped++;
            }
            note(item.problem);
            continue;
          }
          const { product, line } = item;
          report.rows++;
          report.usable++;
          if (seen.has(product.id)) {
            report.duplicates++;
            note({ file, line, field: "id", reason: `id ${product.id.slice(0, 80)} came before; this row holds`, used: true });
          }
          take(product);
          if (length > most) yield* release();
        }
      }
    } catch (error) {
      yield* release();
      throw error;
    }
    yield* release();
    report.unchanged = seen.size - report.changed;
    if (options.replace !== true) return;
    for (const id of store.ids()) {
      if (seen.has(id)) continue;
      report.removed++;
      yield { type: "product_removed", time: options.clock(), product: id };
    }
  }

  return { events: events(), report };
}
