/**
 * Search quality on judged sets: NDCG@10 over the whole catalogue, by the path of `aisle batch search`, beside plain BM25 (lower
 * case, no stemming, one field; character pairs for Chinese) in the same run, with a paired bootstrap of the difference.
 * Linear gains, ideal over all judged, unjudged 0, no answer 0, queries without a positive left out. The sets are read in place
 * under AISLE_DATASETS; settings were chosen on other sets (Home Depot, CrowdFlower, QBQTC training pairs).
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { seededRandom } from "../../packages/core/src/base.ts";
import type { Product } from "../../packages/core/src/catalog.ts";
import { mean, ndcg, pairedBootstrap } from "../../packages/core/src/metrics.ts";
import { createMemoryIndex } from "../../packages/core/src/retrieve.ts";
import { createAnalyzer } from "../../packages/core/src/text.ts";
import { readCatalog } from "../../packages/server/src/catalog/read-catalog.ts";
import { indexCatalogue, searchAll } from "../../packages/server/src/cli/batch-search.ts";
import { createPureSegmenter } from "../../packages/server/src/text/jieba-segmenter.ts";

const datasets = process.env["AISLE_DATASETS"] ?? join(import.meta.dirname, "../../../shared/data");
const smoke = process.argv.includes("--smoke");
const depth = 10;

type Judgments = ReadonlyMap<string, ReadonlyMap<string, number>>;

interface JudgedSet {
  readonly name: string;
  readonly bar: number;
  readonly catalogue: string;
  readonly map: Readonly<Record<string, string>>;
  readonly judgments: string;
  readonly gain: (label: string) => number;
}

const esciGain: Readonly<Record<string, number>> = { E: 1, S: 0.1, C: 0.01, I: 0 };

const sets: readonly JudgedSet[] = [
  {
    name: "esci_us_small",
    bar: 0.6,
    catalogue: "search/esci_us_small/products.jsonl.gz",
    map: { id: "asin" },
    judgments: "search/esci_us_small/judgments.tsv",
    gain: (label) => esciGain[label] ?? 0,
  },
  {
    name: "ecom_zh_mini",
    bar: 0.855,
    catalogue: "search/ecom_zh_mini/titles.tsv",
    map: { id: "title_id" },
    judgments: "search/ecom_zh_mini/judgments.tsv",
    gain: Number,
  },
];

/** `query<TAB>product<TAB>label` with a header, by query. */
function readJudgments(set: JudgedSet): Judgments {
  const bytes = readFileSync(join(datasets, set.judgments));
  const text = (set.judgments.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const byQuery = new Map<string, Map<string, number>>();
  for (const line of text.split(/\r?\n/).slice(1)) {
    const [query = "", product, label = ""] = line.split("\t");
    if (product === undefined) continue;
    let one = byQuery.get(query);
    if (one === undefined) byQuery.set(query, (one = new Map()));
    one.set(product, set.gain(label.trim()));
  }
  return byQuery;
}

/** What a beginner writes: words and character pairs, one field, k1 1.2, b 0.75, any word matches. */
class PlainBm25 {
  readonly #ids: readonly string[];
  readonly #postings = new Map<string, Map<number, number>>();
  readonly #lengths: number[] = [];

  constructor(products: readonly Product[]) {
    this.#ids = products.map(({ id }) => id);
    for (const [document, product] of products.entries()) {
      const attributes = Object.values(product.attributes).flatMap((value) =>
        typeof value === "string" || Array.isArray(value) ? value : [],
      );
      const words = PlainBm25.#words(
        [product.title, product.brand ?? "", ...product.categories.flat(), ...attributes, product.description].join(" "),
      );
      this.#lengths.push(words.length);
      for (const word of words) {
        let postings = this.#postings.get(word);
        if (postings === undefined) this.#postings.set(word, (postings = new Map()));
        postings.set(document, (postings.get(document) ?? 0) + 1);
      }
    }
  }

  static #words(text: string): readonly string[] {
    const words: string[] = [];
    for (const [run] of text.toLowerCase().matchAll(/\p{sc=Han}+|[\p{L}\p{N}]+/gu)) {
      if (!/\p{sc=Han}/u.test(run) || run.length < 2) words.push(run);
      else for (let i = 0; i + 1 < run.length; i++) words.push(run.slice(i, i + 2));
    }
    return words;
  }

  search(query: string): readonly string[] {
    const scores = new Map<number, number>();
    const average = mean(this.#lengths);
    for (const word of PlainBm25.#words(query)) {
      const postings = this.#postings.get(word) ?? new Map<number, number>();
      const idf = Math.log(1 + (this.#ids.length - postings.size + 0.5) / (postings.size + 0.5));
      for (const [document, count] of postings) {
        const norm = 1.2 * (0.25 + (0.75 * this.#lengths[document]!) / average);
        scores.set(document, (scores.get(document) ?? 0) + (idf * count * 2.2) / (count + norm));
      }
    }
    const ranked = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return ranked.slice(0, depth).map(([document]) => this.#ids[document]!);
  }
}

/** NDCG@10 of every query that has a positive. */
async function measure(judgments: Judgments, search: (query: string) => Promise<readonly string[]>): Promise<readonly number[]> {
  const scores: number[] = [];
  for (const [query, gains] of judgments) {
    const all = [...gains.values()];
    if (!all.some((gain) => gain > 0)) continue;
    const ranked = await search(query);
    scores.push(
      ndcg(
        ranked.map((id) => gains.get(id) ?? 0),
        all,
        depth,
      ),
    );
  }
  return scores;
}

async function products(set: JudgedSet): Promise<readonly Product[]> {
  const found: Product[] = [];
  for await (const item of readCatalog(join(datasets, set.catalogue), { map: set.map })) if ("product" in item) found.push(item.product);
  return found;
}

async function* each(list: readonly Product[]): AsyncGenerator<Product> {
  yield* list;
}

async function run(set: JudgedSet): Promise<Readonly<Record<string, unknown>>> {
  const catalogue = await products(set);
  const all = readJudgments(set);
  const judgments: Judgments = smoke ? new Map([...all].slice(0, 20)) : all;
  const index = createMemoryIndex({ analyzer: createAnalyzer({ segmenter: createPureSegmenter() }) });
  await indexCatalogue(index, each(catalogue));
  const ours = await measure(judgments, async (query) => (await searchAll(index, query, depth)).hits.map(({ id }) => id));
  await index.close();
  const plain = new PlainBm25(catalogue);
  const baseline = await measure(judgments, async (query) => plain.search(query));
  return {
    products: catalogue.length,
    queries: ours.length,
    ndcg10: mean(ours),
    bar: set.bar,
    plainBm25: mean(baseline),
    overPlain: pairedBootstrap(baseline, ours, seededRandom(1)),
  };
}

const figures: Record<string, unknown> = {};
for (const set of sets) {
  if (existsSync(join(datasets, set.catalogue))) figures[set.name] = await run(set);
  else {
    console.error(`SKIPPED ${set.name}: needs AISLE_DATASETS/${set.catalogue}`);
    figures[set.name] = null;
  }
}
console.log(JSON.stringify({ bench: "quality/search", smoke, metric: "NDCG@10", sets: figures }, null, 2));
