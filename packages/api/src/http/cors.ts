/** CORS: pages of any origin may search and send events where the shop says "*"; write and admin calls need a named origin. */
import { exposedHeaders } from "./answer.ts";
import type { Scope } from "./grant.ts";

const publicScopes: readonly (Scope | undefined)[] = ["search", "events", undefined];

/** Adds the headers that let the calling page read the response; none where the origin is not allowed. */
export function allowOrigin(response: Response, request: Request, scope: Scope | undefined, origins: readonly string[]): void {
  const origin = request.headers.get("origin");
  if (origin === null) return;
  response.headers.append("Vary", "Origin");
  const open = origins.includes("*") && publicScopes.includes(scope);
  if (!open && !origins.includes(origin)) return;
  response.headers.set("Access-Control-Allow-Origin", open ? "*" : origin);
  response.headers.set("Access-Control-Expose-Headers", exposedHeaders.join(", "));
}

/** The answer to a preflight request for a route of the given scope. */
export function preflight(request: Request, scope: Scope | undefined, origins: readonly string[]): Response {
  const response = new Response(null, { status: 204 });
  allowOrigin(response, request, scope, origins);
  if (response.headers.has("Access-Control-Allow-Origin")) {
    response.headers.set("Access-Control-Allow-Methods", request.headers.get("access-control-request-method") ?? "GET, POST");
    const wanted = request.headers.get("access-control-request-headers");
    if (wanted !== null) response.headers.set("Access-Control-Allow-Headers", wanted);
    response.headers.set("Access-Control-Max-Age", "600");
  }
  return response;
}
