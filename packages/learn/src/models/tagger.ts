/** A label for every token: an encoder and one layer. */
import type { Dropout, Tensor } from "../graph.ts";
import type { Parameters } from "../model.ts";
import { bert } from "./bert.ts";
import type { BertConfig, BertInputs } from "./bert.ts";
import { dense } from "./layers.ts";

/** Scores before softmax, [batch, length, labels]. */
export function tagger(p: Parameters, config: BertConfig, inputs: BertInputs, labels: number, dropout?: Dropout): Tensor {
  const hidden = bert(p, config, inputs, dropout, "bert.");
  return dense(p, "classifier", dropout ? dropout.apply(hidden) : hidden, labels);
}
