/** An engine over indexes and stores in memory, and events applied to it one after the other. */
import { manualClock } from "../base.ts";
import { memoryProductStore } from "../catalog.ts";
import { ShopEngine } from "../engine.ts";
import type { ShopEvent } from "../event.ts";
import { Recommender } from "../recommend.ts";
import { createMemoryIndex } from "../retrieve.ts";
import { createAnalyzer } from "../text.ts";

/** The clock stands at `start`; a named user is their own pseudonym. */
export function openEngine(start: number, products = memoryProductStore()) {
  const analyzer = createAnalyzer();
  let position = 0;
  const engine = new ShopEngine({
    analyzer,
    retrieval: createMemoryIndex({ analyzer }),
    products,
    recommender: new Recommender(analyzer),
    clock: manualClock(start),
    newId: () => "0".repeat(32),
    pseudonym: (user) => user,
    end: () => position,
  });
  const add = (...events: readonly ShopEvent[]) => {
    for (const event of events)
      engine.apply({ position: position++, arrival: start, event, ...("user" in event ? { person: String(event.user) } : {}) });
  };
  return { engine, add, products, analyzer };
}
