/** Exponential moving average of weights (Polyak averaging), often better than the last ones. */
import type { Weights } from "./optimiser.ts";

export class WeightAverage {
  readonly #decay: number;
  readonly values: ReadonlyMap<string, Float32Array>;
  #updates = 0;

  constructor(weights: Weights, decay = 0.999) {
    this.#decay = decay;
    this.values = new Map([...weights].map(([name, { data }]) => [name, data.slice()]));
  }

  /** Moves towards the weights; early on faster, so that the start does not weigh on a short run. */
  update(weights: Weights): void {
    this.#updates++;
    const decay = Math.min(this.#decay, this.#updates / (this.#updates + 9));
    for (const [name, average] of this.values) {
      const { data } = weights.get(name)!;
      for (let i = 0; i < average.length; i++) average[i] = decay * average[i]! + (1 - decay) * data[i]!;
    }
  }
}
