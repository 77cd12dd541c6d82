/** Tasks: whole recipes — texts and labels in, a model out. */
export { fitTextClassifier, predictClasses } from "./tasks/classify.ts";
export type { ClassifierFitOptions, ClassifierReport, TextClassifier } from "./tasks/classify.ts";
export { readClassifier, writeClassifier } from "./tasks/classifier-files.ts";
export type { ClassifierCard, Files } from "./tasks/classifier-files.ts";
export type { Budget, EncoderClassifier, EncoderClassifierOptions } from "./tasks/encoder-classifier.ts";
export type { LabelledTexts, NgramClassifier } from "./tasks/ngram-classifier.ts";
export type { Texts } from "./tasks/encode-texts.ts";
export { accuracy, calibrationError, fitTemperature, likeliest, logLoss, probabilities } from "./tasks/calibrate.ts";
