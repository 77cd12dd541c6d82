/** The numbers of goldens/values.py, and the comparison of a training graph with what was recorded there. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Parameters } from "../model.ts";
import { adamW, decayMatricesOnly } from "../optim.ts";
import type { Weight } from "../optim.ts";
import { Trainer } from "../train.ts";
import type { Feeds, TrainingGraph } from "../train.ts";
import { runtime } from "./evaluate.ts";

function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

export function bits(name: string, size: number): Uint32Array {
  const hash = nameHash(name);
  return Uint32Array.from({ length: size }, (_, i) => {
    let x = (Math.imul(i, 0x9e3779b1) + hash) >>> 0;
    x = Math.imul(x ^ (x >>> 15), 0x85ebca77);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae3d);
    return x ^ (x >>> 16);
  });
}

const count = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

export const uniform = (name: string, shape: readonly number[], low: number, high: number): Float32Array =>
  Float32Array.from(bits(name, count(shape)), (u) => low + (u / 2 ** 32) * (high - low));

export const integersBelow = (name: string, shape: readonly number[], below: number): BigInt64Array =>
  BigInt64Array.from(bits(name, count(shape)), (u) => BigInt(u % below));

export function goldenWeights(parameters: Parameters): Map<string, Weight> {
  return new Map(
    parameters.tensors.map((tensor) => {
      const name = tensor.name!;
      const shape = tensor.shape as readonly number[];
      const data = uniform(name, shape, -0.05, 0.05);
      const scale = name.includes("LayerNorm.weight") || name.includes("norm.weight");
      return [name, { shape, data: scale ? data.map((value) => value + 1) : data }];
    }),
  );
}

export interface Golden {
  /** Norm, sum and first element of each gradient at the first step. */
  readonly gradients: Readonly<Record<string, readonly [number, number, number]>>;
  /** Of ten AdamW steps. */
  readonly losses: readonly number[];
  readonly config: Readonly<Record<string, number>>;
}

export const golden = (name: string): Golden =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../goldens", `${name}.json`), "utf8")) as Golden;

/** Gradients of the first step and the losses of every recorded one, at a learning rate of `rate` and decay .01 of matrices. */
export async function compareWithGolden(
  graph: TrainingGraph,
  expected: Golden,
  feeds: Feeds,
  {
    sizes,
    rate,
    tolerance = 2e-5,
  }: { readonly sizes: Readonly<Record<string, number>>; readonly rate: number; readonly tolerance?: number },
): Promise<void> {
  const trainer = await Trainer.open(runtime, graph, {
    weights: goldenWeights(graph.parameters),
    optimiser: adamW(),
    weightDecay: decayMatricesOnly(0.01),
    clip: 0,
  });
  try {
    const { gradients } = await trainer.evaluate(feeds, sizes);
    assert.deepEqual([...gradients.keys()].sort(), Object.keys(expected.gradients).sort());
    for (const [name, [norm]] of Object.entries(expected.gradients)) {
      let squares = 0;
      for (const value of gradients.get(name)!) squares += value * value;
      const found = Math.sqrt(squares);
      assert.ok(Math.abs(found - norm) <= tolerance * norm + 1e-7, `${name}: norm ${found}, recorded ${norm}`);
    }
    for (const [name, [norm, , first]] of Object.entries(expected.gradients)) {
      const found = gradients.get(name)![0]!;
      assert.ok(Math.abs(found - first) <= tolerance * (norm + Math.abs(first)) + 1e-7, `${name}: first ${found}, recorded ${first}`);
    }
    for (const [step, loss] of expected.losses.entries()) {
      const { loss: found } = await trainer.step([{ feeds, sizes }], rate);
      assert.ok(Math.abs(found - loss) <= 1e-4 * Math.abs(loss), `step ${step}: loss ${found}, recorded ${loss}`);
    }
  } finally {
    await trainer.close();
  }
}
