/** Softmax and its logarithm over one axis, and the logarithm of the sum of exponentials. */
import { axisOf } from "../shape.ts";
import { apply } from "../tensor.ts";
import type { Tensor } from "../tensor.ts";
import { add, exp, log, mul, stopGradient, sub } from "./elementwise.ts";
import { reshape } from "./layout.ts";
import { max, sum } from "./reduce.ts";

export function softmax(x: Tensor, axis = -1): Tensor {
  const at = axisOf(x.shape, axis);
  const y: Tensor = apply(
    "Softmax",
    [x],
    { shape: x.shape },
    {
      derivative: (g) => {
        const weighted = mul(g!, y);
        return [sub(weighted, mul(y, sum(weighted, [at], { keep: true })))];
      },
    },
    { axis: at },
  );
  return y;
}

export function logSoftmax(x: Tensor, axis = -1): Tensor {
  const at = axisOf(x.shape, axis);
  const y: Tensor = apply(
    "LogSoftmax",
    [x],
    { shape: x.shape },
    {
      derivative: (g) => [sub(g!, mul(exp(y), sum(g!, [at], { keep: true })))],
    },
    { axis: at },
  );
  return y;
}

/** log Σ exp(x) over the axis, which goes; safe for large values. */
export function logSumExp(x: Tensor, axis = -1): Tensor {
  const at = axisOf(x.shape, axis);
  const top = stopGradient(max(x, [at], { keep: true }));
  const total = log(sum(exp(sub(x, top)), [at]));
  return add(total, reshape(top, total.shape));
}
