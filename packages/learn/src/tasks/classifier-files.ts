/** A text classifier as files, and back: a card, safetensors, a tokenizer. What was never seen in training is not stored. */
import { readSafetensors, writeSafetensors } from "../checkpoint.ts";
import { LearnError } from "../error.ts";
import type { BertConfig } from "../models/bert.ts";
import type { NgramOptions, WordBoundaries } from "../ngrams.ts";
import type { Weight } from "../optim.ts";
import { readTokenizer, writeTokenizer } from "../tokenizer.ts";
import type { TextClassifier } from "./classify.ts";

export type Files = ReadonlyMap<string, Uint8Array>;

/** What a classifier's card says of it; more may stand beside it. */
export interface ClassifierCard {
  readonly format: "aisle-classifier";
  readonly version: 1;
  readonly labels: readonly string[];
  /** Reads pairs of texts. */
  readonly pairs: boolean;
  /** Chinese was cut into words by the caller's function for the n-grams. */
  readonly boundaries: boolean;
  readonly share: number;
  readonly ngrams: { readonly options: Omit<NgramOptions, "boundaries">; readonly temperature: number };
  readonly encoder?: { readonly config: BertConfig; readonly longest: number; readonly temperature: number; readonly steps: number };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function joined(weights: ReadonlyMap<string, Weight>): Uint8Array {
  const pieces = [...writeSafetensors(weights)];
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

const vector = (data: Float32Array): Weight => ({ shape: [data.length], data });

export function writeClassifier(
  { ngrams, encoder: half, share }: TextClassifier,
  about: { readonly labels: readonly string[]; readonly pairs: boolean },
): { readonly card: ClassifierCard; readonly files: Files } {
  const { boundaries, ...options } = ngrams.options;
  const { linear, inverse } = ngrams;
  const machines = linear.bias.length;
  const used = Int32Array.from({ length: linear.width }, (_, bucket) => bucket).filter((bucket) => {
    for (let m = 0; m < machines; m++) if (linear.weights[m * linear.width + bucket] !== 0) return true;
    return false;
  });
  const kept = new Float32Array(machines * used.length);
  for (let m = 0; m < machines; m++) used.forEach((bucket, i) => (kept[m * used.length + i] = linear.weights[m * linear.width + bucket]!));
  const files = new Map<string, Uint8Array>([
    [
      "ngrams.safetensors",
      joined(
        new Map([
          // Buckets are whole numbers below 2^24, which float32 holds exactly.
          ["buckets", vector(Float32Array.from(used))],
          ["inverse", vector(Float32Array.from(used, (bucket) => inverse[bucket]!))],
          ["unseen", vector(Float32Array.of(inverse.reduce((most, value) => Math.max(most, value), 0)))],
          ["weights", { shape: [machines, used.length], data: kept }],
          ["bias", vector(linear.bias)],
        ]),
      ),
    ],
  ]);
  if (half) {
    files.set("encoder.safetensors", joined(half.weights));
    files.set("tokenizer.json", encoder.encode(writeTokenizer(half.tokenizer)));
  }
  const card: ClassifierCard = {
    format: "aisle-classifier",
    version: 1,
    ...about,
    boundaries: boundaries !== undefined,
    share,
    ngrams: { options, temperature: ngrams.temperature },
    ...(half ? { encoder: { config: half.config, longest: half.longest, temperature: half.temperature, steps: half.steps } } : {}),
  };
  return { card, files };
}

function fileOf(files: Files, name: string): Uint8Array {
  const bytes = files.get(name);
  if (!bytes) throw new LearnError("bad_file", `the model has no file "${name}"`);
  return bytes;
}

const tensorsOf = (bytes: Uint8Array) => readSafetensors((offset, length) => bytes.subarray(offset, offset + length), bytes.length);

export function readClassifier(card: ClassifierCard, files: Files, boundaries?: WordBoundaries): TextClassifier {
  if (card.format !== "aisle-classifier" || card.version !== 1)
    throw new LearnError("unsupported", "this card is not that of a classifier of version 1");
  const tensors = tensorsOf(fileOf(files, "ngrams.safetensors"));
  const tensor = (name: string) => {
    const found = tensors.get(name);
    if (!found) throw new LearnError("bad_file", `the n-grams have no "${name}"`);
    return found.data;
  };
  const [buckets, kept, bias] = [tensor("buckets"), tensor("weights"), tensor("bias")];
  const width = 2 ** (card.ngrams.options.bits ?? 18);
  if (kept.length !== buckets.length * bias.length || buckets.some((bucket) => !(bucket >= 0 && bucket < width)))
    throw new LearnError("bad_file", "the n-grams' tensors do not fit together");
  const weights = new Float32Array(bias.length * width);
  const inverse = new Float32Array(width).fill(tensor("unseen")[0]!);
  buckets.forEach((bucket, i) => {
    inverse[bucket] = tensor("inverse")[i]!;
    for (let m = 0; m < bias.length; m++) weights[m * width + bucket] = kept[m * buckets.length + i]!;
  });
  const classes = card.labels.length;
  if (bias.length !== (classes === 2 ? 1 : classes)) throw new LearnError("bad_file", `${bias.length} machines for ${classes} labels`);
  const { encoder: half } = card;
  return {
    share: card.share,
    ngrams: {
      options: { ...card.ngrams.options, ...(card.boundaries && boundaries ? { boundaries } : {}) },
      inverse,
      linear: { classes, width, weights, bias },
      temperature: card.ngrams.temperature,
    },
    encoder: half && {
      ...half,
      classes,
      weights: tensorsOf(fileOf(files, "encoder.safetensors")),
      tokenizer: readTokenizer(decoder.decode(fileOf(files, "tokenizer.json"))),
    },
  };
}
