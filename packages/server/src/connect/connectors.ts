/**
 * The connectors of a shop as its configuration asks for them: webhooks to answer, and what runs beside the server (pulls, product
 * feeds, the watched folder). Each failure is logged and tried again at the next turn; none of them stops the shop.
 */
import { join } from "node:path";
import { AisleError, isAisleError } from "@aisle/core/base";
import { Applier } from "@aisle/api/connect/applier";
import { createWebhooks } from "@aisle/api/connect/webhooks";
import type { Webhooks } from "@aisle/api/connect/webhooks";
import type { Log, Shop } from "@aisle/api/shop";
import { catalogSummary, ingestCatalog } from "../catalog/ingest-catalog.ts";
import type { LoadHistory } from "../catalog/load-history.ts";
import type { Config } from "../config.ts";
import { readFieldMap } from "../catalog/field-map-file.ts";
import { readEvents } from "../events/read-events.ts";
import type { OpenShop } from "../shop/open-shop.ts";
import { sleep } from "./api-client.ts";
import { loadProductFeed, shownAddress } from "./feeds.ts";
import { createMedusaApi } from "./medusa.ts";
import { openMemoryStore } from "./memory-store.ts";
import type { PullReport } from "./pull.ts";
import { createShopifyApi, shopifyAddress, shopifyListingOptions } from "./shopify.ts";
import { watchFolder } from "./watch-folder.ts";
import type { FileKind } from "./watch-folder.ts";

export type Source = "shopify" | "medusa" | "feeds";

export interface Connectors {
  /** The endpoints under /connect. */
  webhooks(shop: Shop): Webhooks;
  /** Pulls one source now. */
  pull(source: Source, full: boolean): Promise<Readonly<Record<string, unknown>>>;
  /** Begins what runs by itself. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const minute = 60_000;

/** Nothing is opened or asked until it is needed; `log` gets what goes wrong on the way, `loads` how each catalogue file fared. */
export function openConnectors(shop: OpenShop, config: Config, log: Log, loads?: LoadHistory): Connectors {
  const { shopify, medusa, feeds, folder } = config.connect;
  const stop = new AbortController();
  const memory = openMemoryStore(join(config.data, "connect.db"));
  let ingest: Shop["ingest"] = (events) => shop.ingest(events);
  const applier = new Applier({ memory, product: (id) => shop.products.get(id), ingest: (events) => ingest(events), clock: Date.now });
  const client = { signal: stop.signal };
  const note = (message: string) => log("warn", message, {});
  const running: Promise<void>[] = [];
  const closers: (() => Promise<void>)[] = [];

  const shopifyApi =
    shopify.shop === undefined || shopify.token === undefined
      ? undefined
      : createShopifyApi({ ...shopify, shop: shopify.shop, token: shopify.token, memory, client });
  const medusaApi =
    medusa.url === undefined || medusa.token === undefined
      ? undefined
      : createMedusaApi({ ...medusa, url: medusa.url, token: medusa.token, memory, client });

  async function loadCatalogFile(file: string, replace = false, name = file): Promise<string> {
    const map = await readFieldMap(config.map);
    const report = await ingestCatalog({
      files: [file],
      store: shop.products,
      ingest: async (events) => {
        await shop.ingest(events);
        await shop.engine.settle();
      },
      clock: Date.now,
      note,
      replace,
      ...(map === undefined ? {} : { map }),
    });
    loads?.add([name], report);
    return catalogSummary(report);
  }

  async function loadEventFile(file: string): Promise<string> {
    let accepted = 0;
    let duplicates = 0;
    let rejected = 0;
    for await (const batch of readEvents(file, { clock: Date.now })) {
      for (const row of batch.rejected) if (++rejected <= 20) note(`${row.file}:${row.line}: ${row.reason} [bad_event]`);
      if (batch.events.length === 0) continue;
      const appended = await shop.ingest(batch.events);
      accepted += appended.accepted;
      duplicates += appended.duplicates;
    }
    return `${accepted} events, ${duplicates} known before, ${rejected} rejected`;
  }

  const loaders: Readonly<Record<FileKind, (file: string) => Promise<string>>> = {
    catalog: (file) => loadCatalogFile(file),
    events: loadEventFile,
  };

  async function pullFeed(feed: (typeof feeds)[number]): Promise<string> {
    let summary = "";
    const changed = await loadProductFeed(feed.url, join(config.data, "connect"), { memory, signal: stop.signal }, async (file) => {
      summary = await loadCatalogFile(file, feed.replace, shownAddress(feed.url));
    });
    return changed ? summary : "not changed";
  }

  async function pull(source: Source, full: boolean): Promise<Readonly<Record<string, unknown>>> {
    if (source === "feeds") {
      const report: Record<string, string> = {};
      for (const feed of feeds) report[shownAddress(feed.url)] = await pullFeed(feed);
      return report;
    }
    const api = source === "shopify" ? shopifyApi : medusaApi;
    if (api === undefined) {
      const needed =
        source === "shopify" ? "connect.shopify.shop and connect.shopify.token" : "connect.medusa.url and connect.medusa.token";
      throw new AisleError("bad_config", `to pull from ${source}, set ${needed}`, { key: needed });
    }
    const report: PullReport = await api.pull(applier, { full, note });
    await shop.engine.settle();
    return { ...report };
  }

  /** Runs now and then at its distance until stopped. */
  function repeat(name: string, minutes: number, work: () => Promise<unknown>): void {
    if (minutes === 0) return;
    const run = async () => {
      while (!stop.signal.aborted) {
        try {
          log("info", `connector ${name}`, { result: await work() });
        } catch (error) {
          if (stop.signal.aborted) return;
          log("error", `connector ${name}: ${(error as Error).message}`, { code: isAisleError(error) ? error.code : "internal" });
        }
        await sleep(minutes * minute, stop.signal);
      }
    };
    running.push(run());
  }

  return {
    webhooks(surface) {
      // The surface counts what it ingests.
      ingest = (events) => surface.ingest(events);
      return createWebhooks({
        shop: surface,
        applier,
        shopify:
          shopify.secret === undefined
            ? undefined
            : {
                secret: shopify.secret,
                shop: shopify.shop === undefined ? undefined : new URL(shopifyAddress(shopify.shop)).hostname,
                listing: () => shopifyListingOptions({ ...shopify, shop: shopify.shop ?? "", memory }),
                order: shopifyApi && ((id) => shopifyApi.order(id)),
                levels: shopifyApi && ((item) => shopifyApi.levels(item)),
              },
        medusa:
          medusa.secret === undefined
            ? undefined
            : {
                secret: medusa.secret,
                listing: () => ({ currency: medusa.currency, storefront: medusa.storefront }),
                product: medusaApi && ((id) => medusaApi.product(id)),
                order: medusaApi && ((id) => medusaApi.order(id)),
              },
      });
    },
    pull,
    async start() {
      if (shopifyApi) repeat("shopify", shopify.pullMinutes, () => pull("shopify", false));
      if (medusaApi) repeat("medusa", medusa.pullMinutes, () => pull("medusa", false));
      for (const feed of feeds) repeat(shownAddress(feed.url), feed.everyMinutes, () => pullFeed(feed));
      if (folder.path !== undefined) {
        const watcher = await watchFolder({
          folder: folder.path,
          pollMs: folder.pollMs,
          load: (kind, file) => loaders[kind](file),
          note: (message) => log("info", `folder: ${message}`, {}),
        });
        closers.push(() => watcher.close());
      }
    },
    async close() {
      stop.abort();
      for (const close of closers) await close();
      await Promise.all(running);
      memory.close();
    },
  };
}
