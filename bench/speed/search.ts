/**
 * How fast the retrieval index answers, builds, restarts and takes changes, beside MiniSearch, Orama, FlexSearch and SQLite FTS5
 * in the same run. `node bench/speed/search.ts [--size N] [--peers-size N] [--queries N] [--passes N] [--smoke]` prints JSON.
 *
 * Ours is timed in one thread with everything on: lattice, typos, one hit per group, and a price change before every question.
 * SQLite FTS5 takes the full size, the others `--peers-size`, and ours is timed at both. Before anything is timed, answers are
 * compared with the naive twin, which looks at every document. A figure holds for the machine and the moment; ratios travel.
 * All questions are asked in several passes. p50, p95 and p99 are of each question's median, ours and the peers' alike, which
 * leaves out what another process took, but also our own collector's pauses; everyWaitP99Ms is of all waits and leaves out
 * nothing. Rates are given by the clock and by the processor time of the thread. indexRssMb is the growth while building, short
 * of what the heap had free before.
 */
import { randomInteger, seededRandom } from "../../packages/core/src/base.ts";
import { createMemoryIndex } from "../../packages/core/src/retrieve.ts";
import type { IndexDocument, Retrieval, SearchRequest } from "../../packages/core/src/retrieve.ts";
import { naiveSearch } from "../../packages/core/src/testing/naive-retrieval.ts";
import { createAnalyzer } from "../../packages/core/src/text.ts";
import { openWorkerRetrieval } from "../../packages/server/src/retrieve/worker-retrieval.ts";
import { createJiebaSegmenter } from "../../packages/server/src/text/jieba-segmenter.ts";
import { generateCatalogue, sampleQueries } from "./search/catalogue.ts";
import type { Catalogue } from "./search/catalogue.ts";
import { peers } from "./search/peers.ts";
import { chineseTexts, englishTexts } from "./search/texts.ts";
import { round, timing } from "./search/timing.ts";
import type { Timing } from "./search/timing.ts";

const smoke = process.argv.includes("--smoke");

function option(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? fallback : Number(process.argv[at + 1]);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} needs a whole number from 1`);
  return value;
}

const size = option("size", smoke ? 3_000 : 200_000);
const peersSize = Math.min(size, option("peers-size", smoke ? 1_000 : 50_000));
const queryCount = option("queries", smoke ? 200 : 3_000);
const passes = option("passes", smoke ? 1 : 3);
const chineseSize = Math.min(size, smoke ? 1_000 : 40_000);
const batch = 1_000;
const typoShare = 0.15;

const segmenter = createJiebaSegmenter();
const analyzer = createAnalyzer({ segmenter });
const random = seededRandom(20_261_124);
interface Built {
  readonly perSecond: number;
  readonly perCpuSecond: number;
}

/** Runs the work that takes in so many products; how many a second. */
async function rate(products: number, work: () => unknown): Promise<Built> {
  const cpu = process.threadCpuUsage();
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.threadCpuUsage(cpu);
  return { perSecond: Math.round(products / seconds), perCpuSecond: Math.round(products / Math.max((user + system) / 1e6, 1e-3)) };
}

async function build(documents: readonly IndexDocument[]): Promise<Built & { index: Retrieval; longestBatchMs: number }> {
  const index = createMemoryIndex({ analyzer });
  let longest = 0;
  const built = await rate(documents.length, async () => {
    for (let from = 0; from < documents.length; from += batch) {
      const before = performance.now();
      await index.apply(documents.slice(from, from + batch).map((document) => ({ op: "put", document })));
      longest = Math.max(longest, performance.now() - before);
    }
  });
  return { index, ...built, longestBatchMs: round(longest) };
}

/** Asks all questions in passes; the median wait of each. */
async function askAll<T>(
  questions: readonly T[],
  times: number,
  ask: (question: T) => Promise<number>,
): Promise<Timing & { everyWaitP99Ms: number }> {
  const waits = questions.map(() => new Array<number>());
  for (let pass = 0; pass < times; pass++) for (const [at, question] of questions.entries()) waits[at]!.push(await ask(question));
  const everyWaitP99Ms = timing(waits.flat()).p99Ms;
  return { ...timing(waits.map((one) => one.sort((a, b) => a - b)[one.length >> 1]!)), everyWaitP99Ms };
}

/** Times each question after a price change; the changes have a time of their own. */
async function time(index: Retrieval, documents: number, questions: readonly SearchRequest[]) {
  const changes: number[] = [];
  const search = await askAll(questions, passes, async (question) => {
    const change = {
      op: "patch" as const,
      id: `p${randomInteger(random, documents)}`,
      numbers: { price: randomInteger(random, 500), stock: 3 },
    };
    const start = performance.now();
    await index.apply([change]);
    const middle = performance.now();
    await index.search(question);
    changes.push(middle - start);
    return performance.now() - middle;
  });
  return { search, change: timing(changes) };
}

const plain = (query: string): SearchRequest => ({ query, distinct: true, limit: 10 });
const faceted = (query: string): SearchRequest => ({
  ...plain(query),
  filter: {
    and: [
      { field: "in_stock", is: true },
      { field: "price", min: 5, max: 600 },
    ],
  },
  facets: ["brand", "categories", "color"],
});

function fail(message: string): never {
  throw new Error(`wrong answer before timing: ${message}`);
}

/** Match sets and facet counts against the twin, on a small catalogue and exact words. */
async function verify({ documents, titles }: Catalogue, space: string): Promise<number> {
  const some = documents.slice(0, smoke ? 200 : 400);
  const { index } = await build(some);
  const queries = sampleQueries(titles.slice(0, some.length), 25, space, 0, random);
  for (const query of queries) {
    const request: SearchRequest = { ...faceted(query), distinct: false, typos: false, limit: 1_000, facetLimit: 10_000 };
    const wanted = naiveSearch(some, request, analyzer);
    const found = await index.search(request);
    if (
      found.hits
        .map((hit) => hit.id)
        .sort()
        .join() !== [...wanted.ids].sort().join()
    )
      fail(`match set of "${query}"`);
    for (const field of request.facets!) {
      const counts = Object.fromEntries((found.facets[field] ?? []).map(({ value, count }) => [value, count]));
      const expected = wanted.facets[field] ?? {};
      const values = new Set([...Object.keys(counts), ...Object.keys(expected)]);
      for (const value of values) if (counts[value] !== expected[value]) fail(`facet ${field}=${value} of "${query}"`);
    }
  }
  return queries.length;
}

async function verifyChange(index: Retrieval, id: string): Promise<void> {
  await index.apply([{ op: "patch", id, numbers: { price: 77_777 } }]);
  const found = await index.search({ query: "", filter: { field: "price", min: 77_777 }, limit: 2 });
  if (found.total !== 1 || found.hits[0]?.id !== id) fail("a price change is not seen by the next question");
}

async function restart(index: Retrieval) {
  const bytes = await index.snapshot();
  const query = { query: "", limit: 3, facets: ["color"] };
  const expected = JSON.stringify(await index.search(query));
  // In a worker, as the server restarts it: a thread of its own, its dictionary loaded anew.
  const started = performance.now();
  const restored = await openWorkerRetrieval({ shards: 1, snapshot: bytes });
  const openMs = round(performance.now() - started);
  const answer = JSON.stringify(await restored.search(query));
  const firstAnswerMs = round(performance.now() - started);
  await restored.close();
  if (answer !== expected) fail("the restored index answers otherwise");
  return { snapshotBytes: bytes.length, openMs, firstAnswerMs };
}

async function timeOurs(index: Retrieval, documents: number, queries: readonly string[], misspelt?: readonly string[]) {
  await askAll(queries.slice(0, 200), 1, async (query) => (await index.search(faceted(query))).total);
  const asked = async (questions: readonly SearchRequest[]) => (await time(index, documents, questions)).search;
  const top10 = await time(index, documents, queries.map(plain));
  return {
    top10: top10.search,
    filterAndThreeFacets: await asked(queries.map(faceted)),
    deepPage: await asked(queries.map((query) => ({ ...plain(query), offset: 1_000 }))),
    ...(misspelt ? { everyQueryMisspelt: await asked(misspelt.map(plain)) } : {}),
    anyWord: await asked(queries.map((query) => ({ ...plain(query), match: "any" }))),
    lastWordTyped: await asked(queries.map((query) => ({ ...plain(query.slice(0, Math.max(3, query.length - 2))), prefix: true }))),
    priceChange: top10.change,
  };
}

async function timePeers(catalogue: Catalogue, queries: readonly string[]) {
  const results = [];
  for (const { make, full } of peers()) {
    const peer = make();
    const documents = full ? catalogue.documents : catalogue.documents.slice(0, peersSize);
    // The slow ones are asked less, so that the run ends.
    const asked = queries.slice(0, Math.min(queries.length, full ? 1_000 : 300));
    const built = await rate(documents.length, () => peer.build(documents));
    const top10 = await askAll(asked, passes, async (query) => {
      const before = performance.now();
      await peer.search(query);
      return performance.now() - before;
    });
    results.push({ name: peer.name, features: peer.features, products: documents.length, build: built, top10 });
  }
  return results;
}

const english = englishTexts(random);
const catalogue = generateCatalogue({
  size,
  random,
  texts: english,
  cut: (text) => text.split(/\s+/).filter((word) => word !== ""),
  space: " ",
  language: "en",
});
const queries = sampleQueries(catalogue.titles, queryCount, " ", typoShare, random);
const chinese = chineseTexts(random);
const chineseCatalogue = generateCatalogue({
  size: chineseSize,
  random,
  texts: chinese,
  cut: (text) => segmenter.cut(text),
  space: "",
  language: "zh",
});
const chineseQueries = sampleQueries(chineseCatalogue.titles, Math.ceil(queryCount / 3), "", typoShare, random);

const misspelt = sampleQueries(catalogue.titles, Math.ceil(queryCount / 3), " ", 1, random);

const verified = (await verify(catalogue, " ")) + (await verify(chineseCatalogue, ""));

// Warms the analysers and the compiler as a server that has run for a while is.
await build(catalogue.documents.slice(0, Math.min(size, 3_000)));
const rssBefore = process.memoryUsage.rss();
const { index, ...built } = await build(catalogue.documents);
const rssAfter = process.memoryUsage.rss();
await verifyChange(index, "p1");
const ours = await timeOurs(index, size, queries, misspelt);
const restarted = await restart(index);
const { index: smallIndex, ...smallBuilt } = await build(catalogue.documents.slice(0, peersSize));
const small = await timeOurs(smallIndex, peersSize, queries.slice(0, 1_000), misspelt.slice(0, 300));
const { index: chineseIndex, ...chineseBuilt } = await build(chineseCatalogue.documents);
const zh = await timeOurs(chineseIndex, chineseSize, chineseQueries);
const others = await timePeers(catalogue, queries);

console.log(
  JSON.stringify(
    {
      bench: "search",
      node: process.version,
      smoke,
      verified,
      queries: { count: queries.length, typoShare, passes },
      english: {
        source: english.source,
        products: size,
        build: built,
        indexRssMb: Math.round((rssAfter - rssBefore) / 1e6),
        ...ours,
        restart: restarted,
      },
      englishAtPeersSize: { products: peersSize, build: smallBuilt, ...small },
      chinese: { source: chinese.source, products: chineseSize, build: chineseBuilt, ...zh },
      peers: others,
    },
    null,
    2,
  ),
);
