import { readFieldMap } from "../catalog/field-map-file.ts";
import type { CatalogReport } from "../catalog/load-catalog.ts";
import { ingestCatalog } from "../catalog/ingest-catalog.ts";
import { createProgress } from "../telemetry/progress.ts";
import type { Config } from "../config.ts";
import type { OpenShop } from "./open-shop.ts";

/** Brings catalogue files into an open shop and waits until they can be searched. */
export async function ingestFiles(shop: OpenShop, config: Config, note: (line: string) => void): Promise<CatalogReport> {
  const map = await readFieldMap(config.map);
  const progress = createProgress("products");
  let changed = 0;
  const report = await ingestCatalog({
    files: config.catalog,
    store: shop.products,
    ingest: async (events) => {
      await shop.ingest(events);
      await shop.engine.settle();
      progress.update((changed += events.length));
    },
    clock: Date.now,
    note,
    ...(map === undefined ? {} : { map }),
  });
  progress.end();
  return report;
}
