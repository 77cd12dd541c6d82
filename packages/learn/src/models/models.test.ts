import assert from "node:assert/strict";
import { test } from "node:test";
import * as g from "../graph.ts";
import type { Tensor } from "../graph.ts";
import { Parameters } from "../model.ts";
import { adamW } from "../optim.ts";
import { Random } from "../random.ts";
import { floats, integers } from "../runtime.ts";
import type { Value } from "../runtime.ts";
import { runtime } from "../testing/evaluate.ts";
import { compareWithGolden, golden, integersBelow, uniform } from "../testing/values.ts";
import { binaryCrossEntropy, crossEntropy, Trainer } from "../train.ts";
import { bertInputs } from "./bert.ts";
import { classifier } from "./classifier.ts";
import { ctrInputs, fieldOffsets } from "./ctr.ts";
import { dcn } from "./dcn.ts";
import { deepFm } from "./deepfm.ts";
import { din, dinInputs } from "./din.ts";
import { contrastiveLoss, textVector } from "./dual-encoder.ts";
import { nextProducts, productTable, sasRec, sasRecInputs } from "./sasrec.ts";
import { tagger } from "./tagger.ts";

/** int64 [rows, columns] by a function of both. */
const each = (rows: number, columns: number, f: (row: number, column: number) => number): Value =>
  integers(
    BigInt64Array.from({ length: rows * columns }, (_, i) => BigInt(f(Math.floor(i / columns), i % columns))),
    [rows, columns],
  );

test("dual encoder of two widths: gradients and ten AdamW steps are PyTorch's", async () => {
  const expected = golden("dual-encoder");
  const config = expected.config as Readonly<
    Record<"vocabulary" | "hidden" | "layers" | "heads" | "positions" | "batch" | "length", number>
  >;
  const { batch, length } = config;
  const p = new Parameters();
  const side = (name: string) => ({
    ids: g.input(`${name}.ids`, ["batch", "length"], "int64"),
    mask: g.input(`${name}.mask`, ["batch", "length"], "int64"),
  });
  const [queries, texts] = [side("queries"), side("texts")];
  const labels = g.input("labels", ["batch"], "int64");
  const loss = contrastiveLoss(textVector(p, config, queries), textVector(p, config, texts), labels, { widths: [64, 256] });
  const mask = each(batch, length, (row, column) => (column < length - row ? 1 : 0));
  const ids = (name: string) => integers(integersBelow(name, [batch, length], config.vocabulary), [batch, length]);
  await compareWithGolden(
    { parameters: p, loss, inputs: [...Object.values(queries), ...Object.values(texts), labels] },
    expected,
    {
      "queries.ids": ids("queries"),
      "queries.mask": mask,
      "texts.ids": ids("texts"),
      "texts.mask": mask,
      labels: integers(
        BigInt64Array.from({ length: batch }, (_, i) => BigInt(i)),
        [batch],
      ),
    },
    { sizes: {}, rate: 1e-4, tolerance: 5e-5 },
  );
});

test("SASRec with texts over twelve thousand products: gradients and ten AdamW steps are PyTorch's", async () => {
  const expected = golden("sasrec");
  const c = expected.config as Readonly<
    Record<"products" | "hidden" | "layers" | "heads" | "positions" | "batch" | "length" | "width", number>
  >;
  const { batch, length } = c;
  const p = new Parameters();
  const inputs = sasRecInputs();
  const config = { ...c, texts: { data: uniform("text-vectors", [c.products + 1, c.width], -1, 1), width: c.width } };
  const table = productTable(p, config);
  const places = g.input("places", ["places"], "int64");
  const targets = g.input("targets", ["places"], "int64");
  const loss = g.mean(crossEntropy(nextProducts(sasRec(p, config, inputs, table), table, places), targets));
  const there = (row: number, column: number) => column < length - row;
  const ids = integersBelow("ids", [batch, length], c.products);
  const next = integersBelow("targets", [batch, length], c.products);
  const kept = Array.from({ length: batch * length }, (_, i) => i).filter((i) => there(Math.floor(i / length), i % length));
  await compareWithGolden(
    { parameters: p, loss, inputs: [...Object.values(inputs), places, targets] },
    expected,
    {
      products: each(batch, length, (row, column) => (there(row, column) ? Number(ids[row * length + column]) + 1 : 0)),
      mask: each(batch, length, (row, column) => (there(row, column) ? 1 : 0)),
      places: integers(BigInt64Array.from(kept, BigInt), [kept.length]),
      targets: integers(
        BigInt64Array.from(kept, (i) => next[i]! + 1n),
        [kept.length],
      ),
    },
    { sizes: {}, rate: 1e-3, tolerance: 5e-5 },
  );
});

test("DCN-v2 of 24 fields and 13 numbers: gradients and ten AdamW steps are PyTorch's", async () => {
  const expected = golden("dcn");
  const c = expected.config as Readonly<Record<"numbers" | "width" | "crosses" | "batch", number>>;
  const { batch } = c;
  const sizes = [1000, 500, 200, 100, 50, 20, 10, 5];
  const config = { ...c, fields: [...sizes, ...sizes, ...sizes], deep: [256, 128] };
  const p = new Parameters();
  const inputs = ctrInputs(config);
  const clicks = g.input("clicks", ["batch"]);
  const loss = g.mean(binaryCrossEntropy(dcn(p, config, inputs), clicks));
  const offsets = fieldOffsets(config);
  const columns = config.fields.map((size, field) => integersBelow(`field-${field}`, [batch], size));
  await compareWithGolden(
    { parameters: p, loss, inputs: [inputs.fields, inputs.numbers!, clicks] },
    expected,
    {
      fields: each(batch, columns.length, (row, field) => Number(columns[field]![row]) + offsets[field]!),
      numbers: floats(uniform("numbers", [batch, c.numbers], -1, 1), [batch, c.numbers]),
      clicks: floats(Float32Array.from(integersBelow("clicks", [batch], 2), Number), [batch]),
    },
    { sizes: {}, rate: 1e-3, tolerance: 5e-5 },
  );
});

interface Task {
  readonly parameters: Parameters;
  readonly loss: Tensor;
  readonly inputs: readonly Tensor[];
  readonly masks?: g.DropoutMask[];
  /** One batch by a random source. */
  readonly batch: (random: Random) => Readonly<Record<string, Value>>;
}

const rows = 64;
const length = 6;

/** Tasks with a rule that a model of the kind can learn, and a loss under which it has learned it. */
const tasks: Readonly<Record<string, () => Task>> = {
  "classifier: is a word there, with dropout": () => {
    const p = new Parameters();
    const inputs = bertInputs();
    const labels = g.input("labels", ["batch"], "int64");
    const dropout = new g.Dropout(0.1);
    const config = { vocabulary: 8, hidden: 32, layers: 1, heads: 2, positions: 8, norm: "pre" } as const;
    const loss = g.mean(crossEntropy(classifier(p, config, inputs, { classes: 2, pool: "mean", dropout }), labels, { smoothing: 0.01 }));
    return {
      parameters: p,
      loss,
      inputs: [...Object.values(inputs), labels],
      masks: dropout.masks,
      batch: (random) => {
        const ids = Array.from({ length: rows * length }, () => random.integer(8));
        return {
          ids: each(rows, length, (row, column) => ids[row * length + column]!),
          mask: each(rows, length, () => 1),
          labels: integers(
            BigInt64Array.from({ length: rows }, (_, row) => (ids.slice(row * length, (row + 1) * length).includes(3) ? 1n : 0n)),
            [rows],
          ),
        };
      },
    };
  },
  "tagger: which word stands before": () => {
    const p = new Parameters();
    const inputs = bertInputs();
    const labels = g.input("labels", ["batch*length"], "int64");
    const config = { vocabulary: 5, hidden: 32, layers: 1, heads: 2, positions: 8, norm: "pre" } as const;
    const scores = g.reshape(tagger(p, config, inputs, 5), ["batch*length", 5]);
    return {
      parameters: p,
      loss: g.mean(crossEntropy(scores, labels)),
      inputs: [...Object.values(inputs), labels],
      batch: (random) => {
        const ids = Array.from({ length: rows * length }, () => random.integer(5));
        const before = (row: number, column: number) => ids[row * length + Math.max(0, column - 1)]!;
        return {
          ids: each(rows, length, (row, column) => ids[row * length + column]!),
          mask: each(rows, length, () => 1),
          labels: integers(each(rows, length, before).data as BigInt64Array, [rows * length]),
        };
      },
    };
  },
  "DeepFM: do two fields agree": () => {
    const p = new Parameters();
    const config = { fields: [4, 4], numbers: 1, width: 8, deep: [16] };
    const inputs = ctrInputs(config);
    const clicks = g.input("clicks", ["batch"]);
    return {
      parameters: p,
      loss: g.mean(binaryCrossEntropy(deepFm(p, config, inputs), clicks)),
      inputs: [inputs.fields, inputs.numbers!, clicks],
      batch: (random) => {
        const values = Array.from({ length: 2 * rows }, () => random.integer(4));
        return {
          fields: each(rows, 2, (row, field) => values[2 * row + field]! + 4 * field),
          numbers: floats(new Float32Array(rows), [rows, 1]),
          clicks: floats(
            Float32Array.from({ length: rows }, (_, row) => (values[2 * row] === values[2 * row + 1] ? 1 : 0)),
            [rows],
          ),
        };
      },
    };
  },
  "DIN: was the product in the history": () => {
    const p = new Parameters();
    const config = { products: 8, width: 8, numbers: 0, attention: [16], deep: [16] };
    const inputs = dinInputs(config);
    const clicks = g.input("clicks", ["batch"]);
    return {
      parameters: p,
      loss: g.mean(binaryCrossEntropy(din(p, config, inputs), clicks)),
      inputs: [inputs.candidate, inputs.history, inputs.mask, clicks],
      batch: (random) => {
        const history = Array.from({ length: 3 * rows }, () => 1 + random.integer(8));
        const candidate = Array.from({ length: rows }, (_, row) => (random.uniform() < 0.5 ? history[3 * row]! : 1 + random.integer(8)));
        return {
          candidate: integers(BigInt64Array.from(candidate, BigInt), [rows]),
          history: each(rows, 3, (row, column) => history[3 * row + column]!),
          mask: each(rows, 3, () => 1),
          clicks: floats(
            Float32Array.from(candidate, (product, row) => (history.slice(3 * row, 3 * row + 3).includes(product) ? 1 : 0)),
            [rows],
          ),
        };
      },
    };
  },
};

for (const [name, make] of Object.entries(tasks)) {
  test(`${name}: learned in 300 steps, twice the same`, async () => {
    const run = async () => {
      const { parameters, loss, inputs, masks, batch } = make();
      const trainer = await Trainer.open(
        runtime,
        { parameters, loss, inputs, ...(masks ? { masks } : {}) },
        { weights: parameters.initialise(1), optimiser: adamW(), seed: 2 },
      );
      const random = new Random(3);
      const losses: number[] = [];
      for (let step = 0; step < 300; step++)
        losses.push((await trainer.step([{ feeds: batch(random), sizes: { batch: rows, length } }], 0.01 * (1 - step / 300))).loss);
      await trainer.close();
      return losses;
    };
    const [first, second] = [await run(), await run()];
    assert.deepEqual(first, second);
    const last = first.slice(-20).reduce((a, b) => a + b) / 20;
    assert.ok(last < 0.25 && last < first[0]! / 2, `loss ${first[0]} to ${last}`);
  });
}

test("a run that was stopped and put back goes on bit for bit", async () => {
  const { parameters, loss, inputs, masks, batch } = tasks["classifier: is a word there, with dropout"]!();
  const graph = { parameters, loss, inputs, masks: masks! };
  const open = () => Trainer.open(runtime, graph, { weights: parameters.initialise(1), optimiser: adamW(), seed: 2 });
  const data = new Random(3);
  const batches = Array.from({ length: 10 }, () => [{ feeds: batch(data), sizes: { batch: rows, length } }]);
  const whole = await open();
  for (const one of batches) await whole.step(one, 0.01);
  const before = await open();
  for (const one of batches.slice(0, 5)) await before.step(one, 0.01);
  const state = structuredClone(before.state);
  const kept = structuredClone(before.weights);
  const after = await Trainer.open(runtime, graph, { weights: kept, optimiser: adamW(), seed: 99 });
  after.restore(state);
  for (const one of batches.slice(5)) await after.step(one, 0.01);
  for (const [name, { data }] of whole.weights) assert.deepEqual(after.weights.get(name)!.data, data, name);
  await Promise.all([whole.close(), before.close(), after.close()]);
});

test("two half batches make the step of the whole one", async () => {
  const { parameters, loss, inputs, batch } = tasks["DeepFM: do two fields agree"]!();
  const open = () =>
    Trainer.open(runtime, { parameters, loss, inputs }, { weights: parameters.initialise(1), optimiser: adamW(), clip: 0 });
  const feeds = batch(new Random(5));
  const half = (from: number) =>
    Object.fromEntries(
      Object.entries(feeds).map(([name, { dtype, dims, data }]) => {
        const width = data.length / rows;
        return [name, { dtype, dims: [rows / 2, ...dims.slice(1)], data: data.slice(from * width, (from + rows / 2) * width) }];
      }),
    );
  const [whole, halves] = [await open(), await open()];
  await whole.step([{ feeds, sizes: {} }], 0.01);
  await halves.step(
    [
      { feeds: half(0), sizes: {} },
      { feeds: half(rows / 2), sizes: {} },
    ],
    0.01,
  );
  for (const [name, { data }] of whole.weights)
    data.forEach((value, i) => assert.ok(Math.abs(value - halves.weights.get(name)!.data[i]!) < 1e-5, name));
  await Promise.all([whole.close(), halves.close()]);
});

test("weights that do not fit, a frozen model and a loss that is no number are errors with a code", async () => {
  const { parameters, loss, inputs, batch } = tasks["DeepFM: do two fields agree"]!();
  const graph = { parameters, loss, inputs };
  const options = { optimiser: adamW() };
  await assert.rejects(Trainer.open(runtime, graph, { ...options, weights: new Map() }), { code: "bad_shape" });
  await assert.rejects(Trainer.open(runtime, graph, { ...options, weights: parameters.initialise(1), frozen: () => true }), {
    code: "bad_argument",
  });
  const weights = parameters.initialise(1);
  weights.get("score.bias")!.data[0] = Number.NaN;
  const trainer = await Trainer.open(runtime, graph, { ...options, weights });
  await assert.rejects(trainer.step([{ feeds: batch(new Random(1)), sizes: {} }], 0.01), { code: "diverged" });
  await trainer.close();
});
