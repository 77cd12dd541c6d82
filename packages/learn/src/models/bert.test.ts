import assert from "node:assert/strict";
import { test } from "node:test";
import { add, input, mean } from "../graph.ts";
import * as graph from "../graph.ts";
import { Parameters } from "../model.ts";
import { floats, integers } from "../runtime.ts";
import { evaluate, numbers } from "../testing/evaluate.ts";
import { compareWithGolden, golden, goldenWeights, integersBelow } from "../testing/values.ts";
import { crossEntropy } from "../train.ts";
import { bert, bertInputs, maskedWords, nextSentence, pooled } from "./bert.ts";
import type { BertConfig } from "./bert.ts";

test("BERT with both heads: gradients and ten AdamW steps are those of PyTorch's BertForPreTraining", async () => {
  const expected = golden("bert");
  const { batch, length, masked } = expected.config as Readonly<Record<"batch" | "length" | "masked", number>>;
  const config = expected.config as unknown as BertConfig;
  const p = new Parameters();
  const inputs = bertInputs({ pairs: true });
  const hidden = bert(p, config, inputs, undefined, "bert.");
  const places = input("places", ["masked"], "int64");
  const words = input("words", ["masked"], "int64");
  const follows = input("follows", ["batch"], "int64");
  const text = crossEntropy(maskedWords(p, config, hidden, places), words);
  const order = crossEntropy(nextSentence(p, pooled(p, hidden, config.hidden, "bert.")), follows);
  const loss = add(mean(text), mean(order));
  const ids = integersBelow("ids", [batch, length], config.vocabulary);
  const each = (f: (row: number, column: number) => number) =>
    integers(
      BigInt64Array.from({ length: batch * length }, (_, i) => BigInt(f(Math.floor(i / length), i % length))),
      [batch, length],
    );
  const feeds = {
    ids: integers(ids, [batch, length]),
    mask: each((row, column) => (column < length - row ? 1 : 0)),
    segments: each((_, column) => (column >= length / 2 ? 1 : 0)),
    places: integers(
      BigInt64Array.from({ length: batch * masked }, (_, i) => BigInt(Math.floor(i / masked) * length + 1 + (i % masked))),
      [batch * masked],
    ),
    words: integers(integersBelow("labels", [batch, masked], config.vocabulary), [batch * masked]),
    follows: integers(integersBelow("follows", [batch], 2), [batch]),
  };
  await compareWithGolden({ parameters: p, loss, inputs: [...Object.values(inputs), places, words, follows] }, expected, feeds, {
    sizes: {},
    rate: 1e-3,
  });
});

const small: BertConfig = { vocabulary: 11, hidden: 8, layers: 2, heads: 2, positions: 8 };

async function encode(config: BertConfig, ids: readonly number[], mask: readonly number[]): Promise<number[]> {
  const p = new Parameters();
  const inputs = bertInputs();
  const hidden = bert(p, config, inputs);
  const rows = (values: readonly number[]) => integers(BigInt64Array.from(values, BigInt), [1, values.length]);
  // Large weights, so that attention tells its places apart.
  const feeds = Object.fromEntries(
    [...goldenWeights(p)].map(([name, { shape, data }]) => [name, floats(shape.length === 1 ? data : data.map((w) => 20 * w), shape)]),
  );
  return numbers((await evaluate({ hidden }, { ...feeds, ids: rows(ids), mask: rows(mask) }))["hidden"]);
}

for (const [name, extra] of Object.entries<Partial<BertConfig>>({
  "post-norm": {},
  "pre-norm": { norm: "pre" },
  rotary: { position: "rotary" },
  "pre-norm, rotary": { norm: "pre", position: "rotary" },
})) {
  test(`${name}: padding changes nothing, order does`, async () => {
    const config = { ...small, ...extra };
    const plain = await encode(config, [3, 5, 7], [1, 1, 1]);
    const padded = await encode(config, [3, 5, 7, 0, 0], [1, 1, 1, 0, 0]);
    plain.forEach((value, i) => assert.ok(Math.abs(value - padded[i]!) < 1e-5));
    const turned = await encode(config, [3, 7, 5], [1, 1, 1]);
    assert.ok(Math.abs(turned[0]! - plain[0]!) > 1e-5);
  });
}

test("the norm of each sample's gradient is what one sample alone has", async () => {
  const p = new Parameters();
  const inputs = bertInputs();
  const config: BertConfig = { ...small, perSample: true };
  const hidden = bert(p, config, inputs);
  const labels = input("labels", ["batch"], "int64");
  const scores = graph.linear(graph.pick(hidden, 1, 0), p.get("head", [8, 3], { kind: "normal", deviation: 0.1 }));
  const losses = crossEntropy(scores, labels);
  const ones = graph.onesLike(losses);
  const norms = graph.sampleGradientNorms(losses, p.tensors, ones);
  const single = graph.gradients(mean(losses), p.tensors);
  const weights = Object.fromEntries([...goldenWeights(p)].map(([name, { shape, data }]) => [name, floats(data, shape)]));
  const rows = [
    [1, 2, 3, 1],
    [4, 4, 4, 4],
    [9, 8, 1, 0],
  ];
  const feed = (some: number[][], targets: number[]) => ({
    ...weights,
    ids: integers(BigInt64Array.from(some.flat(), BigInt), [some.length, 4]),
    mask: integers(new BigInt64Array(some.length * 4).fill(1n), [some.length, 4]),
    labels: integers(BigInt64Array.from(targets, BigInt), [some.length]),
  });
  const declared = [...Object.values(inputs), labels];
  const found = numbers((await evaluate({ norms }, feed(rows, [0, 1, 2]), declared))["norms"]);
  for (const [i, row] of rows.entries()) {
    const alone = await evaluate(Object.fromEntries(single.map((g, n) => [`g${n}`, g])), feed([row], [i]), declared);
    let squares = 0;
    for (const value of Object.values(alone)) for (const x of numbers(value)) squares += x * x;
    assert.ok(Math.abs(Math.sqrt(squares) - found[i]!) < 1e-4 * found[i]!, `sample ${i}: ${found[i]} against ${Math.sqrt(squares)}`);
  }
});

test("an odd share of heads is refused", () => {
  assert.throws(() => bert(new Parameters(), { ...small, heads: 3 }, bertInputs()), { code: "bad_argument" });
});
