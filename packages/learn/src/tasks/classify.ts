/**
 * A text classifier of two halves, n-grams and an encoder, blended as held-out rows say. Small encoders trained from nothing seldom beat n-grams, so the
 * encoder's part is what it earns.
 */
import type { Runtime } from "../runtime.ts";
import { accuracy, calibrationError, logLoss } from "./calibrate.ts";
import { fitEncoderClassifier, predictEncoder } from "./encoder-classifier.ts";
import type { EncoderClassifier, EncoderClassifierOptions } from "./encoder-classifier.ts";
import type { Texts } from "./encode-texts.ts";
import { fitNgramClassifier, predictNgrams } from "./ngram-classifier.ts";
import type { LabelledTexts, NgramClassifier } from "./ngram-classifier.ts";
import type { NgramOptions } from "../ngrams.ts";

export interface TextClassifier {
  readonly ngrams: NgramClassifier;
  readonly encoder: EncoderClassifier | undefined;
  /** The encoder's share of the probabilities, in [0, 1]. */
  readonly share: number;
}

/** On held-out rows. */
export interface ClassifierReport {
  readonly ngrams: number;
  readonly encoder: number | undefined;
  readonly blend: number;
  readonly calibrationError: number;
}

export interface ClassifierFitOptions {
  readonly classes: number;
  readonly ngrams?: NgramOptions;
  readonly classWeights?: readonly number[];
  /** Without one there are n-grams alone. */
  readonly encoder?: { readonly runtime: Runtime } & Omit<EncoderClassifierOptions, "classes" | "classWeights">;
}

const shares = Array.from({ length: 11 }, (_, i) => i / 10);

const mixed = (a: Float64Array, b: Float64Array, share: number) => a.map((value, i) => (1 - share) * value + share * b[i]!);

export async function fitTextClassifier(
  train: LabelledTexts,
  valid: LabelledTexts,
  options: ClassifierFitOptions,
): Promise<{ readonly model: TextClassifier; readonly report: ClassifierReport }> {
  const { classes } = options;
  const weights = options.classWeights ? { classWeights: options.classWeights } : {};
  const ngrams = fitNgramClassifier(train, valid, classes, { ...weights, ...(options.ngrams ? { ngrams: options.ngrams } : {}) });
  const alone = predictNgrams(ngrams, valid.texts);
  const right = (found: Float64Array) => accuracy(found, valid.labels, classes);
  if (options.encoder === undefined) {
    const found = right(alone);
    return {
      model: { ngrams, encoder: undefined, share: 0 },
      report: { ngrams: found, encoder: undefined, blend: found, calibrationError: calibrationError(alone, valid.labels, classes) },
    };
  }
  const { runtime, ...rest } = options.encoder;
  const encoder = await fitEncoderClassifier(runtime, train, valid, { ...rest, ...weights, classes });
  const theirs = await predictEncoder(runtime, encoder, valid.texts);
  // By log loss: it moves smoothly, where accuracy on a few hundred rows is noise.
  const share = shares.reduce((best, one) =>
    logLoss(mixed(alone, theirs, one), valid.labels, classes) < logLoss(mixed(alone, theirs, best), valid.labels, classes) ? one : best,
  );
  const blend = mixed(alone, theirs, share);
  return {
    model: { ngrams, encoder, share },
    report: {
      ngrams: right(alone),
      encoder: right(theirs),
      blend: right(blend),
      calibrationError: calibrationError(blend, valid.labels, classes),
    },
  };
}

/** Probabilities, [rows, classes]. */
export async function predictClasses(model: TextClassifier, texts: Texts, runtime?: Runtime): Promise<Float64Array> {
  const alone = predictNgrams(model.ngrams, texts);
  if (model.encoder === undefined || model.share === 0 || runtime === undefined) return alone;
  return mixed(alone, await predictEncoder(runtime, model.encoder, texts), model.share);
}
