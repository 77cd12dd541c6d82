/** Gradient boosting (Friedman, 2001): each tree follows the gradient of the loss at the sum of those before it. */
import { LearnError } from "../error.ts";
import { Random } from "../random.ts";
import { binTable, rowsOf } from "./dataset.ts";
import type { Table } from "./dataset.ts";
import { Ensemble } from "./ensemble.ts";
import type { Tree, TreeObjective } from "./ensemble.ts";
import { Grower } from "./grow.ts";
import { objectiveOf } from "./objective.ts";
import type { Targets } from "./objective.ts";

export interface BoostOptions {
  readonly objective: TreeObjective;
  readonly featureNames?: readonly string[];
  /** Default 100. */
  readonly trees?: number;
  /** Shrinkage of each tree; default .1. */
  readonly learningRate?: number;
  /** Default 31. */
  readonly leaves?: number;
  /** Fewest rows in a leaf; default 20. */
  readonly minRows?: number;
  readonly minHessian?: number;
  readonly lambda?: number;
  readonly minGain?: number;
  readonly featureShare?: number;
  /** Share of rows (of whole groups for lambdarank) each tree sees. */
  readonly rowShare?: number;
  readonly depth?: number;
  readonly maxBins?: number;
  readonly seed?: number;
  /** Stops where `loss` of the raw scores has not fallen for `patience` trees; the best number of trees is kept. */
  readonly validation?: { readonly table: Table; readonly loss: (scores: Float64Array) => number; readonly patience: number };
  readonly onTree?: (tree: number, validationLoss: number | undefined) => void;
}

/** The first tree of constants: where every score begins. */
const constantTree = (value: number): Tree => ({
  feature: new Int32Array(0),
  threshold: new Float64Array(0),
  missing: new Uint8Array(0),
  defaultLeft: new Uint8Array(0),
  left: new Int32Array(0),
  right: new Int32Array(0),
  gain: new Float64Array(0),
  count: new Int32Array(0),
  leaf: Float64Array.of(value),
  leafCount: Int32Array.of(0),
  leafWeight: Float64Array.of(0),
});

/** The starting score goes into the first tree, as LightGBM's files have it. */
function withStart(trees: readonly Tree[], start: number): readonly Tree[] {
  const [first, ...rest] = trees;
  if (first === undefined) return [constantTree(start)];
  return start === 0 ? trees : [{ ...first, leaf: first.leaf.map((value) => value + start) }, ...rest];
}

function drawnRows(rows: number, share: number, groups: Int32Array | undefined, random: Random): Int32Array {
  if (share >= 1) return Int32Array.from({ length: rows }, (_, row) => row);
  const picked: number[] = [];
  if (groups === undefined) {
    for (let row = 0; row < rows; row++) if (random.uniform() < share) picked.push(row);
  } else {
    let start = 0;
    for (const size of groups) {
      if (random.uniform() < share) for (let i = 0; i < size; i++) picked.push(start + i);
      start += size;
    }
  }
  return Int32Array.from(picked);
}

export function boost(table: Table, targets: Targets, options: BoostOptions): Ensemble {
  const { trees: most = 100, learningRate = 0.1, rowShare = 1, validation } = options;
  const rows = rowsOf(table);
  if (rows === 0 || targets.labels.length !== rows) throw new LearnError("bad_shape", `${targets.labels.length} labels for ${rows} rows`);
  const names = options.featureNames ?? Array.from({ length: table.features }, (_, i) => `Column_${i}`);
  if (names.length !== table.features) throw new LearnError("bad_shape", `${names.length} names for ${table.features} features`);
  const random = new Random(options.seed ?? 0);
  const objective = objectiveOf(options.objective, targets);
  const grower = new Grower(binTable(table, { maxBins: options.maxBins ?? 255 }), {
    leaves: options.leaves ?? 31,
    minRows: options.minRows ?? 20,
    minHessian: options.minHessian ?? 1e-3,
    lambda: options.lambda ?? 0,
    minGain: options.minGain ?? 0,
    featureShare: options.featureShare ?? 1,
    depth: options.depth ?? 0,
  });
  const scores = new Float64Array(rows).fill(objective.start);
  const [gradient, hessian] = [new Float32Array(rows), new Float32Array(rows)];
  const trees: Tree[] = [];
  const validScores = validation && new Float64Array(rowsOf(validation.table)).fill(objective.start);
  let best = { loss: Number.POSITIVE_INFINITY, trees: 0 };
  for (let t = 0; t < most; t++) {
    objective.derivatives(scores, gradient, hessian);
    const used = drawnRows(rows, rowShare, targets.groups, random);
    if (used.length === 0) continue;
    const tree = grower.grow(gradient, hessian, used, learningRate, random);
    if (tree.feature.length === 0) break;
    trees.push(tree);
    if (rowShare >= 1) {
      const { rows: order, ranges } = grower.leafRows();
      tree.leaf.forEach((value, leaf) => {
        for (let i = ranges[2 * leaf]!; i < ranges[2 * leaf + 1]!; i++) scores[order[i]!]! += value;
      });
    } else addScores(scores, tree, names, table);
    let loss: number | undefined;
    if (validation && validScores) {
      addScores(validScores, tree, names, validation.table);
      loss = validation.loss(validScores);
      if (loss < best.loss) best = { loss, trees: trees.length };
    }
    options.onTree?.(t, loss);
    if (validation && trees.length - best.trees >= validation.patience) break;
  }
  const kept = validation && best.trees > 0 ? trees.slice(0, best.trees) : trees;
  return new Ensemble(options.objective, names, withStart(kept, objective.start));
}

function addScores(scores: Float64Array, tree: Tree, names: readonly string[], table: Table): void {
  new Ensemble("regression", names, [tree]).predict(table).forEach((value, row) => {
    scores[row]! += value;
  });
}
