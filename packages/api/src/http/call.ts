/** One request on its way: what a handler gets, and the way from a raw request to it (caller, key, rate, position, errors). */
import { AisleError } from "@aisle/core/base";
import { defaultApiLimits } from "../limits.ts";
import type { ApiLimits, Shop } from "../shop.ts";
import { asAisleError, errorAnswer, requestHeader } from "./answer.ts";
import { parseJson, readText } from "./body.ts";
import { allowOrigin } from "./cors.ts";
import { ClientLook } from "./client.ts";
import type { Client } from "./client.ts";
import type { Grant, Scope } from "./grant.ts";
import { presentedSecret, requireScope } from "./keys.ts";
import { awaitPosition } from "./position.ts";
import { RateLimit } from "./rate-limit.ts";

/** What the adapter knows of the connection and a Request does not say. */
export interface Caller {
  readonly address?: string;
  /** What the adapter found the caller may do, in the place of a key in the request. */
  readonly grant?: Grant;
}

export interface Call {
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly grant: Grant;
  /** The parsed JSON body, whatever content type it claims; undefined where it is empty. */
  json(): Promise<unknown>;
  /** What the connection says of the client. */
  client(): Promise<Client>;
}

export type Handler = (call: Call) => Promise<Response>;

export interface Endpoint {
  /** Label for metrics and logs. */
  readonly name: string;
  /** Absent: open to everybody. */
  readonly scope?: Scope;
  readonly style: "own" | "algolia";
  readonly handler: Handler;
}

/** Characters of a body that takes turns with others of its kind: some hundred events or a few products. */
const bulkyText = 32_768;
const nobody: Grant = { id: "nobody", scopes: [] };
const requestId = /^[\w.:-]{1,128}$/;

/** The gate of one shop: every request passes it, and whatever happens behind it comes out as a response. */
export class Gate {
  readonly limits: ApiLimits;
  readonly #shop: Shop;
  readonly #rate: RateLimit;
  readonly #clients: ClientLook;

  constructor(shop: Shop) {
    this.#shop = shop;
    this.limits = { ...defaultApiLimits, ...shop.limits };
    this.#clients = new ClientLook(shop.clock, () => shop.newId());
    this.#rate = new RateLimit(this.limits.requestsPerSecond, this.limits.rateEntries, shop.clock);
  }

  async pass(endpoint: Endpoint, request: Request, params: Readonly<Record<string, string>>, caller: Caller): Promise<Response> {
    const started = performance.now();
    const given = request.headers.get(requestHeader);
    const id = given !== null && requestId.test(given) ? given : this.#shop.newId();
    const response = await this.#answer(endpoint, request, params, caller).catch((error: unknown) => {
      const failure = asAisleError(error);
      if (failure.status >= 500) {
        this.#shop.log?.("error", failure.message, {
          request: id,
          route: endpoint.name,
          code: failure.code,
          cause: failure.cause ?? failure,
        });
      }
      return errorAnswer(failure, endpoint.style);
    });
    response.headers.set(requestHeader, id);
    response.headers.set("X-Content-Type-Options", "nosniff");
    allowOrigin(response, request, endpoint.scope, this.#shop.corsOrigins);
    this.#shop.metrics?.request(endpoint.name, response.status, (performance.now() - started) / 1_000);
    return response;
  }

  async #answer(endpoint: Endpoint, request: Request, params: Readonly<Record<string, string>>, caller: Caller): Promise<Response> {
    const url = new URL(request.url);
    const grant = endpoint.scope === undefined ? nobody : await this.#admit(endpoint.scope, request, url, caller);
    await awaitPosition(request, this.#shop.engine, this.limits.positionWaitMs);
    return endpoint.handler({
      request,
      url,
      params,
      grant,
      json: () => this.#json(request),
      client: () => this.#clients.at(request, grant, caller.address),
    });
  }

  async #json(request: Request): Promise<unknown> {
    const text = await readText(request, this.limits.bodyBytes);
    if (text.length > bulkyText) await this.#shop.turn?.();
    return parseJson(text, this.limits.depth);
  }

  async #admit(scope: Scope, request: Request, url: URL, caller: Caller): Promise<Grant> {
    const secret = presentedSecret(request, url);
    const grant = caller.grant ?? (secret === undefined ? undefined : await this.#shop.keys.find(secret));
    // A public key is shared by all shoppers, so the address counts too; guesses of keys count by address alone.
    const wait = this.#rate.take(`${grant?.id ?? ""} ${caller.address ?? ""}`);
    if (wait > 0) {
      throw new AisleError("rate_limited", `too many requests; retry in ${wait.toFixed(1)} s`, { retryAfter: wait });
    }
    if (!grant) {
      const message =
        secret === undefined ? "a key is needed: Authorization: Bearer KEY, or X-Algolia-API-Key" : "the key is unknown, expired or forged";
      throw new AisleError("unauthorized", message);
    }
    requireScope(grant, scope);
    return grant;
  }
}
