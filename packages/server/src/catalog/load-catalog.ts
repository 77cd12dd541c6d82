/**
 * Loads catalogue files as differences: only what the store does not hold yet becomes events, a changed price or stock as
 * "offers", everything else as "product". The last row of an id wins. Events come on demand, so a slow log slows the reading.
 */
import { contentHash } from "@aisle/core/base";
import type { Clock } from "@aisle/core/base";
import { diffProducts } from "@aisle/core/catalog";
import type { Product, ProductStore } from "@aisle/core/catalog";
import type { CatalogEvent } from "@aisle/core/event";
import { readCatalog } from "./read-catalog.ts";
import type { ReadOptions, RowProblem } from "./read-catalog.ts";

/** Problems that a report carries; the rest is counted. */
const maximumProblems = 100;

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
}

export interface CatalogLoad {
  readonly events: AsyncGenerator<CatalogEvent>;
  /** Grows while the events are read. */
  readonly report: CatalogReport;
}

/** Starts a load; nothing is read until the events are. */
export function loadCatalog(files: readonly string[], store: ProductStore, options: LoadOptions): CatalogLoad {
  const report: CatalogReport = { rows: 0, usable: 0, skipped: 0, duplicates: 0, changed: 0, offers: 0, removed: 0, problems: [] };

  function note(problem: RowProblem): void {
    if (report.problems.length < maximumProblems) report.problems.push(problem);
    options.onProblem?.(problem);
  }

  function eventOf(product: Product, before: Product | undefined): CatalogEvent | undefined {
    const difference = diffProducts(before, product);
    if (difference === "none") return undefined;
    report.changed++;
    if (difference === "product") return { type: "product", time: options.clock(), product };
    report.offers++;
    return { type: "offers", time: options.clock(), product: product.id, offers: product.offers };
  }

  async function* events(): AsyncGenerator<CatalogEvent> {
    /** What this load said last of each id: the store may not have taken it yet. */
    const said = new Map<string, string>();
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
        report.rows++;
        report.usable++;
        const { product, line } = item;
        const digest = contentHash(JSON.stringify(product));
        const earlier = said.get(product.id);
        said.set(product.id, digest);
        if (earlier === undefined) {
          const event = eventOf(product, store.get(product.id));
          if (event) yield event;
          continue;
        }
        report.duplicates++;
        note({ file, line, field: "id", reason: `id ${product.id.slice(0, 80)} came before; this row holds`, used: true });
        if (earlier === digest) continue;
        report.changed++;
        yield { type: "product", time: options.clock(), product };
      }
    }
    if (options.replace !== true) return;
    for (const id of store.ids()) {
      if (said.has(id)) continue;
      report.removed++;
      yield { type: "product_removed", time: options.clock(), product: id };
    }
  }

  return { events: events(), report };
}
