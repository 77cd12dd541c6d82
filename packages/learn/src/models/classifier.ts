/** Classes of whole texts or of pairs of texts: an encoder, the pooled first token, one layer. A pair model is a cross encoder. */
import type { Dropout, Tensor } from "../graph.ts";
import type { Parameters } from "../model.ts";
import { bert, pooled } from "./bert.ts";
import type { BertConfig, BertInputs } from "./bert.ts";
import { dense, meanPool } from "./layers.ts";

export interface ClassifierOptions {
  /** 1 for a graded score instead of classes. */
  readonly classes: number;
  /** What of the text is read: BERT's pooled first token, or the mean of all. Default "first". */
  readonly pool?: "first" | "mean";
  readonly dropout?: Dropout;
}

/** Scores before softmax, [batch, classes]. */
export function classifier(
  p: Parameters,
  config: BertConfig,
  inputs: BertInputs,
  { classes, pool = "first", dropout }: ClassifierOptions,
): Tensor {
  const hidden = bert(p, config, inputs, dropout, "bert.");
  const text = pool === "first" ? pooled(p, hidden, config.hidden, "bert.") : meanPool(hidden, inputs.mask);
  return dense(p, "classifier", dropout ? dropout.apply(text) : text, classes);
}
