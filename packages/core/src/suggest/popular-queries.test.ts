import assert from "node:assert/strict";
import { test } from "node:test";
import { PopularQueries } from "./popular-queries.ts";

const day = 86_400_000;

test("a query is shown to others once three people typed it, by decayed count", () => {
  const heard: string[] = [];
  const queries = new PopularQueries(
    (query) => heard.push(`+${query}`),
    (query) => heard.push(`-${query}`),
  );
  for (const person of ["a", "b", "c"]) queries.add("Tea  Pot", person, 0);
  for (const person of ["a", "b", "a", "a", "b"]) queries.add("tea of my doctor", person, 0);
  for (const person of ["a", "b", "c"]) queries.add("tea towel", person, 30 * day);
  assert.deepEqual([...queries.shown()], ["tea pot", "tea towel"]);
  assert.equal(queries.weight("tea of my doctor"), undefined);
  assert.ok(queries.weight("tea towel")! > queries.weight("tea pot")!);
  const copy = new PopularQueries();
  copy.restore(queries.snapshot());
  assert.deepEqual([...copy.shown()], ["tea pot", "tea towel"]);
  assert.equal(copy.weight("tea pot"), queries.weight("tea pot"));
  queries.forget("a");
  assert.deepEqual([...queries.shown()], []);
  assert.deepEqual(heard, ["+tea pot", "+tea towel", "-tea pot", "-tea towel"]);
});

test("a query taken back counts as if it had not been asked", () => {
  const heard: string[] = [];
  const queries = new PopularQueries(
    (query) => heard.push(`+${query}`),
    (query) => heard.push(`-${query}`),
  );
  for (const person of ["a", "b", "c"]) queries.add("tea pot", person, 0);
  queries.remove("Tea pot", "b", 0);
  assert.equal(queries.weight("tea pot"), undefined);
  queries.add("tea pot", "d", 0);
  assert.ok(Math.abs(queries.weight("tea pot")! - Math.log2(3)) < 1e-9);
  assert.deepEqual(heard, ["+tea pot", "-tea pot", "+tea pot"]);
});

test("of too many queries the weakest go, and those that were shown are told of", () => {
  const hidden: string[] = [];
  const queries = new PopularQueries(undefined, (query) => hidden.push(query));
  for (const person of ["a", "b", "c"]) queries.add("old", person, -400 * day);
  for (let i = 0; i < 50_000; i++) queries.add(`query ${i}`, "a", 0);
  assert.deepEqual(hidden, ["old"]);
  assert.equal(queries.weight("old"), undefined);
});
