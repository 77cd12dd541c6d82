import assert from "node:assert/strict";
import { test } from "node:test";
import { createTurns } from "./turns.ts";

test("one goes on in each turn of the event loop, in the order they came", async () => {
  const turn = createTurns();
  const seen: string[] = [];
  const bulky = async (name: string) => {
    await turn();
    seen.push(name);
  };
  const all = Promise.all(["a", "b", "c"].map(bulky));
  const between = (left: number) => {
    seen.push("-");
    if (left > 1) setImmediate(() => between(left - 1));
  };
  setImmediate(() => between(3));
  await all;
  assert.deepEqual(seen, ["a", "-", "b", "-", "c"]);
  await bulky("d");
  assert.equal(seen.at(-1), "d", "and again after all were through");
});
