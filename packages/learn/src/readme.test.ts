import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

test("the README's example runs and prints what it says", () => {
  const code = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(import.meta.dirname, "../README.md"), "utf8"))![1]!;
  assert.ok(code.trim().split("\n").length <= 32);
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module-typescript", "--disable-warning=ExperimentalWarning"], {
    cwd: join(import.meta.dirname, ".."),
    input: code,
    encoding: "utf8",
  });
  assert.equal(stdout.trim(), "0 1 1 0", stderr);
});
