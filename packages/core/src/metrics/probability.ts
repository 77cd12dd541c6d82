/** Measures of predicted probabilities: order (AUC), sharpness and honesty (log loss), honesty alone (calibration error). */

/** Area under the ROC curve by the rank-sum formula, tied scores counting half; 0.5 where only one class occurs. */
export function auc(scores: readonly number[], positive: readonly boolean[]): number {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let positives = 0;
  let rankSum = 0;
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    const rank = (from + 1 + to) / 2;
    for (let i = from; i < to; i++) {
      if (positive[order[i]!]) {
        positives++;
        rankSum += rank;
      }
    }
    from = to;
  }
  const negatives = order.length - positives;
  return positives === 0 || negatives === 0 ? 0.5 : (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Mean negative log-likelihood of what happened; probabilities are kept 1e-15 away from 0 and 1. */
export function logLoss(probabilities: readonly number[], positive: readonly boolean[]): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    const p = Math.min(1 - 1e-15, Math.max(1e-15, probabilities[i]!));
    sum -= Math.log(positive[i] ? p : 1 - p);
  }
  return probabilities.length === 0 ? 0 : sum / probabilities.length;
}

/** Expected calibration error (Naeini et al. 2015): |mean probability − share of positives| over equal-width bins, weighted by size. */
export function calibrationError(probabilities: readonly number[], positive: readonly boolean[], bins = 10): number {
  const counts = new Float64Array(bins);
  const expected = new Float64Array(bins);
  const observed = new Float64Array(bins);
  for (let i = 0; i < probabilities.length; i++) {
    const p = probabilities[i]!;
    const bin = Math.max(0, Math.min(bins - 1, Math.floor(p * bins)));
    counts[bin]! += 1;
    expected[bin]! += p;
    if (positive[i]) observed[bin]! += 1;
  }
  let error = 0;
  for (let bin = 0; bin < bins; bin++) error += Math.abs(expected[bin]! - observed[bin]!);
  return probabilities.length === 0 ? 0 : error / probabilities.length;
}
