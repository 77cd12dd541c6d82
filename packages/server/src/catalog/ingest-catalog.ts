/**
 * Catalogue files into a shop: what `aisle ingest catalog` and `aisle serve --catalog` do once they know where the events go.
 * Problems are printed as `FILE:LINE: bad_row: REASON`, the first twenty of them; the report counts all.
 */
import { isAisleError } from "@aisle/core/base";
import type { Clock, Limits } from "@aisle/core/base";
import type { FieldMap, Product, ProductStore } from "@aisle/core/catalog";
import type { ShopEvent } from "@aisle/core/event";
import { loadCatalog } from "./load-catalog.ts";
import type { CatalogReport } from "./load-catalog.ts";
import { readCatalog } from "./read-catalog.ts";
import type { RowProblem } from "./read-catalog.ts";

/** Events that go to the log at once. */
const batchSize = 500;
/** Problems that are printed. */
const printedProblems = 20;

export interface IngestCatalogOptions {
  readonly files: readonly string[];
  readonly map?: FieldMap;
  readonly store: ProductStore;
  readonly ingest: (events: readonly ShopEvent[]) => Promise<unknown>;
  readonly clock: Clock;
  readonly note: (line: string) => void;
  readonly limits?: Limits;
  /** Removes what the files do not hold. */
  readonly replace?: boolean;
}

function printer(note: (line: string) => void): (problem: RowProblem) => void {
  let printed = 0;
  return (problem) => {
    if (++printed > printedProblems) return;
    const kind = problem.used === true ? "note" : "bad_row";
    note(`${problem.file}:${problem.line}: ${kind}: ${problem.reason}${problem.used === true ? "" : "; skipped"}`);
    if (printed === printedProblems) note("further problems are counted, not printed");
  };
}

/** Loads the files and appends their differences in batches; a file that breaks off keeps what came before. */
export async function ingestCatalog(options: IngestCatalogOptions): Promise<CatalogReport> {
  const { files, store, ingest, clock, note, limits, map, replace } = options;
  const { events, report } = loadCatalog(files, store, {
    clock,
    onProblem: printer(note),
    ...(limits === undefined ? {} : { limits }),
    ...(map === undefined ? {} : { map }),
    ...(replace === undefined ? {} : { replace }),
  });
  let batch: ShopEvent[] = [];
  const flush = async () => {
    if (batch.length > 0) await ingest(batch);
    batch = [];
  };
  try {
    for await (const event of events) {
      batch.push(event);
      if (batch.length >= batchSize) await flush();
    }
  } catch (error) {
    // What stood before the break was announced as read.
    if (isAisleError(error, "bad_file") || isAisleError(error, "no_usable_rows")) await flush();
    throw error;
  }
  await flush();
  return report;
}

/** One line about a load, for people. */
export function catalogSummary(report: CatalogReport): string {
  const parts = [`${report.rows} rows`, `${report.usable} usable`];
  if (report.skipped > 0) parts.push(`${report.skipped} skipped`);
  if (report.duplicates > 0) parts.push(`${report.duplicates} duplicate ids`);
  parts.push(`${report.changed} changed`);
  if (report.offers > 0) parts.push(`${report.offers} of them in price or stock alone`);
  if (report.removed > 0) parts.push(`${report.removed} removed`);
  return parts.join(", ");
}

/** Products of catalogue files for commands without a shop; the last row of an id comes last. */
export async function* catalogProducts(
  files: readonly string[],
  options: { readonly map?: FieldMap; readonly limits?: Limits; readonly note: (line: string) => void },
): AsyncGenerator<Product> {
  const print = printer(options.note);
  const { map, limits } = options;
  for (const file of files) {
    for await (const item of readCatalog(file, { ...(map === undefined ? {} : { map }), ...(limits === undefined ? {} : { limits }) })) {
      if ("problem" in item) print(item.problem);
      else yield item.product;
    }
  }
}
