import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { encoderWeights, readEncoderConfig, readSafetensors, writeEncoderConfig, writeSafetensors } from "../checkpoint.ts";
import { Parameters } from "../model.ts";
import { bert, bertInputs } from "../models/bert.ts";
import type { Weight } from "../optim.ts";

const fromBytes = (bytes: Uint8Array) => readSafetensors((offset, length) => bytes.subarray(offset, offset + length), bytes.length);
const toBytes = (weights: ReadonlyMap<string, Weight>) => new Uint8Array(Buffer.concat([...writeSafetensors(weights)]));

test("a file that the reference library wrote: every type of float, nothing else", () => {
  const weights = fromBytes(readFileSync(join(import.meta.dirname, "../../goldens/types.safetensors")));
  assert.deepEqual([...weights.keys()].sort(), ["bf16", "f16", "f32", "f64"]);
  const exact = [1.5, -2.25, 0, 65504, 6.103515625e-5, -0.333251953125];
  for (const name of ["f32", "f64", "f16"]) assert.deepEqual([...weights.get(name)!.data], exact, name);
  assert.deepEqual([...weights.get("bf16")!.data], [1.5, -2.25, 0, 65536, 6.103515625e-5, -0.333984375]);
  assert.deepEqual(weights.get("f32")!.shape, [2, 3]);
});

test("weights written and read again are the same bits", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string({ minLength: 1 }).filter((name) => name !== "__metadata__" && name !== "__proto__"),
        fc.float32Array({ maxLength: 9 }),
      ),
      (tensors) => {
        const weights = new Map(
          Object.entries(tensors).map(([name, data]): [string, Weight] => [name, { shape: [data.length], data: new Float32Array(data) }]),
        );
        const again = fromBytes(toBytes(weights));
        assert.equal(again.size, weights.size);
        for (const [name, { data }] of weights)
          assert.deepEqual(new Uint32Array(again.get(name)!.data.buffer), new Uint32Array(data.buffer));
      },
    ),
  );
});

test("a damaged file is refused, whatever is wrong with it", () => {
  const good = toBytes(new Map([["a", { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }]]));
  assert.throws(() => fromBytes(good.subarray(0, 4)), { code: "bad_file" });
  assert.throws(() => fromBytes(good.subarray(0, good.length - 1)), { code: "bad_file" });
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
      const bad = good.slice();
      bad[at] = byte;
      try {
        for (const { data, shape } of fromBytes(bad).values())
          assert.equal(
            data.length,
            shape.reduce((a, b) => a * b, 1),
          );
      } catch (error) {
        assert.match((error as { code: string }).code, /bad_file|unsupported/);
      }
    }),
  );
});

test("configurations of BERT, RoBERTa and DistilBERT", () => {
  const common = { vocab_size: 100, max_position_embeddings: 40 };
  const { family, config } = readEncoderConfig(
    JSON.stringify({
      ...common,
      model_type: "roberta",
      hidden_size: 8,
      num_hidden_layers: 1,
      num_attention_heads: 2,
      intermediate_size: 16,
      type_vocab_size: 1,
      pad_token_id: 1,
      layer_norm_eps: 1e-5,
    }),
  );
  assert.equal(family, "roberta");
  assert.deepEqual(config, {
    vocabulary: 100,
    hidden: 8,
    layers: 1,
    heads: 2,
    intermediate: 16,
    positions: 40,
    positionOffset: 2,
    segments: 1,
    activation: "gelu",
    epsilon: 1e-5,
  });
  const distilled = readEncoderConfig(
    JSON.stringify({ ...common, model_type: "distilbert", dim: 8, n_layers: 1, n_heads: 2, hidden_dim: 16, activation: "gelu" }),
  );
  assert.equal(distilled.config.segments, 0);
  assert.deepEqual(readEncoderConfig(writeEncoderConfig(config)).config.hidden, 8);
  assert.throws(() => readEncoderConfig("{}"), { code: "unsupported" });
  assert.throws(() => readEncoderConfig("["), { code: "bad_file" });
  assert.throws(() => readEncoderConfig(JSON.stringify({ model_type: "bert" })), { code: "bad_file" });
  assert.throws(() => writeEncoderConfig({ ...config, position: "rotary" }), { code: "unsupported" });
});

test("weights of every family come under the names the model has", () => {
  const config = { vocabulary: 10, hidden: 4, layers: 1, heads: 1, positions: 4, segments: 0 };
  const p = new Parameters();
  bert(p, config, bertInputs());
  const distilled = (name: string) =>
    `distilbert.${name
      .replace("encoder.layer.", "transformer.layer.")
      .replace("attention.self.query", "attention.q_lin")
      .replace("attention.self.key", "attention.k_lin")
      .replace("attention.self.value", "attention.v_lin")
      .replace("attention.output.dense", "attention.out_lin")
      .replace("attention.output.LayerNorm", "sa_layer_norm")
      .replace("intermediate.dense", "ffn.lin1")
      .replace(/\.output\.dense/, ".ffn.lin2")
      .replace(/(\d)\.output\.LayerNorm/, "$1.output_layer_norm")}`;
  const weights = p.initialise(1);
  const theirs = new Map([...weights].map(([name, weight]) => [distilled(name), weight]));
  theirs.set("vocab_transform.weight", { shape: [1], data: new Float32Array(1) });
  p.check(encoderWeights(theirs, "distilbert"));
  p.check(
    encoderWeights(
      new Map([...weights].map(([name, weight]) => [`bert.${name.replace("LayerNorm.weight", "LayerNorm.gamma")}`, weight])),
      "bert",
    ),
  );
  assert.throws(() => encoderWeights(new Map(), "bert"), { code: "bad_file" });
});
