/** Lion: the sign of an interpolated momentum (Chen et al., "Symbolic discovery of optimization algorithms", 2023). State: momentum. */
import type { Optimiser } from "./optimiser.ts";

export interface LionOptions {
  readonly beta1?: number;
  readonly beta2?: number;
}

export function lion({ beta1 = 0.9, beta2 = 0.99 }: LionOptions = {}): Optimiser {
  return {
    name: "lion",
    init: ({ data }) => [new Float32Array(data.length)],
    update({ data }, gradient, [momentum], { learningRate, weightDecay }) {
      const m = momentum!;
      const keep = 1 - learningRate * weightDecay;
      for (let i = 0; i < data.length; i++) {
        const g = gradient[i]!;
        data[i] = data[i]! * keep - learningRate * Math.sign(beta1 * m[i]! + (1 - beta1) * g);
        m[i] = beta2 * m[i]! + (1 - beta2) * g;
      }
    },
  };
}
