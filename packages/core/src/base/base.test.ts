import assert from "node:assert/strict";
import { test } from "node:test";
import {
  AisleError,
  checkLimit,
  contentHash,
  defaultLimits,
  errorCatalogue,
  hashText,
  isAisleError,
  manualClock,
  randomInteger,
  randomPick,
  seededRandom,
} from "../base.ts";

test("murmur32 gives the published test vectors", () => {
  assert.equal(hashText(""), 0);
  assert.equal(hashText("test"), 0xba6bd213);
  assert.equal(hashText("Hello, world!", 0x9747b28c), 0x24884cba);
  assert.equal(hashText("The quick brown fox jumps over the lazy dog", 0x9747b28c), 0x2fa826cd);
});

test("a content hash is 32 hex digits and stable", () => {
  assert.match(contentHash("连衣裙"), /^[0-9a-f]{32}$/);
  assert.equal(contentHash("a"), contentHash("a"));
  assert.notEqual(contentHash("a"), contentHash("b"));
});

test("the same seed gives the same stream, another seed another", () => {
  const take = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
  assert.deepEqual(take(1), take(1));
  assert.notDeepEqual(take(1), take(2));
});

test("random numbers fill [0, 1) evenly", () => {
  const random = seededRandom(7);
  const cells = Array.from({ length: 10 }, () => 0);
  for (let i = 0; i < 100_000; i++) cells[randomInteger(random, 10)]!++;
  for (const count of cells) assert.ok(Math.abs(count - 10_000) < 500, `a cell holds ${count}`);
  assert.throws(() => randomPick(random, []), RangeError);
});

test("a manual clock moves only when told to", () => {
  const clock = manualClock(5);
  clock.advance(10);
  assert.equal(clock(), 15);
  clock.set(3);
  assert.equal(clock(), 3);
});

test("an error carries its code, status, details and cause", () => {
  const cause = new Error("disk");
  const error = new AisleError("storage_failed", "cannot write", { file: "a" }, cause);
  assert.equal(error.status, 503);
  assert.equal(error.cause, cause);
  assert.deepEqual(error.details, { file: "a" });
  assert.ok(isAisleError(error, "storage_failed"));
  assert.ok(!isAisleError(error, "corrupt"));
  assert.ok(!isAisleError(cause));
});

test("every code has a status of HTTP and a sentence", () => {
  for (const [code, { status, doc }] of Object.entries(errorCatalogue)) {
    assert.ok(status >= 400 && status < 600, code);
    assert.match(doc, /^[A-Z].*\.$/, code);
  }
});

test("passing a limit is a typed error that names it", () => {
  checkLimit("pageSize", defaultLimits.pageSize);
  assert.throws(
    () => checkLimit("pageSize", defaultLimits.pageSize + 1),
    (error) => isAisleError(error, "limit_exceeded") && error.details["limit"] === "pageSize",
  );
});
