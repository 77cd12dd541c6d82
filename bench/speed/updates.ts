/**
 * Price and stock changes against the whole server over HTTP while shoppers search: what is acknowledged as durable a second, and
 * the search's p99 during it against that of the same server at rest. Searches come at fixed times whatever the server does, and
 * count from when they were due. Beside it stand upserts of the same rows into SQLite, synced batch by batch, with no server, log
 * or index around them.
 *
 *   node bench/speed/updates.ts [--size N] [--seconds S] [--rate N] [--batch N] [--data DIR] [--smoke]
 *
 * `--data` keeps the shop in a folder and uses the one that is there: a million products are not read for every run.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { post, serve } from "../../test/serving.ts";
import type { Serving } from "../../test/serving.ts";
import type { PumpOptions, Pumped } from "./updates/pump.ts";

const { values } = parseArgs({
  options: {
    size: { type: "string" },
    seconds: { type: "string" },
    rate: { type: "string" },
    batch: { type: "string" },
    data: { type: "string" },
    smoke: { type: "boolean" },
  },
});
const smoke = values.smoke === true;
const size = Number(values.size ?? (smoke ? 2_000 : 200_000));
const seconds = Number(values.seconds ?? (smoke ? 2 : 20));
const batch = Number(values.batch ?? 500);
const rate = Number(values.rate ?? (smoke ? 5_000 : 50_000));
const searchesPerSecond = 50;

interface Latency {
  readonly searches: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

async function searches(ask: () => Promise<unknown>): Promise<Latency> {
  const times: number[] = [];
  const begun = performance.now();
  const open: Promise<void>[] = [];
  for (let n = 0; n < seconds * searchesPerSecond; n++) {
    const due = begun + (n * 1_000) / searchesPerSecond;
    if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    // A timer that fires late is this program's own fault, as long as the event loop was not kept waiting by an answer.
    const from = Math.min(performance.now(), due + 1);
    open.push(ask().then(() => void times.push(performance.now() - from)));
  }
  await Promise.all(open);
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]! * 100) / 100;
  return { searches: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function pump(shop: Serving, more: Partial<PumpOptions>): Promise<Pumped> {
  const options: PumpOptions = { url: shop.url, key: shop.adminKey, products: size, batch, seconds, open: 8, ...more };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./updates/pump.ts", import.meta.url), { workerData: options });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/** Upserts of as many rows, a synced transaction for each batch. */
function sqlite(folder: string, rows: number): { readonly perSecond: number } {
  const database = new DatabaseSync(join(folder, "peer.db"));
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE offers (id TEXT PRIMARY KEY, offers TEXT NOT NULL)");
  const upsert = database.prepare("INSERT INTO offers VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET offers = excluded.offers");
  const fill = (from: number, to: number, id: (n: number) => number) => {
    database.exec("BEGIN");
    for (let n = from; n < to; n++) {
      const offers = [{ price: 5 + (n % 9_000) / 100, currency: "USD", availability: "in_stock", stock: n % 50 }];
      upsert.run(`p${id(n)}`, JSON.stringify(offers));
    }
    database.exec("COMMIT");
  };
  fill(0, size, (n) => n);
  const begun = performance.now();
  for (let n = 0; n < rows; n += batch) fill(n, n + batch, (one) => (Math.imul(one, 7_919) % size) >>> 0);
  const perSecond = Math.round((rows * 1_000) / (performance.now() - begun));
  database.close();
  return { perSecond };
}

const scratch = mkdtempSync(join(tmpdir(), "aisle-updates-"));
const folder = values.data ?? scratch;
let shop: Serving | undefined;
try {
  mkdirSync(folder, { recursive: true });
  const data = join(folder, "data");
  const queryFile = join(folder, "queries.json");
  const env = { AISLE_HTTP_REQUESTS_PER_SECOND: "1000000" };
  if (existsSync(queryFile)) shop = await serve({ data, env });
  else {
    const file = join(scratch, "catalogue.jsonl");
    const writer = join(import.meta.dirname, "search", "write-catalogue.ts");
    const written = execFileSync(process.execPath, ["--max-old-space-size=8000", writer, "--size", String(size), "--out", file], {
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
    shop = await serve({ data, env, args: ["--catalog", file] });
    writeFileSync(queryFile, written);
  }
  const running = shop;
  const queries = JSON.parse(readFileSync(queryFile, "utf8")) as readonly string[];
  let asked = 0;
  const facets = ["brand", "price"];
  const ask = () =>
    post(running, "/api/search", running.searchKey, {
      query: queries[asked++ % queries.length]!,
      limit: 10,
      facets,
      filter: { field: "price", max: 80 },
    });
  for (let n = 0; n < (smoke ? 100 : 1_000); n++) await ask();
  const idle = await searches(ask);
  const [during, paced] = await Promise.all([searches(ask), pump(running, { rate })]);
  const fastest = await pump(running, { seconds: Math.min(seconds, 10) });
  const peer = sqlite(scratch, smoke ? 5_000 : 200_000);
  console.log(
    JSON.stringify(
      {
        bench: "speed/updates",
        smoke,
        products: size,
        batch,
        unit: "ms",
        updates: { wanted: rate, ...paced },
        searchIdle: idle,
        searchDuring: during,
        ratioOfP99: Math.round((during.p99 / idle.p99) * 100) / 100,
        ratioBar: 3,
        updatesAlone: fastest,
        sqliteUpserts: peer,
      },
      undefined,
      2,
    ),
  );
} finally {
  await shop?.stop();
  if (values.data === undefined) await shop?.remove();
  rmSync(scratch, { recursive: true });
}
