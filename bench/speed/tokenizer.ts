/**
 * Training and use of tokenizers on Chinese, English and mixed text, one core; Hugging Face's trainers stand beside them in the same run
 * where Python has them (threads held to one).
 *
 *   node bench/speed/tokenizer.ts [--smoke]
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  ByteBpe,
  ByteWordCounts,
  PieceCounts,
  trainBytePairs,
  trainUnigram,
  trainWordPiece,
  Unigram,
  WordCounts,
  WordPiece,
} from "../../packages/learn/src/tokenizer.ts";
import type { Tokenizer } from "../../packages/learn/src/tokenizer.ts";
import { createJiebaSegmenter } from "../../packages/server/src/text/jieba-segmenter.ts";

const smoke = process.argv.includes("--smoke");
const datasets = process.env["AISLE_DATASETS"] ?? join(import.meta.dirname, "../../../shared/data");
const most = (smoke ? 0.1 : 3) * 1e6;
const size = 8_000;

/** Lines of up to `most` bytes, taken evenly from the files. */
function linesOf(folders: readonly string[]): string[] {
  const files = folders.flatMap((folder) => globSync(join(datasets, "text", folder, "**/*.{txt,json,jsonl}.gz")));
  const lines: string[] = [];
  for (const file of files) {
    const bytes = readFileSync(file);
    const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    let left = most / files.length;
    for (const line of text.split("\n")) {
      if ((left -= Buffer.byteLength(line)) < 0) break;
      if (line.trim() !== "") lines.push(line);
    }
  }
  return lines;
}

const segmenter = createJiebaSegmenter();
const boundaries = (run: string) => segmenter.cut(run);

const kinds: Readonly<Record<string, (lines: readonly string[]) => Tokenizer>> = {
  wordpiece: (lines) => {
    const counts = new WordCounts({ boundaries });
    for (const line of lines) counts.add(line);
    return new WordPiece(trainWordPiece(counts.counts, { size }));
  },
  bpe: (lines) => {
    const counts = new ByteWordCounts(boundaries);
    for (const line of lines) counts.add(line);
    return new ByteBpe(trainBytePairs(counts.counts, { size }));
  },
  unigram: (lines) => {
    const counts = new PieceCounts(boundaries);
    for (const line of lines) counts.add(line);
    return new Unigram(trainUnigram(counts.counts, { size }));
  },
};

const peer = `
import sys, json, time
from tokenizers import Tokenizer, models, trainers, pre_tokenizers, normalizers
kind, file, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
if kind == "wordpiece":
    t = Tokenizer(models.WordPiece(unk_token="[UNK]")); t.normalizer = normalizers.BertNormalizer(); t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(vocab_size=size, special_tokens=special, show_progress=False)
elif kind == "bpe":
    t = Tokenizer(models.BPE()); t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=special, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
else:
    t = Tokenizer(models.Unigram()); t.normalizer = normalizers.NFKC(); t.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(vocab_size=size, special_tokens=special, unk_token="[UNK]", show_progress=False)
lines = open(file, encoding="utf8").read().split("\\n")
begun = time.time(); t.train_from_iterator(lines, trainer); took = time.time() - begun
begun = time.time(); n = sum(len(e.ids) for e in t.encode_batch(lines, add_special_tokens=False)); used = time.time() - begun
print(json.dumps({"trainSeconds": took, "encodeSeconds": used, "tokens": n}))
`;
const python = [join(import.meta.dirname, "../../.cache/python/bin/python"), "python3"].find(
  (program) => (program === "python3" || existsSync(program)) && spawnSync(program, ["-c", "import tokenizers"]).status === 0,
);

interface Theirs {
  readonly trainSeconds: number;
  readonly encodeSeconds: number;
  readonly tokens: number;
}

function huggingFace(program: string, kind: string, file: string): Theirs {
  const env = { ...process.env, TOKENIZERS_PARALLELISM: "false", RAYON_NUM_THREADS: "1" };
  const { status, stdout, stderr } = spawnSync(program, ["-c", peer, kind, file, String(size)], { encoding: "utf8", env });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Theirs;
}

const folder = mkdtempSync(join(tmpdir(), "aisle-tokenizer-"));
const results = [];
try {
  for (const [name, folders] of Object.entries({ zh: ["zh_ruanyf_weekly", "zh_misc"], en: ["en_misc"], mixed: ["alpaca_en_zh"] })) {
    const lines = linesOf(folders);
    if (lines.length === 0) {
      results.push({ text: name, skipped: "needs AISLE_DATASETS/text" });
      continue;
    }
    const file = join(folder, `${name}.txt`);
    writeFileSync(file, lines.join("\n"));
    const megabytes = Buffer.byteLength(lines.join("\n")) / 1e6;
    const rate = (seconds: number) => Math.round((megabytes / seconds) * 100) / 100;
    for (const [kind, train] of Object.entries(kinds)) {
      let begun = performance.now();
      const tokenizer = train(lines);
      const trained = (performance.now() - begun) / 1e3;
      begun = performance.now();
      const tokens = lines.reduce((sum, line) => sum + tokenizer.encode(line).length, 0);
      const encoded = (performance.now() - begun) / 1e3;
      const theirs = python === undefined ? undefined : huggingFace(python, kind, file);
      results.push({
        text: name,
        megabytes: Math.round(megabytes * 100) / 100,
        kind,
        vocabulary: tokenizer.vocabulary.length,
        trainMegabytesPerSecond: rate(trained),
        bar: 1,
        encodeMegabytesPerSecond: rate(encoded),
        tokens,
        huggingFace: theirs
          ? {
              trainMegabytesPerSecond: rate(theirs.trainSeconds),
              encodeMegabytesPerSecond: rate(theirs.encodeSeconds),
              tokens: theirs.tokens,
            }
          : "not installed",
      });
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(JSON.stringify({ bench: "speed/tokenizer", smoke, results }, undefined, 2));
