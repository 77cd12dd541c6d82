import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { command, evaluateClassify, evaluateRecommend, evaluateSearch } from "./evaluate.ts";

function folder(t: TestContext) {
  const dir = mkdtempSync(join(tmpdir(), "aisle-evaluate-"));
  t.after(() => rmSync(dir, { recursive: true }));
  return (name: string, ...lines: readonly string[]) => {
    const file = join(dir, name);
    writeFileSync(file, `${lines.join("\n")}\n`);
    return file;
  };
}

const near = (actual: number | undefined, expected: number) =>
  assert.ok(Math.abs((actual ?? NaN) - expected) < 1e-9, `${actual} is not ${expected}`);

test("search: ideal over all judged, unjudged and unanswered 0, queries without a positive left out, ties by rank", async (t) => {
  const file = folder(t);
  const run = file(
    "run.trec",
    "q1 Q0 x 1 2.0 aisle",
    "q1 Q0 b 3 1.0 aisle",
    "q1 Q0 a 2 1.0 aisle",
    "q1 Q0 a 4 0.5 aisle",
    "q3 Q0 a 1 1 aisle",
    "broken",
  );
  const judgments = file("judgments.tsv", "q1\ta\t1", "q1\tb\t0.1", "q2\ta\t1", "q3\ta\t0", "q4\ta\tmany");
  const notes: string[] = [];
  const figures = await evaluateSearch(run, judgments, [10, 1], (line) => notes.push(line));
  const ideal = 1 + 0.1 / Math.log2(3);
  assert.deepEqual([figures["queries"], figures["unanswered"]], [2, 1]);
  near(figures["NDCG@10"], (1 / Math.log2(3) + 0.1 / 2) / ideal / 2);
  near(figures["MRR@10"], 0.25);
  near(figures["recall@10"], 0.5);
  assert.equal(figures["NDCG@1"], 0);
  assert.equal(notes.length, 2);
});

test("search: an id with a blank meets its %20 form", async (t) => {
  const file = folder(t);
  const figures = await evaluateSearch(file("r", "q Q0 a%20b 1 1 aisle"), file("j", "q\ta b\t1"), [10], () => undefined);
  assert.equal(figures["NDCG@10"], 1);
});

test("recommend: rank decides, users without an answer count, quoted ids are read, headers are optional", async (t) => {
  const file = folder(t);
  const run = file("run.csv", "user_id,rank,item_id,score", "a,2,x,9", "a,1,y,1", 'b,1,"i,1",1', "c,oops,x,1");
  const truth = file("truth.csv", "a,x", 'b,"i,1"', "d,y");
  const figures = await evaluateRecommend(run, truth, [1, 10], () => undefined);
  assert.deepEqual([figures["users"], figures["unanswered"]], [3, 1]);
  near(figures["HR@1"], 1 / 3);
  near(figures["HR@10"], 2 / 3);
  near(figures["NDCG@10"], (1 / Math.log2(3) + 1) / 3);
  near(figures["MRR@10"], 0.5);
  near(figures["coverage@1"], 2 / 3);
});

test("classify: joined by id or row, a row without prediction is wrong; calibration and AUC of two labels", async (t) => {
  const file = folder(t);
  const truth = file("truth.tsv", "text\tlabel", "one\tpos", "two\tneg", "three\tpos", "four\tneg");
  const predictions = file("pred.tsv", "id\tlabel\tprobability", "1\tpos\t0.9", "2\tpos\t0.6", "3\tpos\t0.7");
  const figures = await evaluateClassify(predictions, truth);
  assert.deepEqual([figures["rows"], figures["missing"], figures["accuracy"]], [4, 1, 0.5]);
  const named = file("named.tsv", "id\ttext\tlabel", "b\ttwo\t2", "a\tone\t4");
  const scores = file("scores.tsv", "id\tscore", "a\t3.5", "b\t2");
  const graded = await evaluateClassify(scores, named);
  near(graded["RMSE"], Math.sqrt(0.125));
  assert.equal(graded["QWK"], 1);
  assert.equal(graded["AUC"], 1);
  await assert.rejects(evaluateClassify(file("bad.tsv", "id\tguess", "1\t2"), truth), { code: "bad_file" });
});

test("the command prints figures as text or JSON and names what is missing", async (t) => {
  const file = folder(t);
  const run = file("r.csv", "a,1,x,1");
  const truth = file("t.csv", "user_id,item_id", "a,x");
  const lines: string[] = [];
  const input = (words: readonly string[], options: Record<string, string | boolean>) => ({
    words,
    options,
    print: (line: string) => lines.push(line),
    note: () => undefined,
  });
  assert.equal(await command.run(input(["recommend"], { run, truth, json: true, at: "1" })), 0);
  assert.deepEqual(JSON.parse(lines[0]!), { users: 1, unanswered: 0, "HR@1": 1, "NDCG@1": 1, "MRR@1": 1, "coverage@1": 1 });
  await command.run(input(["recommend"], { run, truth }));
  assert.ok(lines.includes("HR@10         1"));
  await assert.rejects(async () => command.run(input(["recommend"], { truth })), { code: "bad_argument" });
  await assert.rejects(async () => command.run(input(["dance"], {})), { code: "bad_argument" });
  await assert.rejects(async () => command.run(input(["recommend"], { run, truth, at: "0" })), { code: "bad_argument" });
  await assert.rejects(command.run(input(["recommend"], { run: `${run}.none`, truth })), { code: "bad_file" });
  await assert.rejects(command.run(input(["search"], { run, judgments: `${run}.none` })), { code: "bad_file" });
  await assert.rejects(command.run(input(["recommend"], { run, truth: file("empty", "") })), { code: "no_usable_rows" });
});
