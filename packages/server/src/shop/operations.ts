/** What the operator's surface shows of this process: figures over the log, waits, the last catalogue loads, keys, configuration. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Operations } from "@aisle/api/operations";
import { LiveFigures } from "@aisle/core/analytics";
import type { LoadHistory } from "../catalog/load-history.ts";
import { publicConfig } from "../config.ts";
import type { Config } from "../config.ts";
import { RecentLatency } from "../telemetry/recent-latency.ts";
import type { OpenKeyRegister } from "./key-register.ts";
import type { OpenShop } from "./open-shop.ts";

/** Events of the log's end that figures are made of at start. */
const eventsRead = 200_000;
/** Routes whose waits shoppers feel. */
const followed = ["search", "suggest", "complete", "recommend", "algolia.queries", "algolia.query", "algolia.recommendations"];

export interface HostOperations extends Operations {
  /** Notes the wait of one answered request. */
  answered(route: string, seconds: number): void;
  /** Counts what the log's end holds from before this process, a batch at a time between other work; resolves when done. */
  readPast(): Promise<void>;
  close(): void;
}

/** The operations of an open shop; it follows the log from the call on. */
export function openOperations(shop: OpenShop, config: Config, keys: OpenKeyRegister, loads: LoadHistory): HostOperations {
  const started = Date.now();
  const figures = new LiveFigures();
  const latency = new RecentLatency(followed, Date.now);
  const { end } = shop.log;
  const unsubscribe = shop.log.subscribe((event) => figures.apply(event));
  let closed = false;
  return {
    figures,
    keys,
    subscribe: (listener) => shop.log.subscribe(listener),
    latencies: () => latency.figures(),
    answered: (route, seconds) => latency.add(route, seconds),
    state: () => {
      const snapshot = shop.lastSnapshot();
      return {
        started,
        products: shop.products.count,
        log: { start: shop.log.start, end: shop.log.end },
        ...(snapshot === undefined ? {} : { snapshot }),
      };
    },
    loads: () => loads.list(),
    config: () => publicConfig(config),
    async readPast() {
      for await (const batch of shop.log.readBatches(Math.max(shop.log.start, end - eventsRead))) {
        for (const logged of batch) if (logged.position < end) figures.apply(logged);
        await nextTurn();
        if (closed) return;
      }
    },
    close() {
      closed = true;
      unsubscribe();
    },
  };
}
