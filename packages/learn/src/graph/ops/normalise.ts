/** Normalisation over the last axis. */
import { fixedDim } from "../shape.ts";
import { operation, scalar } from "../tensor.ts";
import type { Tensor } from "../tensor.ts";
import { reduceTo, sampleSquares } from "./broadcast.ts";
import { add, div, mul, sqrt, sub } from "./elementwise.ts";
import { mean, sum } from "./reduce.ts";

/** Layer normalisation (Ba, Kiros and Hinton, 2016). x: […, width]; scale, bias: [width]. */
export function layerNorm(x: Tensor, scale: Tensor, bias: Tensor, epsilon = 1e-5): Tensor {
  const width = fixedDim(x.shape, -1, "layer normalisation");
  const kept = [...x.shape.slice(0, -1), 1];
  const standard = () => mul(sub(x, mu!), inverse!);
  const results: readonly Tensor[] = operation(
    "LayerNormalization",
    [x, scale, bias],
    { axis: -1, epsilon: { float: epsilon } },
    [{ shape: x.shape }, { shape: kept }, { shape: kept }],
    {
      derivative: (g) => {
        const normal = standard();
        const scaled = mul(g!, scale);
        const part = (t: Tensor) => mul(sum(t, [-1], { keep: true }), scalar(1 / width));
        const gx = mul(inverse!, sub(sub(scaled, part(scaled)), mul(normal, part(mul(scaled, normal)))));
        return [gx, reduceTo(mul(g!, normal), scale.shape), reduceTo(g!, bias.shape)];
      },
      sampleNorms: (g) => [undefined, sampleSquares(mul(g, standard()), scale.shape), sampleSquares(g, bias.shape)],
    },
  );
  const [y, mu, inverse] = results;
  return y!;
}

/** Root mean square normalisation (Zhang and Sennrich, 2019). x: […, width]; scale: [width]. */
export function rmsNorm(x: Tensor, scale: Tensor, epsilon = 1e-6): Tensor {
  return mul(div(x, sqrt(add(mean(mul(x, x), [-1], { keep: true }), scalar(epsilon)))), scale);
}

/** Vectors of the last axis scaled to length 1. */
export function unitLength(x: Tensor, epsilon = 1e-12): Tensor {
  return div(x, sqrt(add(sum(mul(x, x), [-1], { keep: true }), scalar(epsilon))));
}
