/** First and second derivatives of a loss by the scores, and the score to begin with. */
import { LearnError } from "../error.ts";
import type { TreeObjective } from "./ensemble.ts";

export interface Targets {
  readonly labels: Float32Array | Float64Array;
  /** One weight a row. */
  readonly weights?: Float32Array | Float64Array;
  /** Sizes of the groups (queries) that follow each other, for lambdarank. */
  readonly groups?: Int32Array;
}

export interface Objective {
  readonly name: TreeObjective;
  /** Every row has the same second derivative, so that counts need not be kept apart. */
  readonly start: number;
  derivatives(scores: Float64Array, gradient: Float32Array, hessian: Float32Array): void;
}

const weightOf = ({ weights }: Targets, row: number): number => weights?.[row] ?? 1;

function meanLabel(targets: Targets): number {
  let sum = 0;
  let total = 0;
  targets.labels.forEach((label, row) => {
    sum += label * weightOf(targets, row);
    total += weightOf(targets, row);
  });
  return sum / total;
}

function squaredError(targets: Targets): Objective {
  return {
    name: "regression",
    start: meanLabel(targets),
    derivatives(scores, gradient, hessian) {
      for (let row = 0; row < scores.length; row++) {
        const weight = weightOf(targets, row);
        gradient[row] = (scores[row]! - targets.labels[row]!) * weight;
        hessian[row] = weight;
      }
    },
  };
}

function logistic(targets: Targets): Objective {
  if (targets.labels.some((label) => label !== 0 && label !== 1)) throw new LearnError("bad_argument", "binary labels are 0 or 1");
  const share = meanLabel(targets);
  if (share === 0 || share === 1) throw new LearnError("bad_argument", "all labels are the same");
  return {
    name: "binary",
    start: Math.log(share / (1 - share)),
    derivatives(scores, gradient, hessian) {
      for (let row = 0; row < scores.length; row++) {
        const p = 1 / (1 + Math.exp(-scores[row]!));
        const weight = weightOf(targets, row);
        gradient[row] = (p - targets.labels[row]!) * weight;
        hessian[row] = Math.max(1e-16, p * (1 - p)) * weight;
      }
    },
  };
}

/** Rows of one group that a lambda may pair with all others of it. */
const truncation = 30;

/**
 * LambdaMART (Burges, "From RankNet to LambdaRank to LambdaMART", 2010): pairs of one group, weighted by what swapping them changes
 * in NDCG; gains 2^label - 1. Lambdas of a group are scaled as in LightGBM, so that groups of every size weigh alike.
 */
function lambdaRank(targets: Targets): Objective {
  const { labels, groups } = targets;
  if (groups === undefined || groups.reduce((a, b) => a + b, 0) !== labels.length)
    throw new LearnError("bad_argument", "lambdarank needs the sizes of groups that together hold every row");
  if (labels.some((label) => !(label >= 0 && label <= 31))) throw new LearnError("bad_argument", "labels to rank by lie between 0 and 31");
  const gain = (label: number) => 2 ** label - 1;
  const discount = (rank: number) => 1 / Math.log2(rank + 2);
  const starts = new Int32Array(groups.length + 1);
  const inverseIdeal = new Float64Array(groups.length);
  groups.forEach((size, g) => {
    starts[g + 1] = starts[g]! + size;
    const sorted = [...labels.subarray(starts[g], starts[g + 1])].sort((a, b) => b - a).slice(0, truncation);
    const ideal = sorted.reduce((sum, label, rank) => sum + gain(label) * discount(rank), 0);
    inverseIdeal[g] = ideal > 0 ? 1 / ideal : 0;
  });

  function group(g: number, scores: Float64Array, gradient: Float32Array, hessian: Float32Array): void {
    const start = starts[g]!;
    const size = groups![g]!;
    if (inverseIdeal[g] === 0 || size < 2) return;
    const order = Int32Array.from({ length: size }, (_, i) => start + i).sort((a, b) => scores[b]! - scores[a]! || a - b);
    const spread = scores[order[0]!]! !== scores[order[size - 1]!]!;
    let total = 0;
    for (let i = 0; i < Math.min(size - 1, truncation); i++) {
      for (let j = i + 1; j < size; j++) {
        const [a, b] = [order[i]!, order[j]!];
        if (labels[a] === labels[b]) continue;
        const [high, low] = labels[a]! > labels[b]! ? [a, b] : [b, a];
        const difference = scores[high]! - scores[low]!;
        let change = (gain(labels[high]!) - gain(labels[low]!)) * Math.abs(discount(i) - discount(j)) * inverseIdeal[g]!;
        if (spread) change /= 0.01 + Math.abs(difference);
        const p = 1 / (1 + Math.exp(difference));
        const lambda = p * change;
        const curve = p * (1 - p) * change;
        gradient[high]! -= lambda;
        gradient[low]! += lambda;
        hessian[high]! += curve;
        hessian[low]! += curve;
        total += 2 * lambda;
      }
    }
    if (total <= 0) return;
    const scale = Math.log2(1 + total) / total;
    for (let row = start; row < start + size; row++) {
      gradient[row]! *= scale * weightOf(targets, row);
      hessian[row]! *= scale * weightOf(targets, row);
    }
  }

  return {
    name: "lambdarank",
    start: 0,
    derivatives(scores, gradient, hessian) {
      gradient.fill(0);
      hessian.fill(0);
      for (let g = 0; g < groups.length; g++) group(g, scores, gradient, hessian);
    },
  };
}

const objectives = { regression: squaredError, binary: logistic, lambdarank: lambdaRank } as const satisfies Record<
  TreeObjective,
  (targets: Targets) => Objective
>;

export function objectiveOf(name: TreeObjective, targets: Targets): Objective {
  if (targets.labels.some((label) => !Number.isFinite(label))) throw new LearnError("bad_argument", "a label is not a finite number");
  return objectives[name](targets);
}
