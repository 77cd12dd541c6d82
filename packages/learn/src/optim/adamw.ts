/** AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019). State: first and second moment. */
import type { Optimiser } from "./optimiser.ts";

export interface AdamWOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

export function adamW({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamWOptions = {}): Optimiser {
  return {
    name: "adamw",
    init: ({ data }) => [new Float32Array(data.length), new Float32Array(data.length)],
    update({ data }, gradient, [first, second], { step, learningRate, weightDecay }) {
      const m = first!;
      const v = second!;
      const size = learningRate / (1 - beta1 ** (step + 1));
      const root = 1 / Math.sqrt(1 - beta2 ** (step + 1));
      const keep = 1 - learningRate * weightDecay;
      for (let i = 0; i < data.length; i++) {
        const g = gradient[i]!;
        const mi = beta1 * m[i]! + (1 - beta1) * g;
        const vi = beta2 * v[i]! + (1 - beta2) * g * g;
        m[i] = mi;
        v[i] = vi;
        data[i] = data[i]! * keep - (size * mi) / (Math.sqrt(vi) * root + epsilon);
      }
    },
  };
}
