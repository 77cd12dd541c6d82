/** The encoder half of a text classifier: training with early stopping on held-out rows, and prediction. */
import { LearnError } from "../error.ts";
import { Dropout, input, mean } from "../graph.ts";
import { Parameters } from "../model.ts";
import { bertInputs } from "../models/bert.ts";
import type { BertConfig } from "../models/bert.ts";
import { classifier } from "../models/classifier.ts";
import { encodeGraph } from "../onnx.ts";
import { accumulate, adamW, decayMatricesOnly, linearDecay } from "../optim.ts";
import type { Gradients, Weight } from "../optim.ts";
import { Random } from "../random.ts";
import { floats, integers } from "../runtime.ts";
import type { Runtime, Session } from "../runtime.ts";
import { specialsOf } from "../tokenizer.ts";
import type { Tokenizer } from "../tokenizer.ts";
import { crossEntropy, Trainer } from "../train.ts";
import { accuracy, fitTemperature, logLoss, probabilities } from "./calibrate.ts";
import { batchOf, bucketed, encodeTexts } from "./encode-texts.ts";
import type { EncodedText, Texts } from "./encode-texts.ts";
import type { LabelledTexts } from "./ngram-classifier.ts";

/** Steps repeat exactly; minutes follow the clock of the caller. */
export type Budget = { readonly steps: number } | { readonly minutes: number; readonly clock: () => number };

export interface EncoderClassifierOptions {
  readonly classes: number;
  readonly config: BertConfig;
  readonly tokenizer: Tokenizer;
  /** Weights to begin with; those it lacks are drawn. */
  readonly from?: ReadonlyMap<string, Weight>;
  readonly budget: Budget;
  /** Default 32. */
  readonly batch?: number;
  /** Longest text in tokens; default 128, at most the model's positions. */
  readonly longest?: number;
  /** Default 5e-4 from nothing, 5e-5 from given weights. */
  readonly learningRate?: number;
  readonly dropout?: number;
  readonly smoothing?: number;
  readonly focus?: number;
  readonly classWeights?: readonly number[];
  /** Share of the embeddings' norm that an adversary may move them by: FGM (Miyato et al., 2017); 0, the default, for none. */
  readonly adversarial?: number;
  /** Steps of the adversary: 1 is FGM, more is PGD (Madry et al., 2018). */
  readonly adversarialSteps?: number;
  readonly seed?: number;
  /** Looks at held-out rows without a better one before it stops; default 4. */
  readonly patience?: number;
  readonly onLook?: (look: { readonly step: number; readonly loss: number; readonly accuracy: number }) => void;
}

export interface EncoderClassifier {
  readonly classes: number;
  readonly config: BertConfig;
  readonly tokenizer: Tokenizer;
  readonly longest: number;
  readonly weights: ReadonlyMap<string, Weight>;
  readonly temperature: number;
  readonly steps: number;
}

const wordTable = "bert.embeddings.word_embeddings.weight";

interface Best {
  readonly right: number;
  readonly loss: number;
  readonly weights: ReadonlyMap<string, Weight>;
  readonly scores: Float32Array;
  readonly steps: number;
}

const copyOf = (weights: ReadonlyMap<string, Weight>): Map<string, Weight> =>
  new Map([...weights].map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]));

function graphOf(classes: number, config: BertConfig, pairs: boolean, dropout?: Dropout) {
  const parameters = new Parameters();
  const inputs = bertInputs({ pairs });
  const scores = classifier(parameters, config, inputs, { classes, pool: "mean", ...(dropout ? { dropout } : {}) });
  return { parameters, inputs: Object.values(inputs), scores };
}

/** Scores of all examples, [rows, classes], with the given weights as feeds. */
async function scoreAll(
  session: Session,
  weights: ReadonlyMap<string, Weight>,
  examples: readonly EncodedText[],
  model: Pick<EncoderClassifier, "classes" | "tokenizer">,
  pairs: boolean,
): Promise<Float32Array> {
  const scores = new Float32Array(examples.length * model.classes);
  const specials = specialsOf(model.tokenizer)!;
  const feeds = Object.fromEntries([...weights].map(([name, { shape, data }]) => [name, floats(data, shape)]));
  for (const rows of bucketed(examples, 64)) {
    const found = await session.run({ ...feeds, ...batchOf(examples, rows, specials, pairs).feeds });
    const data = found["scores"]!.data as Float32Array;
    rows.forEach((row, i) => scores.set(data.subarray(i * model.classes, (i + 1) * model.classes), row * model.classes));
  }
  return scores;
}

async function openScorer(runtime: Runtime, classes: number, config: BertConfig, pairs: boolean): Promise<Session> {
  const { parameters, inputs, scores } = graphOf(classes, config, pairs);
  return runtime.open(encodeGraph({ scores }, { inputs: [...inputs, ...parameters.tensors] }).bytes);
}

/** [rows, classes] */
export async function predictEncoder(runtime: Runtime, model: EncoderClassifier, texts: Texts): Promise<Float64Array> {
  const pairs = texts.second !== undefined;
  const session = await openScorer(runtime, model.classes, model.config, pairs);
  try {
    const examples = encodeTexts(texts, model.tokenizer, model.longest);
    return probabilities(await scoreAll(session, model.weights, examples, model, pairs), model.classes, model.temperature);
  } finally {
    await session.close();
  }
}

/** Gradients of a batch, and of the same batch with its embeddings moved where the loss grows fastest. */
async function withAdversary(trainer: Trainer, one: ReturnType<typeof batchOf>, radius: number, rounds: number): Promise<Gradients> {
  const { gradients } = await trainer.evaluate(one.feeds, one.sizes);
  if (radius === 0) return gradients;
  const table = trainer.weights.get(wordTable)!.data;
  const before = table.slice();
  const norm = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  let uphill = gradients.get(wordTable)!;
  for (let round = 0; round < rounds; round++) {
    const size = (radius * norm(before)) / Math.sqrt(before.length) / rounds / (norm(uphill) || 1);
    for (let i = 0; i < table.length; i++) table[i]! += size * uphill[i]!;
    const moved = await trainer.evaluate(one.feeds, one.sizes);
    uphill = moved.gradients.get(wordTable)!;
    if (round === rounds - 1) accumulate(gradients, moved.gradients);
  }
  table.set(before);
  return gradients;
}

export async function fitEncoderClassifier(
  runtime: Runtime,
  train: LabelledTexts,
  valid: LabelledTexts,
  options: EncoderClassifierOptions,
): Promise<EncoderClassifier> {
  const { classes, config, tokenizer, batch = 32, seed = 0, patience = 4, budget } = options;
  const pairs = train.texts.second !== undefined;
  const longest = Math.min(options.longest ?? 128, config.positions ?? 512);
  const specials = specialsOf(tokenizer);
  if (specials === undefined) throw new LearnError("unsupported", "the tokenizer has no special tokens");
  if (tokenizer.vocabulary.length > config.vocabulary) throw new LearnError("bad_argument", "the tokenizer has more tokens than the model");
  const dropout = new Dropout(options.dropout ?? 0.1);
  const { parameters, inputs, scores } = graphOf(classes, config, pairs, dropout);
  const labels = input("labels", ["batch"], "int64");
  const weighted = options.classWeights && input("classWeights", [classes]);
  const losses = crossEntropy(scores, labels, {
    smoothing: options.smoothing ?? 0,
    focus: options.focus ?? 0,
    ...(weighted ? { weights: weighted } : {}),
  });
  const weights = parameters.initialise(seed);
  for (const [name, weight] of options.from ?? [])
    if (weights.get(name)?.shape.join() === weight.shape.join()) weights.set(name, { shape: weight.shape, data: weight.data.slice() });
  const trainer = await Trainer.open(
    runtime,
    { parameters, loss: mean(losses), inputs: [...inputs, labels, ...(weighted ? [weighted] : [])], masks: dropout.masks },
    { weights, optimiser: adamW(), weightDecay: decayMatricesOnly(0.01), seed },
  );
  const scorer = await openScorer(runtime, classes, config, pairs);
  try {
    const [examples, heldOut] = [encodeTexts(train.texts, tokenizer, longest), encodeTexts(valid.texts, tokenizer, longest)];
    const random = new Random(seed);
    const rate = options.learningRate ?? (options.from ? 5e-5 : 5e-4);
    const schedule = linearDecay(0.1);
    const begun = "minutes" in budget ? budget.clock() : 0;
    const progress = () => ("steps" in budget ? trainer.steps / budget.steps : (budget.clock() - begun) / (budget.minutes * 60_000));
    const perLook = Math.max(10, Math.min(Math.ceil(train.labels.length / batch), "steps" in budget ? Math.ceil(budget.steps / 10) : 200));
    let best: Best = { right: -1, loss: Number.POSITIVE_INFINITY, weights, scores: new Float32Array(), steps: 0 };
    let worse = 0;
    const look = async () => {
      const found = await scoreAll(scorer, trainer.weights, heldOut, options, pairs);
      const right = accuracy(found, valid.labels, classes);
      const loss = logLoss(probabilities(found, classes), valid.labels, classes);
      options.onLook?.({ step: trainer.steps, loss, accuracy: right });
      if (right > best.right || (right === best.right && loss < best.loss)) {
        best = { right, loss, scores: found, steps: trainer.steps, weights: copyOf(trainer.weights) };
        worse = 0;
      } else worse++;
    };
    const going = () => progress() < 1 && worse < patience;
    while (going()) {
      for (const rows of bucketed(examples, batch, random)) {
        if (!going()) break;
        const one = batchOf(examples, rows, specials, pairs);
        one.feeds["labels"] = integers(
          BigInt64Array.from(rows, (row) => BigInt(train.labels[row]!)),
          [rows.length],
        );
        if (options.classWeights) one.feeds["classWeights"] = floats(Float32Array.from(options.classWeights), [classes]);
        trainer.update(
          await withAdversary(trainer, one, options.adversarial ?? 0, options.adversarialSteps ?? 1),
          rate * schedule(Math.min(1, progress())),
        );
        if (trainer.steps % perLook === 0) await look();
      }
    }
    if (best.right < 0 || trainer.steps % perLook !== 0) await look();
    const temperature = fitTemperature(best.scores, valid.labels, classes);
    return { classes, config, tokenizer, longest, weights: best.weights, temperature, steps: best.steps };
  } finally {
    await trainer.close();
    await scorer.close();
  }
}
