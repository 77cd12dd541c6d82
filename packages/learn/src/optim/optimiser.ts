/**
 * An optimiser is two functions without hidden state: what it remembers of a weight is made by `init` and handed back with each
 * update, so it can be kept in a checkpoint. Weights and state change in place.
 */
export type Weights = ReadonlyMap<string, Weight>;

export interface Weight {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export type OptimiserState = readonly Float32Array[];

export interface UpdateSettings {
  /** Steps before this one, from 0. */
  readonly step: number;
  readonly learningRate: number;
  /** Decay of this weight, already chosen for its group. */
  readonly weightDecay: number;
}

export interface Optimiser {
  readonly name: string;
  init(weight: Weight): OptimiserState;
  update(weight: Weight, gradient: Float32Array, state: OptimiserState, settings: UpdateSettings): void;
}

/** Biases, scales of normalisations and other vectors are not decayed, the custom since GPT-2. */
export const decayMatricesOnly =
  (decay: number) =>
  (_: string, weight: Weight): number =>
    weight.shape.length >= 2 ? decay : 0;
