/** What is done to gradients between the backward pass and the update. */
import { LearnError } from "../error.ts";
import type { Weights } from "./optimiser.ts";

export type Gradients = ReadonlyMap<string, Float32Array>;

/** The Euclidean norm over all gradients together. */
export function globalNorm(gradients: Gradients): number {
  let squares = 0;
  for (const gradient of gradients.values()) for (let i = 0; i < gradient.length; i++) squares += gradient[i]! * gradient[i]!;
  return Math.sqrt(squares);
}

/** Scales gradients in place so that their global norm is at most `limit`; the norm before. Not a number or infinite: diverged. */
export function clipByGlobalNorm(gradients: Gradients, limit: number): number {
  const norm = globalNorm(gradients);
  if (!Number.isFinite(norm)) throw new LearnError("diverged", "the gradient is not a finite number");
  if (norm > limit) scaleGradients(gradients, limit / norm);
  return norm;
}

export function scaleGradients(gradients: Gradients, factor: number): void {
  for (const gradient of gradients.values()) for (let i = 0; i < gradient.length; i++) gradient[i]! *= factor;
}

/** Adds gradients of another part of the batch in place. */
export function accumulate(into: Gradients, more: Gradients): void {
  for (const [name, gradient] of more) {
    const sum = into.get(name);
    if (!sum) throw new LearnError("bad_argument", `no gradient called "${name}" to add to`);
    for (let i = 0; i < sum.length; i++) sum[i]! += gradient[i]!;
  }
}

/**
 * Sharpness-aware minimisation (Foret et al., 2021): moves the weights uphill by `radius` along the gradient and answers how to move
 * them back; the gradient at that point is then used for the update.
 */
export function ascend(weights: Weights, gradients: Gradients, radius: number): () => void {
  const scale = radius / (globalNorm(gradients) + 1e-12);
  const before = new Map<string, Float32Array>();
  for (const [name, gradient] of gradients) {
    const { data } = weights.get(name)!;
    before.set(name, data.slice());
    for (let i = 0; i < data.length; i++) data[i]! += scale * gradient[i]!;
  }
  return () => {
    for (const [name, data] of before) weights.get(name)!.data.set(data);
  };
}
