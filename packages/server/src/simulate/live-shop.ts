/**
 * The shop over HTTP: one pool of kept-open connections with a bound, latencies by endpoint, retries with a bound, and events
 * that are gathered while an earlier batch is on its way, so that batches grow with the load and nobody waits for a timer.
 */
import { Agent, request as plainRequest } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import { AisleError } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import type { ShopEvent } from "@aisle/core/event";
import { Histogram } from "./histogram.ts";
import type { SearchAsk, Shown, Storefront, StripKind, Visitor } from "./storefront.ts";

export interface LiveShopOptions {
  readonly url: URL;
  readonly key: string;
  readonly connections: number;
}

export interface EndpointCount {
  readonly latency: Histogram;
  failed: number;
  retried: number;
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

interface Waiting {
  readonly events: readonly ShopEvent[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const attempts = 4;
const timeoutMs = 15_000;
/** Failures in a row after which nothing more is asked. */
const lastFailure = 24;
/** Events of one request; the server's own limit is far above. */
const largestBatch = 1_000;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Addresses of this machine: traffic goes nowhere else unless told to. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname === "::1" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

export class LiveShop implements Storefront {
  readonly #url: URL;
  readonly #key: string;
  readonly #agent: Agent;
  readonly #request: typeof plainRequest;
  readonly endpoints = new Map<string, EndpointCount>();
  #waiting: Waiting[] = [];
  #sending = false;
  eventsAccepted = 0;
  eventsDuplicate = 0;
  eventsRejected = 0;
  firstRejection: string | undefined;
  firstFailure: string | undefined;
  #failedInARow = 0;
  #stopped = false;

  constructor({ url, key, connections }: LiveShopOptions) {
    this.#url = url;
    this.#key = key;
    const secure = url.protocol === "https:";
    this.#agent = secure
      ? new SecureAgent({ keepAlive: true, maxSockets: connections })
      : new Agent({ keepAlive: true, maxSockets: connections });
    this.#request = secure ? secureRequest : plainRequest;
  }

  /** Ends what is under way: every open and later call fails. */
  close(): void {
    this.#stopped = true;
    this.#agent.destroy();
  }

  /** True where so many calls failed one after the other that the shop is taken for dead. */
  get dead(): boolean {
    return this.#failedInARow >= lastFailure;
  }

  #count(endpoint: string): EndpointCount {
    let count = this.endpoints.get(endpoint);
    if (!count) this.endpoints.set(endpoint, (count = { latency: new Histogram(), failed: 0, retried: 0 }));
    return count;
  }

  #once(method: string, path: string, body: string | undefined): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const headers: Record<string, string | number> = { authorization: `Bearer ${this.#key}`, "user-agent": "aisle-simulate" };
      if (body !== undefined) {
        headers["content-type"] = "application/json";
        headers["content-length"] = Buffer.byteLength(body);
      }
      const sent = this.#request(new URL(path, this.#url), { method, headers, agent: this.#agent, timeout: timeoutMs }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
        response.on("error", reject);
      });
      sent.on("timeout", () => sent.destroy(new Error(`no answer in ${timeoutMs / 1_000} s`)));
      sent.on("error", reject);
      sent.end(body);
    });
  }

  /** One call with its retries: connection failures, 429 and 5xx are tried again, anything else is final. */
  async call<T>(endpoint: string, method: string, path: string, body?: unknown, missing?: () => T): Promise<T> {
    const count = this.#count(endpoint);
    const text = body === undefined ? undefined : JSON.stringify(body);
    let trouble = "";
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (attempt > 0) {
        if (this.#stopped || this.dead) break;
        count.retried++;
        await pause(50 * 3 ** attempt);
      }
      if (this.#stopped) {
        trouble ||= "the run was over";
        break;
      }
      const started = performance.now();
      let answered: Answered;
      try {
        answered = await this.#once(method, path, text);
      } catch (error) {
        trouble = (error as Error).message || (error as NodeJS.ErrnoException).code || "connection failed";
        continue;
      }
      if (answered.status < 400) {
        count.latency.add(performance.now() - started);
        this.#failedInARow = 0;
        return JSON.parse(answered.text) as T;
      }
      if (answered.status === 404 && missing) {
        count.latency.add(performance.now() - started);
        return missing();
      }
      trouble = `status ${answered.status}: ${answered.text.slice(0, 300)}`;
      if (answered.status !== 429 && answered.status < 500) break;
    }
    count.failed++;
    this.#failedInARow++;
    this.firstFailure ??= `${method} ${path}: ${trouble}`;
    throw new AisleError("unavailable", `${method} ${path}: ${trouble}`, { endpoint });
  }

  async search({ user, session, language, device }: Visitor, { query, category, offset, limit, prefix }: SearchAsk): Promise<Shown> {
    const found = await this.call<{ id: string; total: number; hits: { product: Product }[] }>("search", "POST", "/api/search", {
      query,
      limit,
      asker: { user, session, language, device },
      ...(category === undefined ? {} : { filter: { field: "categories", in: [category] } }),
      ...(offset === undefined ? {} : { offset }),
      ...(prefix === undefined ? {} : { prefix }),
    });
    return { answer: found.id, total: found.total, products: found.hits.map((hit) => hit.product) };
  }

  async recommend({ user, session, language, device }: Visitor, kind: StripKind, limit: number, seeds?: readonly string[]): Promise<Shown> {
    const found = await this.call<{ id: string; items: { product: Product }[] }>(`recommend ${kind}`, "POST", "/api/recommend", {
      kind,
      limit,
      asker: { user, session, language, device },
      ...(seeds === undefined ? {} : { products: seeds }),
    });
    return { answer: found.id, total: found.items.length, products: found.items.map((item) => item.product) };
  }

  async product({ language }: Visitor, id: string): Promise<Product | undefined> {
    const path = `/api/products/${encodeURIComponent(id)}?language=${language}`;
    const found = await this.call<{ product: Product } | undefined>("product", "GET", path, undefined, () => undefined);
    return found?.product;
  }

  async complete(_visitor: Visitor, prefix: string): Promise<readonly string[]> {
    const found = await this.call<{ completions: string[] }>("complete", "POST", "/api/complete", { prefix });
    return found.completions;
  }

  /** Resolves once the events are acknowledged. */
  send(events: readonly ShopEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ events, resolve, reject });
      if (!this.#sending) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#sending = true;
    // Visits that are ready in the same turn share the first batch.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      let size = 0;
      let taken = 0;
      while (taken < this.#waiting.length && (taken === 0 || size + this.#waiting[taken]!.events.length <= largestBatch)) {
        size += this.#waiting[taken++]!.events.length;
      }
      const batch = this.#waiting.splice(0, taken);
      try {
        await this.#post(batch.flatMap((one) => one.events));
        for (const one of batch) one.resolve();
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    this.#sending = false;
  }

  async #post(events: readonly ShopEvent[]): Promise<void> {
    const { accepted, duplicates, rejected } = await this.call<{ accepted: number; duplicates: number; rejected: { message: string }[] }>(
      "events",
      "POST",
      "/api/events",
      { events },
    );
    this.eventsAccepted += accepted;
    this.eventsDuplicate += duplicates;
    this.eventsRejected += rejected.length;
    if (rejected[0]) this.firstRejection ??= rejected[0].message;
  }

  /** Up to `most` products of the catalogue. */
  async catalogue(most: number): Promise<readonly Product[]> {
    const products = new Map<string, Product>();
    const page = Math.min(500, most);
    for (let offset = 0; products.size < most; offset += page) {
      const { hits } = await this.call<{ hits: { product: Product }[] }>("catalogue", "POST", "/api/search", {
        query: "",
        limit: page,
        offset,
        personal: false,
        distinct: false,
      });
      for (const { product } of hits) if (products.size < most) products.set(product.id, product);
      if (hits.length < page) break;
    }
    return [...products.values()];
  }
}
