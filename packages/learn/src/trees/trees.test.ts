import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Random } from "../random.ts";
import { bits, uniform } from "../testing/values.ts";
import { boost, readLightGbm, writeLightGbm } from "../trees.ts";
import type { Table, TreeObjective } from "../trees.ts";

const goldens = join(import.meta.dirname, "../../goldens");
const recorded = JSON.parse(readFileSync(join(goldens, "lightgbm.json"), "utf8")) as Record<TreeObjective, { few: number[]; test: number }>;
const features = 8;

/** The data of goldens/record_lightgbm.py. */
function data(name: string, rows: number): { table: Table; target: Float64Array } {
  const values = Float64Array.from(uniform(name, [rows * features], -1, 1));
  const gone = bits(`${name}.missing`, rows * features);
  const noise = uniform(`${name}.noise`, [rows], -0.3, 0.3);
  values.forEach((_, i) => {
    if (gone[i]! % 10 === 0) values[i] = Number.NaN;
  });
  const target = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const at = row * features;
    const scaled = values[at + 7]! * 3;
    // NumPy rounds halves to even; none occur here.
    values[at + 7] = Math.round(scaled);
    const f = Array.from({ length: features }, (_, i) => (Number.isNaN(values[at + i]) ? 0.3 : values[at + i]!));
    target[row] =
      f[0]! * 2 + Math.sin(4 * f[1]!) + f[2]! * f[3]! * 2 + (Number.isNaN(values[at + 4]) ? 1.5 : 0) + 0.1 * f[7]! + noise[row]!;
  }
  return { table: { values, features }, target };
}

const train = data("train", 4000);
const heldOut = data("test", 1000);
const grade = (y: number) => Math.min(4, Math.max(0, Math.round(y + 1)));
const labelOf: Record<TreeObjective, (y: number) => number> = { regression: (y) => y, binary: (y) => (y > 0 ? 1 : 0), lambdarank: grade };

function ndcg(scores: Float64Array, labels: Float64Array, size: number): number {
  let sum = 0;
  for (let start = 0; start < labels.length; start += size) {
    const gain = Array.from({ length: size }, (_, i) => 2 ** labels[start + i]! - 1);
    const order = gain.map((_, i) => i).sort((a, b) => scores[start + b]! - scores[start + a]! || a - b);
    const dcg = (list: readonly number[]) => list.slice(0, 10).reduce((total, g, rank) => total + g / Math.log2(rank + 2), 0);
    sum += dcg(order.map((i) => gain[i]!)) / dcg(gain.toSorted((a, b) => b - a));
  }
  return sum / (labels.length / size);
}

function score(objective: TreeObjective, scores: Float64Array, labels: Float64Array): number {
  if (objective === "lambdarank") return ndcg(scores, labels, 20);
  const loss =
    objective === "regression" ? (s: number, y: number) => (s - y) ** 2 : (s: number, y: number) => Math.log1p(Math.exp(-s * (2 * y - 1)));
  return scores.reduce((sum, s, i) => sum + loss(s, labels[i]!), 0) / labels.length;
}

const targetsOf = (objective: TreeObjective) => ({
  labels: train.target.map(labelOf[objective]),
  ...(objective === "lambdarank" ? { groups: new Int32Array(200).fill(20) } : {}),
});

for (const objective of ["regression", "binary", "lambdarank"] as const) {
  test(`${objective}: trees made by LightGBM give LightGBM's scores`, () => {
    const model = readLightGbm(readFileSync(join(goldens, `lightgbm-${objective}.txt`), "utf8"));
    const scores = model.predict({ values: heldOut.table.values.subarray(0, 50 * features), features });
    recorded[objective].few.forEach((expected, row) =>
      assert.ok(Math.abs(scores[row]! - expected) < 1e-9, `row ${row}: ${scores[row]}, ${expected}`),
    );
  });

  test(`${objective}: as good on held-out rows as LightGBM with the same settings`, () => {
    const model = boost(train.table, targetsOf(objective), { objective, trees: 60 });
    const found = score(objective, model.predict(heldOut.table), heldOut.target.map(labelOf[objective]));
    const theirs = recorded[objective].test;
    if (objective === "lambdarank") assert.ok(found > theirs - 0.01, `${found} against ${theirs}`);
    else assert.ok(found < theirs * 1.1, `${found} against ${theirs}`);
  });

  test(`${objective}: written and read again, the same scores`, () => {
    const model = boost(train.table, targetsOf(objective), { objective, trees: 5, leaves: 7 });
    assert.deepEqual(readLightGbm(writeLightGbm(model)).predict(heldOut.table), model.predict(heldOut.table));
  });
}

const python = [join(import.meta.dirname, "../../../../.cache/python/bin/python"), "python3"].find(
  (program) => (program === "python3" || existsSync(program)) && spawnSync(program, ["-c", "import lightgbm"]).status === 0,
);

test("LightGBM reads our file and gives our scores", { skip: python === undefined && "needs Python with lightgbm" }, () => {
  const folder = mkdtempSync(join(tmpdir(), "aisle-trees-"));
  try {
    for (const objective of ["regression", "binary", "lambdarank"] as const) {
      const model = boost(train.table, targetsOf(objective), { objective, trees: 20 });
      writeFileSync(join(folder, "model.txt"), writeLightGbm(model));
      writeFileSync(
        join(folder, "rows.json"),
        JSON.stringify([...heldOut.table.values].map((value) => (Number.isNaN(value) ? null : value))),
      );
      const code = `import json, numpy as np, lightgbm as l
x = np.array([np.nan if v is None else v for v in json.load(open("rows.json"))]).reshape(-1, ${features})
print(json.dumps(l.Booster(model_file="model.txt").predict(x, raw_score=True).tolist()))`;
      const { stdout, stderr } = spawnSync(python!, ["-c", code], { cwd: folder, encoding: "utf8" });
      const theirs = JSON.parse(stdout || "[]") as number[];
      assert.equal(theirs.length, 1000, stderr);
      model.predict(heldOut.table).forEach((ours, row) => assert.ok(Math.abs(ours - theirs[row]!) < 1e-9));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("early stopping keeps the trees up to the best loss on held-out rows", () => {
  const labels = heldOut.target;
  const losses: number[] = [];
  const loss = (scores: Float64Array) => score("regression", scores, labels);
  const model = boost(
    train.table,
    { labels: train.target },
    {
      objective: "regression",
      trees: 400,
      learningRate: 0.5,
      validation: { table: heldOut.table, loss, patience: 10 },
      onTree: (_, value) => losses.push(value!),
    },
  );
  const best = losses.indexOf(Math.min(...losses)) + 1;
  assert.equal(model.trees.length, best);
  assert.equal(losses.length, best + 10);
  assert.ok(Math.abs(loss(model.predict(heldOut.table)) - losses[best - 1]!) < 1e-9);
});

test("the same seed grows the same trees, another seed others", () => {
  const make = (seed: number) =>
    boost(train.table, { labels: train.target }, { objective: "regression", trees: 5, rowShare: 0.5, featureShare: 0.5, seed });
  assert.equal(writeLightGbm(make(1)), writeLightGbm(make(1)));
  assert.notEqual(writeLightGbm(make(1)), writeLightGbm(make(2)));
});

test("missing values alone can be what tells rows apart", () => {
  const values = Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? Number.NaN : 1));
  const labels = Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 5 : -5));
  const model = boost({ values, features: 1 }, { labels }, { objective: "regression", trees: 50, learningRate: 0.3 });
  const [gone, there] = model.predict({ values: Float64Array.of(Number.NaN, 1), features: 1 });
  assert.ok(Math.abs(gone! - 5) < 0.01 && Math.abs(there! + 5) < 0.01);
});

test("a constant target, constant features and few rows give a constant", () => {
  const constant = boost(
    { values: new Float64Array(100).fill(3), features: 1 },
    { labels: new Float64Array(100).fill(7) },
    { objective: "regression" },
  );
  assert.deepEqual([...constant.predict({ values: Float64Array.of(0, 9), features: 1 })], [7, 7]);
  assert.deepEqual([...readLightGbm(writeLightGbm(constant)).predict({ values: Float64Array.of(1), features: 1 })], [7]);
});

test("bad input is an error with a code", () => {
  const table = { values: new Float64Array(10), features: 1 };
  const labels = new Float64Array(10);
  assert.throws(() => boost(table, { labels: new Float64Array(9) }, { objective: "regression" }), { code: "bad_shape" });
  assert.throws(() => boost(table, { labels: labels.fill(Number.NaN) }, { objective: "regression" }), { code: "bad_argument" });
  assert.throws(() => boost(table, { labels: new Float64Array(10).fill(2) }, { objective: "binary" }), { code: "bad_argument" });
  assert.throws(() => boost(table, { labels: new Float64Array(10) }, { objective: "lambdarank" }), { code: "bad_argument" });
  assert.throws(() => boost({ values: new Float64Array(10), features: 3 }, { labels }, { objective: "regression" }), { code: "bad_shape" });
  assert.throws(() => readLightGbm("nonsense"), { code: "bad_file" });
});

test("a damaged model file is refused, never read past its ends or in a circle", () => {
  const text = readFileSync(join(goldens, "lightgbm-regression.txt"), "utf8");
  const random = new Random(3);
  const lines = text.split("\n");
  for (let round = 0; round < 300; round++) {
    const at = random.integer(200);
    const broken = lines.map((line, i) => (i === at ? line.replace(/-?\d+/, String(random.integer(2000) - 1000)) : line)).join("\n");
    try {
      const scores = readLightGbm(broken).predict({ values: new Float64Array(features), features });
      assert.equal(scores.length, 1);
    } catch (error) {
      assert.match((error as { code?: string }).code ?? String(error), /bad_file|unsupported|bad_shape/);
    }
  }
});
