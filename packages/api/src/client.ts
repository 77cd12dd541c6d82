/**
 * Typed client of our own API, for browsers and Node: types come from the contract, so no schema library is loaded. It
 * remembers the newest position of its acknowledgements and demands it, so its reader always sees its own writes.
 */
import type { z } from "zod";
import type { Routes } from "./contract.ts";

type Body<R> = R extends { body: infer B extends z.ZodType } ? z.input<B> : never;
type Answer<R> = R extends { answer: infer A extends z.ZodType } ? z.output<A> : never;

/** The body that a route takes. */
export type BodyOf<Name extends keyof Routes> = Body<Routes[Name]>;
/** The answer that a route gives. */
export type AnswerOf<Name extends keyof Routes> = Answer<Routes[Name]>;

export interface ClientOptions {
  /** Where Aisle listens, such as "http://127.0.0.1:7700". */
  readonly url: string;
  readonly key: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Default true: demand what this client's own acknowledgements named. */
  readonly readYourWrites?: boolean;
}

/** What the server refused, with the code of the error catalogue. */
export class ClientError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, status: number, message: string, details: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = "ClientError";
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

export interface Client {
  search(body: Body<Routes["search"]>): Promise<Answer<Routes["search"]>>;
  recommend(body: Body<Routes["recommend"]>): Promise<Answer<Routes["recommend"]>>;
  complete(body: Body<Routes["complete"]>): Promise<Answer<Routes["complete"]>>;
  suggest(body: Body<Routes["suggest"]>): Promise<Answer<Routes["suggest"]>>;
  explain(body: Body<Routes["explain"]>): Promise<Answer<Routes["explain"]>>;
  reviews(body: Body<Routes["reviews"]>): Promise<Answer<Routes["reviews"]>>;
  events(body: Body<Routes["events"]>): Promise<Answer<Routes["events"]>>;
  product(id: string, language?: string): Promise<Answer<Routes["getProduct"]>>;
  putProducts(body: Body<Routes["putProducts"]>): Promise<Answer<Routes["putProducts"]>>;
  patchOffers(body: Body<Routes["patchOffers"]>): Promise<Answer<Routes["patchOffers"]>>;
  deleteProduct(id: string): Promise<Answer<Routes["deleteProduct"]>>;
  /** Newest position acknowledged to this client. */
  readonly position: number;
}

interface Refusal {
  readonly code?: string;
  readonly message?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A client for one server and key. */
export function createClient(options: ClientOptions): Client {
  const base = options.url.replace(/\/+$/, "");
  const send = options.fetch ?? globalThis.fetch;
  let position = 0;

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { authorization: `Bearer ${options.key}` };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (position > 0 && options.readYourWrites !== false) headers["aisle-position"] = String(position);
    const response = await send(base + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as T;
    let refusal: Refusal = {};
    try {
      refusal = JSON.parse(text) as Refusal;
    } catch {
      // A proxy in between answered with something else; the status still says what happened.
    }
    throw new ClientError(
      refusal.code ?? "internal",
      response.status,
      refusal.message ?? `status ${response.status}`,
      refusal.details ?? {},
    );
  }

  async function write(method: string, path: string, body?: unknown): Promise<Answer<Routes["events"]>> {
    const acknowledged = await call<Answer<Routes["events"]>>(method, path, body);
    position = Math.max(position, acknowledged.position);
    return acknowledged;
  }

  return {
    search: (body) => call("POST", "/api/search", body),
    recommend: (body) => call("POST", "/api/recommend", body),
    complete: (body) => call("POST", "/api/complete", body),
    suggest: (body) => call("POST", "/api/suggest", body),
    explain: (body) => call("POST", "/api/explain", body),
    reviews: (body) => call("POST", "/api/reviews", body),
    events: (body) => write("POST", "/api/events", body),
    product: (id, language) =>
      call("GET", `/api/products/${encodeURIComponent(id)}${language === undefined ? "" : `?language=${encodeURIComponent(language)}`}`),
    putProducts: (body) => write("POST", "/api/products", body),
    patchOffers: (body) => write("PATCH", "/api/products", body),
    deleteProduct: (id) => write("DELETE", `/api/products/${encodeURIComponent(id)}`),
    get position() {
      return position;
    },
  };
}
