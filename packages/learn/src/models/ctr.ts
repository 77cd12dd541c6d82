/** What models of clicks share: fields of categories as vectors beside plain numbers. */
import { LearnError } from "../error.ts";
import { concat, embed, input, reshape } from "../graph.ts";
import type { Tensor } from "../graph.ts";
import { normal } from "../model.ts";
import type { Parameters } from "../model.ts";

export interface CtrConfig {
  /** Values of each categorical field. */
  readonly fields: readonly number[];
  /** Plain numbers beside them, standardised by the caller. */
  readonly numbers: number;
  /** Width of a field's vector. */
  readonly width: number;
  /** Widths of the deep part's layers. */
  readonly deep: readonly number[];
}

export interface CtrInputs {
  /** int64 [batch, fields]: ids counted over all fields (`fieldOffsets`). */
  readonly fields: Tensor;
  /** [batch, numbers]; without numbers undefined. */
  readonly numbers: Tensor | undefined;
}

export const ctrInputs = (config: CtrConfig): CtrInputs => ({
  fields: input("fields", ["batch", config.fields.length], "int64"),
  numbers: config.numbers > 0 ? input("numbers", ["batch", config.numbers]) : undefined,
});

/** Where each field's ids begin in the common table. */
export function fieldOffsets({ fields }: CtrConfig): readonly number[] {
  let next = 0;
  return fields.map((size) => {
    if (!(size > 0)) throw new LearnError("bad_argument", "a field needs at least one value");
    next += size;
    return next - size;
  });
}

/** Vectors of the fields, [batch, fields, width]. */
export function fieldVectors(p: Parameters, config: CtrConfig, inputs: CtrInputs): Tensor {
  const total = config.fields.reduce((a, b) => a + b, 0);
  return embed(p.get("fields.weight", [total, config.width], normal(0.01)), inputs.fields);
}

/** All of an example as one vector, [batch, fields·width + numbers]. */
export function flatInputs(config: CtrConfig, vectors: Tensor, numbers: Tensor | undefined): Tensor {
  const flat = reshape(vectors, [vectors.shape[0]!, config.fields.length * config.width]);
  return numbers ? concat([flat, numbers], 1) : flat;
}
