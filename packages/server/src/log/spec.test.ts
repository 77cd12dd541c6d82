import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

test("every rule of SPEC.md has a test that carries its ID", () => {
  const here = import.meta.dirname;
  const rules = [...readFileSync(join(here, "SPEC.md"), "utf8").matchAll(/\*\*([A-Z]\d+)\b/g)].map((match) => match[1]!);
  assert.ok(rules.length > 30);
  const core = join(here, "../../../core/src");
  const files = [
    ...globSync(join(here, "..", "{log,privacy,cli}/*.test.ts")),
    ...globSync(join(core, "event/*.test.ts")),
    join(core, "testing/event-log-contract.ts"),
  ];
  const names = files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(/(?:test|withLog)\("([^"]+)"/g)].map((match) => match[1]!));
  const tested = new Set(names.flatMap((name) => name.match(/\b[A-Z]\d+\b/g) ?? []));
  assert.deepEqual(
    rules.filter((rule) => !tested.has(rule)),
    [],
  );
});
