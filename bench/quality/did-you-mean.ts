/**
 * How far "did you mean" can be trusted: `node bench/quality/did-you-mean.ts [--smoke]` prints JSON. Real queries over real
 * catalogues (read in place under AISLE_DATASETS), each as it is, then with one typing mistake in one word, and Chinese ones typed as pinyin without tones.
 * Judged on the queries that find products as they stand: an offer is right where it is the query itself; of pinyin `sameSound` is
 * the share of offers that sound like it. `offeredForRight` is how often something is offered where nothing is to be mended. MiniSearch's
 * autoSuggest over the titles stands beside it: its first suggestion for the misspelt query.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import MiniSearch from "minisearch";
import { randomInteger, seededRandom } from "../../packages/core/src/base.ts";
import type { Random } from "../../packages/core/src/base.ts";
import { memoryProductStore } from "../../packages/core/src/catalog.ts";
import { ShopEngine } from "../../packages/core/src/engine.ts";
import type { ShopEvent } from "../../packages/core/src/event.ts";
import { Recommender } from "../../packages/core/src/recommend.ts";
import { createMemoryIndex } from "../../packages/core/src/retrieve.ts";
import { syllablesOf } from "../../packages/core/src/suggest.ts";
import { createAnalyzer, isSpellable } from "../../packages/core/src/text.ts";
import { readCatalog } from "../../packages/server/src/catalog/read-catalog.ts";
import { createJiebaSegmenter } from "../../packages/server/src/text/jieba-segmenter.ts";

const datasets = process.env["AISLE_DATASETS"] ?? join(import.meta.dirname, "../../../shared/data");
const smoke = process.argv.includes("--smoke");
const most = smoke ? 40 : 2_000;
const letters = "abcdefghijklmnopqrstuvwxyz";
const shortestMisspelt = 5;

interface QuerySet {
  readonly name: string;
  readonly language: string;
  readonly catalogue: string;
  readonly map: Readonly<Record<string, string>>;
  readonly queries: string;
  /** The column of a line that holds the query. */
  readonly column: number;
}

const sets: readonly QuerySet[] = [
  {
    name: "esci_us_small",
    language: "en",
    catalogue: "search/esci_us_small/products.jsonl.gz",
    map: { id: "asin" },
    queries: "search/esci_us_small/judgments.tsv",
    column: 0,
  },
  {
    name: "ecom_zh_mini",
    language: "zh",
    catalogue: "search/ecom_zh_mini/titles.tsv",
    map: { id: "title_id" },
    queries: "search/multicpr_ecom_zh/train.query.txt.gz",
    column: 1,
  },
];

function readQueries({ queries, column }: QuerySet): readonly string[] {
  const bytes = readFileSync(join(datasets, queries));
  const text = (queries.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const all = text.split(/\r?\n/).map((line) => line.split("\t")[column]?.trim().toLowerCase() ?? "");
  return [...new Set(all)].filter((query) => query !== "" && query !== "query");
}

/** One letter of one longer word left out, doubled by a neighbour of the alphabet, replaced, or swapped with the next. */
function misspell(query: string, random: Random): string | undefined {
  const words = query.split(" ");
  const long = words.flatMap((word, at) => (word.length >= shortestMisspelt && isSpellable(word) ? [at] : []));
  if (long.length === 0) return undefined;
  const place = long[randomInteger(random, long.length)]!;
  const word = words[place]!;
  const at = 1 + randomInteger(random, word.length - 2);
  const other = letters.charAt(randomInteger(random, letters.length));
  const [before, after] = [word.slice(0, at), word.slice(at + 1)];
  const made = [
    before + after,
    before + other + word.charAt(at) + after,
    before + other + after,
    before + after.charAt(0) + word.charAt(at) + after.slice(1),
  ];
  const misspelt = made[randomInteger(random, made.length)]!;
  words[place] = misspelt;
  return misspelt === word ? undefined : words.join(" ");
}

/** Letters of a text that is Chinese throughout. */
function typedAsPinyin(query: string): string | undefined {
  if (!/^\p{sc=Han}{2,8}$/u.test(query)) return undefined;
  return syllablesOf(query).join("");
}

async function open(set: QuerySet) {
  const analyzer = createAnalyzer({ segmenter: createJiebaSegmenter() });
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
  const titles: string[] = [];
  for await (const row of readCatalog(join(datasets, set.catalogue), { map: set.map })) {
    if (!("product" in row)) continue;
    const event: ShopEvent = { type: "product", time: 0, product: { ...row.product, language: set.language } };
    engine.apply({ position: titles.length, arrival: 0, event });
    titles.push(row.product.title);
    if (titles.length % 1_000 === 0) await engine.settle();
  }
  await engine.settle();
  const peer = new MiniSearch<{ id: number; title: string }>({ fields: ["title"] });
  peer.addAll(titles.map((title, id) => ({ id, title })));
  return { engine, peer, products: titles.length };
}

const share = (part: number, whole: number) => (whole === 0 ? undefined : Number((part / whole).toFixed(4)));

async function measure(set: QuerySet): Promise<object> {
  const { engine, peer, products } = await open(set);
  const asker = { language: set.language };
  const ask = (query: string) => engine.search({ query, asker, limit: 1, personal: false });
  const random = seededRandom(20_261_124);
  const right: string[] = [];
  let offeredForRight = 0;
  for (const query of readQueries(set)) {
    if (right.length >= most) break;
    const { total, hits, required, corrections, didYouMean } = await ask(query);
    if (total === 0 || hits[0]?.tier !== 0 || required.matched < required.of || corrections.length > 0) continue;
    right.push(query);
    if (didYouMean !== undefined) offeredForRight++;
  }
  const count = { misspelt: 0, offered: 0, same: 0, peerSame: 0, pinyin: 0, read: 0, readSame: 0, sounds: 0 };
  for (const query of right) {
    const misspelt = misspell(query, random);
    if (misspelt !== undefined) {
      const { didYouMean } = await ask(misspelt);
      count.misspelt++;
      if (didYouMean !== undefined) count.offered++;
      if (didYouMean === query) count.same++;
      if (peer.autoSuggest(misspelt, { fuzzy: 0.2 })[0]?.suggestion === query) count.peerSame++;
    }
    const typed = typedAsPinyin(query);
    if (typed === undefined) continue;
    const { didYouMean } = await ask(typed);
    count.pinyin++;
    if (didYouMean === undefined) continue;
    count.read++;
    if (didYouMean === query) count.readSame++;
    if (typedAsPinyin(didYouMean) === typed) count.sounds++;
  }
  return {
    set: set.name,
    products,
    queries: right.length,
    offeredForRight: share(offeredForRight, right.length),
    misspelt: {
      queries: count.misspelt,
      precision: share(count.same, count.offered),
      recall: share(count.same, count.misspelt),
      peer: { name: "MiniSearch autoSuggest", recall: share(count.peerSame, count.misspelt) },
    },
    pinyin: {
      queries: count.pinyin,
      precision: share(count.readSame, count.read),
      recall: share(count.readSame, count.pinyin),
      sameSound: share(count.sounds, count.read),
    },
  };
}

const there = sets.filter(({ catalogue, queries }) => [catalogue, queries].every((file) => existsSync(join(datasets, file))));
if (there.length < sets.length)
  console.error(`did-you-mean: ${sets.length - there.length} sets are not under ${datasets} (AISLE_DATASETS)`);
const results: object[] = [];
for (const set of there) results.push(await measure(set));
console.log(JSON.stringify({ bench: "did-you-mean", results }, undefined, 2));
