import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { isAisleError } from "@aisle/core/base";
import type { ShopEvent } from "@aisle/core/event";
import { readEvents } from "./read-events.ts";
import type { RejectedRow } from "./read-events.ts";

const folder = mkdtempSync(join(tmpdir(), "aisle-events-"));
after(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string, content: string | Uint8Array, map?: Readonly<Record<string, string>>) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const events: ShopEvent[] = [];
  const rejected: RejectedRow[] = [];
  let ignored = 0;
  for await (const batch of readEvents(path, { clock: () => 7, batch: 2, ...(map === undefined ? {} : { map }) })) {
    events.push(...batch.events);
    rejected.push(...batch.rejected);
    ignored += batch.ignored;
  }
  return {
    events,
    ignored,
    brief: events.map((event) => `${event.type} ${"product" in event ? String(event.product) : ""}`.trim()),
    rejected: rejected.map(({ line, field }) => [line, field]),
  };
}

const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => undefined,
    (error) => (isAisleError(error) ? error.code : String(error)),
  );

test("CSV and its .gz: order of the file, bad rows by line, quotes, BOM, CRLF", async () => {
  const text =
    '\ufeffuser_id,item_id,timestamp,event_type\r\nu1,b,100,view\r\nu1,a,100,\r\n\r\nu2,"x, ""y""",2023-11-14T22:13:20Z,click\r\nu2,,100,view\r\nu2,c,never,view\r\nu2,d,100,dance\r\nu3,e,100,purchase\r\n';
  const plain = await read("e.csv", text);
  assert.deepEqual(plain.brief, ["view b", "view a", 'click x, "y"', "purchase"]);
  assert.deepEqual(plain.rejected, [
    [6, "item_id"],
    [7, "timestamp"],
    [8, "event_type"],
  ]);
  assert.deepEqual(
    plain.events.map((event) => event.origin?.sequence),
    [1, 2, 3, 7],
  );
  assert.deepEqual((await read("e.csv.gz", gzipSync(text))).brief, plain.brief);
  assert.deepEqual((await read("copy.csv", text)).events, plain.events);
  assert.notEqual((await read("other.csv", `${text}\n`)).events[0]!.origin!.producer, plain.events[0]!.origin!.producer);
});

test("TSV and mapped names", async () => {
  assert.deepEqual((await read("e.tsv", "uid\tasin\ttime\nu\tp\t5\n", { user_id: "uid", item_id: "asin", timestamp: "time" })).brief, [
    "view p",
  ]);
});

test("JSON lines of several formats; a line that is no JSON is reported", async () => {
  const lines = [
    { type: "view", time: 1, user: "u", product: "p" },
    { client_id: "c", events: [{ name: "search", params: { search_term: "q" } }, { name: "scroll" }] },
    { eventType: "click", userToken: "t", objectIDs: ["o"] },
    { type: "view", time: 1, user: "u" },
  ];
  const found = await read("e.jsonl", `${lines.map((line) => JSON.stringify(line)).join("\n")}\n{"type":\n`);
  assert.deepEqual(found.brief, ["view p", "query", "click o"]);
  assert.deepEqual(
    [found.ignored, found.rejected],
    [
      1,
      [
        [4, "events[0].product"],
        [5, "row"],
      ],
    ],
  );
});

test("a JSON file with a list longer than a batch", async () => {
  const view = (product: string) => ({ type: "view", time: 1, user: "u", product });
  assert.deepEqual((await read("e.json", JSON.stringify({ events: [view("a"), view("b"), view("c")] }))).brief, [
    "view a",
    "view b",
    "view c",
  ]);
  assert.deepEqual((await read("l.json", JSON.stringify([view("a"), view("b"), view("c")]))).brief, ["view a", "view b", "view c"]);
  const ubi = { queries: [{ user_query: "q", client_id: "c" }], events: [{ action_name: "click", client_id: "c", object_id: "p" }] };
  assert.deepEqual((await read("ubi.json", JSON.stringify(ubi))).brief, ["query", "click p"]);
});

test("files that cannot be used are coded errors", async () => {
  assert.equal(await codeOf(read("none.csv", "user_id,item_id,timestamp\nu,,5\n")), "no_usable_rows");
  assert.equal(await codeOf(read("empty.csv", "")), "no_usable_rows");
  assert.equal(await codeOf(read("wrong.csv", "a,b\n1,2\n")), "bad_file");
  assert.equal(await codeOf(read("wrong.json", "{")), "bad_file");
  assert.equal(await codeOf(read("wrong.csv.gz", "not gzip")), "bad_file");
  assert.equal(await codeOf(read("binary.csv", new Uint8Array([0xff, 0xfe, 0, 1, 10, 200, 10]))), "bad_file");
  const missing = readEvents(join(folder, "missing.csv"), { clock: () => 7 });
  assert.equal(await codeOf(Array.fromAsync(missing)), "bad_file");
});
