/** A shop over the real engine with everything in memory and a list for a log: for tests of what several views do together. */
import { createKeyRing } from "../http/keys.ts";
import { manualClock } from "@aisle/core/base";
import type { Clock } from "@aisle/core/base";
import { memoryProductStore } from "@aisle/core/catalog";
import { ShopEngine } from "@aisle/core/engine";
import type { LoggedEvent, ShopEvent } from "@aisle/core/event";
import { Recommender } from "@aisle/core/recommend";
import { createMemoryIndex } from "@aisle/core/retrieve";
import { createAnalyzer } from "@aisle/core/text";
import type { Shop } from "../shop.ts";
import { keys } from "./fake-shop.ts";

/** A key of every scope that is held to the indexes `de*`. */
export const narrowKey = "narrow-key-00";

export interface MemoryShop extends Shop {
  readonly engine: ShopEngine;
  readonly events: readonly LoggedEvent[];
  readonly clock: Clock;
}

export function memoryShop(now = Date.UTC(2026, 0, 1)): MemoryShop {
  const analyzer = createAnalyzer();
  const clock = manualClock(now);
  const log: LoggedEvent[] = [];
  let ids = 0;
  const newId = () => (++ids).toString(16).padStart(32, "0");
  const engine = new ShopEngine({
    analyzer,
    clock,
    newId,
    retrieval: createMemoryIndex({ analyzer }),
    products: memoryProductStore(),
    recommender: new Recommender(analyzer),
    pseudonym: (user) => `p:${user}`,
    end: () => log.length,
  });
  const append = (event: ShopEvent) => {
    log.push({ position: log.length, arrival: clock(), event, ...("user" in event ? { person: `p:${event.user}` } : {}) });
    engine.apply(log.at(-1)!);
  };
  return {
    engine,
    events: log,
    clock,
    newId,
    ingest: async (events) => {
      for (const event of events) append(event);
      return { level: "durable", position: log.length, accepted: events.length, duplicates: 0 };
    },
    keys: createKeyRing(
      [
        { id: "public", secret: keys.public, scopes: ["search", "events"] },
        { id: "admin", secret: keys.admin, scopes: ["admin"] },
        { id: "narrow", secret: narrowKey, scopes: ["admin"], restriction: { indices: ["de*"], parameters: {} } },
      ],
      clock,
    ),
    corsOrigins: ["*"],
    fields: (kind) => engine.fields(kind),
    health: () => ({ ready: true }),
  };
}
