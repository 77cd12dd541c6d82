/**
 * How fast a shop suggests while somebody types: `node bench/speed/suggest.ts [--smoke] [--size N]` prints JSON, by default for
 * 20,000 and 200,000 products in both languages of the search bench's catalogue, each in a process of its own. Thousands of popular
 * queries, and every keystroke of real beginnings: exact, misspelt, in pinyin. `view` is the suggestions alone, `engine` with the
 * products that the index finds, in one thread; `restart` opens a snapshot in a fresh process, reads the rest of it in steps, and asks its
 * first question there. `best` is of the best wait for each question of five: what other work on the machine leaves out.
 * The peer is MiniSearch's autoSuggest (prefix, fuzzy) over the titles, at the size it is given time for.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import MiniSearch from "minisearch";
import { randomInteger, randomPick, seededRandom } from "@aisle/core/base";
import { memoryProductStore } from "@aisle/core/catalog";
import type { Product } from "@aisle/core/catalog";
import { ShopEngine } from "@aisle/core/engine";
import type { ShopEvent } from "@aisle/core/event";
import { Recommender } from "@aisle/core/recommend";
import { createMemoryIndex } from "@aisle/core/retrieve";
import type { IndexDocument } from "@aisle/core/retrieve";
import { Suggestions } from "@aisle/core/suggest";
import { createAnalyzer } from "@aisle/core/text";
import { createJiebaSegmenter } from "../../packages/server/src/text/jieba-segmenter.ts";
import { generateCatalogue, sampleQueries } from "./search/catalogue.ts";
import { chineseTexts, englishTexts } from "./search/texts.ts";

const smoke = process.argv.includes("--smoke");
const option = (name: string) => process.argv[process.argv.indexOf(`--${name}`) + 1]!;
const given = (name: string) => process.argv.includes(`--${name}`);
const sizes = smoke ? [2_000] : given("size") ? [Number(option("size"))] : [20_000, 200_000];
const chineseShare = 0.4;
const questions = smoke ? 100 : 2_000;
const popular = smoke ? 200 : 8_000;
const largestPeer = smoke ? 2_000 : 20_000;
const peerQuestions = 200;
const limit = 5;
const passes = 5;
const barMs = 5;
const self = import.meta.filename;
const flags = ["--disable-warning=ExperimentalWarning", "--max-old-space-size=12000"];

const round = (value: number) => Number(value.toFixed(3));
const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);

function timing(waits: number[]) {
  waits.sort((a, b) => a - b);
  const at = (share: number) => round(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))]!);
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) };
}

type Generated = IndexDocument & Required<Pick<IndexDocument, "keywords" | "numbers">>;

function toProduct({ id, texts, keywords, numbers }: Generated, language: string): Product {
  return {
    id: `${language}-${id}`,
    title: texts[0]!.value.slice(0, 200),
    description: "",
    brand: keywords["brand"]![0]!,
    images: [],
    language,
    categories: [keywords["categories"]!],
    offers: [{ availability: "in_stock", price: numbers["price"]! }],
    attributes: {},
  };
}

/** The view alone from its snapshot: what a restart costs. */
function restart(file: string, texts: readonly string[]): object {
  const bytes = readFileSync(file);
  const analyzer = createAnalyzer();
  const before = process.memoryUsage().rss;
  const opening = performance.now();
  const view = new Suggestions(analyzer);
  view.restore(bytes);
  const opened = performance.now();
  let longest = 0;
  for (let step = performance.now(), steps = view.warm(); !steps.next().done; step = performance.now())
    longest = Math.max(longest, performance.now() - step);
  const warm = performance.now();
  view.suggest(texts[0]!, { limit });
  const first = performance.now();
  const waits = texts.map((text) => {
    const start = performance.now();
    view.suggest(text, { limit });
    return performance.now() - start;
  });
  const { rss } = process.memoryUsage();
  return {
    restoreMs: round(opened - opening),
    warmMs: round(warm - opened),
    longestStepMs: round(longest),
    firstAnswerMs: round(first - warm),
    ...timing(waits),
    rssMb: megabytes(rss),
    rssOfViewMb: megabytes(rss - before),
  };
}

/** MiniSearch over the same titles, asked the same beginnings. */
function peer(titles: readonly string[], texts: Readonly<Record<string, readonly string[]>>): object {
  const before = process.memoryUsage().rss;
  const building = performance.now();
  const index = new MiniSearch<{ id: number; title: string }>({ fields: ["title"] });
  index.addAll(titles.map((title, id) => ({ id, title })));
  const buildMs = round(performance.now() - building);
  const rssMb = megabytes(process.memoryUsage().rss - before);
  const waits = Object.values(texts).flatMap((list) =>
    list.slice(0, peerQuestions).map((text) => {
      const start = performance.now();
      index.autoSuggest(text, { fuzzy: 0.2 });
      return performance.now() - start;
    }),
  );
  return { name: "MiniSearch autoSuggest", products: titles.length, buildMs, rssMb, ...timing(waits) };
}

async function measure(size: number): Promise<object> {
  const random = seededRandom(20_261_125);
  const segmenter = createJiebaSegmenter();
  const analyzer = createAnalyzer({ segmenter });
  const englishSize = Math.round(size * (1 - chineseShare));
  const english = generateCatalogue({
    size: englishSize,
    random,
    texts: englishTexts(random),
    cut: (text) => text.split(/\s+/).filter((word) => word !== ""),
    space: " ",
    language: "en",
  });
  const chinese = generateCatalogue({
    size: size - englishSize,
    random,
    texts: chineseTexts(random),
    cut: (text) => segmenter.cut(text),
    space: "",
    language: "zh",
  });

  const engine = new ShopEngine({
    analyzer,
    retrieval: createMemoryIndex({ analyzer }),
    products: memoryProductStore(),
    recommender: new Recommender(analyzer),
    clock: () => 0,
    newId: () => "0".repeat(32),
    pseudonym: (user) => user,
    end: () => 0,
  });
  const view = new Suggestions(analyzer);
  let position = 0;
  let putMs = 0;
  for (const [language, { documents }] of [
    ["en", english],
    ["zh", chinese],
  ] as const) {
    for (const document of documents) {
      const product = toProduct(document as Generated, language);
      const event: ShopEvent = { type: "product", time: 0, product };
      engine.apply({ position: position++, arrival: 0, event });
      const started = performance.now();
      view.put(product);
      putMs += performance.now() - started;
      if (position % 1_000 === 0) await engine.settle();
    }
  }
  await engine.settle();

  const asked = [
    ...sampleQueries(english.titles, popular / 2, " ", 0, random),
    ...sampleQueries(chinese.titles, popular / 2, "", 0, random),
  ];
  for (const query of asked) {
    for (const user of ["a", "b", "c"]) {
      engine.apply({ position: position++, arrival: 0, event: { type: "query", time: 0, user, query }, person: user });
      view.addQuery(query, user, 0);
    }
  }

  /** Beginnings from one letter on, as keystrokes give them. */
  const begun = (text: string) => text.slice(0, 1 + randomInteger(random, Math.max(1, text.length)));
  const pinyin = "lianyiqun lyq lianyq nvxie shouji sj yundongxie erji ej chongdianbao beizi hongselianyiqun xingli xianglian yifu".split(
    " ",
  );
  const texts: Readonly<Record<string, readonly string[]>> = {
    english: sampleQueries(english.titles, questions, " ", 0, random).map(begun),
    misspelt: sampleQueries(english.titles, questions, " ", 1, random),
    chinese: sampleQueries(chinese.titles, questions, "", 0, random).map(begun),
    pinyin: Array.from({ length: questions }, () => begun(randomPick(random, pinyin))),
  };

  const folder = mkdtempSync(join(tmpdir(), "aisle-suggest-"));
  try {
    const file = join(folder, "view.bin");
    const saving = performance.now();
    const bytes = view.snapshot();
    const snapshotMs = round(performance.now() - saving);
    writeFileSync(file, bytes);
    const asks = join(folder, "texts.json");
    writeFileSync(asks, JSON.stringify(Object.values(texts).flatMap((list) => list.slice(0, 500))));
    const again = execFileSync(process.execPath, [...flags, self, "--restart", file, "--texts", asks], { encoding: "utf8" });

    const copy = new Suggestions(analyzer);
    copy.restore(bytes);
    const results: Record<string, unknown> = {};
    const everyView: number[] = [];
    const everyEngine: number[] = [];
    const everyBest: number[] = [];
    for (const [kind, list] of Object.entries(texts)) {
      for (const text of list.slice(0, 100)) await engine.suggest(text, { limit });
      const alone: number[] = [];
      const whole: number[] = [];
      const best: number[] = [];
      for (const text of list) {
        const start = performance.now();
        const found = view.suggest(text, { limit });
        const middle = performance.now();
        const answer = await engine.suggest(text, { limit });
        whole.push(performance.now() - middle);
        alone.push(middle - start);
        assert.deepEqual(answer.brands, found.brands, `suggestions for ${text}`);
        let least = whole.at(-1)!;
        for (let pass = 1; pass < passes; pass++) {
          const again = performance.now();
          await engine.suggest(text, { limit });
          least = Math.min(least, performance.now() - again);
        }
        best.push(least);
        if (whole.length <= 20) assert.deepEqual(copy.suggest(text, { limit }), found, `restored suggestions for ${text}`);
      }
      everyView.push(...alone);
      everyEngine.push(...whole);
      everyBest.push(...best);
      results[kind] = { view: timing(alone), engine: timing(whole), best: timing(best) };
    }
    const all = { view: timing(everyView), engine: timing(everyEngine), best: timing(everyBest) };
    const titles = [...english.documents, ...chinese.documents].map(({ texts: [title] }) => title!.value);
    return {
      products: size,
      popularQueries: popular,
      putPerProductUs: round((putMs * 1_000) / size),
      snapshotMb: round(bytes.length / 2 ** 20),
      snapshotMs,
      restart: JSON.parse(again) as object,
      ...results,
      all,
      barMs,
      underBar: all.engine.p99Ms < barMs,
      peer: peer(size <= largestPeer ? titles : titles.filter((_, at) => at % Math.ceil(size / largestPeer) === 0), texts),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (given("restart"))
  console.log(JSON.stringify(restart(option("restart"), JSON.parse(readFileSync(option("texts"), "utf8")) as string[])));
else if (given("child")) console.log(JSON.stringify(await measure(Number(option("child")))));
else {
  const runs = sizes.map((size): unknown => {
    const child = execFileSync(process.execPath, [...flags, self, "--child", String(size), ...(smoke ? ["--smoke"] : [])], {
      encoding: "utf8",
    });
    return JSON.parse(child);
  });
  console.log(JSON.stringify({ bench: "suggest", runs }, undefined, 2));
}
