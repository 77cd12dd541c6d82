/**
 * Sends price and stock changes in batches to a running shop, on a thread of its own so that the load does not stand in the
 * measured times of searches. Paced: batches are due at fixed times and several may be under way; unpaced: as fast as they are
 * acknowledged.
 */
import { parentPort, workerData } from "node:worker_threads";

export interface PumpOptions {
  readonly url: string;
  readonly key: string;
  /** Products are called p0, p1, … */
  readonly products: number;
  readonly batch: number;
  readonly seconds: number;
  /** Updates a second that are sent; as many as can be where absent. */
  readonly rate?: number;
  /** Batches under way at most. */
  readonly open: number;
}

export interface Pumped {
  /** Updates that were acknowledged as durable. */
  readonly acknowledged: number;
  readonly perSecond: number;
  /** Milliseconds from sending a batch to its acknowledgement. */
  readonly p50: number;
  readonly p99: number;
}

const { url, key, products, batch, seconds, rate, open } = workerData as PumpOptions;
let seed = 1;

function changes(): string {
  const list = Array.from({ length: batch }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const stock = seed % 50;
    const price = 5 + (seed % 9_000) / 100;
    return {
      product: `p${seed % products}`,
      offers: [{ price, currency: "USD", availability: stock === 0 ? "out_of_stock" : "in_stock", stock }],
    };
  });
  return JSON.stringify({ changes: list });
}

const times: number[] = [];
let acknowledged = 0;

async function send(): Promise<void> {
  const begun = performance.now();
  const response = await fetch(new URL("/api/products", url), {
    method: "PATCH",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: changes(),
  });
  const answer = (await response.json()) as { accepted: number; level: string };
  if (!response.ok || answer.level !== "durable" || answer.accepted !== batch) throw new Error(JSON.stringify(answer).slice(0, 300));
  times.push(performance.now() - begun);
  acknowledged += batch;
}

const begun = performance.now();
const end = begun + seconds * 1_000;
let sent = 0;
async function loop(): Promise<void> {
  for (;;) {
    const due = rate === undefined ? performance.now() : begun + (sent * batch * 1_000) / rate;
    if (Math.max(due, performance.now()) >= end) return;
    sent++;
    if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    await send();
  }
}
await Promise.all(Array.from({ length: open }, loop));
const elapsed = (performance.now() - begun) / 1_000;
times.sort((a, b) => a - b);
const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]! * 10) / 10;
parentPort!.postMessage({ acknowledged, perSecond: Math.round(acknowledged / elapsed), p50: at(0.5), p99: at(0.99) } satisfies Pumped);
