import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { readTokenizer } from "@aisle/learn/tokenizer";
import { command } from "./tokenizer.ts";

const folder = mkdtempSync(join(tmpdir(), "aisle-tokenizer-"));
after(() => rmSync(folder, { recursive: true }));
const text = join(folder, "text.txt");
const packed = join(folder, "more.txt.gz");
writeFileSync(text, "running shoes for the trail\n夏季新款连衣裙\n\n".repeat(20));
writeFileSync(packed, gzipSync("连衣裙和跑步鞋\nshoes and dresses\n".repeat(20)));

async function train(options: Record<string, string | string[] | boolean>, ...words: string[]) {
  const lines: string[] = [];
  const status = await command.run({
    words: ["train", ...words],
    options: { json: true, ...options },
    print: (line) => lines.push(line),
    note: () => undefined,
  });
  return { status, ...(JSON.parse(lines.join("\n")) as { lines: number; vocabulary: number; file: string }) };
}

for (const kind of ["wordpiece", "bpe", "unigram"]) {
  test(`${kind} from plain and packed files, the same twice; no token crosses a Chinese word`, async () => {
    const [a, b] = [join(folder, `${kind}-a`), join(folder, `${kind}-b`)];
    const report = await train({ text: [text], size: "400", out: a, kind }, packed);
    await train({ text: [text, packed], size: "400", out: b, kind });
    assert.equal(report.status, 0);
    assert.equal(report.lines, 80);
    assert.equal(readFileSync(report.file, "utf8"), readFileSync(join(b, "tokenizer.json"), "utf8"));
    const tokenizer = readTokenizer(readFileSync(report.file, "utf8"));
    assert.equal(tokenizer.vocabulary.length, report.vocabulary);
    assert.ok(tokenizer.encode("running shoes").length <= 4);
    assert.ok(!tokenizer.vocabulary.some((token) => token.includes("款连") || token.includes("裙和")));
  });
}

test("bad arguments and empty files are errors with a code, and nothing is written", async () => {
  const out = join(folder, "none");
  const empty = join(folder, "empty.txt");
  writeFileSync(empty, "\n\n");
  const bad = (options: Record<string, string | string[]>, code: string) => assert.rejects(train(options), { code });
  await bad({ size: "400", out }, "bad_argument");
  await bad({ text: [text], size: "10", out }, "bad_argument");
  await bad({ text: [text], size: "400" }, "bad_argument");
  await bad({ text: [text], size: "400", out, kind: "other" }, "bad_argument");
  await bad({ text: [empty], size: "400", out }, "no_usable_rows");
  await bad({ text: [join(folder, "missing.txt")], size: "400", out }, "bad_file");
  assert.equal(existsSync(out), false);
  await assert.rejects(command.run({ words: ["other"], options: {}, print: () => undefined, note: () => undefined }), {
    code: "bad_argument",
  });
});
