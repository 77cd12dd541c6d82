import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@aisle/core/base";
import { killRounds } from "./kill-rounds.ts";

test("L1 L4 kill -9 at random moments, 5 rounds: nothing acknowledged is lost, nothing is there twice", async () => {
  assert.ok((await killRounds(5, seededRandom(1))) > 100);
});
