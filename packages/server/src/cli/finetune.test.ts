import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Random } from "@aisle/learn/random";
import { evaluateClassify } from "./evaluate.ts";
import { command as finetune } from "./finetune.ts";
import { command as predict } from "./predict.ts";

const folder = mkdtempSync(join(tmpdir(), "aisle-finetune-"));
after(() => rmSync(folder, { recursive: true }));
const data = join(folder, "data");

const says = {
  delivery: ["where is my %", "when does the % arrive", "我的%到哪了", "%什么时候发货"],
  return: ["i want to return the %", "the % is broken", "我要退%", "%坏了怎么退货"],
  price: ["how much is the %", "any discount on the %", "%多少钱", "%有优惠吗"],
};
const things = ["shoe", "phone", "鞋子", "手机", "jacket", "裙子", "lamp", "台灯"];

function write(name: string, rows: number, seed: number, { header = "text\tlabel", labelled = true } = {}): string {
  const random = new Random(seed);
  const lines = Array.from({ length: rows }, () => {
    const label = Object.keys(says)[random.integer(3)] as keyof typeof says;
    const text = says[label][random.integer(4)]!.replace("%", things[random.integer(things.length)]!);
    return labelled ? `${text}\t${label}` : text;
  });
  const file = join(folder, name);
  writeFileSync(file, `${header}\n${lines.join("\n")}\n`);
  return file;
}

async function run(command: typeof finetune, words: string[], options: Record<string, string | boolean>) {
  const [lines, notes]: string[][] = [[], []];
  const status = await command.run({
    words,
    options: { data, json: true, ...options },
    print: (line) => lines!.push(line),
    note: (line) => notes!.push(line),
  });
  return { status, notes: notes!, report: JSON.parse(lines!.join("\n")) as Record<string, number | string> };
}

const train = write("train.tsv", 300, 1);
const valid = write("valid.tsv", 100, 2);
const held = write("test.tsv", 100, 3);

test("n-grams alone: trained, stored with a card, read again, right about unseen rows of both languages", async () => {
  const { report } = await run(finetune, ["classify"], { train, valid, name: "intents" });
  assert.equal(report["share"], 0);
  const card = JSON.parse(readFileSync(join(data, "models/intents/card.json"), "utf8")) as {
    labels: string[];
    hash: string;
    metrics: { blend: number };
  };
  assert.deepEqual(card.labels, ["delivery", "price", "return"]);
  const out = join(folder, "predicted.tsv");
  await run(predict, [], { model: "intents", in: held, out });
  const figures = await evaluateClassify(out, held);
  assert.ok(figures["accuracy"]! > 0.97, `${figures["accuracy"]}`);
  assert.equal(figures["missing"], 0);
});

test("with an encoder: the same rows, steps and seed give the same hash", async () => {
  const options = { train, valid, from: "none", steps: "30", seed: "5" };
  const first = await run(finetune, ["classify"], { ...options, name: "one" });
  const second = await run(finetune, ["classify"], { ...options, name: "two" });
  assert.ok(typeof first.report["encoder"] === "number");
  const hashes = ["one", "two"].map(
    (name) => (JSON.parse(readFileSync(join(data, "models", name, "card.json"), "utf8")) as { files: object }).files,
  );
  assert.deepEqual(hashes[0], hashes[1]);
  assert.deepEqual({ ...first.report, name: "", hash: "" }, { ...second.report, name: "", hash: "" });
  const out = join(folder, "blended.tsv");
  await run(predict, [], { model: "one", in: held, out });
  assert.ok((await evaluateClassify(out, held))["accuracy"]! > 0.9);
});

test("pairs: whether two texts ask the same", async () => {
  const random = new Random(7);
  const rows = Array.from({ length: 200 }, () => {
    const same = random.uniform() < 0.5;
    return `${things[random.integer(8)]}\t${same ? "yes" : "no"}\t${same ? 1 : 0}`;
  });
  const file = join(folder, "pairs.tsv");
  writeFileSync(file, `text\ttext2\tlabel\n${rows.join("\n")}\n`);
  const { report } = await run(finetune, ["pair"], { train: file, name: "pairs" });
  assert.equal(report["blend"], 1);
  const out = join(folder, "pairs-out.tsv");
  await run(predict, [], { model: "pairs", in: file, out });
  assert.equal((await evaluateClassify(out, file))["accuracy"], 1);
  await assert.rejects(run(predict, [], { model: "pairs", in: held, out }), { code: "bad_file" });
});

test("bad rows are named and skipped; bad files, names and arguments are errors with a code, and leave no model", async () => {
  const file = join(folder, "rough.tsv");
  writeFileSync(file, "label\ttext\na\tone\nb\ttwo\na\t\n\tthree\na\tone one\nb\ttwo two\n");
  const { notes } = await run(finetune, ["classify"], { train: file, name: "rough" });
  assert.deepEqual(notes, [`${file}:4: bad_row: there is no text; skipped`, `${file}:5: bad_row: there is no label; skipped`]);
  const bad = (options: Record<string, string>, code: string, word = "classify") =>
    assert.rejects(run(finetune, [word], { name: "bad", ...options }), { code });
  await bad({ train }, "bad_argument", "other");
  await bad({}, "bad_argument");
  await bad({ train, name: "../up" }, "bad_argument");
  await bad({ train, steps: "0" }, "bad_argument");
  await bad({ train, steps: "3", minutes: "1" }, "bad_argument");
  await bad({ train, from: join(folder, "nowhere") }, "bad_file");
  await bad({ train: write("no-label.tsv", 9, 1, { header: "text", labelled: false }) }, "bad_file");
  await bad({ train, valid: file }, "bad_file");
  assert.equal(existsSync(join(data, "models/bad")), false);
  await assert.rejects(run(predict, [], { model: "nothing", in: held, out: join(folder, "x") }), { code: "not_found" });
  writeFileSync(join(data, "models/intents/ngrams.safetensors"), "broken");
  await assert.rejects(run(predict, [], { model: "intents", in: held, out: join(folder, "x") }), { code: "corrupt" });
});
