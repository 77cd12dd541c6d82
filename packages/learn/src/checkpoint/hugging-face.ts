/** Encoders as Hugging Face keeps them: config.json and names of weights of BERT, RoBERTa, MiniLM and DistilBERT. */
import { LearnError } from "../error.ts";
import type { BertConfig } from "../models/bert.ts";
import type { Weight } from "../optim.ts";

type Json = Readonly<Record<string, unknown>>;

function integer(config: Json, ...names: readonly string[]): number {
  for (const name of names) {
    const value = config[name];
    if (Number.isInteger(value) && (value as number) > 0) return value as number;
  }
  throw new LearnError("bad_file", `config.json has no "${names[0]}"`);
}

export type EncoderFamily = "bert" | "roberta" | "distilbert";

export interface EncoderConfig {
  readonly family: EncoderFamily;
  readonly config: BertConfig;
}

const families: Readonly<Record<string, EncoderFamily>> = {
  bert: "bert",
  roberta: "roberta",
  "xlm-roberta": "roberta",
  camembert: "roberta",
  distilbert: "distilbert",
};

/** Errors: bad_file (no such configuration), unsupported (a model of another family, or a setting that is not known). */
export function readEncoderConfig(text: string): EncoderConfig {
  let file: Json;
  try {
    file = JSON.parse(text) as Json;
  } catch (cause) {
    throw new LearnError("bad_file", "config.json is not JSON", cause);
  }
  const family = families[String(file["model_type"])];
  if (family === undefined) throw new LearnError("unsupported", `models of the type "${String(file["model_type"])}" are not read`);
  const activation = String(file["hidden_act"] ?? file["activation"] ?? "gelu");
  if (activation !== "gelu" && activation !== "relu") throw new LearnError("unsupported", `the activation "${activation}" is not known`);
  const position = file["position_embedding_type"] ?? "absolute";
  if (position !== "absolute") throw new LearnError("unsupported", `positions of the kind "${String(position)}" are not known`);
  const epsilon = file["layer_norm_eps"];
  return {
    family,
    config: {
      vocabulary: integer(file, "vocab_size"),
      hidden: integer(file, "hidden_size", "dim"),
      layers: integer(file, "num_hidden_layers", "n_layers"),
      heads: integer(file, "num_attention_heads", "n_heads"),
      intermediate: integer(file, "intermediate_size", "hidden_dim"),
      positions: integer(file, "max_position_embeddings"),
      // RoBERTa counts places from the one after padding's.
      positionOffset: family === "roberta" ? Number(file["pad_token_id"] ?? 1) + 1 : 0,
      segments: family === "distilbert" ? 0 : integer(file, "type_vocab_size"),
      activation,
      epsilon: typeof epsilon === "number" ? epsilon : 1e-12,
    },
  };
}

/** DistilBERT's names in BERT's. */
const distilled: readonly (readonly [RegExp, string])[] = [
  [/^transformer\.layer\./, "encoder.layer."],
  [/\.attention\.q_lin\./, ".attention.self.query."],
  [/\.attention\.k_lin\./, ".attention.self.key."],
  [/\.attention\.v_lin\./, ".attention.self.value."],
  [/\.attention\.out_lin\./, ".attention.output.dense."],
  [/\.sa_layer_norm\./, ".attention.output.LayerNorm."],
  [/\.ffn\.lin1\./, ".intermediate.dense."],
  [/\.ffn\.lin2\./, ".output.dense."],
  [/\.output_layer_norm\./, ".output.LayerNorm."],
];

/** Old files call a normalisation's scale gamma and its shift beta. */
const older: readonly (readonly [RegExp, string])[] = [
  [/LayerNorm\.gamma$/, "LayerNorm.weight"],
  [/LayerNorm\.beta$/, "LayerNorm.bias"],
];

/** The encoder's weights under the names of `bert`, with `prefix`; heads and buffers stay behind. */
export function encoderWeights(weights: ReadonlyMap<string, Weight>, family: EncoderFamily, prefix = ""): Map<string, Weight> {
  const found = new Map<string, Weight>();
  for (const [name, weight] of weights) {
    let bare = name.replace(/^(bert|roberta|distilbert|model)\./, "");
    for (const [pattern, replacement] of family === "distilbert" ? [...distilled, ...older] : older)
      bare = bare.replace(pattern, replacement);
    if (/^(embeddings|encoder|pooler)\./.test(bare) && !bare.endsWith("position_ids")) found.set(prefix + bare, weight);
  }
  if (found.size === 0) throw new LearnError("bad_file", "the file holds no encoder");
  return found;
}

/** config.json of a BERT made here. */
export function writeEncoderConfig(config: BertConfig): string {
  if (config.norm === "pre" || config.position === "rotary")
    throw new LearnError("unsupported", "Hugging Face's BERT has neither pre-norm nor rotary positions; export ONNX instead");
  return JSON.stringify(
    {
      model_type: "bert",
      architectures: ["BertModel"],
      vocab_size: config.vocabulary,
      hidden_size: config.hidden,
      num_hidden_layers: config.layers,
      num_attention_heads: config.heads,
      intermediate_size: config.intermediate ?? 4 * config.hidden,
      max_position_embeddings: config.positions ?? 512,
      type_vocab_size: config.segments ?? 2,
      hidden_act: config.activation ?? "gelu",
      layer_norm_eps: config.epsilon ?? 1e-12,
      position_embedding_type: "absolute",
    },
    undefined,
    2,
  );
}
