/**
 * Adafactor without momentum (Shazeer and Stern, 2018): the second moment of a matrix is kept as one value a row and one a column,
 * so its state is far smaller than Adam's. State: row and column means of squares (matrices), or all of them (vectors).
 */
import type { Optimiser } from "./optimiser.ts";

export interface AdafactorOptions {
  /** Exponent of the decay of the second moment: 1 - (step + 1)^-decay. */
  readonly decay?: number;
  readonly epsilon?: number;
  /** Largest root mean square of an update. */
  readonly clip?: number;
}

export function adafactor({ decay = 0.8, epsilon = 1e-30, clip = 1 }: AdafactorOptions = {}): Optimiser {
  return {
    name: "adafactor",
    init: ({ shape, data }) =>
      shape.length === 2 ? [new Float32Array(shape[0]!), new Float32Array(shape[1]!)] : [new Float32Array(data.length)],
    update({ shape, data }, gradient, state, { step, learningRate, weightDecay }) {
      const old = 1 - (step + 1) ** -decay;
      const update = new Float32Array(data.length);
      if (shape.length === 2) {
        const [rows, columns] = shape as readonly [number, number];
        const [r, c] = state as readonly [Float32Array, Float32Array];
        const rowSum = new Float64Array(rows);
        const columnSum = new Float64Array(columns);
        for (let i = 0, at = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++, at++) {
            const square = gradient[at]! ** 2 + epsilon;
            rowSum[i]! += square;
            columnSum[j]! += square;
          }
        }
        let total = 0;
        for (let i = 0; i < rows; i++) total += r[i] = old * r[i]! + (1 - old) * (rowSum[i]! / columns);
        for (let j = 0; j < columns; j++) c[j] = old * c[j]! + (1 - old) * (columnSum[j]! / rows);
        const meanRow = total / rows;
        for (let i = 0, at = 0; i < rows; i++) {
          const scale = r[i]! / meanRow;
          for (let j = 0; j < columns; j++, at++) update[at] = gradient[at]! / Math.sqrt(scale * c[j]!);
        }
      } else {
        const v = state[0]!;
        for (let i = 0; i < data.length; i++) {
          v[i] = old * v[i]! + (1 - old) * (gradient[i]! ** 2 + epsilon);
          update[i] = gradient[i]! / Math.sqrt(v[i]!);
        }
      }
      let squares = 0;
      for (const value of update) squares += value * value;
      const size = learningRate / Math.max(1, Math.sqrt(squares / Math.max(1, data.length)) / clip);
      const keep = 1 - learningRate * weightDecay;
      for (let i = 0; i < data.length; i++) data[i] = data[i]! * keep - size * update[i]!;
    },
  };
}
