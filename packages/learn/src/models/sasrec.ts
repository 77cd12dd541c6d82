/**
 * SASRec (Kang and McAuley, 2018): the next product from those before it, by causal self-attention. Products may bring vectors of their texts, so that a
 * new one has a place before anybody touched it. Trained with cross entropy over all products, which is what makes it strong
 * (Petrov and Macdonald, 2023; Klenitskiy and Vasilev, 2023).
 */
import { LearnError } from "../error.ts";
import { add, arange, constant, embed, gelu, input, linear, mul, reshape, scalar } from "../graph.ts";
import type { Dropout, Tensor } from "../graph.ts";
import { normal } from "../model.ts";
import type { Parameters } from "../model.ts";
import { causalBias, dense, norm, paddingBias, selfAttention } from "./layers.ts";

export interface SasRecConfig {
  /** Products; product n is id n + 1, id 0 is padding. */
  readonly products: number;
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  /** Longest sequence. */
  readonly positions: number;
  /** Vectors of the products' texts, one row of `width` numbers for each id, padding's first; not trained. */
  readonly texts?: { readonly data: Float32Array; readonly width: number };
}

export interface SasRecInputs {
  /** int64 [batch, length]: ids, padding at the end. */
  readonly products: Tensor;
  /** int64 [batch, length]: 1 for a product. */
  readonly mask: Tensor;
}

export const sasRecInputs = (): SasRecInputs => ({
  products: input("products", ["batch", "length"], "int64"),
  mask: input("mask", ["batch", "length"], "int64"),
});

const epsilon = 1e-8;

/** One vector a product id, [products + 1, hidden]: its own and, where there are texts, a projection of its text's. */
export function productTable(p: Parameters, config: SasRecConfig): Tensor {
  const rows = config.products + 1;
  const own = p.get("products.weight", [rows, config.hidden], normal(0.02));
  if (!config.texts) return own;
  const { data, width } = config.texts;
  if (data.length !== rows * width) throw new LearnError("bad_shape", `texts of ${data.length} numbers are not ${rows} rows of ${width}`);
  return add(own, dense(p, "texts", constant(data, [rows, width]), config.hidden));
}

/** What each place says about the next product, [batch, length, hidden]. */
export function sasRec(p: Parameters, config: SasRecConfig, inputs: SasRecInputs, table: Tensor, dropout?: Dropout): Tensor {
  const { hidden, heads } = config;
  const drop = (x: Tensor) => (dropout ? dropout.apply(x) : x);
  const length = inputs.products.shape[1]!;
  const places = p.get("positions.weight", [config.positions, hidden], normal(0.02));
  let x = drop(add(mul(embed(table, inputs.products), scalar(Math.sqrt(hidden))), embed(places, arange(length))));
  const bias = add(causalBias(length), paddingBias(inputs.mask));
  for (let layer = 0; layer < config.layers; layer++) {
    const name = `layers.${layer}`;
    const mixed = selfAttention(p, `${name}.attention`, norm(p, `${name}.attention.norm`, x, epsilon), { heads, bias, dropout });
    x = add(x, drop(dense(p, `${name}.attention.output`, mixed, hidden)));
    const inner = gelu(dense(p, `${name}.forward.in`, norm(p, `${name}.forward.norm`, x, epsilon), 4 * hidden));
    x = add(x, drop(dense(p, `${name}.forward.out`, inner, hidden)));
  }
  return norm(p, "norm", x, epsilon);
}

/** Scores of all ids, padding among them, at the given places. places: int64 [rows], counted over batch·length; result: [rows, products + 1]. */
export function nextProducts(hidden: Tensor, table: Tensor, places: Tensor): Tensor {
  const [batch, length, width] = hidden.shape as [string, string, number];
  return linear(embed(reshape(hidden, [`${batch}*${length}`, width]), places), table, undefined, { transposed: true });
}
