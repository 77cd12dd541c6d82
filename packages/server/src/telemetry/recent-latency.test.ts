import assert from "node:assert/strict";
import { test } from "node:test";
import { RecentLatency } from "./recent-latency.ts";

test("quantiles are those of the last five minutes, by nearest rank", () => {
  let now = 0;
  const latency = new RecentLatency(["search", "recommend"], () => now);
  latency.add("search", 9);
  now = 300_001;
  for (let i = 1; i <= 100; i++) latency.add("search", i / 1_000);
  latency.add("other", 1);
  assert.deepEqual(latency.figures(), [{ route: "search", count: 100, p50: 50, p99: 99 }]);
  now = 700_000;
  assert.deepEqual(latency.figures(), []);
});

test("a busy route keeps the newest waits", () => {
  const latency = new RecentLatency(["search"], () => 0);
  for (let i = 0; i < 20_000; i++) latency.add("search", i < 11_808 ? 1 : 0.002);
  assert.deepEqual(latency.figures(), [{ route: "search", count: 8_192, p50: 2, p99: 2 }]);
});
