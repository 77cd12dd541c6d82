import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { figuresOf } from "./figures.ts";
import { simulate } from "./run.ts";
import type { SimulationOptions } from "./run.ts";

const products = Array.from({ length: 12 }, (_, i) => ({
  id: `p${i}`,
  title: `Oak Lamp ${i}`,
  description: "",
  images: [],
  categories: [["Home", "Lamps"]],
  offers: [{ currency: "EUR", price: 10 + i, availability: "in_stock" }],
  attributes: {},
}));

type Answer = (path: string, body: { events?: unknown[]; offset?: number }) => unknown;

/** What a shop in good health answers. */
const healthy: Answer = (path, body) => {
  if (path === "/api/search")
    return { id: "a", total: 12, hits: body.offset === undefined || body.offset === 0 ? products.map((product) => ({ product })) : [] };
  if (path === "/api/recommend") return { id: "b", items: products.map((product) => ({ product })) };
  if (path === "/api/complete") return { completions: [] };
  if (path === "/api/events") return { accepted: body.events!.length, duplicates: 0, rejected: [] };
  return { product: products[0] };
};

/** A shop on a port of its own; an undefined answer is silence. */
async function open(
  t: TestContext,
  handle: (request: IncomingMessage, response: ServerResponse, answer: () => void, server: Server) => void,
): Promise<URL> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += String(chunk);
    });
    request.on("end", () => {
      const answer = () =>
        response.end(JSON.stringify(healthy(new URL(request.url!, "http://x").pathname, body === "" ? {} : (JSON.parse(body) as object))));
      handle(request, response, answer, server);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

function options(url: URL, more: Partial<SimulationOptions> = {}): SimulationOptions {
  return {
    url,
    key: "k",
    seed: 1,
    shoppers: 100,
    days: 7,
    seconds: 30,
    bots: 0.1,
    concurrency: 16,
    products: 100,
    note: () => {},
    ...more,
  };
}

test("the same seed against a shop that answers the same gives the same figures", async (t) => {
  const url = await open(t, (_request, _response, answer) => answer());
  const start = Date.UTC(2026, 2, 2);
  const [one, two] = [await simulate(options(url, { start })), await simulate(options(url, { start, concurrency: 3 }))];
  const kept = (result: typeof one) => {
    const { funnel, money, search, lists, coverage, bots, languages, events, people } = figuresOf(result);
    return { funnel, money, search, lists, coverage, bots, languages, events, people };
  };
  assert.deepEqual(kept(two), kept(one));
  assert.equal(one.notStarted, 0);
  const other = await simulate(options(url, { start, round: 1 }));
  assert.notDeepEqual(kept(other).events, kept(one).events);
});

test("a shop that falls silent ends the run a few seconds after its time", async (t) => {
  let asked = 0;
  const url = await open(t, (_request, _response, answer) => {
    if (asked++ < 60) answer();
  });
  const started = performance.now();
  const result = await simulate(options(url, { seconds: 1 }));
  assert.ok(performance.now() - started < 12_000);
  assert.ok(result.notStarted > 0 && result.tally.abandoned > 0);
});

test("a shop that dies is left alone after a few dozen failures", async (t) => {
  let asked = 0;
  const url = await open(t, (request, _response, answer) => {
    if (asked++ < 60) answer();
    else request.socket.destroy();
  });
  const result = await simulate(options(url, { shoppers: 2_000 }));
  assert.ok(result.notStarted > 1_000);
  const { failed, firstFailure } = figuresOf(result).run;
  assert.ok(failed >= 24 && failed < 100, `${failed} failures`);
  assert.match(firstFailure!, /socket hang up|ECONNRESET/);
});

test("what is refused once is asked again, and a wrong key is not", async (t) => {
  let asked = 0;
  const url = await open(t, (_request, response, answer) => {
    if (asked++ % 5 === 3) {
      response.statusCode = asked % 2 === 0 ? 429 : 503;
      response.end(`{"code":"rate_limited"}`);
    } else answer();
  });
  const result = await simulate(options(url, { shoppers: 6, seconds: 60, bots: 0 }));
  const { failed } = figuresOf(result).run;
  assert.equal(failed, 0);
  assert.ok([...result.shop.endpoints.values()].some((count) => count.retried > 0));
  const closed = await open(t, (_request, response) => {
    response.statusCode = 401;
    response.end(`{"code":"unauthorized","message":"no"}`);
  });
  await assert.rejects(simulate(options(closed)), { code: "unavailable", message: /POST \/api\/search: status 401/ });
});
