/** What one port answers: the API first, then the dashboard's door to it, the demo's pictures, and the pages. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createApp } from "@aisle/api/app";
import { createDoor, doorPath } from "@aisle/api/dashboard/door";
import { createKeyRing } from "@aisle/api/http/keys";
import type { Log, Shop } from "@aisle/api/shop";
import type { LoadHistory } from "../catalog/load-history.ts";
import type { Connectors } from "../connect/connectors.ts";
import { keyStoreFolder } from "../config.ts";
import type { Config } from "../config.ts";
import { createPages } from "../http/pages.ts";
import { createTurns } from "../http/turns.ts";
import { createMetrics } from "../telemetry/metrics.ts";
import type { ApiKeys } from "./api-keys.ts";
import { openKeyRegister } from "./key-register.ts";
import type { OpenShop } from "./open-shop.ts";
import { openOperations } from "./operations.ts";

export interface ShopAppOptions {
  readonly shop: OpenShop;
  readonly config: Config;
  readonly keys: ApiKeys;
  readonly log: Log;
  /** False while starting and draining. */
  readonly ready: () => boolean;
  /** Answers what shop platforms send. */
  readonly connectors: Connectors;
  /** The catalogue loads of this process. */
  readonly loads: LoadHistory;
  /** The picture of a demo product, where the shop is the demo. */
  readonly picture?: (id: string) => string | undefined;
}

export interface ShopApp {
  fetch(request: Request, address: string | undefined): Promise<Response>;
  /** Begins what may wait until the shop is ready. */
  begin(): void;
  /** Ends streams that would go on; call before waiting for open requests. */
  drain(): void;
  close(): Promise<void>;
}

const apiPaths = /^\/(?:api|1|v1|mp|livez|readyz|metrics|openapi\.json)(?:\/|$)/;
const connectPaths = /^\/connect(?:\/|$)/;
const picturePath = /^\/demo\/images\/([\w.-]+)\.svg$/;

export function createShopApp(options: ShopAppOptions): ShopApp {
  const { shop, config, keys } = options;
  const counters = createMetrics(
    () => shop.engine.position,
    () => shop.engine.traffic,
  );
  const register = openKeyRegister(join(keyStoreFolder(config), "issued-keys.json"), Date.now);
  const operations = openOperations(shop, config, register, options.loads);
  const metrics: typeof counters = {
    ...counters,
    request(route, status, seconds) {
      counters.request(route, status, seconds);
      operations.answered(route, seconds);
    },
  };
  const surface: Shop = {
    engine: shop.engine,
    ingest: async (events) => {
      const appended = await shop.ingest(events);
      for (const [type, list] of Map.groupBy(events, (event) => event.type)) metrics.events(type, list.length);
      return appended;
    },
    keys: createKeyRing(
      () => [
        { id: "admin", secret: keys.adminKey, scopes: ["admin"] },
        { id: "search", secret: keys.searchKey, scopes: ["search", "events"] },
        ...register.apiKeys(),
      ],
      Date.now,
    ),
    clock: Date.now,
    turn: createTurns(),
    newId: () => randomBytes(16).toString("hex"),
    corsOrigins: config.http.corsOrigins,
    fields: (kind) => shop.engine.fields(kind),
    health: () => ({ ready: options.ready(), details: { position: shop.engine.position, products: shop.products.count } }),
    limits: { bodyBytes: config.http.bodyBytes, requestsPerSecond: config.http.requestsPerSecond },
    ...(shop.answered ? { answered: shop.answered } : {}),
    metrics,
    log: options.log,
    operations,
  };
  const app = createApp(surface);
  const door = createDoor(app, surface, keys.adminKey);
  const webhooks = options.connectors.webhooks(surface);
  const pages = createPages({
    directory: join(import.meta.dirname, "..", "..", "..", "web", "dist"),
    searchKey: keys.searchKey,
    markets: config.storefront.markets,
  });

  return {
    async fetch(request, address) {
      const { pathname } = new URL(request.url);
      if (apiPaths.test(pathname)) return app.fetch(request, address === undefined ? {} : { address });
      if (connectPaths.test(pathname)) return webhooks.fetch(request, address === undefined ? {} : { address });
      if (pathname.startsWith(`${doorPath}/`)) return door(request, address === undefined ? {} : { address });
      const picture = picturePath.exec(pathname);
      if (picture) return pictureResponse(options.picture?.(picture[1]!));
      return (await pages(request)) ?? app.fetch(request, address === undefined ? {} : { address });
    },
    begin() {
      operations.readPast().catch((error: unknown) => options.log("warn", "figures of the past could not be read", { cause: error }));
    },
    drain: () => app.drain(),
    async close() {
      operations.close();
      await app.close();
    },
  };
}

function pictureResponse(svg: string | undefined): Response {
  if (svg === undefined) return new Response("not found", { status: 404 });
  return new Response(svg, {
    headers: { "content-type": "image/svg+xml", "cache-control": "public, max-age=86400", "x-content-type-options": "nosniff" },
  });
}
