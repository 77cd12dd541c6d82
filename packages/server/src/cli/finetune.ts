/** `aisle finetune classify|pair`: a text classifier from labelled files. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AisleError } from "@aisle/core/base";
import { encoderWeights, readEncoderConfig, readSafetensors } from "@aisle/learn/checkpoint";
import { Random } from "@aisle/learn/random";
import { onnxRuntime } from "@aisle/learn/runtime";
import { fitTextClassifier, writeClassifier } from "@aisle/learn/tasks";
import type { EncoderClassifierOptions, LabelledTexts } from "@aisle/learn/tasks";
import { readTokenizer, trainWordPiece, WordCounts, WordPiece } from "@aisle/learn/tokenizer";
import { loadConfig } from "../config.ts";
import { readLabelled } from "../models/labelled-file.ts";
import type { LabelledRows } from "../models/labelled-file.ts";
import { checkModelName, writeModel } from "../models/model-folder.ts";
import { createJiebaSegmenter } from "../text/jieba-segmenter.ts";
import { textOption } from "./command.ts";
import type { Command, CommandInput } from "./command.ts";

type EncoderStart = Pick<EncoderClassifierOptions, "config" | "tokenizer" | "from">;

/** Share of the training rows held out where no valid file is given. */
const heldOutShare = 0.1;
const classesMost = 10_000;

function numberOption(input: CommandInput, name: string, low: number, high: number): number | undefined {
  const text = textOption(input, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value >= low && value <= high)) throw new AisleError("bad_argument", `--${name} is a number from ${low} to ${high}, not "${text}"`);
  return value;
}

function required(input: CommandInput, name: string): string {
  const value = textOption(input, name);
  if (value === undefined) throw new AisleError("bad_argument", `--${name} is needed; see aisle finetune --help`);
  return value;
}

function cut(rows: LabelledRows, seed: number): readonly [LabelledRows, LabelledRows] {
  const order = new Random(seed).shuffle(rows.ids.map((_, row) => row));
  const held = Math.max(1, Math.round(order.length * heldOutShare));
  const take = (some: readonly number[]): LabelledRows => ({
    ids: some.map((row) => rows.ids[row]!),
    first: some.map((row) => rows.first[row]!),
    ...(rows.second ? { second: some.map((row) => rows.second![row]!) } : {}),
    labels: some.map((row) => rows.labels[row]!),
  });
  if (order.length < 2) throw new AisleError("no_usable_rows", "one row is too few to train on", {});
  return [take(order.slice(held)), take(order.slice(0, held))];
}

/** Rows whose label training knows, as classes. */
function labelled(rows: LabelledRows, labels: readonly string[]): LabelledTexts {
  const classes = new Map(labels.map((label, i) => [label, i]));
  return {
    texts: { first: rows.first, ...(rows.second ? { second: rows.second } : {}) },
    labels: Int32Array.from(rows.labels, (label) => {
      const found = classes.get(label);
      if (found === undefined) throw new AisleError("bad_file", `the label "${label}" does not occur in the training rows`);
      return found;
    }),
  };
}

/** A small encoder whose words are those of the training texts. */
function fromNothing(rows: LabelledRows): EncoderStart {
  const counts = new WordCounts();
  for (const text of [...rows.first, ...(rows.second ?? [])]) counts.add(text);
  const tokenizer = new WordPiece(trainWordPiece(counts.counts, { size: 8_000 }));
  const config = { vocabulary: tokenizer.vocabulary.length, hidden: 128, layers: 2, heads: 4, positions: 128, norm: "pre" } as const;
  return { config, tokenizer };
}

/** An encoder of a Hugging Face folder: config.json, model.safetensors, tokenizer.json. */
async function fromFolder(folder: string): Promise<EncoderStart> {
  const open = async (file: string) =>
    readFile(join(folder, file)).catch((cause: unknown) => {
      throw new AisleError("bad_file", `${folder} has no ${file}`, { folder, file }, cause);
    });
  const { family, config } = readEncoderConfig((await open("config.json")).toString("utf8"));
  const bytes = await open("model.safetensors");
  const weights = readSafetensors((offset, length) => bytes.subarray(offset, offset + length), bytes.length);
  return {
    config,
    tokenizer: readTokenizer((await open("tokenizer.json")).toString("utf8")),
    from: encoderWeights(weights, family, "bert."),
  };
}

export const command: Command = {
  name: "finetune",
  summary: "train a model for texts on labelled files",
  usage: [
    "usage: aisle finetune classify|pair --train F [--valid F] --name NAME [--from DIR|none] [--steps N|--minutes M] [--seed S] [--json]",
    "",
    "Trains n-grams and, unless --from is left out, an encoder, and blends them as the valid rows say. Files are TSV with a header:",
    "text[<TAB>text2]<TAB>label. Without --valid a tenth of the training rows is held out. The model goes to DIR/models/NAME.",
    "",
    "  --from none      a small encoder from nothing; without --from n-grams alone",
    "  --from DIR       an encoder from a Hugging Face folder (config.json, model.safetensors, tokenizer.json)",
    "  --steps N        updates of the encoder; the same rows, steps and seed give the same model (default 1000)",
    "  --minutes M      a budget of time in its place",
    "  --adversarial K  fgm or pgd: train on embeddings moved against the model",
    "  --smoothing X    label smoothing in [0, 1)",
    "  --focus X        focusing of the focal loss",
    "  --balance        classes weigh alike, however rare",
  ].join("\n"),
  options: {
    train: { type: "string" },
    valid: { type: "string" },
    name: { type: "string" },
    from: { type: "string" },
    steps: { type: "string" },
    minutes: { type: "string" },
    seed: { type: "string" },
    adversarial: { type: "string" },
    smoothing: { type: "string" },
    focus: { type: "string" },
    balance: { type: "boolean" },
  },
  run: async (input) => {
    const [task] = input.words;
    if (task !== "classify" && task !== "pair")
      throw new AisleError("bad_argument", `"aisle finetune ${task ?? ""}" is not known; see aisle finetune --help`);
    const name = checkModelName(required(input, "name"));
    const config = loadConfig(textOption(input, "data") === undefined ? {} : { data: textOption(input, "data") }, process.env);
    const seed = numberOption(input, "seed", 0, 2 ** 32 - 1) ?? 0;
    const steps = numberOption(input, "steps", 1, 10_000_000);
    const minutes = numberOption(input, "minutes", 0.01, 10_000);
    if (steps !== undefined && minutes !== undefined) throw new AisleError("bad_argument", "--steps and --minutes exclude each other");
    const adversary = textOption(input, "adversarial");
    if (adversary !== undefined && adversary !== "fgm" && adversary !== "pgd")
      throw new AisleError("bad_argument", `--adversarial is fgm or pgd, not "${adversary}"`);
    const from = textOption(input, "from");

    const given = await readLabelled(required(input, "train"), "label", input.note);
    const validFile = textOption(input, "valid");
    const [train, valid] = validFile === undefined ? cut(given, seed) : [given, await readLabelled(validFile, "label", input.note)];
    const pairs = given.second !== undefined;
    if (pairs !== (task === "pair"))
      throw new AisleError("bad_file", pairs ? 'rows with "text2" are for "aisle finetune pair"' : 'pairs need a column "text2"');
    const labels = [...new Set(given.labels)].sort();
    if (labels.length < 2 || labels.length > classesMost)
      throw new AisleError("bad_file", `${labels.length} different labels cannot be learned`);
    const rows = labelled(train, labels);
    const balance = input.options["balance"] === true;
    const counts = labels.map((_, label) => rows.labels.reduce((n, one) => n + (one === label ? 1 : 0), 0));

    const segmenter = createJiebaSegmenter();
    const start = from === undefined ? undefined : from === "none" ? fromNothing(train) : await fromFolder(from);
    const ort = start && (await import("onnxruntime-node"));
    const begun = performance.now();
    const { model, report } = await fitTextClassifier(rows, labelled(valid, labels), {
      classes: labels.length,
      ngrams: { boundaries: (run) => segmenter.cut(run) },
      ...(balance ? { classWeights: counts.map((count) => rows.labels.length / (labels.length * Math.max(1, count))) } : {}),
      ...(start && ort
        ? {
            encoder: {
              runtime: onnxRuntime(ort),
              ...start,
              budget: minutes === undefined ? { steps: steps ?? 1_000 } : { minutes, clock: Date.now },
              seed,
              smoothing: numberOption(input, "smoothing", 0, 0.99) ?? 0,
              focus: numberOption(input, "focus", 0, 10) ?? 0,
              ...(adversary ? { adversarial: 0.5, adversarialSteps: adversary === "pgd" ? 3 : 1 } : {}),
              onLook: ({ step, loss, accuracy }) =>
                input.note(`step ${step}: valid loss ${loss.toFixed(4)}, accuracy ${accuracy.toFixed(4)}`),
            },
          }
        : {}),
    });
    const { card, files } = writeClassifier(model, { labels, pairs });
    const stored = await writeModel(join(config.data, "models"), name, {
      card: {
        task,
        ...card,
        data: { train: rows.labels.length, valid: valid.labels.length },
        settings: {
          from: from ?? "n-grams alone",
          seed,
          ...(minutes === undefined ? { steps: steps ?? 1_000 } : { minutes }),
          adversarial: adversary ?? "none",
          balance,
        },
        metrics: report,
        seconds: Math.round((performance.now() - begun) / 1e3),
      },
      files,
    });
    if (input.options["json"] === true) input.print(JSON.stringify({ name, hash: stored["hash"], share: model.share, ...report }));
    else {
      const shown = (value: number | undefined) => (value === undefined ? "none" : value.toFixed(4));
      input.print(`${name}: valid accuracy ${shown(report.blend)} (n-grams ${shown(report.ngrams)}, encoder ${shown(report.encoder)})`);
      input.print(`calibration error ${report.calibrationError.toFixed(4)}; the encoder's share of the blend is ${model.share}`);
      if (report.encoder !== undefined && report.blend < report.ngrams + 0.005)
        input.print("the encoder adds less than half a point to n-grams");
    }
    return 0;
  },
};
