/**
 * Opens a snapshot as a server that restarts does, and asks. `node measure.ts SNAPSHOT QUERIES.json` prints JSON. Every question
 * follows a change of price and stock; its wait is the median of three passes. Kept answers are off but for `repeated`.
 */
import { readFileSync } from "node:fs";
import { randomInteger, seededRandom } from "../../../packages/core/src/base.ts";
import type { Retrieval, SearchRequest } from "../../../packages/core/src/retrieve.ts";
import { openWorkerRetrieval } from "../../../packages/server/src/retrieve/worker-retrieval.ts";
import { round, timing } from "../search/timing.ts";
import type { Timing } from "../search/timing.ts";
import type { Measured } from "./report.ts";

const [snapshotFile, queriesFile] = process.argv.slice(2);
const { queries, products } = JSON.parse(readFileSync(queriesFile!, "utf8")) as { queries: string[]; products: number };
const passes = 3;
const random = seededRandom(7);

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
const any = (query: string): SearchRequest => ({ ...plain(query), match: "any" });

/** After a collection: the bytes of the file are garbage once the workers have their parts. */
function rssMb(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().rss / 1e6);
}

async function open(cachedAnswers: number) {
  const started = performance.now();
  const index = await openWorkerRetrieval({ shards: 1, snapshot: readFileSync(snapshotFile!), cachedAnswers });
  const openMs = round(performance.now() - started);
  await index.search({ query: "", limit: 3, facets: ["color"] });
  return { index, openMs, firstAnswerMs: round(performance.now() - started) };
}

async function change(index: Retrieval): Promise<void> {
  const id = `p${randomInteger(random, products)}`;
  await index.apply([{ op: "patch", id, numbers: { price: randomInteger(random, 500), stock: randomInteger(random, 9) } }]);
}

async function timed(index: Retrieval, questions: readonly SearchRequest[], changing = true): Promise<Timing> {
  const waits = questions.map(() => new Array<number>());
  for (let pass = 0; pass < passes; pass++)
    for (const [at, question] of questions.entries()) {
      if (changing) await change(index);
      const before = performance.now();
      await index.search(question);
      waits[at]!.push(performance.now() - before);
    }
  return timing(waits.map((one) => one.sort((a, b) => a - b)[one.length >> 1]!));
}

const { index, openMs, firstAnswerMs } = await open(0);
// A server that has run for a while: code compiled, dictionaries loaded.
for (const query of queries.slice(0, 300)) for (const make of [plain, faceted, any]) await index.search(make(query));
const all = await timed(index, queries.map(plain));
const filterAndFacets = await timed(index, queries.map(faceted));
const some = await timed(index, queries.map(any));
const waits: number[] = [];
for (let n = 0; n < 500; n++) {
  const before = performance.now();
  await change(index);
  waits.push(performance.now() - before);
}
const rss = rssMb();
await index.close();
const cached = await open(10_000);
for (const query of queries.slice(0, 200)) await cached.index.search(plain(query));
const repeated = await timed(cached.index, queries.slice(0, 200).map(plain));
await cached.index.close();
console.log(
  JSON.stringify({
    openMs,
    firstAnswerMs,
    rssMb: rss,
    all,
    filterAndFacets,
    any: some,
    change: timing(waits),
    repeated,
  } satisfies Measured),
);
