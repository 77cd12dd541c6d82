import { readFieldMap } from "../catalog/field-map-file.ts";
import type { CatalogReport } from "../catalog/load-catalog.ts";
import { ingestCatalog } from "../catalog/ingest-catalog.ts";
import { defaultIndex } from "@aisle/core/engine";
import { createProgress } from "../telemetry/progress.ts";
import type { Config } from "../config.ts";
import type { OpenShop } from "./open-shop.ts";

/** Brings catalogue files into an index of an open shop, opened where there is none, and waits until they can be searched. */
export async function ingestFiles(
  shop: OpenShop,
  config: Config,
  note: (line: string) => void,
  index: string = defaultIndex,
): Promise<CatalogReport> {
  if (!shop.engine.index(index))
    await shop.ingest([{ type: "operator", time: Date.now(), command: "index", arguments: { action: "create", name: index } }]);
  const store = shop.engine.index(index)!.products;
  const map = await readFieldMap(config.map);
  const progress = createProgress("products");
  let changed = 0;
  const report = await ingestCatalog({
    files: config.catalog,
    store,
    ingest: async (events) => {
      await shop.ingest(index === defaultIndex ? events : events.map((event) => ({ ...event, index })));
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
