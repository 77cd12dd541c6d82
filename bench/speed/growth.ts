/**
 * How search grows with the catalogue: the same questions at every size, over shards in workers as the server runs them, and
 * beside them SQLite FTS5 at every size and MiniSearch, FlexSearch and Orama at those they reach.
 * `node bench/speed/growth.ts [--sizes 10000,50000,200000,500000,1000000] [--shards N] [--queries N] [--peers-size N] [--out DIR]
 * [--smoke]` prints JSON, and with --out writes report.md and two charts.
 *
 * One catalogue is generated product by product and put into the index and into FTS5 as it grows. At each size the index is saved
 * and opened from its snapshot in a process of its own (growth/measure.ts), which tells the time of a restart, the memory of the
 * retrieval process without the catalogue, and the waits. A figure holds for the machine and the moment; ratios travel.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seededRandom } from "../../packages/core/src/base.ts";
import type { IndexDocument } from "../../packages/core/src/retrieve.ts";
import { openWorkerRetrieval } from "../../packages/server/src/retrieve/worker-retrieval.ts";
import { chartsOf, reportOf } from "./growth/report.ts";
import type { Growth, Measured, PeerPoint, Point } from "./growth/report.ts";
import { products, sampleQueries } from "./search/catalogue.ts";
import { peers } from "./search/peers.ts";
import type { Peer } from "./search/peers.ts";
import { englishTexts } from "./search/texts.ts";
import { timing } from "./search/timing.ts";

const { values } = parseArgs({
  options: {
    sizes: { type: "string" },
    shards: { type: "string" },
    queries: { type: "string" },
    "peers-size": { type: "string" },
    out: { type: "string" },
    smoke: { type: "boolean", default: false },
  },
});
const sizes = (values.sizes ?? (values.smoke ? "500,2000" : "10000,50000,200000,500000,1000000")).split(",").map(Number);
const shards = Number(values.shards ?? Math.min(availableParallelism(), 8));
const queryCount = Number(values.queries ?? (values.smoke ? 50 : 1_000));
const peersSize = Number(values["peers-size"] ?? (values.smoke ? 500 : 50_000));
const batch = 1_000;
/** Batches on their way to the workers at once. */
const ahead = 3;
const typoShare = 0.15;
/** Questions put to a peer: the slow ones would not end. */
const peerQueries = values.smoke ? 20 : 200;

const folder = mkdtempSync(join(tmpdir(), "aisle-growth-"));

/** Measures a snapshot in a process of its own. */
async function measured(snapshot: string, queries: string): Promise<Measured> {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--expose-gc", join(import.meta.dirname, "growth", "measure.ts"), snapshot, queries],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let text = "";
  child.stdout.on("data", (part: Buffer) => (text += part.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`measuring ended with ${String(code)}`);
  return JSON.parse(text) as Measured;
}

async function askPeer(peer: Peer, documents: number, queries: readonly string[]): Promise<PeerPoint> {
  const waits: number[] = [];
  for (const query of queries.slice(0, peerQueries)) {
    const before = performance.now();
    await peer.search(query);
    waits.push(performance.now() - before);
  }
  return { name: peer.name, features: peer.features, products: documents, top10: timing(waits) };
}

async function grow(): Promise<Growth> {
  const random = seededRandom(20_261_124);
  const texts = englishTexts(random);
  const index = await openWorkerRetrieval({ shards });
  const [fts5, ...others] = peers().map(({ make }) => make);
  const full = fts5!();
  const titles: (readonly string[])[] = [];
  const points: Point[] = [];
  const peerPoints: PeerPoint[] = [];
  let some: IndexDocument[] = [];
  let waiting: IndexDocument[] = [];
  let sent: Promise<void>[] = [];
  let buildMs = 0;
  let mark = performance.now();
  const flush = async (): Promise<void> => {
    sent.push(index.apply(waiting.map((document) => ({ op: "put", document }))));
    await full.build(waiting);
    waiting = [];
    if (sent.length > ahead) await sent.shift();
  };
  let count = 0;
  for (const { document, words } of products({
    size: Math.max(...sizes),
    random,
    texts,
    cut: (text) => text.split(/\s+/).filter((word) => word !== ""),
    space: " ",
    language: "en",
  })) {
    if (count++ % 7 === 0) titles.push(words);
    waiting.push(document);
    if (count <= peersSize) some.push(document);
    if (waiting.length === batch) await flush();
    if (!sizes.includes(count)) continue;
    await flush();
    await Promise.all(sent);
    sent = [];
    buildMs += performance.now() - mark;
    const queries = sampleQueries(titles, queryCount, " ", typoShare, seededRandom(count));
    const [snapshotFile, queriesFile] = [join(folder, "index"), join(folder, "queries.json")];
    const before = performance.now();
    writeFileSync(snapshotFile, await index.snapshot());
    const snapshotMs = performance.now() - before;
    writeFileSync(queriesFile, JSON.stringify({ queries, products: count }));
    points.push({
      products: count,
      buildSeconds: Math.round(buildMs / 1000),
      snapshotMs: Math.round(snapshotMs),
      ...(await measured(snapshotFile, queriesFile)),
    });
    peerPoints.push(await askPeer(full, count, queries));
    if (count <= peersSize)
      for (const make of others) {
        const peer = make();
        await peer.build(some);
        peerPoints.push(await askPeer(peer, count, queries));
      }
    if (count >= peersSize) some = [];
    process.stderr.write(`${count} products: ${JSON.stringify(points.at(-1))}\n`);
    mark = performance.now();
  }
  await index.close();
  return {
    node: process.version,
    cores: availableParallelism(),
    shards,
    source: texts.source,
    queries: queryCount,
    typoShare,
    points,
    peers: peerPoints,
  };
}

try {
  const growth = await grow();
  console.log(JSON.stringify(growth, null, 2));
  if (values.out !== undefined) {
    mkdirSync(values.out, { recursive: true });
    for (const [name, svg] of Object.entries(chartsOf(growth))) writeFileSync(join(values.out, name), svg);
    writeFileSync(join(values.out, "report.md"), reportOf(growth));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
