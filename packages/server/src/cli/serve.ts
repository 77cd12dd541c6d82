/** `aisle serve`: opens the shop of a data folder and answers on one port until told to stop. */
import { pino } from "pino";
import type { Log } from "@aisle/api/shop";
import { publicConfig } from "../config.ts";
import type { Config } from "../config.ts";
import { openConnectors } from "../connect/connectors.ts";
import { listen } from "../http/listen.ts";
import { loadApiKeys } from "../shop/api-keys.ts";
import { ingestFiles } from "../shop/ingest-files.ts";
import { openShop } from "../shop/open-shop.ts";
import { createShopApp } from "../shop/shop-app.ts";
import { catalogSummary } from "../catalog/ingest-catalog.ts";
import { LoadHistory } from "../catalog/load-history.ts";
import { configOf, configOptions } from "./config-options.ts";
import type { Command, CommandInput } from "./command.ts";

function until(signals: readonly NodeJS.Signals[]): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve(signal));
  });
}

/** Opens the shop, answers from the first moment (readyz says when the catalogue is there), and stops cleanly on a signal. */
async function serve(config: Config, demo: boolean, input: CommandInput): Promise<number> {
  const logger = pino({ level: "info" }, pino.destination(2));
  const log: Log = (level, message, fields) => logger[level](fields, message);
  const stopped = until(["SIGINT", "SIGTERM"]);
  const keys = loadApiKeys(config);
  const shop = await openShop(config, (message) => log("warn", message, {}));
  const loads = new LoadHistory(Date.now);
  const connectors = openConnectors(shop, config, log, loads);
  let ready = false;
  const demoShop = demo ? await import("../demo/demo-shop.ts") : undefined;
  const pictures = demoShop?.drawProduct;
  const app = createShopApp({
    shop,
    config: demoShop ? { ...config, storefront: { markets: { ...demoShop.demoMarkets, ...config.storefront.markets } } } : config,
    keys,
    log,
    connectors,
    loads,
    ready: () => ready,
    ...(pictures
      ? {
          picture: (id: string) => {
            const product = shop.engine.product(id);
            return product && pictures(product);
          },
        }
      : {}),
  });
  const server = await listen((request, address) => app.fetch(request, address), config.host, config.port);
  input.print(`Aisle is at ${server.url}`);
  if (keys.made) input.print(`Admin key (kept in the key store, shown once): ${keys.adminKey}`);
  log("info", "configuration", publicConfig(config));
  try {
    if (demo) await (await import("../shop/load-demo.ts")).loadDemo(shop, Date.now());
    if (config.catalog.length > 0) {
      const report = await ingestFiles(shop, config, input.note);
      loads.add(config.catalog, report);
      input.note(`catalogue: ${catalogSummary(report)}`);
    }
    await connectors.start();
    ready = true;
    app.begin();
    const signal = await stopped;
    log("info", "stopping", { signal });
  } finally {
    ready = false;
    app.drain();
    await server.close(config.http.drainMs);
    await connectors.close();
    await app.close();
    await shop.close();
  }
  return 0;
}

export const command: Command = {
  name: "serve",
  summary: "open the shop of a data folder and answer on one port",
  usage: `usage: aisle serve [--data DIR] [--port N] [--host H] [--config FILE] [--catalog FILE]… [--map FILE] [--demo]

  --data DIR        log, snapshots, products (default ./.aisle)
  --key-store DIR   keys, apart from the data (default DIR-keys)
  --port N          default 7700, the next free one if taken; 0: any
  --host H          default 127.0.0.1
  --catalog FILE    catalogue to load; only differences become events. JSONL, JSON, CSV, TSV, XML, .gz of each
  --map FILE        JSON, our column names → the file's: {"id": "asin"}
  --demo            fill an empty shop with the demo catalogue

Storefront at /, dashboard at /dashboard, own API at /api (/openapi.json), Algolia-compatible at /1, /livez, /readyz, /metrics.`,
  options: { ...configOptions, demo: { type: "boolean" } },
  run: (input) => serve(configOf(input), input.options["demo"] === true, input),
};
