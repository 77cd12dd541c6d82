/** Probabilities that mean what they say. */
import { LearnError } from "../error.ts";

/** Softmax of scores divided by the temperature, in place of each row of `classes`. */
export function probabilities(scores: ArrayLike<number>, classes: number, temperature = 1): Float64Array {
  const result = new Float64Array(scores.length);
  for (let row = 0; row < scores.length; row += classes) {
    let top = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) top = Math.max(top, scores[row + c]!);
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += result[row + c] = Math.exp((scores[row + c]! - top) / temperature);
    for (let c = 0; c < classes; c++) result[row + c]! /= sum;
  }
  return result;
}

export function logLoss(probability: Float64Array, labels: Int32Array, classes: number): number {
  let sum = 0;
  labels.forEach((label, row) => {
    sum -= Math.log(Math.max(1e-12, probability[row * classes + label]!));
  });
  return sum / labels.length;
}

export function accuracy(probability: ArrayLike<number>, labels: Int32Array, classes: number): number {
  let right = 0;
  labels.forEach((label, row) => {
    if (likeliest(probability, row, classes) === label) right++;
  });
  return right / labels.length;
}

export function likeliest(probability: ArrayLike<number>, row: number, classes: number): number {
  let best = 0;
  for (let c = 1; c < classes; c++) if (probability[row * classes + c]! > probability[row * classes + best]!) best = c;
  return best;
}

/** The temperature of least log loss on held-out rows (Guo et al., "On calibration of modern neural networks", 2017), by golden section. */
export function fitTemperature(scores: ArrayLike<number>, labels: Int32Array, classes: number): number {
  if (labels.length === 0) throw new LearnError("bad_argument", "calibration needs held-out rows");
  const loss = (log: number) => logLoss(probabilities(scores, classes, Math.exp(log)), labels, classes);
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(0.01), Math.log(100)];
  for (let round = 0; round < 40; round++) {
    const [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (loss(a) < loss(b)) high = b;
    else low = a;
  }
  return Math.exp((low + high) / 2);
}

/** Expected calibration error over bins of equal width (Naeini et al., 2015). */
export function calibrationError(probability: Float64Array, labels: Int32Array, classes: number, bins = 15): number {
  const sums = Array.from({ length: bins }, () => ({ confidence: 0, right: 0, n: 0 }));
  labels.forEach((label, row) => {
    const best = likeliest(probability, row, classes);
    const confidence = probability[row * classes + best]!;
    const bin = sums[Math.min(bins - 1, Math.floor(confidence * bins))]!;
    bin.confidence += confidence;
    bin.right += best === label ? 1 : 0;
    bin.n++;
  });
  return sums.reduce((error, { confidence, right }) => error + Math.abs(confidence - right), 0) / labels.length;
}
