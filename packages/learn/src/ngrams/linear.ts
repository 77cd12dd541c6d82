/**
 * A linear support vector machine on sparse rows, one against the rest, by dual coordinate descent (Hsieh et al., "A dual coordinate descent method for
 * large-scale linear SVM", 2008) with squared hinge loss. Scores become probabilities by a softmax whose temperature is fitted on rows
 * held out.
 */
import { LearnError } from "../error.ts";
import { Random } from "../random.ts";
import type { SparseRows } from "./features.ts";

export interface LinearOptions {
  /** Cost of errors; default 1. */
  readonly cost?: number;
  /** One factor of the cost for each class. */
  readonly classWeights?: readonly number[];
  readonly epochs?: number;
  /** Stops when no dual variable's gradient is larger; default .1. */
  readonly tolerance?: number;
  readonly seed?: number;
}

export interface LinearModel {
  readonly classes: number;
  readonly width: number;
  /** [classes, width], or one row for two classes: positive is class 1. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** One machine for labels of +1 and -1. The bias is a feature of value 1. */
function machine(rows: SparseRows, signs: Int8Array, costs: Float64Array, options: LinearOptions): { weights: Float64Array; bias: number } {
  const { epochs = 60, tolerance = 0.1, seed = 0 } = options;
  const n = signs.length;
  const weights = new Float64Array(rows.width);
  let bias = 0;
  const alpha = new Float64Array(n);
  const diagonal = Float64Array.from(costs, (cost) => 0.5 / cost);
  const norms = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    let sum = 1 + diagonal[row]!;
    for (let i = rows.offsets[row]!; i < rows.offsets[row + 1]!; i++) sum += rows.values[i]! ** 2;
    norms[row] = sum;
  }
  const random = new Random(seed);
  let active = Array.from({ length: n }, (_, row) => row);
  for (let epoch = 0; epoch < epochs; epoch++) {
    random.shuffle(active);
    let worst = 0;
    const next: number[] = [];
    for (const row of active) {
      let product = bias;
      for (let i = rows.offsets[row]!; i < rows.offsets[row + 1]!; i++) product += weights[rows.indices[i]!]! * rows.values[i]!;
      const gradient = signs[row]! * product - 1 + diagonal[row]! * alpha[row]!;
      if (alpha[row] === 0 && gradient > 0) {
        // Shrinking: a row far on the right side stays out until the last check.
        if (gradient < 1) next.push(row);
        continue;
      }
      next.push(row);
      worst = Math.max(worst, Math.abs(gradient));
      const before = alpha[row]!;
      alpha[row] = Math.max(0, before - gradient / norms[row]!);
      const change = (alpha[row]! - before) * signs[row]!;
      if (change === 0) continue;
      bias += change;
      for (let i = rows.offsets[row]!; i < rows.offsets[row + 1]!; i++) weights[rows.indices[i]!]! += change * rows.values[i]!;
    }
    if (worst > tolerance) active = next.length > 0 ? next : active;
    else if (active.length === n) break;
    else active = Array.from({ length: n }, (_, row) => row);
  }
  return { weights, bias };
}

export function fitLinear(rows: SparseRows, labels: Int32Array, classes: number, options: LinearOptions = {}): LinearModel {
  const n = rows.offsets.length - 1;
  if (labels.length !== n) throw new LearnError("bad_shape", `${labels.length} labels for ${n} rows`);
  if (labels.some((label) => label < 0 || label >= classes)) throw new LearnError("bad_argument", `labels lie below ${classes}`);
  const machines = classes === 2 ? 1 : classes;
  const weights = new Float32Array(machines * rows.width);
  const bias = new Float32Array(machines);
  const cost = options.cost ?? 1;
  for (let m = 0; m < machines; m++) {
    const positive = classes === 2 ? 1 : m;
    const signs = Int8Array.from(labels, (label) => (label === positive ? 1 : -1));
    const costs = Float64Array.from(labels, (label) => cost * (options.classWeights?.[label] ?? 1));
    const one = machine(rows, signs, costs, options);
    weights.set(one.weights, m * rows.width);
    bias[m] = one.bias;
  }
  return { classes, width: rows.width, weights, bias };
}

/** Scores of each class, [rows, classes]; of two classes the first has minus the second's. */
export function scoreLinear(model: LinearModel, rows: SparseRows): Float32Array {
  if (rows.width !== model.width) throw new LearnError("bad_shape", `rows of ${rows.width} buckets for a model of ${model.width}`);
  const n = rows.offsets.length - 1;
  const scores = new Float32Array(n * model.classes);
  for (let row = 0; row < n; row++) {
    for (let m = 0; m < model.bias.length; m++) {
      let sum = model.bias[m]!;
      const base = m * model.width;
      for (let i = rows.offsets[row]!; i < rows.offsets[row + 1]!; i++) sum += model.weights[base + rows.indices[i]!]! * rows.values[i]!;
      if (model.classes === 2) {
        scores[row * 2] = -sum;
        scores[row * 2 + 1] = sum;
      } else scores[row * model.classes + m] = sum;
    }
  }
  return scores;
}
