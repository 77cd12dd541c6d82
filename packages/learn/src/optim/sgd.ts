/** Stochastic gradient descent with momentum (Polyak, 1964; optionally Nesterov's, as Sutskever et al. wrote it in 2013). State: velocity. */
import type { Optimiser } from "./optimiser.ts";

export interface SgdOptions {
  readonly momentum?: number;
  readonly nesterov?: boolean;
}

export function sgd({ momentum = 0, nesterov = false }: SgdOptions = {}): Optimiser {
  return {
    name: "sgd",
    init: ({ data }) => (momentum === 0 ? [] : [new Float32Array(data.length)]),
    update({ data }, gradient, [velocity], { learningRate, weightDecay }) {
      for (let i = 0; i < data.length; i++) {
        const g = gradient[i]! + weightDecay * data[i]!;
        let step = g;
        if (velocity) {
          velocity[i] = momentum * velocity[i]! + g;
          step = nesterov ? g + momentum * velocity[i]! : velocity[i]!;
        }
        data[i] = data[i]! - learningRate * step;
      }
    },
  };
}
