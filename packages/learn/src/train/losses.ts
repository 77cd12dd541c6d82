/** Losses of one sample each, shape [rows]; their mean is what is minimised. */
import { add, expand, exp, log, logSoftmax, mean, mul, neg, reshape, scalar, softplus, sub, sum, takeAlong } from "../graph.ts";
import type { Tensor } from "../graph.ts";

export interface CrossEntropyOptions {
  /** Share of the target given to all classes alike (Szegedy et al., 2016). */
  readonly smoothing?: number;
  /** One weight a class, shape [classes]. */
  readonly weights?: Tensor;
  /** Focusing parameter γ of the focal loss (Lin et al., 2017); 0 is plain cross entropy. */
  readonly focus?: number;
}

/** scores: [rows, classes]; labels: int64 [rows]. */
export function crossEntropy(scores: Tensor, labels: Tensor, { smoothing = 0, weights, focus = 0 }: CrossEntropyOptions = {}): Tensor {
  const rows = labels.shape[0]!;
  const logs = logSoftmax(scores);
  const chosen = reshape(takeAlong(logs, reshape(labels, [rows, 1]), 1), [rows]);
  let loss = neg(chosen);
  if (focus > 0) {
    // (1 - p)^γ by logarithms: p is never exactly 1 here.
    const rest = sub(scalar(1 + 1e-6), exp(chosen));
    loss = mul(exp(mul(scalar(focus), log(rest))), loss);
  }
  if (smoothing > 0) loss = add(mul(scalar(1 - smoothing), loss), mul(scalar(smoothing), neg(mean(logs, [1]))));
  if (weights) {
    const each = expand(reshape(weights, [1, weights.shape[0]!]), scores.shape);
    loss = mul(loss, reshape(takeAlong(each, reshape(labels, [rows, 1]), 1), [rows]));
  }
  return loss;
}

/** scores: [rows], before the sigmoid; targets: float32 [rows] in [0, 1]. */
export function binaryCrossEntropy(scores: Tensor, targets: Tensor): Tensor {
  return sub(softplus(scores), mul(scores, targets));
}

export function squaredError(predictions: Tensor, targets: Tensor): Tensor {
  const difference = sub(predictions, targets);
  return mul(difference, difference);
}

/** Kullback–Leibler divergence of two sets of scores [rows, classes], both ways, halved: the second term of R-Drop (Liang et al., 2021). */
export function symmetricDivergence(a: Tensor, b: Tensor): Tensor {
  const [la, lb] = [logSoftmax(a), logSoftmax(b)];
  return mul(scalar(0.5), sum(mul(sub(exp(la), exp(lb)), sub(la, lb)), [1]));
}
