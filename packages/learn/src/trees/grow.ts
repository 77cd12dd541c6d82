/**
 * Grows one tree leaf by leaf, the best split first (Ke et al., "LightGBM", 2017), on histograms of gradients. The histogram of a larger
 * sibling is its parent's less the smaller one's.
 */
import type { Random } from "../random.ts";
import type { BinnedColumn, Dataset } from "./dataset.ts";
import { missing } from "./ensemble.ts";
import type { Tree } from "./ensemble.ts";

export interface GrowOptions {
  readonly leaves: number;
  readonly minRows: number;
  readonly minHessian: number;
  /** L2 penalty of leaf values. */
  readonly lambda: number;
  readonly minGain: number;
  /** Share of features a tree may read. */
  readonly featureShare: number;
  /** Levels of a tree; 0 for no limit. */
  readonly depth: number;
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  /** Last bin that goes left. */
  readonly bin: number;
  readonly defaultLeft: boolean;
  readonly leftGradient: number;
  readonly leftHessian: number;
}

interface Leaf {
  /** Place of its rows in the partition. */
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly gradient: number;
  readonly hessian: number;
  histogram: Float64Array | undefined;
  split: Split | undefined;
  /** Where it hangs: node and side; -1 for the root. */
  readonly parent: number;
  readonly left: boolean;
}

/** Two numbers a bin: gradient and hessian. Rows are told from hessians, exactly where all are alike, as in LightGBM. */
const width = 2;
const binsMost = 256;
const none = { gradient: 0, hessian: 0 };
/** Against sums that rounding made slightly negative. */
const tiny = 1e-15;

export class Grower {
  readonly #data: Dataset;
  readonly #options: GrowOptions;
  readonly #rows: Int32Array;
  readonly #spare: Int32Array;
  readonly #g: Float32Array;
  readonly #h: Float32Array;
  readonly #pool: Float64Array[] = [];

  constructor(data: Dataset, options: GrowOptions) {
    this.#data = data;
    this.#options = options;
    this.#rows = new Int32Array(data.rows);
    this.#spare = new Int32Array(data.rows);
    this.#g = new Float32Array(data.rows);
    this.#h = new Float32Array(data.rows);
  }

  /** The rows of each leaf after `grow`, as it left them: leaf i holds rows[ranges[2i] .. ranges[2i + 1]). */
  leafRows(): { readonly rows: Int32Array; readonly ranges: Int32Array } {
    return { rows: this.#rows, ranges: this.#ranges };
  }

  #ranges = new Int32Array(0);

  /** A tree for the given derivatives over the given rows; leaf values are scaled by `rate`. */
  grow(gradient: Float32Array, hessian: Float32Array, used: Int32Array, rate: number, random: Random): Tree {
    const { leaves: most, featureShare, lambda } = this.#options;
    const features = chosen(this.#data.columns.length, featureShare, random);
    this.#rows.set(used);
    let [g, h] = [0, 0];
    for (const row of used) {
      g += gradient[row]!;
      h += hessian[row]!;
    }
    const root: Leaf = {
      from: 0,
      to: used.length,
      depth: 0,
      gradient: g,
      hessian: h,
      histogram: undefined,
      split: undefined,
      parent: -1,
      left: true,
    };
    root.histogram = this.#histogram(root, gradient, hessian, features);
    root.split = this.#bestSplit(root, features);
    const leaves: Leaf[] = [root];
    const nodes: {
      feature: number;
      threshold: number;
      missing: number;
      defaultLeft: number;
      gain: number;
      count: number;
      left: number;
      right: number;
    }[] = [];
    while (leaves.length < most) {
      let at = -1;
      for (let i = 0; i < leaves.length; i++) if (leaves[i]!.split && (at < 0 || leaves[i]!.split!.gain > leaves[at]!.split!.gain)) at = i;
      if (at < 0) break;
      const leaf = leaves[at]!;
      const split = leaf.split!;
      const column = this.#data.columns[split.feature]!;
      const middle = this.#partition(leaf, split, column);
      const node = nodes.length;
      nodes.push({
        feature: split.feature,
        threshold: column.bounds[split.bin] ?? Number.MAX_VALUE,
        missing: column.missing >= 0 ? missing.nan : missing.none,
        defaultLeft: split.defaultLeft ? 1 : 0,
        gain: split.gain,
        count: leaf.to - leaf.from,
        left: ~at,
        right: ~leaves.length,
      });
      if (leaf.parent >= 0) nodes[leaf.parent]![leaf.left ? "left" : "right"] = node;
      const common = { depth: leaf.depth + 1, histogram: undefined, split: undefined, parent: node };
      const left: Leaf = { ...common, from: leaf.from, to: middle, gradient: split.leftGradient, hessian: split.leftHessian, left: true };
      const right: Leaf = {
        ...common,
        from: middle,
        to: leaf.to,
        gradient: leaf.gradient - split.leftGradient,
        hessian: leaf.hessian - split.leftHessian,
        left: false,
      };
      leaves[at] = left;
      leaves.push(right);
      if (leaves.length < most) this.#descend(leaf, left, right, gradient, hessian, features);
      else this.#release(leaf);
    }
    for (const leaf of leaves) this.#release(leaf);
    this.#ranges = Int32Array.from(leaves.flatMap(({ from, to }) => [from, to]));
    return {
      feature: Int32Array.from(nodes, (node) => node.feature),
      threshold: Float64Array.from(nodes, (node) => node.threshold),
      missing: Uint8Array.from(nodes, (node) => node.missing),
      defaultLeft: Uint8Array.from(nodes, (node) => node.defaultLeft),
      left: Int32Array.from(nodes, (node) => node.left),
      right: Int32Array.from(nodes, (node) => node.right),
      gain: Float64Array.from(nodes, (node) => node.gain),
      count: Int32Array.from(nodes, (node) => node.count),
      leaf: Float64Array.from(leaves, (leaf) => (-leaf.gradient / (leaf.hessian + lambda + tiny)) * rate),
      leafCount: Int32Array.from(leaves, ({ from, to }) => to - from),
      leafWeight: Float64Array.from(leaves, ({ hessian }) => hessian),
    };
  }

  #descend(parent: Leaf, left: Leaf, right: Leaf, gradient: Float32Array, hessian: Float32Array, features: readonly number[]): void {
    const { depth } = this.#options;
    if (depth > 0 && left.depth >= depth) {
      this.#release(parent);
      return;
    }
    const [small, large] = left.to - left.from <= right.to - right.from ? [left, right] : [right, left];
    small.histogram = this.#histogram(small, gradient, hessian, features);
    const rest = parent.histogram!;
    for (const feature of features) {
      const from = feature * binsMost * width;
      const to = from + (this.#data.columns[feature]!.bounds.length + 2) * width;
      for (let i = from; i < to; i++) rest[i]! -= small.histogram[i]!;
    }
    large.histogram = rest;
    parent.histogram = undefined;
    for (const leaf of [left, right]) {
      leaf.split = this.#bestSplit(leaf, features);
      if (!leaf.split) this.#release(leaf);
    }
  }

  #release(leaf: Leaf): void {
    if (leaf.histogram) this.#pool.push(leaf.histogram);
    leaf.histogram = undefined;
  }

  #histogram({ from, to }: Leaf, gradient: Float32Array, hessian: Float32Array, features: readonly number[]): Float64Array {
    const histogram = this.#pool.pop() ?? new Float64Array(this.#data.columns.length * binsMost * width);
    const rows = this.#rows;
    const [g, h] = [this.#g, this.#h];
    // In the leaf's order, so that the loops over features read gradients one after the other.
    for (let i = from; i < to; i++) {
      g[i] = gradient[rows[i]!]!;
      h[i] = hessian[rows[i]!]!;
    }
    for (const feature of features) {
      const { bins, bounds } = this.#data.columns[feature]!;
      const base = feature * binsMost * width;
      histogram.fill(0, base, base + (bounds.length + 2) * width);
      addRows(histogram.subarray(base, base + binsMost * width), bins, rows, g, h, from, to);
    }
    return histogram;
  }

  #bestSplit(leaf: Leaf, features: readonly number[]): Split | undefined {
    const { minRows, minHessian, minGain, lambda } = this.#options;
    if (leaf.to - leaf.from < 2 * minRows || leaf.hessian < 2 * minHessian) return undefined;
    const before = leaf.gradient ** 2 / (leaf.hessian + lambda + tiny) + minGain;
    const histogram = leaf.histogram!;
    const rowsPerHessian = (leaf.to - leaf.from) / leaf.hessian;
    let best: Split | undefined;
    for (const feature of features) {
      const column = this.#data.columns[feature]!;
      const base = feature * binsMost * width;
      const at = base + column.missing * width;
      const gone = column.missing < 0 ? none : { gradient: histogram[at]!, hessian: histogram[at + 1]! };
      const someGone = gone.hessian > tiny;
      for (const defaultLeft of someGone ? [false, true] : [false]) {
        let { gradient: g, hessian: h } = defaultLeft ? gone : none;
        // Missing values alone on the right are a split too.
        const last = column.bounds.length + (someGone && !defaultLeft ? 1 : 0);
        for (let bin = 0; bin < last; bin++) {
          const i = base + bin * width;
          g += histogram[i]!;
          h += histogram[i + 1]!;
          const n = Math.round(h * rowsPerHessian);
          if (n < minRows || h < minHessian) continue;
          const hr = leaf.hessian - h;
          if (leaf.to - leaf.from - n < minRows || hr < minHessian) break;
          const gr = leaf.gradient - g;
          const gain = (g * g) / (h + lambda + tiny) + (gr * gr) / (hr + lambda + tiny) - before;
          if (gain > 0 && (best === undefined || gain > best.gain))
            best = { gain, feature, bin, defaultLeft, leftGradient: g, leftHessian: h };
        }
      }
    }
    return best;
  }

  /** Rows that go left first, both sides in their order; where the right side begins. */
  #partition({ from, to }: Leaf, { bin, defaultLeft }: Split, { bins, missing }: BinnedColumn): number {
    const rows = this.#rows;
    const spare = this.#spare;
    let left = from;
    let right = 0;
    for (let i = from; i < to; i++) {
      const row = rows[i]!;
      const value = bins[row]!;
      if (value === missing ? defaultLeft : value <= bin) rows[left++] = row;
      else spare[right++] = row;
    }
    rows.set(spare.subarray(0, right), left);
    return left;
  }
}

function addRows(
  histogram: Float64Array,
  bins: Uint8Array,
  rows: Int32Array,
  g: Float32Array,
  h: Float32Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const at = bins[rows[i]!]! * width;
    histogram[at]! += g[i]!;
    histogram[at + 1]! += h[i]!;
  }
}

/** A share of the features, at least one, in order. */
function chosen(features: number, share: number, random: Random): readonly number[] {
  const all = Array.from({ length: features }, (_, i) => i);
  if (share >= 1) return all;
  return random
    .shuffle(all)
    .slice(0, Math.max(1, Math.round(features * share)))
    .sort((a, b) => a - b);
}
