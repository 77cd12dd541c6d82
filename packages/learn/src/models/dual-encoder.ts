/**
 * A dual encoder (Reimers and Gurevych, Sentence-BERT, 2019): one encoder turns queries and texts into vectors of unit length whose product is their
 * similarity. Trained with in-batch and mined negatives; with several widths the first numbers of a vector are a vector of their own
 * (Kusupati et al., Matryoshka representation learning, 2022).
 */
import { LearnError } from "../error.ts";
import { add, linear, mean, mul, scalar, slice, unitLength } from "../graph.ts";
import type { Dropout, Tensor } from "../graph.ts";
import type { Parameters } from "../model.ts";
import { crossEntropy } from "../train.ts";
import { bert } from "./bert.ts";
import type { BertConfig, BertInputs } from "./bert.ts";
import { dense, meanPool } from "./layers.ts";

export interface DualEncoderOptions {
  /** Width of the vectors; default the encoder's own, without a further layer. */
  readonly width?: number;
  readonly dropout?: Dropout;
}

/** Vectors before scaling to unit length, [batch, width]: the mean of the tokens. */
export function textVector(p: Parameters, config: BertConfig, inputs: BertInputs, { width, dropout }: DualEncoderOptions = {}): Tensor {
  const mean = meanPool(bert(p, config, inputs, dropout), inputs.mask);
  return width === undefined ? mean : dense(p, "projection", mean, width);
}

export interface ContrastiveOptions {
  /** Similarities are divided by it; default .05. */
  readonly temperature?: number;
  /** Widths that are vectors of their own, the whole one among them; default only that. */
  readonly widths?: readonly number[];
}

/**
 * Mean loss of finding each query's text among all texts of the batch. queries: [batch, width]; texts: [texts, width], row i the right one of
 * query i, further rows mined negatives; labels: int64 [batch], 0, 1, 2, …
 */
export function contrastiveLoss(
  queries: Tensor,
  texts: Tensor,
  labels: Tensor,
  { temperature = 0.05, widths }: ContrastiveOptions = {},
): Tensor {
  const whole = queries.shape.at(-1);
  if (typeof whole !== "number") throw new LearnError("bad_shape", "vectors need a fixed width");
  const losses = (widths ?? [whole]).map((width) => {
    const cut = (x: Tensor) => unitLength(width === whole ? x : slice(x, 1, 0, width));
    const similarities = linear(cut(queries), cut(texts), undefined, { transposed: true });
    return mean(crossEntropy(mul(similarities, scalar(1 / temperature)), labels));
  });
  return mul(
    losses.reduce((a, b) => add(a, b)),
    scalar(1 / losses.length),
  );
}
