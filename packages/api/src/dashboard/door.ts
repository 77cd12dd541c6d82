/**
 * The dashboard's door to the API: /dashboard/api/session signs in and out, every other path below /dashboard/api is the same path
 * of the app, asked with the grant of the session's key. The cookie is sent nowhere else, no script can read it, and a request that
 * another site started is refused whatever it carries.
 */
import { AisleError } from "@aisle/core/base";
import { z } from "zod";
import type { App } from "../app.ts";
import { answer, asAisleError, errorAnswer } from "../http/answer.ts";
import { parseJson, readText } from "../http/body.ts";
import type { Caller } from "../http/call.ts";
import type { Grant } from "../http/grant.ts";
import { requireScope } from "../http/keys.ts";
import { parseWith } from "../http/parse.ts";
import { RateLimit } from "../http/rate-limit.ts";
import type { Shop } from "../shop.ts";
import { Sessions, sessionMs } from "./session.ts";
import type { Session } from "./session.ts";

export const doorPath = "/dashboard/api";

const cookieName = "aisle_session";
/** Of each address: so many at once, then one every ten seconds. */
const attempts = 10;
const attemptsPerSecond = 0.1;
const rememberedAddresses = 10_000;
const signInBytes = 8_192;
const signInBody = z.strictObject({ key: z.string().min(1).max(4_096) });

/** Answers requests whose path begins with `doorPath`; never rejects. `secret` signs the sessions. */
export function createDoor(app: App, shop: Shop, secret: string): (request: Request, caller?: Caller) => Promise<Response> {
  const sessions = new Sessions({ secret, clock: shop.clock, newId: shop.newId });
  const rate = new RateLimit(attemptsPerSecond, rememberedAddresses, shop.clock, attempts);

  /** The session of a request and what its key grants; undefined where there is none, it is over, or its key is. */
  async function sessionOf(request: Request): Promise<{ readonly session: Session; readonly grant: Grant } | undefined> {
    const token = cookieOf(request);
    const session = token === undefined ? undefined : await sessions.read(token);
    const grant = session && shop.keys.grant(session.key);
    return session && grant?.scopes.includes("admin") ? { session, grant } : undefined;
  }

  async function signIn(request: Request, caller: Caller): Promise<Response> {
    const wait = rate.take(caller.address ?? "");
    if (wait > 0) throw new AisleError("rate_limited", `too many attempts; retry in ${Math.ceil(wait)} s`, { retryAfter: wait });
    const { key } = parseWith(signInBody, parseJson(await readText(request, signInBytes), 4));
    const grant = await shop.keys.find(key.trim());
    if (!grant) {
      shop.log?.("warn", "a sign-in to the dashboard was refused", { address: caller.address });
      throw new AisleError("unauthorized", "the key is unknown or expired");
    }
    requireScope(grant, "admin");
    const { session, token } = await sessions.open(grant.id);
    return withCookie(answer(shown(session)), request, token, sessionMs / 1_000);
  }

  async function aboutSession(request: Request, caller: Caller): Promise<Response> {
    if (request.method === "POST") return signIn(request, caller);
    const found = await sessionOf(request);
    if (request.method === "GET") return answer(found ? shown(found.session) : { key: null });
    if (request.method !== "DELETE") throw new AisleError("not_found", "there is nothing at this path and method");
    if (found) sessions.end(found.session);
    return withCookie(answer({ key: null }), request, "", 0);
  }

  async function pass(request: Request, caller: Caller): Promise<Response> {
    requireSameOrigin(request);
    const url = new URL(request.url);
    url.pathname = url.pathname.slice(doorPath.length);
    if (url.pathname === "/session") return aboutSession(request, caller);
    const found = await sessionOf(request);
    if (!found) throw new AisleError("unauthorized", "sign in first: there is no session, or it is over");
    const headers = new Headers(request.headers);
    for (const name of ["cookie", "authorization", "x-algolia-api-key"]) headers.delete(name);
    const body = request.method === "GET" || request.method === "HEAD" ? null : request.body;
    const inner = new Request(url, { method: request.method, headers, body, duplex: "half" } as RequestInit);
    return app.fetch(inner, { ...caller, grant: found.grant });
  }

  return (request, caller = {}) =>
    pass(request, caller).catch((error: unknown) => {
      const failure = asAisleError(error);
      if (failure.status >= 500) shop.log?.("error", failure.message, { code: failure.code, cause: failure.cause ?? failure });
      return errorAnswer(failure, "own");
    });
}

function shown({ key, expires }: Session) {
  return { key, expires };
}

/** Throws "forbidden" for a request that a page of another origin started. Browsers say so; other programs carry no cookie by accident. */
function requireSameOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  // What a proxy was asked for comes first: a page cannot set this header on a request to another site without asking.
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host") ?? new URL(request.url).host;
  const own = origin === null || (URL.canParse(origin) && new URL(origin).host === host);
  // "none": typed into the address bar, which only reads.
  const direct = site === null || site === "same-origin" || (site === "none" && request.method === "GET");
  if (!own || !direct) throw new AisleError("forbidden", "the dashboard answers its own pages only", { origin });
}

function cookieOf(request: Request): string | undefined {
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [name, ...value] = part.trim().split("=");
    if (name === cookieName) return value.join("=");
  }
  return undefined;
}

function withCookie(response: Response, request: Request, token: string, seconds: number): Response {
  const secure = new URL(request.url).protocol === "https:" || request.headers.get("x-forwarded-proto") === "https";
  response.headers.append(
    "Set-Cookie",
    `${cookieName}=${token}; Path=${doorPath}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`,
  );
  return response;
}
