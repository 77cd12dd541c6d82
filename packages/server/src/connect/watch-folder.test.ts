import assert from "node:assert/strict";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { AisleError, isAisleError } from "@aisle/core/base";
import { watchFolder } from "./watch-folder.ts";
import type { FileKind } from "./watch-folder.ts";

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "aisle-watch-"));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    assert.ok(Date.now() < end, "waited for ten seconds");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const pollMs = 60;

test("files are read once they stop growing, then moved; the broken ones with a reason", async (t) => {
  const path = folder(t);
  const loaded: string[] = [];
  const load = async (kind: FileKind, file: string) => {
    const text = readFileSync(file, "utf8");
    loaded.push(`${kind}:${text}`);
    if (text === "bad") throw new AisleError("bad_file", "is no catalogue");
    return "1 row";
  };
  const watcher = await watchFolder({ folder: path, load, note: () => undefined, pollMs });
  t.after(() => watcher.close());
  const growing = join(path, "catalog", "grows.csv");
  for (let i = 0; i < 8; i++) {
    appendFileSync(growing, String(i));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  writeFileSync(join(path, "catalog", "bad.csv"), "bad");
  writeFileSync(join(path, "events", "e.csv"), "e1");
  writeFileSync(join(path, "events", "upload.csv.part"), "half");
  writeFileSync(join(path, "events", ".hidden"), "h");
  symlinkSync("/etc/hostname", join(path, "events", "link.csv"));
  writeFileSync(join(path, "lost.csv"), "l");
  await until(() => existsSync(join(path, "done", "grows.csv")) && existsSync(join(path, "done", "e.csv")));
  await until(() => existsSync(join(path, "failed", "bad.csv")) && existsSync(join(path, "failed", "lost.csv")));
  assert.deepEqual(loaded.toSorted(), ["catalog:01234567", "catalog:bad", "events:e1"]);
  assert.equal(readFileSync(join(path, "failed", "bad.csv.reason.txt"), "utf8"), "bad_file: is no catalogue\n");
  assert.match(readFileSync(join(path, "failed", "lost.csv.reason.txt"), "utf8"), /put it into/);
  // A second file of the name keeps both.
  writeFileSync(join(path, "events", "e.csv"), "e2");
  await until(() => existsSync(join(path, "done", "e-2.csv")));
  assert.deepEqual(readdirSync(join(path, "done")).toSorted(), ["e-2.csv", "e.csv", "grows.csv"]);
  assert.deepEqual(readdirSync(join(path, "events")).toSorted(), [".hidden", "link.csv", "upload.csv.part"]);
});

test("what waited while nobody watched is read; a failure of the shop leaves the file for the next look", async (t) => {
  const path = folder(t);
  mkdirSync(join(path, "catalog"));
  writeFileSync(join(path, "catalog", "a.csv"), "a");
  let failures = 2;
  const notes: string[] = [];
  const load = async () => {
    if (failures-- > 0) throw new AisleError("storage_failed", "the disk is full");
    return "1 row";
  };
  const watcher = await watchFolder({ folder: path, load, note: (line) => void notes.push(line), pollMs });
  await until(() => existsSync(join(path, "done", "a.csv")));
  await watcher.close();
  assert.equal(notes.filter((line) => line.includes("storage_failed")).length, 2);
  assert.deepEqual(readdirSync(join(path, "failed")), []);
  writeFileSync(join(path, "catalog", "b.csv"), "b");
  await new Promise((resolve) => setTimeout(resolve, pollMs * 4));
  assert.ok(existsSync(join(path, "catalog", "b.csv")), "closed is closed");
});

test("a file that changes while it is read is read again", async (t) => {
  const path = folder(t);
  const texts: string[] = [];
  const load = async (_: FileKind, file: string) => {
    texts.push(readFileSync(file, "utf8"));
    if (texts.length === 1) appendFileSync(file, "+more");
    return "";
  };
  const watcher = await watchFolder({ folder: path, load, note: () => undefined, pollMs });
  t.after(() => watcher.close());
  writeFileSync(join(path, "catalog", "a.csv"), "a");
  await until(() => existsSync(join(path, "done", "a.csv")));
  assert.deepEqual(texts, ["a", "a+more"]);
});

test("a folder that cannot be made is bad_config", async (t) => {
  const path = join(folder(t), "file");
  writeFileSync(path, "");
  await assert.rejects(watchFolder({ folder: path, load: async () => "", note: () => undefined }), (error) =>
    isAisleError(error, "bad_config"),
  );
});
