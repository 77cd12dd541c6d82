import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { AisleError, isAisleError } from "@aisle/core/base";
import { importAlgolia } from "./import-algolia.ts";

const rule = {
  objectID: "r1",
  conditions: [{ pattern: "lamp", anchoring: "is" }],
  consequence: { promote: [{ objectID: "2", position: 0 }] },
};
const synonym = { objectID: "s1", type: "synonym", synonyms: ["lamp", "light"] };

test("an export is told by its content, whatever its files are called and packed as; bad records are found and skipped", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "aisle-algolia-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const lines = [{ objectID: "1", title: "Lamp" }, { objectID: "bad" }, { objectID: "2", title: "Light", type: "synonym" }, ["x"]];
  writeFileSync(join(folder, "a.ndjson.gz"), gzipSync(lines.map((line) => JSON.stringify(line)).join("\n")));
  writeFileSync(
    join(folder, "b.json"),
    JSON.stringify({ settings: { hitsPerPage: 5, primary: "p" }, synonyms: [synonym], rules: [rule] }, null, 1),
  );
  writeFileSync(join(folder, "c.json"), JSON.stringify([{ objectID: "s2", type: "oneWaySynonym", input: "tv", synonyms: ["television"] }]));
  writeFileSync(join(folder, "d.json"), JSON.stringify({ customRanking: ["desc(sold)"] }));
  writeFileSync(join(folder, "readme.txt"), "not read");
  const sent: [string, string, unknown][] = [];
  const notes: string[] = [];
  const report = await importAlgolia({
    paths: [folder],
    index: "a/b",
    note: (line) => void notes.push(line.replace(folder, "")),
    send: async (method, path, body) => {
      const { requests = [] } = body as { requests?: readonly { body: { objectID: string } }[] };
      if (requests.some((request) => request.body.objectID === "bad")) throw new AisleError("bad_row", "title is missing");
      sent.push([method, path, requests.length > 0 ? requests.map((request) => request.body.objectID) : body]);
    },
  });
  assert.deepEqual(report, { records: 2, settings: 2, synonyms: 2, rules: 1, skipped: 2 });
  assert.deepEqual(sent, [
    ["POST", "/1/indexes/a%2Fb/batch", ["1"]],
    ["POST", "/1/indexes/a%2Fb/batch", ["2"]],
    ["PUT", "/1/indexes/a%2Fb/settings", { hitsPerPage: 5, customRanking: ["desc(sold)"] }],
    [
      "POST",
      "/1/indexes/a%2Fb/synonyms/batch",
      [synonym, { objectID: "s2", type: "oneWaySynonym", input: "tv", synonyms: ["television"] }],
    ],
    ["POST", "/1/indexes/a%2Fb/rules/batch", [rule]],
  ]);
  assert.deepEqual(notes, ["/a.ndjson.gz:4: is no object; skipped", "/a.ndjson.gz:2: title is missing [bad_row]; skipped"]);
});

test("what is no export, and a server that is not there, end the import with a code", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "aisle-algolia-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const run = (path: string, code = "unavailable") =>
    importAlgolia({
      paths: [path],
      index: "a",
      note: () => undefined,
      send: () => Promise.reject(new AisleError(code as "unavailable", "gone")),
    });
  await assert.rejects(run(folder), (error) => isAisleError(error, "no_usable_rows"));
  writeFileSync(join(folder, "a.json"), "a,b\n1,2");
  await assert.rejects(run(folder), (error) => isAisleError(error, "bad_file"));
  writeFileSync(join(folder, "a.json"), '{"x": 1}');
  await assert.rejects(run(folder), (error) => isAisleError(error, "no_usable_rows"));
  writeFileSync(join(folder, "a.json"), '[{"objectID": "1", "title": "a"}]');
  await assert.rejects(run(folder), (error) => isAisleError(error, "unavailable"));
  await assert.rejects(run(join(folder, "none.json")), (error) => isAisleError(error, "bad_file"));
});
