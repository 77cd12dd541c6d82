import assert from "node:assert/strict";
import { test } from "node:test";
import { createProgress } from "./progress.ts";

function drawn(isTTY: boolean) {
  let time = 0;
  const lines: string[] = [];
  const progress = createProgress("rows", { isTTY, write: (text) => lines.push(text.replace("\r\x1b[K", "")) }, () => time);
  return { progress, lines, at: (ms: number) => void (time = ms) };
}

test("a progress line appears after two seconds, at most ten times a second, and goes away", () => {
  const { progress, lines, at } = drawn(true);
  at(1_900);
  progress.update(10, 100);
  at(2_500);
  progress.update(50, 100);
  at(2_550);
  progress.update(51, 100);
  at(5_000);
  progress.update(200);
  progress.end();
  assert.deepEqual(lines, ["rows [############            ] 50 % 20/s, 3 s left", "rows 200 40/s", ""]);
});

test("nothing is written where nobody looks, or for quick work", () => {
  const pipe = drawn(false);
  pipe.at(9_000);
  pipe.progress.update(1, 2);
  pipe.progress.end();
  assert.deepEqual(pipe.lines, []);
  const quick = drawn(true);
  quick.progress.update(1, 2);
  quick.progress.end();
  assert.deepEqual(quick.lines, []);
});
