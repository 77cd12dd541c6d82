import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@aisle/core/base";
import { killRounds } from "./kill-rounds.ts";

test("L1 L4 kill -9 at random moments, 100 rounds: nothing acknowledged is lost, nothing is there twice", async () => {
  for (let part = 0; part < 10; part++) assert.ok((await killRounds(10, seededRandom(part))) > 200);
});
