import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { gzipSync } from "node:zlib";
import type { Product } from "@aisle/core/catalog";
import { seededRandom } from "@aisle/core/base";
import { batchRecommend } from "./batch-recommend.ts";
import type { BatchRecommendOptions } from "./batch-recommend.ts";
import { parseTime, readInteractions } from "./interaction-files.ts";

function folder(t: TestContext) {
  const dir = mkdtempSync(join(tmpdir(), "aisle-recommend-"));
  t.after(() => rmSync(dir, { recursive: true }));
  return {
    path: (name: string) => join(dir, name),
    file: (name: string, lines: readonly string[]) => {
      writeFileSync(join(dir, name), `${lines.join("\n")}\n`);
      return join(dir, name);
    },
  };
}

function product(id: string, title: string, stock = true): Product {
  return {
    id,
    title,
    description: "",
    images: [],
    categories: [],
    offers: [{ availability: stock ? "in_stock" : "out_of_stock" }],
    attributes: {},
  };
}

async function* stream(products: readonly Product[]): AsyncGenerator<Product> {
  yield* products;
}

/** Shoppers who walk a ring of ten products, now and then jumping. */
function ring(): string[] {
  const random = seededRandom(3);
  const lines = ["user_id,item_id,timestamp"];
  for (let user = 0; user < 120; user++) {
    let at = Math.floor(random() * 10);
    for (let step = 0; step < 5; step++) {
      lines.push(`u${user},p${at},${1_700_000_000 + user * 100 + step}`);
      at = random() < 0.9 ? (at + 1) % 10 : Math.floor(random() * 10);
    }
  }
  return lines;
}

function runner(t: TestContext) {
  const { path, file } = folder(t);
  const notes: string[] = [];
  const run = async (options: Partial<BatchRecommendOptions>, catalogue?: readonly Product[]) => {
    const report = await batchRecommend(catalogue && stream(catalogue), {
      events: path("events.csv"),
      users: path("users.txt"),
      top: 3,
      out: path("run.csv"),
      note: (line) => notes.push(line),
      ...options,
    });
    const lists = new Map<string, string[]>();
    const [header, ...rows] = readFileSync(path("run.csv"), "utf8").trimEnd().split("\n");
    assert.equal(header, "user_id,rank,item_id,score");
    for (const row of rows) {
      const [user = "", rank, item = ""] = row.split(",");
      const list = lists.get(user) ?? [];
      lists.set(user, [...list, item]);
      assert.equal(Number(rank), list.length + 1);
    }
    return { report, lists };
  };
  return { path, file, notes, run };
}

test("auto finds the ring from the events alone; history is what a shopper did, not what is learned", async (t) => {
  const { file, run } = runner(t);
  file("events.csv", ring());
  const history = file("history.csv", ["new,p3,1800000000", "new,p4,1800000001", "other,p8,1800000000"]);
  file("users.txt", ["new", "other", "u0", "nobody"]);
  const { report, lists } = await run({ history });
  assert.equal(lists.get("new")![0], "p5");
  assert.ok(!lists.get("new")!.includes("p4") && !lists.get("new")!.includes("p3"));
  assert.equal(lists.get("other")![0], "p9");
  assert.equal(lists.get("nobody")!.length, 3);
  assert.deepEqual([report.users, report.unknown, report.products, report.events], [4, 1, 10, 600]);
  assert.ok(report.heldOut! > 0.5, `${report.heldOut}`);
});

test("repeat never leaves a shopper's products out, allow brings them back", async (t) => {
  const { file, run } = runner(t);
  const lines = [];
  for (let user = 0; user < 60; user++)
    for (const [step, item] of ["a", "b", "a", "a", "c", "a"].entries()) lines.push(`u${user},${item}${user % 3},${step}`);
  file("events.csv", lines);
  file("users.txt", ["u0"]);
  assert.ok(!(await run({})).lists.get("u0")!.some((item) => item.endsWith("0")));
  assert.ok((await run({ repeat: "allow" })).lists.get("u0")!.includes("a0"));
});

test("only products of the catalogue that can be had are recommended, new ones by their words", async (t) => {
  const { file, run, notes } = runner(t);
  file("events.csv", ["a,tea1,1", "a,gone,2", "b,tea1,1", "b,sold-out,2", "c,pen1,1", "c,pen2,2"]);
  file("users.txt", ["a"]);
  const catalogue = [
    product("tea1", "Green tea leaves"),
    product("sold-out", "Black tea leaves", false),
    product("tea2", "White tea leaves"),
    product("pen1", "Fountain pen"),
    product("pen2", "Ball pen"),
  ];
  const { lists } = await run({ method: "text", top: 5 }, catalogue);
  assert.deepEqual(lists.get("a"), ["tea2", "pen1", "pen2"]);
  assert.ok(notes.some((line) => line.startsWith("1 of 6 events name products")));
});

test("bad rows are named and skipped, times come in three spellings, files may be gzipped", async (t) => {
  const { path, file } = runner(t);
  const notes: string[] = [];
  const events = file("events.csv", [
    "timestamp,item_id,user_id,event_type",
    "2024-01-02T00:00:00Z,x,a,view",
    "soon,x,a,view",
    ",,a,view",
    "1704153600,y,a,return",
    "1704153600000,z,a,purchase",
  ]);
  const list = await readInteractions(events, (line) => notes.push(line));
  assert.deepEqual(list, [
    { user: "a", item: "x", time: 1_704_153_600_000 },
    { user: "a", item: "z", time: 1_704_153_600_000 },
  ]);
  assert.deepEqual(notes.toSorted(), [
    'events.csv:3: bad_row: timestamp "soon" is no time; skipped',
    "events.csv:4: bad_row: has no item_id; skipped",
  ]);
  writeFileSync(path("e.csv.gz"), gzipSync("a,x,5\na,y\n"));
  assert.deepEqual(
    (await readInteractions(path("e.csv.gz"), () => undefined)).map((one) => one.time),
    [5000, 0],
  );
  writeFileSync(path("broken.csv.gz"), "not gzip");
  await assert.rejects(
    readInteractions(path("broken.csv.gz"), () => undefined),
    { code: "bad_file" },
  );
  await assert.rejects(
    readInteractions(path("absent.csv"), () => undefined),
    { code: "bad_file" },
  );
  assert.equal(parseTime("0"), 0);
  assert.equal(parseTime("x"), undefined);
});

test("wrong arguments and empty inputs are coded errors", async (t) => {
  const { file, run, path } = runner(t);
  file("events.csv", ["a,x,1", "b,y,1"]);
  file("users.txt", ["a"]);
  await assert.rejects(run({ top: 0 }), { code: "bad_argument" });
  await assert.rejects(run({ method: "magic" }), { code: "bad_argument" });
  await assert.rejects(run({ users: file("none.txt", [""]) }), { code: "no_usable_rows" });
  await assert.rejects(run({}, []), { code: "no_usable_rows" });
  await assert.rejects(run({ out: path("no/such/folder.csv") }), { code: "storage_failed" });
  assert.deepEqual((await run({})).lists.get("a"), ["y"]);
});
