/** DCN-v2 (Wang et al., "DCN V2: improved deep & cross network", 2021): crosses of features layer by layer beside a deep network. */
import { add, concat, mul, reshape } from "../graph.ts";
import type { Dropout, Tensor } from "../graph.ts";
import type { Parameters } from "../model.ts";
import { fieldVectors, flatInputs } from "./ctr.ts";
import type { CtrConfig, CtrInputs } from "./ctr.ts";
import { dense, perceptron } from "./layers.ts";

export interface DcnConfig extends CtrConfig {
  readonly crosses: number;
}

/** Log odds of a click, [batch]. */
export function dcn(p: Parameters, config: DcnConfig, inputs: CtrInputs, dropout?: Dropout): Tensor {
  const start = flatInputs(config, fieldVectors(p, config, inputs), inputs.numbers);
  const width = start.shape[1] as number;
  let crossed = start;
  for (let i = 0; i < config.crosses; i++) crossed = add(mul(start, dense(p, `cross.${i}`, crossed, width)), crossed);
  const both = concat([crossed, perceptron(p, "deep", start, config.deep, dropout)], 1);
  return reshape(dense(p, "score", both, 1), [start.shape[0]!]);
}
