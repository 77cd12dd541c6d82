/**
 * GET of JSON from a platform's API: patient with "too many requests" and passing failures, within limits of time, tries and
 * size, and never to another origin than the configured one, because the access token goes with each request.
 */
import { AisleError, defaultLimits } from "@aisle/core/base";
import { parseExact } from "@aisle/api/connect/fields";

export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

export interface ApiClientOptions {
  /** The platform's name in messages. */
  readonly platform: string;
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch?: Fetch;
  /** Waits; stops waiting when the signal does. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  readonly maximumBytes?: number;
}

export interface ApiAnswer {
  readonly body: unknown;
  /** Address of the next page, where a Link header names one. */
  readonly next: URL | undefined;
}

export interface ApiClient {
  /** Undefined where there is nothing at the path. */
  get(path: string | URL): Promise<ApiAnswer | undefined>;
}

const tries = 5;
const requestMs = 30_000;
const longestWaitMs = 60_000;

/** Waits unless stopped. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
}

/** The address with rel="next" of a Link header. */
export function nextLink(header: string | null, base: URL): URL | undefined {
  for (const [, address, rest] of (header ?? "").slice(0, 10_000).matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (!/;\s*rel\s*=\s*"?next"?\s*(?:[;,]|$)/i.test(rest!.trim())) continue;
    return URL.canParse(address!, base) ? new URL(address!, base) : undefined;
  }
  return undefined;
}

/** The bytes of a response within a limit. */
export async function readWithin(response: Response, maximum: number, what: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maximum) throw new AisleError("too_large", `${what} is larger than ${maximum} bytes`, { limit: "bodyBytes", maximum });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function createApiClient(options: ApiClientOptions): ApiClient {
  const { platform, signal } = options;
  const base = new URL(options.base.endsWith("/") ? options.base : `${options.base}/`);
  const send = options.fetch ?? ((url: URL, init: RequestInit) => fetch(url, init));
  const wait = options.sleep ?? sleep;
  const failed = (message: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) =>
    new AisleError("unavailable", `${platform}: ${message}`, details, cause);

  async function once(url: URL): Promise<Response> {
    const timed = AbortSignal.any([signal, AbortSignal.timeout(requestMs)]);
    return send(url, { headers: { accept: "application/json", ...options.headers }, redirect: "error", signal: timed });
  }

  return {
    async get(path) {
      const url = new URL(path, base);
      if (url.origin !== base.origin) throw failed(`the next page lies at ${url.origin}, which is not ${base.origin}`);
      for (let attempt = 1; ; attempt++) {
        if (signal.aborted) throw new AisleError("closed", `${platform}: stopped`);
        let response: Response;
        try {
          response = await once(url);
        } catch (cause) {
          if (signal.aborted) throw new AisleError("closed", `${platform}: stopped`);
          if (attempt === tries) throw failed(`${url.pathname} cannot be reached`, {}, cause);
          await wait(1_000 * 2 ** (attempt - 1), signal);
          continue;
        }
        const { status } = response;
        if (status === 404) return undefined;
        if (status === 429 || status >= 500) {
          await response.body?.cancel();
          if (attempt === tries) throw failed(`${url.pathname} answered ${status}`, { status });
          const asked = Number(response.headers.get("retry-after")) * 1_000;
          await wait(Math.min(longestWaitMs, asked > 0 ? asked : 1_000 * 2 ** (attempt - 1)), signal);
          continue;
        }
        if (!response.ok) {
          await response.body?.cancel();
          throw failed(`${url.pathname} answered ${status}${status === 401 || status === 403 ? "; is the token right?" : ""}`, { status });
        }
        const bytes = await readWithin(response, options.maximumBytes ?? defaultLimits.bodyBytes, `${platform}: ${url.pathname}`);
        const body = parseExact(bytes.toString("utf8"), defaultLimits.depth);
        return { body, next: nextLink(response.headers.get("link"), url) };
      }
    },
  };
}
