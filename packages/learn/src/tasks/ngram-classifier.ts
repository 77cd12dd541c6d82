/** The n-gram half of a text classifier: hashed features, a linear machine, its temperature; settings chosen on held-out rows. */
import { fitLinear, inverseFrequencies, ngramRows, scoreLinear, weigh } from "../ngrams.ts";
import type { LinearModel, NgramOptions } from "../ngrams.ts";
import { accuracy, fitTemperature, logLoss, probabilities } from "./calibrate.ts";
import type { Texts } from "./encode-texts.ts";

export interface NgramClassifier {
  readonly options: NgramOptions;
  readonly inverse: Float32Array;
  readonly linear: LinearModel;
  readonly temperature: number;
}

export interface LabelledTexts {
  readonly texts: Texts;
  /** Classes from 0. */
  readonly labels: Int32Array;
}

const costs = [0.3, 1, 3];

/** [rows, classes] */
export function predictNgrams({ options, inverse, linear, temperature }: NgramClassifier, { first, second }: Texts): Float64Array {
  return probabilities(scoreLinear(linear, weigh(ngramRows(first, options, second), inverse)), linear.classes, temperature);
}

export function fitNgramClassifier(
  train: LabelledTexts,
  valid: LabelledTexts,
  classes: number,
  settings: { readonly ngrams?: NgramOptions; readonly classWeights?: readonly number[]; readonly seed?: number } = {},
): NgramClassifier {
  const options = settings.ngrams ?? {};
  const rows = ngramRows(train.texts.first, options, train.texts.second);
  const inverse = inverseFrequencies(rows);
  weigh(rows, inverse);
  const heldOut = weigh(ngramRows(valid.texts.first, options, valid.texts.second), inverse);
  let best: { model: NgramClassifier; right: number; loss: number } | undefined;
  for (const cost of costs) {
    const linear = fitLinear(rows, train.labels, classes, {
      cost,
      ...(settings.classWeights ? { classWeights: settings.classWeights } : {}),
      ...(settings.seed === undefined ? {} : { seed: settings.seed }),
    });
    const scores = scoreLinear(linear, heldOut);
    const temperature = fitTemperature(scores, valid.labels, classes);
    const found = probabilities(scores, classes, temperature);
    const [right, loss] = [accuracy(found, valid.labels, classes), logLoss(found, valid.labels, classes)];
    if (best === undefined || right > best.right || (right === best.right && loss < best.loss))
      best = { model: { options, inverse, linear, temperature }, right, loss };
  }
  return best!.model;
}
