import assert from "node:assert/strict";
import { test } from "node:test";
import * as g from "../../graph.ts";
import type { Tensor } from "../../graph.ts";
import { Random } from "../../random.ts";
import { booleans, floats, integers } from "../../runtime.ts";
import { checkGradient, evaluate, numbers } from "../../testing/evaluate.ts";
import type { CheckOptions } from "../../testing/evaluate.ts";

const positive = (random: Random) => 0.5 + random.uniform();
const awayFromZero = (random: Random) => (random.uniform() < 0.5 ? -1 : 1) * (0.2 + random.uniform());
const sizes = { batch: 3, length: 4 };
const square = [[2, 3]];

const cases: Readonly<Record<string, readonly [(...inputs: Tensor[]) => Tensor, CheckOptions]>> = {
  add: [g.add, { shapes: [["batch", 3], [3]], sizes }],
  "add over an inner axis": [
    g.add,
    {
      shapes: [
        ["batch", 1, 2],
        [4, 1],
      ],
      sizes,
    },
  ],
  sub: [g.sub, { shapes: [[3], ["batch", 3]], sizes }],
  mul: [
    g.mul,
    {
      shapes: [
        ["batch", "length", 2],
        ["batch", 1, 2],
      ],
      sizes,
    },
  ],
  div: [g.div, { shapes: [["batch", 3], [3]], sizes, draw: positive }],
  neg: [g.neg, { shapes: square }],
  exp: [g.exp, { shapes: square }],
  log: [g.log, { shapes: square, draw: positive }],
  sqrt: [g.sqrt, { shapes: square, draw: positive }],
  tanh: [g.tanh, { shapes: square }],
  sigmoid: [g.sigmoid, { shapes: square }],
  relu: [g.relu, { shapes: square, draw: awayFromZero }],
  sin: [g.sin, { shapes: square }],
  cos: [g.cos, { shapes: square }],
  softplus: [g.softplus, { shapes: square }],
  abs: [g.abs, { shapes: square, draw: awayFromZero }],
  erf: [g.erf, { shapes: square }],
  gelu: [g.gelu, { shapes: square }],
  silu: [g.silu, { shapes: square }],
  maximum: [g.maximum, { shapes: [[4, 4], [4]] }],
  where: [(a, b) => g.where(g.greater(a, b), g.mul(a, a), b), { shapes: [[4, 4], [4]] }],
  sum: [(x) => g.sum(x, [1]), { shapes: [["batch", "length", 2]], sizes }],
  "sum of all": [(x) => g.sum(x), { shapes: [["batch", 2]], sizes }],
  mean: [(x) => g.mean(x, [0, 1], { keep: true }), { shapes: [["batch", "length", 2]], sizes }],
  max: [(x) => g.max(x, [-1]), { shapes: [["batch", 5]], sizes }],
  "masked mean": [
    (x) => g.maskedMean(x, g.toFloat(g.greater(x, g.scalar(0))), [1]),
    { shapes: [["batch", "length", 2]], sizes, draw: awayFromZero },
  ],
  linear: [(x, w, b) => g.linear(x, w, b), { shapes: [["batch", "length", 3], [3, 5], [5]], sizes }],
  "linear, transposed weight": [
    (x, w) => g.linear(x, w, undefined, { transposed: true }),
    {
      shapes: [
        ["batch", 3],
        [5, 3],
      ],
      sizes,
    },
  ],
  "matrix product": [
    g.matMul,
    {
      shapes: [
        ["batch", 2, "length", 3],
        ["batch", 2, 3, "length"],
      ],
      sizes,
    },
  ],
  "matrix product, one for all": [
    g.matMul,
    {
      shapes: [
        ["batch", 2, 4, 3],
        [3, 2],
      ],
      sizes,
    },
  ],
  reshape: [(x) => g.reshape(x, ["batch*length", 2, 3]), { shapes: [["batch", "length", 6]], sizes: { ...sizes, "batch*length": 12 } }],
  "reshape to names": [
    (x) => g.mul(g.reshape(g.reshape(x, ["batch*length", 2]), ["batch", "length", 2]), x),
    { shapes: [["batch", "length", 2]], sizes },
  ],
  transpose: [(x) => g.transpose(x, [0, 2, 1]), { shapes: [["batch", "length", 2]], sizes }],
  concat: [
    (a, b) => g.concat([a, b], -1),
    {
      shapes: [
        ["batch", 2],
        ["batch", 3],
      ],
      sizes,
    },
  ],
  split: [(x) => g.mul(...(g.split(x, [2, 2], -1) as [Tensor, Tensor])), { shapes: [["batch", 4]], sizes }],
  "split, one piece unused": [(x) => g.split(x, [1, 3], 1)[1]!, { shapes: [["batch", 4]], sizes }],
  slice: [(x) => g.slice(x, 1, 1, 3), { shapes: [["batch", 4]], sizes }],
  "slice of a named axis": [(x) => g.slice(x, 1, 1, 3), { shapes: [["batch", "length", 2]], sizes }],
  pick: [(x) => g.pick(x, 1, 0), { shapes: [["batch", "length", 2]], sizes }],
  expand: [(x) => g.expand(x, [3, "batch", 2]), { shapes: [["batch", 1]], sizes }],
  softmax: [(x) => g.softmax(x, 1), { shapes: [["batch", 4, 2]], sizes }],
  "log softmax": [(x) => g.logSoftmax(x), { shapes: [["batch", 5]], sizes }],
  "log sum exp": [(x) => g.logSumExp(x), { shapes: [["batch", 5]], sizes }],
  "layer norm": [(x, scale, bias) => g.layerNorm(x, scale, bias), { shapes: [["batch", "length", 6], [6], [6]], sizes, tolerance: 1e-2 }],
  "rms norm": [(x, scale) => g.rmsNorm(x, scale), { shapes: [["batch", 6], [6]], sizes, tolerance: 1e-2 }],
  "unit length": [(x) => g.unitLength(x), { shapes: [["batch", 6]], sizes }],
};

for (const [name, [f, options]] of Object.entries(cases)) {
  test(`the derivative of ${name} agrees with finite differences`, () => checkGradient(f, options));
}

test("an embedding's gradient adds up over repeated indices, with threads", async () => {
  const rows = 5;
  const width = 64;
  const places = 20_000;
  const table = g.input("table", [rows, width]);
  const indices = g.input("indices", ["places"], "int64");
  const loss = g.sum(g.embed(table, indices));
  const feeds = {
    table: floats(new Float32Array(rows * width), [rows, width]),
    indices: integers(
      BigInt64Array.from({ length: places }, (_, i) => BigInt(i % rows)),
      [places],
    ),
  };
  for (let round = 0; round < 5; round++) {
    const found = numbers((await evaluate({ g: g.gradients(loss, [table])[0]! }, feeds))["g"]);
    assert.ok(found.every((value) => value === places / rows));
  }
});

test("taking one element along an axis, and its gradient", async () => {
  const x = g.input("x", [2, 3]);
  const at = g.input("at", [2, 1], "int64");
  const y = g.takeAlong(x, at, 1);
  const out = await evaluate(
    { y, g: g.gradients(g.sum(y), [x])[0]! },
    { x: floats(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]), at: integers(BigInt64Array.of(2n, 0n), [2, 1]) },
  );
  assert.deepEqual(numbers(out["y"]), [3, 4]);
  assert.deepEqual(numbers(out["g"]), [0, 0, 1, 1, 0, 0]);
});

test("dropout keeps what the mask keeps and scales it, forward and backward", async () => {
  const x = g.input("x", [4]);
  const dropout = new g.Dropout(0.5);
  const y = dropout.apply(x);
  assert.deepEqual(dropout.masks, [{ name: "dropout.0", shape: [4], rate: 0.5 }]);
  const out = await evaluate(
    { y, g: g.gradients(g.sum(y), [x])[0]! },
    { x: floats(Float32Array.of(1, 2, 3, 4), [4]), "dropout.0": booleans(Uint8Array.of(1, 0, 0, 1), [4]) },
  );
  assert.deepEqual(numbers(out["y"]), [2, 0, 0, 8]);
  assert.deepEqual(numbers(out["g"]), [2, 0, 0, 2]);
});

test("no model uses ScatterND", async () => {
  const { readFileSync, globSync } = await import("node:fs");
  for (const file of globSync("**/*.ts", { cwd: import.meta.dirname }))
    assert.doesNotMatch(readFileSync(`${import.meta.dirname}/${file}`, "utf8"), /apply\("ScatterND"/, file);
});

test("shapes that do not fit are errors with a code", () => {
  const a = g.input("a", ["batch", 3]);
  assert.throws(() => g.add(a, g.input("b", ["length", 3])), { code: "bad_shape" });
  assert.throws(() => g.linear(a, g.input("w", [4, 2])), { code: "bad_shape" });
  assert.throws(() => g.reshape(a, ["batch", 2]), { code: "bad_shape" });
  assert.throws(() => g.slice(a, 1, 1, 5), { code: "bad_argument" });
  assert.throws(() => g.gradients(g.sum(a), [g.parameter("w", [3])]), { code: "bad_argument" });
  assert.throws(() => g.gradients(a, [a]), { code: "bad_shape" });
});
