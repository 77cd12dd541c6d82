import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../random.ts";
import { fitTextClassifier, predictClasses } from "../tasks.ts";
import type { LabelledTexts } from "../tasks.ts";
import { accuracy, calibrationError, fitTemperature, probabilities } from "../tasks.ts";
import { runtime } from "../testing/evaluate.ts";
import { trainWordPiece, WordCounts, WordPiece } from "../tokenizer.ts";
import { bucketed, encodeTexts } from "./encode-texts.ts";

/** Order decides: "a before b" and "b before a" have the same words, so bags of n-grams over a gap cannot tell them apart. */
function orders(rows: number, seed: number): LabelledTexts {
  const random = new Random(seed);
  const fillers = ["red", "blue", "green", "grey", "pink", "teal"];
  const filler = () => fillers[random.integer(fillers.length)]!;
  const labels = Int32Array.from({ length: rows }, () => random.integer(2));
  const first = Array.from(labels, (label) => {
    const [a, b] = label === 1 ? ["cat", "dog"] : ["dog", "cat"];
    return [filler(), a, filler(), filler(), filler(), b, filler()].join(" ");
  });
  return { texts: { first }, labels };
}

const train = orders(600, 1);
const valid = orders(200, 2);
const test_ = orders(200, 3);
const counts = new WordCounts();
for (const text of train.texts.first) counts.add(text);
const tokenizer = new WordPiece(trainWordPiece(counts.counts, { size: 120 }));
const config = { vocabulary: 120, hidden: 32, layers: 2, heads: 2, positions: 32, norm: "pre" } as const;

test("where order decides, the encoder earns its share of the blend; the same steps give the same model", async () => {
  const fit = () =>
    fitTextClassifier(train, valid, {
      classes: 2,
      ngrams: { characters: [3, 3], words: 1 },
      encoder: { runtime, config, tokenizer, budget: { steps: 300 }, learningRate: 5e-3, seed: 1, patience: 10 },
    });
  const { model, report } = await fit();
  const right = async (share: number) => accuracy(await predictClasses({ ...model, share }, test_.texts, runtime), test_.labels, 2);
  assert.ok(report.encoder! > 0.95, `encoder ${report.encoder}`);
  assert.ok(report.ngrams < 0.8, `n-grams ${report.ngrams}`);
  assert.ok(model.share >= 0.5);
  assert.ok((await right(model.share)) > 0.93);
  const again = await fit();
  assert.deepEqual(again.report, report);
});

test("an adversary moves the embeddings and puts them back", async () => {
  const encoder = { runtime, config, tokenizer, budget: { steps: 20 }, seed: 1, adversarial: 0.5, adversarialSteps: 2 };
  const { report } = await fitTextClassifier(train, valid, { classes: 2, encoder });
  assert.ok(report.encoder! > 0.3 && report.blend >= report.ngrams - 0.05);
});

test("without an encoder n-grams stand alone", async () => {
  const { model, report } = await fitTextClassifier(train, valid, { classes: 2 });
  assert.equal(report.encoder, undefined);
  assert.equal(model.share, 0);
});

test("a temperature makes sure scores as sure as they are right", () => {
  const random = new Random(1);
  const labels = Int32Array.from({ length: 4000 }, () => random.integer(2));
  // Right three times of four, whatever the score says.
  const scores = Float32Array.from({ length: 8000 }, () => 0);
  labels.forEach((label, row) => {
    const said = random.uniform() < 0.75 ? label : 1 - label;
    scores[2 * row + said] = 10;
  });
  const temperature = fitTemperature(scores, labels, 2);
  assert.ok(Math.abs(temperature - 10 / Math.log(3)) < 0.7, `${temperature}`);
  assert.ok(calibrationError(probabilities(scores, 2), labels, 2) > 0.2);
  assert.ok(calibrationError(probabilities(scores, 2, temperature), labels, 2) < 0.02);
});

test("pairs are cut from the longer side; batches hold every row once, near in length", () => {
  const [pair] = encodeTexts({ first: ["cat dog cat dog cat dog"], second: ["cat"] }, tokenizer, 7);
  assert.equal(pair!.ids.length, 7);
  assert.equal(pair!.border, 5);
  const examples = Array.from({ length: 103 }, (_, i) => ({ ids: Array.from({ length: 1 + ((i * 37) % 50) }, () => 0), border: 0 }));
  const batches = bucketed(examples, 10, new Random(4));
  assert.deepEqual(
    batches.flat().sort((a, b) => a - b),
    examples.map((_, i) => i),
  );
  const spread = batches.map(
    (rows) => Math.max(...rows.map((row) => examples[row]!.ids.length)) - Math.min(...rows.map((row) => examples[row]!.ids.length)),
  );
  assert.ok(Math.max(...spread) <= 8, `${spread.join()}`);
});
