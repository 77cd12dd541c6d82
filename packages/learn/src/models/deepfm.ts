/** DeepFM (Guo et al., 2017): a factorisation machine and a deep network on the same vectors. */
import { add, embed, mul, reshape, scalar, sub, sum } from "../graph.ts";
import type { Dropout, Tensor } from "../graph.ts";
import { zeros } from "../model.ts";
import type { Parameters } from "../model.ts";
import { fieldVectors, flatInputs } from "./ctr.ts";
import type { CtrConfig, CtrInputs } from "./ctr.ts";
import { dense, perceptron } from "./layers.ts";

/** Log odds of a click, [batch]. */
export function deepFm(p: Parameters, config: CtrConfig, inputs: CtrInputs, dropout?: Dropout): Tensor {
  const batch = inputs.fields.shape[0]!;
  const vectors = fieldVectors(p, config, inputs);
  const total = config.fields.reduce((a, b) => a + b, 0);
  const each = embed(p.get("linear.weight", [total, 1], zeros), inputs.fields);
  let linear = sum(reshape(each, [batch, config.fields.length]), [1]);
  if (inputs.numbers) linear = add(linear, reshape(dense(p, "numbers", inputs.numbers, 1), [batch]));
  // Products of all pairs: half of the square of the sum less the sum of the squares.
  const all = sum(vectors, [1]);
  const pairs = mul(scalar(0.5), sum(sub(mul(all, all), sum(mul(vectors, vectors), [1])), [1]));
  const deep = perceptron(p, "deep", flatInputs(config, vectors, inputs.numbers), config.deep, dropout);
  return add(add(linear, pairs), reshape(dense(p, "score", deep, 1), [batch]));
}
