/**
 * BERT (Devlin et al., 2019): a transformer encoder. Post-norm with learned positions as published, or pre-norm (Xiong et al., 2020)
 * and rotary positions (Su et al., 2021). Weight names are those of Hugging Face, so its files load as they are.
 */
import { add, arange, embed, expand, gelu, input, int64Scalar, linear, mul, pick, relu, reshape, tanh } from "../graph.ts";
import type { Dropout, Tensor } from "../graph.ts";
import { normal, zeros } from "../model.ts";
import type { Parameters } from "../model.ts";
import { dense, norm, paddingBias, selfAttention } from "./layers.ts";

export interface BertConfig {
  readonly vocabulary: number;
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  /** Width of the feed-forward layers; default 4·hidden. */
  readonly intermediate?: number;
  /** Longest sequence of learned positions; default 512. */
  readonly positions?: number;
  /** First learned position in use: 0, or 2 in RoBERTa's files. */
  readonly positionOffset?: number;
  /** Kinds of segment; default 2, 0 for none. */
  readonly segments?: number;
  readonly norm?: "post" | "pre";
  readonly position?: "learned" | "rotary";
  readonly activation?: "gelu" | "relu";
  readonly epsilon?: number;
  /** Reads each weight so that the gradients of samples can be told apart (`sampleGradientNorms`); a little slower. */
  readonly perSample?: boolean;
}

export interface BertInputs {
  /** [batch, length], int64. */
  readonly ids: Tensor;
  /** [batch, length], int64: 1 for a token, 0 for padding. */
  readonly mask: Tensor;
  /** [batch, length], int64; without it all tokens are of segment 0. */
  readonly segments?: Tensor;
}

/** Inputs "ids", "mask" and, for pairs, "segments", each [batch, length]. */
export function bertInputs({ pairs = false }: { readonly pairs?: boolean } = {}): BertInputs {
  const shape = ["batch", "length"];
  return {
    ids: input("ids", shape, "int64"),
    mask: input("mask", shape, "int64"),
    ...(pairs ? { segments: input("segments", shape, "int64") } : {}),
  };
}

/** The encoder's last layer, [batch, length, hidden]. `prefix` stands before each weight's name. */
export function bert(p: Parameters, config: BertConfig, inputs: BertInputs, dropout?: Dropout, prefix = ""): Tensor {
  const { hidden, heads, layers, vocabulary } = config;
  const { ids, mask, segments } = inputs;
  const epsilon = config.epsilon ?? 1e-12;
  const intermediate = config.intermediate ?? 4 * hidden;
  const pre = config.norm === "pre";
  const drop = (x: Tensor) => (dropout ? dropout.apply(x) : x);
  const activation = config.activation === "relu" ? relu : gelu;
  const [batch, length] = ids.shape as [string, string];

  let x = embed(p.get(`${prefix}embeddings.word_embeddings.weight`, [vocabulary, hidden], normal(0.02)), ids);
  const kinds = config.segments ?? 2;
  if (kinds > 0) {
    const table = p.get(`${prefix}embeddings.token_type_embeddings.weight`, [kinds, hidden], normal(0.02));
    x = add(x, segments || config.perSample ? embed(table, segments ?? mul(ids, int64Scalar(0))) : pick(table, 0, 0));
  }
  if (config.position !== "rotary") {
    const table = p.get(`${prefix}embeddings.position_embeddings.weight`, [config.positions ?? 512, hidden], normal(0.02));
    const places = arange(length, config.positionOffset ?? 0);
    x = add(x, embed(table, config.perSample ? expand(reshape(places, [1, length]), [batch, length]) : places));
  }
  x = drop(norm(p, `${prefix}embeddings.LayerNorm`, x, epsilon));
  const bias = paddingBias(mask);
  for (let layer = 0; layer < layers; layer++) {
    const name = `${prefix}encoder.layer.${layer}`;
    const attend = (y: Tensor) => {
      const mixed = selfAttention(p, `${name}.attention.self`, y, {
        heads,
        bias,
        rotary: config.position === "rotary",
        perSample: config.perSample === true,
        dropout,
      });
      return drop(dense(p, `${name}.attention.output.dense`, mixed, hidden));
    };
    const forward = (y: Tensor) =>
      drop(dense(p, `${name}.output.dense`, activation(dense(p, `${name}.intermediate.dense`, y, intermediate)), hidden));
    const first = (y: Tensor) => norm(p, `${name}.attention.output.LayerNorm`, y, epsilon);
    const second = (y: Tensor) => norm(p, `${name}.output.LayerNorm`, y, epsilon);
    if (pre) {
      x = add(x, attend(first(x)));
      x = add(x, forward(second(x)));
    } else {
      x = first(add(x, attend(x)));
      x = second(add(x, forward(x)));
    }
  }
  return pre ? norm(p, `${prefix}encoder.LayerNorm`, x, epsilon) : x;
}

/** BERT's pooler: the first token through a layer and tanh; [batch, hidden]. */
export function pooled(p: Parameters, hidden: Tensor, width: number, prefix = ""): Tensor {
  return tanh(dense(p, `${prefix}pooler.dense`, pick(hidden, 1, 0), width));
}

/**
 * Scores of the vocabulary at masked places, [masked, vocabulary]; the output layer is the word table (tied).
 * places: int64 [masked], counted over batch·length.
 */
export function maskedWords(p: Parameters, config: BertConfig, hidden: Tensor, places: Tensor, prefix = "bert."): Tensor {
  const [batch, length] = hidden.shape as [string, string];
  const width = config.hidden;
  const rows = embed(reshape(hidden, [`${batch}*${length}`, width]), places);
  const head = "cls.predictions";
  const transformed = norm(
    p,
    `${head}.transform.LayerNorm`,
    gelu(dense(p, `${head}.transform.dense`, rows, width)),
    config.epsilon ?? 1e-12,
  );
  const table = p.get(`${prefix}embeddings.word_embeddings.weight`, [config.vocabulary, width], normal(0.02));
  return linear(transformed, table, p.get(`${head}.bias`, [config.vocabulary], zeros), { transposed: true });
}

/** Scores of "the second text follows the first" and "it does not", [batch, 2]. */
export function nextSentence(p: Parameters, pooledText: Tensor): Tensor {
  return dense(p, "cls.seq_relationship", pooledText, 2);
}
