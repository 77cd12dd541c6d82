/**
 * The whole server over HTTP, as a child process: search latency at four concurrent clients, durable events in batches, and the
 * time from an event to a changed recommendation. Node's own HTTP server answering the same bytes stands beside it in the
 * same run, so that a busy machine shows in both.
 *
 *   node bench/speed/http.ts [--size N] [--seconds S] [--smoke]
 */
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { post, serve } from "../../test/serving.ts";
import type { Serving } from "../../test/serving.ts";

const { values } = parseArgs({ options: { size: { type: "string" }, seconds: { type: "string" }, smoke: { type: "boolean" } } });
const smoke = values.smoke === true;
const size = Number(values.size ?? (smoke ? 2_000 : 200_000));
const seconds = Number(values.seconds ?? (smoke ? 1 : 10));
const clients = 4;

interface Latency {
  readonly requests: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

function latency(times: number[]): Latency {
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]! * 100) / 100;
  return { requests: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Runs `work` in as many loops as there are clients for the given time; milliseconds of each call. */
async function timed(work: (n: number) => Promise<unknown>): Promise<Latency> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1_000;
  let n = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        const begun = performance.now();
        await work(n++);
        times.push(performance.now() - begun);
      }
    }),
  );
  return latency(times);
}

/** The same answer's bytes from a bare server of Node in this machine's present mood. */
async function bareServer(body: string): Promise<Latency> {
  const server = createServer((request, response) => {
    request.resume();
    request.once("end", () => response.end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    return await timed(async () => (await fetch(url, { method: "POST", body: "{}" })).text());
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function events(shop: Serving): Promise<object> {
  const batch = 1_000;
  const producers = 8;
  const total = smoke ? 8_000 : 200_000;
  let sent = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: producers }, async (_, producer) => {
      for (let sequence = 1; sent < total;) {
        sent += batch;
        const list = Array.from({ length: batch }, () => ({
          type: "view",
          time: Date.now(),
          user: `user-${sequence % 20_000}`,
          product: `p${(sequence * 7919 + producer) % size}`,
          origin: { producer: `bench-${producer}`, sequence: sequence++ },
        }));
        await post(shop, "/api/events", shop.searchKey, { events: list });
      }
    }),
  );
  return { events: sent, batch, producers, perSecond: Math.round((sent / (performance.now() - begun)) * 1_000), bar: 20_000 };
}

async function eventToRecommendation(shop: Serving, seen: (n: number) => string): Promise<object> {
  interface Recommended {
    readonly items: readonly { readonly product: { readonly id: string } }[];
  }
  const ask = (user: string) =>
    post<Recommended>(shop, "/api/recommend", shop.searchKey, { kind: "for_you", asker: { user }, limit: 12 }).then(({ items }) =>
      items.map(({ product }) => product.id).join(),
    );
  const times: number[] = [];
  let changed = 0;
  const rounds = smoke ? 20 : 1_000;
  for (let n = 0; n < rounds; n++) {
    const user = `visitor-${n}`;
    const before = await ask(user);
    const begun = performance.now();
    await post(shop, "/api/events", shop.searchKey, { events: [{ type: "view", time: Date.now(), user, product: seen(n) }] });
    const after = await ask(user);
    times.push(performance.now() - begun);
    if (after !== before) changed++;
  }
  return { ...latency(times), changed: `${changed} of ${rounds}`, bar: 50 };
}

const folder = mkdtempSync(join(tmpdir(), "aisle-bench-"));
let shop: Serving | undefined;
try {
  const file = join(folder, "catalogue.jsonl");
  const writer = join(import.meta.dirname, "search", "write-catalogue.ts");
  const queries = JSON.parse(
    execFileSync(process.execPath, [writer, "--size", String(size), "--out", file], { encoding: "utf8", maxBuffer: 1 << 26 }),
  ) as string[];
  let begun = performance.now();
  shop = await serve({ args: ["--catalog", file], env: { AISLE_HTTP_REQUESTS_PER_SECOND: "1000000" } });
  const loadSeconds = (performance.now() - begun) / 1_000;
  let asked = 0;
  const query = () => queries[asked++ % queries.length]!;
  const running = shop;
  const search = (body: object) => post(running, "/api/search", running.searchKey, body);
  for (let n = 0; n < (smoke ? 200 : 2_000); n++) await search({ query: query(), limit: 10, facets: ["brand"] });
  const plain = await timed(() => search({ query: query(), limit: 10 }));
  const faceted = await timed(() =>
    search({ query: query(), limit: 10, facets: ["brand", "color", "categories"], filter: { field: "price", max: 100 } }),
  );
  const bare = await bareServer(JSON.stringify(await search({ query: query(), limit: 10 })));
  const recommended = await eventToRecommendation(running, (n) => `p${(n * 997) % size}`);
  const ingested = await events(running);
  await shop.stop();
  begun = performance.now();
  shop = await serve({ data: shop.data });
  const restartSeconds = (performance.now() - begun) / 1_000;
  console.log(
    JSON.stringify(
      {
        bench: "speed/http",
        smoke,
        products: size,
        clients,
        unit: "ms",
        search: { ...plain, bar: 15 },
        searchFilterFacets: { ...faceted, bar: 15 },
        bareNodeServer: bare,
        eventToRecommendation: recommended,
        durableEvents: ingested,
        loadSeconds: Math.round(loadSeconds * 10) / 10,
        restartSeconds: Math.round(restartSeconds * 100) / 100,
      },
      undefined,
      2,
    ),
  );
} finally {
  await shop?.remove();
  rmSync(folder, { recursive: true });
}
