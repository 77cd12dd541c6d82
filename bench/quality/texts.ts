/**
 * Text classification on public sets, through the code of `aisle finetune`, `aisle predict` and `aisle evaluate classify`: files in, predictions out.
 * Each row reports n-grams alone, the encoder alone and their blend, on the held-out rows the model was chosen by and on the test rows. What is
 * chosen is chosen on a cut of the training rows.
 *
 *   node bench/quality/texts.ts [SET…] [--encoder MINUTES] [--smoke]
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import { Random } from "../../packages/learn/src/random.ts";
import { evaluateClassify } from "../../packages/server/src/cli/evaluate.ts";
import { command as finetune } from "../../packages/server/src/cli/finetune.ts";
import { command as predict } from "../../packages/server/src/cli/predict.ts";

const { values, positionals } = parseArgs({ options: { encoder: { type: "string" }, smoke: { type: "boolean" } }, allowPositionals: true });
const smoke = values.smoke === true;
const datasets = process.env["AISLE_DATASETS"] ?? join(import.meta.dirname, "../../../shared/data");
const smokeRows = 300;

interface Row {
  readonly text: string;
  readonly label: string;
}

interface Split {
  readonly train: readonly Row[];
  readonly test: readonly Row[];
}

interface Case {
  readonly name: string;
  readonly file: string;
  readonly bar: number;
  /** One split, or the folds of a cross-validation. */
  readonly splits: () => readonly Split[];
}

const bytes = (file: string) => readFileSync(join(datasets, file));

function member(archive: string, name: string): Uint8Array {
  const files = unzipSync(bytes(archive), { filter: (file) => file.name.endsWith(name) && !file.name.startsWith("__MACOSX") });
  return Object.values(files)[0]!;
}

const linesOf = (text: string) => text.split(/\r?\n/).filter(Boolean);

const shuffled = <T>(rows: readonly T[], seed: number): T[] => new Random(seed).shuffle([...rows]);

function tenCategories(): readonly Row[] {
  const rows = parse(strFromU8(member("sentiment/zh_reviews/online_shopping_10_cats.zip", ".csv")), {
    columns: true,
    bom: true,
    relax_quotes: true,
  }) as Record<string, string>[];
  return rows.map(({ review = "", label = "" }) => ({ text: review, label }));
}

function chnSentiCorp(test: string): readonly Split[] {
  const read = (name: string) =>
    linesOf(strFromU8(member("sentiment/zh_reviews/chnsenticorp_split.zip", name)))
      .slice(1)
      .map((line): Row => ({ label: line.slice(0, line.indexOf("\t")), text: line.slice(line.indexOf("\t") + 1) }));
  return [{ train: read("train.tsv"), test: read(test) }];
}

/** Ten folds over shuffled sentences. */
function phraseBank(file: string): readonly Split[] {
  const text = new TextDecoder("iso-8859-1").decode(member("sentiment/financial_phrasebank/FinancialPhraseBank-v1.0.zip", file));
  const rows = shuffled(
    linesOf(text).map((line): Row => ({ text: line.slice(0, line.lastIndexOf("@")), label: line.slice(line.lastIndexOf("@") + 1) })),
    0,
  );
  return Array.from({ length: 10 }, (_, fold) => ({
    train: rows.filter((_, i) => i % 10 !== fold),
    test: rows.filter((_, i) => i % 10 === fold),
  }));
}

const cases: readonly Case[] = [
  {
    name: "banking77",
    file: "cs/banking77/train.csv",
    bar: 0.913,
    splits: () => {
      const read = (name: string) =>
        (parse(bytes(`cs/banking77/${name}.csv`), { columns: true }) as Record<string, string>[]).map(({ text = "", category = "" }) => ({
          text,
          label: category,
        }));
      return [{ train: read("train"), test: read("test") }];
    },
  },
  {
    name: "online_shopping_10_cats",
    file: "sentiment/zh_reviews/online_shopping_10_cats.zip",
    bar: 0.939,
    splits: () => {
      const rows = shuffled(tenCategories(), 0);
      const cut = Math.floor(rows.length * 0.8);
      return [{ train: rows.slice(0, cut), test: rows.slice(cut) }];
    },
  },
  { name: "chnsenticorp dev", file: "sentiment/zh_reviews/chnsenticorp_split.zip", bar: 0.918, splits: () => chnSentiCorp("dev.tsv") },
  { name: "chnsenticorp test", file: "sentiment/zh_reviews/chnsenticorp_split.zip", bar: 0.927, splits: () => chnSentiCorp("test.tsv") },
  {
    name: "eprstmt, trained on 10_cats alone",
    file: "sentiment/zh_reviews/eprstmt_test_public.json.gz",
    bar: 0.879,
    splits: () => {
      const test = linesOf(gunzipSync(bytes("sentiment/zh_reviews/eprstmt_test_public.json.gz")).toString("utf8")).map((line): Row => {
        const { sentence, label } = JSON.parse(line) as { sentence: string; label: string };
        return { text: sentence, label: label === "Positive" ? "1" : "0" };
      });
      return [{ train: tenCategories(), test }];
    },
  },
  {
    name: "phrasebank 50",
    file: "sentiment/financial_phrasebank/FinancialPhraseBank-v1.0.zip",
    bar: 0.798,
    splits: () => phraseBank("Sentences_50Agree.txt"),
  },
  {
    name: "phrasebank all",
    file: "sentiment/financial_phrasebank/FinancialPhraseBank-v1.0.zip",
    bar: 0.9,
    splits: () => phraseBank("Sentences_AllAgree.txt"),
  },
  {
    name: "sst2",
    file: "sentiment/sst2/train.tsv",
    bar: 0.833,
    splits: () => {
      const read = (name: string) =>
        linesOf(bytes(`sentiment/sst2/${name}.tsv`).toString("utf8")).map((line): Row => ({
          text: line.slice(0, line.lastIndexOf("\t")),
          label: line.slice(line.lastIndexOf("\t") + 1),
        }));
      return [{ train: read("train"), test: read("test") }];
    },
  },
];

/** Evenly from all of them: files are sorted by label. */
const some = <T>(rows: readonly T[]): readonly T[] => (smoke ? rows.filter((_, i) => i % Math.ceil(rows.length / smokeRows) === 0) : rows);
const round = (value: number) => Math.round(value * 1e4) / 1e4;
const clean = (text: string) => text.replaceAll(/[\t\r\n\ufeff]+/g, " ").trim();

interface Report {
  readonly share: number;
  readonly ngrams: number;
  readonly encoder?: number;
  readonly blend: number;
  readonly calibrationError: number;
}

interface Measured {
  readonly rows: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly heldOut: Report;
}

async function measure(split: Split, folder: string): Promise<Measured> {
  const file = (name: string) => join(folder, name);
  const write = (name: string, rows: readonly Row[]) =>
    writeFileSync(file(name), `text\tlabel\n${rows.map(({ text, label }) => `${clean(text) || "?"}\t${label}`).join("\n")}\n`);
  write("train.tsv", some(split.train));
  write("test.tsv", some(split.test));
  const printed: string[] = [];
  const minutes = values.encoder;
  const common = { print: (line: string) => printed.push(line), note: () => undefined };
  await finetune.run({
    words: ["classify"],
    options: {
      data: file("data"),
      train: file("train.tsv"),
      name: "model",
      json: true,
      ...(minutes ? { from: "none", ...(smoke ? { steps: "5" } : { minutes }) } : {}),
    },
    ...common,
  });
  const report = JSON.parse(printed.at(-1)!) as Report;
  await predict.run({ words: [], options: { data: file("data"), model: "model", in: file("test.tsv"), out: file("out.tsv") }, ...common });
  const figures = await evaluateClassify(file("out.tsv"), file("test.tsv"));
  return { rows: figures["rows"]!, accuracy: figures["accuracy"]!, macroF1: figures["macro-F1"]!, heldOut: report };
}

const results = [];
for (const one of cases) {
  if (positionals.length > 0 && !positionals.some((word) => one.name.startsWith(word))) continue;
  if (!existsSync(join(datasets, one.file))) {
    results.push({ set: one.name, skipped: `needs AISLE_DATASETS/${one.file}` });
    continue;
  }
  const folder = mkdtempSync(join(tmpdir(), "aisle-texts-"));
  const begun = performance.now();
  try {
    const found: Measured[] = [];
    for (const split of one.splits().slice(0, smoke ? 1 : undefined)) found.push(await measure(split, folder));
    const rows = found.reduce((sum, fold) => sum + fold.rows, 0);
    const over = (pick: (fold: Measured) => number) => round(found.reduce((sum, fold) => sum + pick(fold) * fold.rows, 0) / rows);
    const accuracy = over((fold) => fold.accuracy);
    results.push({
      set: one.name,
      folds: found.length,
      rows,
      accuracy,
      macroF1: over((fold) => fold.macroF1),
      ...(smoke ? {} : { bar: one.bar, reached: accuracy >= one.bar }),
      heldOut: {
        ngrams: over((fold) => fold.heldOut.ngrams),
        ...(found[0]!.heldOut.encoder === undefined ? {} : { encoder: over((fold) => fold.heldOut.encoder!) }),
        blend: over((fold) => fold.heldOut.blend),
        calibrationError: over((fold) => fold.heldOut.calibrationError),
      },
      share: over((fold) => fold.heldOut.share),
      seconds: Math.round((performance.now() - begun) / 1e3),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
console.log(JSON.stringify({ bench: "quality/texts", smoke, encoderMinutes: values.encoder ?? "none", results }, undefined, 2));
