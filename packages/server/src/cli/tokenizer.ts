/** `aisle tokenizer train`: a vocabulary from text files, as Hugging Face's tokenizer.json. */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AisleError } from "@aisle/core/base";
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
  writeTokenizer,
} from "@aisle/learn/tokenizer";
import type { Tokenizer, WordBoundaries } from "@aisle/learn/tokenizer";
import { linesOf } from "../catalog/read-lines.ts";
import { textOf } from "../catalog/source-text.ts";
import { createProgress } from "../telemetry/progress.ts";
import { createJiebaSegmenter } from "../text/jieba-segmenter.ts";
import { textOption } from "./command.ts";
import type { Command } from "./command.ts";

interface Training {
  add(text: string): void;
  finish(size: number): Tokenizer;
}

const kinds: Readonly<Record<string, (boundaries: WordBoundaries) => Training>> = {
  wordpiece: (boundaries) => {
    const words = new WordCounts({ boundaries });
    return { add: (text) => words.add(text), finish: (size) => new WordPiece(trainWordPiece(words.counts, { size })) };
  },
  bpe: (boundaries) => {
    const words = new ByteWordCounts(boundaries);
    return { add: (text) => words.add(text), finish: (size) => new ByteBpe(trainBytePairs(words.counts, { size })) };
  },
  unigram: (boundaries) => {
    const pieces = new PieceCounts(boundaries);
    return { add: (text) => pieces.add(text), finish: (size) => new Unigram(trainUnigram(pieces.counts, { size })) };
  },
};

const sizes = [300, 500_000] as const;
const longestLine = 10_000_000;

export const command: Command = {
  name: "tokenizer",
  summary: "train a tokenizer on text files",
  usage: [
    "usage: aisle tokenizer train --text FILE… --size N --out DIR [--kind wordpiece|bpe|unigram] [--json]",
    "",
    "Reads texts, one a line (.gz allowed), and writes DIR/tokenizer.json in Hugging Face's format. Chinese is cut into words first, so that no",
    "token crosses a word. The same texts give the same tokenizer.",
    "",
    "  --text FILE   a text file; may come several times, further files may follow as words",
    "  --size N      tokens in the vocabulary",
    "  --out DIR     folder to write to",
    "  --kind KIND   wordpiece (default), bpe (byte-level: every text comes back exactly) or unigram",
  ].join("\n"),
  options: { text: { type: "string", multiple: true }, size: { type: "string" }, out: { type: "string" }, kind: { type: "string" } },
  run: async (input) => {
    const [action, ...more] = input.words;
    if (action !== "train")
      throw new AisleError("bad_argument", `"aisle tokenizer ${action ?? ""}" is not known; see aisle tokenizer --help`);
    const given = input.options["text"];
    const files = [...(Array.isArray(given) ? (given as readonly string[]) : []), ...more];
    const size = Number(textOption(input, "size"));
    const out = textOption(input, "out");
    const kind = textOption(input, "kind", "wordpiece");
    if (files.length === 0) throw new AisleError("bad_argument", "--text names the files to read");
    if (out === undefined) throw new AisleError("bad_argument", "--out names the folder to write to");
    if (!(Number.isInteger(size) && size >= sizes[0] && size <= sizes[1]))
      throw new AisleError("bad_argument", `--size is a whole number from ${sizes[0]} to ${sizes[1]}`);
    const start = kinds[kind];
    if (!start) throw new AisleError("bad_argument", `--kind is one of ${Object.keys(kinds).join(", ")}, not "${kind}"`);

    const segmenter = createJiebaSegmenter();
    const training = start((run) => segmenter.cut(run));
    const progress = createProgress("lines");
    let lines = 0;
    let tooLong = 0;
    for (const file of files) {
      for await (const line of linesOf(textOf(file), longestLine)) {
        if (line === undefined) tooLong++;
        else if (line.trim() !== "") {
          training.add(line);
          progress.update(++lines);
        }
      }
    }
    progress.end();
    if (tooLong > 0) input.note(`${tooLong} lines of over ${longestLine} characters were left out`);
    if (lines === 0) throw new AisleError("no_usable_rows", "the files hold no text", { files });
    const tokenizer = training.finish(size);
    await mkdir(out, { recursive: true });
    const target = join(out, "tokenizer.json");
    await writeFile(`${target}.partial`, writeTokenizer(tokenizer));
    await rename(`${target}.partial`, target);
    const vocabulary = tokenizer.vocabulary.length;
    if (vocabulary < size) input.note(`the texts hold no more than ${vocabulary} tokens worth having`);
    if (input.options["json"] === true) input.print(JSON.stringify({ kind, lines, vocabulary, file: target }));
    else input.print(`${target}: ${vocabulary} tokens from ${lines} lines`);
    return 0;
  },
};
