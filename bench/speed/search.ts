/**
 * How fast the retrieval index answers, builds, restarts and takes changes, beside MiniSearch, Orama, FlexSearch and SQLite FTS5
 * in the same run. `node bench/speed/search.ts [--size N] [--shards N] [--peers-size N] [--queries N] [--passes N] [--smoke]`
 * prints JSON.
 *
 * Ours is timed in one thread, or with --shards in workers as the server has it, with everything on: lattice, typos, one hit per
 * group, and a price change before every question.
 * SQLite FTS5 takes the full size, the others `--peers-size`, and ours is timed at both. Before anything is timed, answers are
 * compared with the naive twin, which looks at every document. A figure holds for the machine and the moment; ratios travel.
 * All questions are asked in several passes. p50, p95 and p99 are of each question's median, ours and the peers' alike, which
 * leaves out what another process took, but also our own collector's pauses; everyWaitP99Ms is of all waits and leaves out
 * nothing. Rates are given by the clock and by the processor time of all threads; products are generated between the batches and
 * not counted. indexRssMb is the growth while building, short of what the heap had free before.
 */
import { randomInteger, seededRandom } from "../../packages/core/src/base.ts";
import { createMemoryIndex } from "../../packages/core/src/retrieve.ts";
import type { IndexDocument, Retrieval, SearchRequest } from "../../packages/core/src/retrieve.ts";
import { naiveSearch } from "../../packages/core/src/testing/naive-retrieval.ts";
import { createAnalyzer } from "../../packages/core/src/text.ts";
import { openWorkerRetrieval } from "../../packages/server/src/retrieve/worker-retrieval.ts";
import { createJiebaSegmenter } from "../../packages/server/src/text/jieba-segmenter.ts";
import { streamCatalogue, sampleQueries } from "./search/catalogue.ts";
import type { StreamedCatalogue } from "./search/catalogue.ts";
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
const shards = option("shards", 1);
const queryCount = option("queries", smoke ? 200 : size > 400_000 ? 1_000 : 3_000);
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

/** Gives the products to `add` batch by batch; how many it takes in a second. */
async function rate(
  documents: Iterable<IndexDocument>,
  add: (some: readonly IndexDocument[]) => unknown,
): Promise<Built & { longestBatchMs: number }> {
  let [seconds, cpuSeconds, longest, products] = [0, 0, 0, 0];
  const take = async (some: readonly IndexDocument[]) => {
    const cpu = process.cpuUsage();
    const started = performance.now();
    await add(some);
    const wait = performance.now() - started;
    const { user, system } = process.cpuUsage(cpu);
    seconds += wait / 1000;
    cpuSeconds += (user + system) / 1e6;
    longest = Math.max(longest, wait);
    products += some.length;
  };
  let some: IndexDocument[] = [];
  for (const document of documents) {
    some.push(document);
    if (some.length < batch) continue;
    await take(some);
    some = [];
  }
  if (some.length > 0) await take(some);
  return {
    perSecond: Math.round(products / seconds),
    perCpuSecond: Math.round(products / Math.max(cpuSeconds, 1e-3)),
    longestBatchMs: round(longest),
  };
}

async function build(documents: Iterable<IndexDocument>): Promise<Built & { index: Retrieval; longestBatchMs: number }> {
  const index = shards > 1 ? await openWorkerRetrieval({ shards }) : createMemoryIndex({ analyzer });
  const built = await rate(documents, (some) => index.apply(some.map((document) => ({ op: "put", document }))));
  return { index, ...built };
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
async function verify(catalogue: StreamedCatalogue, space: string): Promise<number> {
  const { titles } = catalogue;
  const some = [...catalogue.documents(smoke ? 200 : 400)];
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
  await index.close();
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

async function timePeers(catalogue: StreamedCatalogue, queries: readonly string[]) {
  const results = [];
  for (const { make, full } of peers()) {
    const peer = make();
    const count = full ? size : peersSize;
    // The slow ones are asked less, so that the run ends.
    const asked = queries.slice(0, full ? Math.min(1_000, Math.ceil(2e8 / size)) : 300);
    const built = await rate(catalogue.documents(count), (some) => peer.build(some));
    const top10 = await askAll(asked, passes, async (query) => {
      const before = performance.now();
      await peer.search(query);
      return performance.now() - before;
    });
    results.push({ name: peer.name, features: peer.features, products: count, build: built, top10 });
  }
  return results;
}

const english = englishTexts(random);
const catalogue = streamCatalogue({
  size,
  seed: 1,
  texts: english,
  cut: (text) => text.split(/\s+/).filter((word) => word !== ""),
  space: " ",
  language: "en",
});
const queries = sampleQueries(catalogue.titles, queryCount, " ", typoShare, random);
const chinese = chineseTexts(random);
const chineseCatalogue = streamCatalogue({
  size: chineseSize,
  seed: 2,
  texts: chinese,
  cut: (text) => segmenter.cut(text),
  space: "",
  language: "zh",
});
const chineseQueries = sampleQueries(chineseCatalogue.titles, Math.ceil(queryCount / 3), "", typoShare, random);

const misspelt = sampleQueries(catalogue.titles, Math.ceil(queryCount / 3), " ", 1, random);

const verified = (await verify(catalogue, " ")) + (await verify(chineseCatalogue, ""));

// Warms the analysers and the compiler as a server that has run for a while is.
await (await build(catalogue.documents(3_000))).index.close();
const rssBefore = process.memoryUsage.rss();
const { index, ...built } = await build(catalogue.documents());
const rssAfter = process.memoryUsage.rss();
await verifyChange(index, "p1");
const ours = await timeOurs(index, size, queries, misspelt);
const restarted = await restart(index);
await index.close();
const { index: smallIndex, ...smallBuilt } = await build(catalogue.documents(peersSize));
const small = await timeOurs(smallIndex, peersSize, queries.slice(0, 1_000), misspelt.slice(0, 300));
const { index: chineseIndex, ...chineseBuilt } = await build(chineseCatalogue.documents());
const zh = await timeOurs(chineseIndex, chineseSize, chineseQueries);
await Promise.all([smallIndex.close(), chineseIndex.close()]);
const others = await timePeers(catalogue, queries);

console.log(
  JSON.stringify(
    {
      bench: "search",
      node: process.version,
      smoke,
      shards,
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
