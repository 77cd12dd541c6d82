/** Runs graphs in tests on onnxruntime-node, and checks derivatives against finite differences. */
import * as ort from "onnxruntime-node";
import assert from "node:assert/strict";
import { gradients, input, mul, sum } from "../graph.ts";
import type { Tensor } from "../graph.ts";
import { encodeGraph } from "../onnx.ts";
import { Random } from "../random.ts";
import { onnxRuntime } from "../runtime.ts";
import type { Value } from "../runtime.ts";

export const runtime = onnxRuntime(ort, { threads: 2 });

export async function evaluate(
  outputs: Readonly<Record<string, Tensor>>,
  feeds: Readonly<Record<string, Value>> = {},
  declared: readonly Tensor[] = [],
): Promise<Readonly<Record<string, Value>>> {
  const { bytes, inputs } = encodeGraph(outputs, { inputs: declared });
  const session = await runtime.open(bytes);
  try {
    return await session.run(Object.fromEntries(inputs.map(({ name }) => [name, feeds[name]!])));
  } finally {
    await session.close();
  }
}

export const numbers = (value: Value | undefined): number[] => Array.from(value!.data as Float32Array, Number);

export interface CheckOptions {
  /** Sizes of named dimensions. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** Values to draw inputs from; default standard normal. */
  readonly draw?: (random: Random) => number;
  readonly shapes: readonly (readonly (number | string)[])[];
  readonly tolerance?: number;
}

/**
 * Checks the derivative of Σ weights·f(inputs) along random directions against central differences, in named and in fixed
 * dimensions as the shapes say.
 */
export async function checkGradient(f: (...inputs: Tensor[]) => Tensor, options: CheckOptions): Promise<void> {
  const random = new Random(7);
  const draw = options.draw ?? ((from: Random) => from.normal());
  const size = (dim: number | string) => (typeof dim === "number" ? dim : options.sizes![dim]!);
  const inputs = options.shapes.map((shape, i) => input(`x${i}`, shape));
  const dims = options.shapes.map((shape) => shape.map(size));
  const values = dims.map((shape) => Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => draw(random)));
  const directions = values.map((data) => Float32Array.from(data, () => random.normal()));
  const y = f(...inputs);
  const outDims = y.shape.map(size);
  const weights: Value = {
    dtype: "float32",
    dims: outDims,
    data: Float32Array.from({ length: outDims.reduce((a, b) => a * b, 1) }, () => random.normal()),
  };
  const loss = sum(mul(y, input("weights", y.shape)));
  const feeds = (step: number): Record<string, Value> => ({
    weights,
    ...Object.fromEntries(
      inputs.map((_, i): [string, Value] => [
        `x${i}`,
        { dtype: "float32", dims: dims[i]!, data: values[i]!.map((value, j) => value + step * directions[i]![j]!) },
      ]),
    ),
  });
  const results = await evaluate(Object.fromEntries(gradients(loss, inputs).map((gradient, i) => [`g${i}`, gradient])), feeds(0), inputs);
  let expected = 0;
  inputs.forEach((_, i) => {
    assert.deepEqual(results[`g${i}`]!.dims, dims[i]);
    numbers(results[`g${i}`]).forEach((g, j) => {
      expected += g * directions[i]![j]!;
    });
  });
  const step = 4e-3;
  const [above, below] = [await evaluate({ loss }, feeds(step), inputs), await evaluate({ loss }, feeds(-step), inputs)];
  const found = (numbers(above["loss"])[0]! - numbers(below["loss"])[0]!) / (2 * step);
  const scale = Math.max(1, Math.abs(expected), Math.abs(found));
  assert.ok(Math.abs(found - expected) / scale < (options.tolerance ?? 4e-3), `derivative ${expected}, by differences ${found}`);
}
