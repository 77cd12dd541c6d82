import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { LoggedEvent, ShopEvent } from "../event.ts";
import { LiveFigures } from "./live-figures.ts";

const minute = 60_000;
const noon = 1_700_000_040_000;

function logged(event: ShopEvent, arrival = event.time): LoggedEvent {
  return { position: 0, arrival, event };
}

function query(time: number, answer: string, total: number): ShopEvent {
  return { type: "query", time, user: "u", query: "shoe", answer, total };
}

test("searches, empty ones and clicked ones are counted in the minute of the search", () => {
  const figures = new LiveFigures();
  figures.apply(logged(query(noon, "a", 5)));
  figures.apply(logged(query(noon + minute, "b", 0)));
  figures.apply(logged({ type: "query", time: noon + minute, user: "u", query: "shoe" }));
  figures.apply(logged({ type: "click", time: noon + 2 * minute, user: "u", product: "1", answer: "a" }));
  figures.apply(logged({ type: "click", time: noon + 2 * minute, user: "u", product: "2", answer: "a" }));
  figures.apply(logged({ type: "click", time: noon + 2 * minute, user: "u", product: "2", answer: "unknown" }));
  figures.apply(logged({ type: "product_removed", time: noon + 2 * minute, product: "1" }));
  assert.deepEqual(figures.window(noon + 2 * minute, 3), {
    from: noon,
    until: noon + 3 * minute,
    events: { query: 3, click: 3, product_removed: 1 },
    searches: 3,
    counted: 2,
    withoutResult: 1,
    attributed: 2,
    clicked: 1,
    minutes: [
      { start: noon, events: 1, shoppers: 1, searches: 1 },
      { start: noon + minute, events: 2, shoppers: 2, searches: 2 },
      { start: noon + 2 * minute, events: 4, shoppers: 3, searches: 0 },
    ],
  });
  assert.equal(figures.window(noon + 2 * minute, 2).searches, 2);
});

test("an event from the far future counts at its arrival, one from before the day kept does not count", () => {
  const figures = new LiveFigures();
  figures.apply(logged({ type: "view", time: noon + 400 * 24 * 60 * minute, user: "u", product: "1" }, noon));
  figures.apply(logged({ type: "view", time: noon - 25 * 60 * minute, user: "u", product: "1" }, noon));
  figures.apply({ position: 3, arrival: noon, event: undefined });
  assert.deepEqual(figures.window(noon, 24 * 60).events, { view: 1 });
});

test("figures do not depend on the order in which events arrive", () => {
  const view = fc.record({ type: fc.constantFrom("view", "click"), at: fc.nat({ max: 24 * 60 - 1 }) });
  fc.assert(
    fc.property(
      fc.array(view).chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))),
      ([inOrder, shuffled]) => {
        const fold = (events: typeof inOrder) => {
          const figures = new LiveFigures();
          for (const { type, at } of events) {
            figures.apply(logged({ type: type as "view", time: noon - at * minute, user: "u", product: "1" }, noon));
          }
          return figures.window(noon, 24 * 60);
        };
        assert.deepEqual(fold(shuffled), fold(inOrder));
      },
    ),
  );
});
