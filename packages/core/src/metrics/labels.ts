/** Measures of predicted labels and grades. */

/** Share of equal labels. */
export function accuracy(predicted: readonly string[], truth: readonly string[]): number {
  if (truth.length === 0) return 0;
  let right = 0;
  for (let i = 0; i < truth.length; i++) if (predicted[i] === truth[i]) right++;
  return right / truth.length;
}

/** Unweighted mean of F1 over every label that occurs in truth or prediction. */
export function macroF1(predicted: readonly string[], truth: readonly string[]): number {
  const counts = new Map<string, { hits: number; predicted: number; truth: number }>();
  const of = (label: string) => {
    const known = counts.get(label) ?? { hits: 0, predicted: 0, truth: 0 };
    counts.set(label, known);
    return known;
  };
  for (let i = 0; i < truth.length; i++) {
    of(truth[i]!).truth++;
    of(predicted[i]!).predicted++;
    if (predicted[i] === truth[i]) of(truth[i]!).hits++;
  }
  let sum = 0;
  for (const one of counts.values()) sum += (2 * one.hits) / (one.predicted + one.truth);
  return counts.size === 0 ? 0 : sum / counts.size;
}

/**
 * Quadratic weighted kappa (Cohen 1968) of integer grades: 1 perfect, 0 what chance with the same margins reaches. 1 where every
 * grade is one and the same.
 */
export function quadraticKappa(predicted: readonly number[], truth: readonly number[]): number {
  const n = truth.length;
  let observed = 0;
  let sumP = 0;
  let sumT = 0;
  let squareP = 0;
  let squareT = 0;
  for (let i = 0; i < n; i++) {
    const p = predicted[i]!;
    const t = truth[i]!;
    observed += (p - t) ** 2;
    sumP += p;
    sumT += t;
    squareP += p * p;
    squareT += t * t;
  }
  // The expected disagreement over the product of the margins, written out: E(p − t)² with p and t independent.
  const expected = n === 0 ? 0 : squareP + squareT - (2 * sumP * sumT) / n;
  return expected === 0 ? 1 : 1 - observed / expected;
}

/** Root of the mean squared error. */
export function rmse(predicted: readonly number[], truth: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < truth.length; i++) sum += (predicted[i]! - truth[i]!) ** 2;
  return truth.length === 0 ? 0 : Math.sqrt(sum / truth.length);
}
