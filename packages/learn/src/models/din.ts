/**
 * DIN (Zhou et al., "Deep interest network", 2018): what of a shopper's history counts depends on the product that is asked about.
 */
import { concat, embed, expand, input, mul, reshape, sub, sum, toFloat } from "../graph.ts";
import type { Dropout, Tensor } from "../graph.ts";
import { normal } from "../model.ts";
import type { Parameters } from "../model.ts";
import { dense, perceptron } from "./layers.ts";

export interface DinConfig {
  /** Products; id 0 is padding. */
  readonly products: number;
  /** Width of a product's vector. */
  readonly width: number;
  /** Plain numbers about the context. */
  readonly numbers: number;
  /** Widths of the layers that weigh the history. */
  readonly attention: readonly number[];
  readonly deep: readonly number[];
}

export interface DinInputs {
  /** int64 [batch]: the product asked about. */
  readonly candidate: Tensor;
  /** int64 [batch, length], and 1 where there is one. */
  readonly history: Tensor;
  readonly mask: Tensor;
  readonly numbers: Tensor | undefined;
}

export const dinInputs = (config: DinConfig): DinInputs => ({
  candidate: input("candidate", ["batch"], "int64"),
  history: input("history", ["batch", "length"], "int64"),
  mask: input("mask", ["batch", "length"], "int64"),
  numbers: config.numbers > 0 ? input("numbers", ["batch", config.numbers]) : undefined,
});

/** Log odds of a click, [batch]. */
export function din(p: Parameters, config: DinConfig, inputs: DinInputs, dropout?: Dropout): Tensor {
  const [batch, length] = inputs.history.shape as [string, string];
  const table = p.get("products.weight", [config.products + 1, config.width], normal(0.01));
  const candidate = embed(table, inputs.candidate);
  const history = embed(table, inputs.history);
  const beside = expand(reshape(candidate, [batch, 1, config.width]), history.shape);
  const pairs = concat([beside, history, sub(beside, history), mul(beside, history)], 2);
  const weights = dense(p, "attention.score", perceptron(p, "attention", pairs, config.attention), 1);
  // Not a softmax: the strength of an interest is kept, as in the paper.
  const kept = mul(weights, reshape(toFloat(inputs.mask), [batch, length, 1]));
  const interest = sum(mul(kept, history), [1]);
  const all = concat([candidate, interest, ...(inputs.numbers ? [inputs.numbers] : [])], 1);
  return reshape(dense(p, "score", perceptron(p, "deep", all, config.deep, dropout), 1), [batch]);
}
