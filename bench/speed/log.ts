/**
 * How fast the event log takes and replays events, beside node:sqlite (WAL, synchronous=FULL) in the same run: once with open
 * payloads, once sealing them as the log does. SQLite blocks the event loop for each commit, the log does not.
 * `node bench/speed/log.ts [--smoke]` prints JSON. A producer sends its next batch when the one before is acknowledged;
 * before anything is timed counts, the replay must give back every event that was sent.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { randomInteger, seededRandom } from "../../packages/core/src/base.ts";
import { encodeEvent } from "../../packages/core/src/event.ts";
import type { ShopEvent } from "../../packages/core/src/event.ts";
import { deliveryOf, prepareEvent } from "../../packages/server/src/log/record.ts";
import { openLog } from "../../packages/server/src/log/segment-log.ts";
import { openKeyStore } from "../../packages/server/src/privacy/key-store.ts";

const smoke = process.argv.includes("--smoke");
const persons = 20_000;
const seconds = smoke ? 0.2 : 4;

interface Rate {
  readonly eventsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** A shopper's stream as a shop sends it: mostly views, with sessions, positions, ids and origins. */
function stream(seed: number): () => ShopEvent {
  const random = seededRandom(seed);
  let sequence = 0;
  return () => {
    const n = randomInteger(random, persons);
    const common = {
      id: `${seed}-${sequence}`,
      time: 1_760_000_000_000 + sequence * 10,
      origin: { producer: `web-${seed}`, sequence: sequence++ },
      user: `shopper-${n}@example.com`,
      session: `s${n}-${sequence >> 6}`,
    };
    const product = `B0${randomInteger(random, 100_000).toString(36).padStart(8, "0")}`;
    if (sequence % 8 === 0) return { ...common, type: "query", query: `running shoes ${product}`, total: 120 };
    if (sequence % 16 === 1) return { ...common, type: "add_to_cart", product, quantity: 1 };
    return { ...common, type: "view", product, position: sequence % 20, surface: "search" };
  };
}

/** Runs producers against `append` for the time given. */
async function drive(
  producers: number,
  batch: number,
  append: (events: readonly ShopEvent[]) => Promise<unknown> | void,
): Promise<Rate & { sent: number }> {
  const waits: number[] = [];
  let sent = 0;
  const started = performance.now();
  const until = started + seconds * 1000;
  await Promise.all(
    Array.from({ length: producers }, async (_, producer) => {
      const next = stream(producer);
      while (performance.now() < until) {
        const events = Array.from({ length: batch }, next);
        const before = performance.now();
        await append(events);
        waits.push(performance.now() - before);
        sent += batch;
      }
    }),
  );
  const elapsed = (performance.now() - started) / 1000;
  waits.sort((a, b) => a - b);
  const at = (share: number) => Number((waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0).toFixed(2));
  return { sent, eventsPerSecond: Math.round(sent / elapsed), p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function benchLog(folder: string, producers: number, batch: number) {
  const keys = await openKeyStore({ directory: join(folder, "keys") });
  const directory = join(folder, "log");
  const clock = () => Date.now();
  let log = await openLog({ directory, keys, clock });
  for (let n = 0; n < persons; n++) keys.keyOf(keys.pseudonym(`shopper-${n}@example.com`));
  await keys.sync();
  const { sent, ...rate } = await drive(producers, batch, (events) => log.append(events));
  if (log.end !== sent) throw new Error(`the log holds ${log.end} of ${sent} events`);
  await log.close();
  const opening = performance.now();
  log = await openLog({ directory, keys, clock });
  const openMs = Math.round(performance.now() - opening);
  const started = performance.now();
  let replayed = 0;
  for await (const list of log.readBatches(0)) for (const { event } of list) if (event !== undefined) replayed++;
  const replayPerSecond = Math.round(replayed / ((performance.now() - started) / 1000));
  if (replayed !== sent) throw new Error(`the replay gave ${replayed} of ${sent} events`);
  await log.close();
  await keys.close();
  return { producers, batch, ...rate, openMs, replayPerSecond };
}

/** One transaction a batch; `bytesOf` says whether the payload lies open or is sealed as the log seals it. */
async function benchSqlite(folder: string, producers: number, batch: number, bytesOf: (event: ShopEvent) => Uint8Array) {
  const database = new DatabaseSync(join(folder, "baseline.db"));
  database.exec(
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE events (position INTEGER PRIMARY KEY, id TEXT UNIQUE, payload BLOB)",
  );
  const insert = database.prepare("INSERT OR IGNORE INTO events (id, payload) VALUES (?, ?)");
  const { sent: _, ...rate } = await drive(producers, batch, (events) => {
    database.exec("BEGIN");
    for (const event of events) insert.run(event.id!, bytesOf(event));
    database.exec("COMMIT");
    return new Promise<void>((resolve) => setImmediate(resolve));
  });
  database.close();
  return { producers, batch, ...rate };
}

async function benchSealedSqlite(folder: string, producers: number, batch: number) {
  const keys = await openKeyStore({ directory: join(folder, "keys") });
  const rate = await benchSqlite(folder, producers, batch, (event) => prepareEvent(event, deliveryOf(event, keys), keys).record);
  await keys.close();
  return rate;
}

const cases = [
  [1, 1],
  [1, 100],
  [64, 1],
  [64, 10],
  [64, 100],
] as const;
const results: Record<string, unknown[]> = { log: [], sqlite: [], sqliteSealed: [] };
for (const [producers, batch] of cases) {
  for (const [name, run] of [
    ["log", benchLog],
    ["sqlite", (folder: string, producers: number, batch: number) => benchSqlite(folder, producers, batch, encodeEvent)],
    ["sqliteSealed", benchSealedSqlite],
  ] as const) {
    const folder = mkdtempSync(join(tmpdir(), "aisle-bench-log-"));
    try {
      results[name]!.push(await run(folder, producers, batch));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
console.log(JSON.stringify({ bench: "log", node: process.version, smoke, secondsPerCase: seconds, persons, ...results }, null, 2));
