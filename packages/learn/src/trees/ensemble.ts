/**
 * A sum of decision trees in flat arrays. Node numbers are counted over all trees; a child that is negative is leaf ~child. Missing values
 * and zeros are treated as LightGBM's decision types say.
 */
import { LearnError } from "../error.ts";
import { rowsOf } from "./dataset.ts";
import type { Table } from "./dataset.ts";

export type TreeObjective = "regression" | "binary" | "lambdarank";

/** How a node treats values that are missing. */
export const missing = { none: 0, zero: 1, nan: 2 } as const;

export interface Tree {
  readonly feature: Int32Array;
  /** Values at most this go left. */
  readonly threshold: Float64Array;
  /** One of `missing`. */
  readonly missing: Uint8Array;
  /** 1: missing values go left. */
  readonly defaultLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly gain: Float64Array;
  readonly leaf: Float64Array;
  /** Rows in each leaf at training. */
  readonly leafCount: Int32Array;
  /** Sum of second derivatives in each leaf. */
  readonly leafWeight: Float64Array;
  /** Rows in each inner node. */
  readonly count: Int32Array;
}

export class Ensemble {
  readonly objective: TreeObjective;
  readonly featureNames: readonly string[];
  readonly trees: readonly Tree[];
  readonly #roots: Int32Array;
  readonly #feature: Int32Array;
  readonly #threshold: Float64Array;
  readonly #rule: Uint8Array;
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #leaf: Float64Array;

  constructor(objective: TreeObjective, featureNames: readonly string[], trees: readonly Tree[]) {
    this.objective = objective;
    this.featureNames = featureNames;
    this.trees = trees;
    const nodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
    const leaves = trees.reduce((sum, tree) => sum + tree.leaf.length, 0);
    this.#roots = new Int32Array(trees.length);
    this.#feature = new Int32Array(nodes);
    this.#threshold = new Float64Array(nodes);
    this.#rule = new Uint8Array(nodes);
    this.#left = new Int32Array(nodes);
    this.#right = new Int32Array(nodes);
    this.#leaf = new Float64Array(leaves);
    let node = 0;
    let leaf = 0;
    trees.forEach((tree, t) => {
      this.#roots[t] = tree.feature.length > 0 ? node : ~leaf;
      this.#feature.set(tree.feature, node);
      this.#threshold.set(tree.threshold, node);
      const shift = (child: number) => (child < 0 ? ~(~child + leaf) : child + node);
      for (let i = 0; i < tree.feature.length; i++) {
        if (tree.feature[i]! >= featureNames.length)
          throw new LearnError("bad_file", `a tree splits on feature ${tree.feature[i]}, which is not there`);
        this.#rule[node + i] = (tree.missing[i]! << 1) | tree.defaultLeft[i]!;
        this.#left[node + i] = shift(tree.left[i]!);
        this.#right[node + i] = shift(tree.right[i]!);
      }
      this.#leaf.set(tree.leaf, leaf);
      node += tree.feature.length;
      leaf += tree.leaf.length;
    });
  }

  /** Raw scores, [rows]: for "binary" log odds. Only the first `trees` where given. */
  predict(table: Table, trees = this.trees.length): Float64Array {
    if (table.features !== this.featureNames.length)
      throw new LearnError("bad_shape", `the trees read ${this.featureNames.length} features, not ${table.features}`);
    const scores = new Float64Array(rowsOf(table));
    const { values, features } = table;
    const [feature, threshold, rule, left, right, leaf] = [this.#feature, this.#threshold, this.#rule, this.#left, this.#right, this.#leaf];
    // Tree by tree, so that a tree stays in the cache while all rows pass through it.
    for (let t = 0; t < trees; t++) {
      const root = this.#roots[t]!;
      for (let row = 0, base = 0; row < scores.length; row++, base += features) {
        let node = root;
        while (node >= 0) {
          const value = values[base + feature[node]!]!;
          const goesLeft =
            rule[node]! & zeroBit || value !== value ? sideOf(value, threshold[node]!, rule[node]!) : value <= threshold[node]!;
          node = goesLeft ? left[node]! : right[node]!;
        }
        scores[row]! += leaf[~node]!;
      }
    }
    return scores;
  }

  /** Total gain of each feature's splits. */
  importance(): Float64Array {
    const gains = new Float64Array(this.featureNames.length);
    for (const tree of this.trees) tree.feature.forEach((feature, i) => (gains[feature]! += tree.gain[i]!));
    return gains;
  }
}

const zeroSize = 1e-35;
/** Of a rule (missing << 1 | default left): zeros are missing values. */
const zeroBit = missing.zero << 1;

/** Whether a value that may be missing goes left. */
function sideOf(value: number, threshold: number, rule: number): boolean {
  const kind = rule >> 1;
  let read = value;
  if (Number.isNaN(value) && kind !== missing.nan) read = 0;
  if ((kind === missing.zero && Math.abs(read) <= zeroSize) || (kind === missing.nan && Number.isNaN(read))) return (rule & 1) === 1;
  return read <= threshold;
}
