/**
 * The HTTP surface of one shop as a web-standard fetch: Request in, Response out, whatever serves it. Routes come from the
 * contract and from the tables of compatible APIs; this file only puts them together.
 */
import { AisleError } from "@aisle/core/base";
import { Hono } from "hono";
import { algoliaEndpoints } from "./compat/algolia/endpoints.ts";
import type { Mount } from "./compat/algolia/endpoints.ts";
import { routes } from "./contract.ts";
import type { RouteName } from "./contract.ts";
import type { EventParts } from "./handlers/acknowledge.ts";
import { dropIndex, getIndexes } from "./handlers/indexes.ts";
import { deleteKey, getAdminProduct, getConfig, getKeys, getOverview, postInspect, postKey } from "./handlers/admin.ts";
import { postEvents } from "./handlers/events.ts";
import { foreignEndpoints, postGa4, postSegment, postUbi } from "./handlers/foreign-events.ts";
import { LiveEvents } from "./handlers/live-events.ts";
import { deleteProduct, getProduct, patchOffers, putProduct, putProducts } from "./handlers/products.ts";
import { postReviews } from "./handlers/reviews.ts";
import { postComplete, postExplain, postRecommend, postSearch, postSuggest } from "./handlers/search.ts";
import { getTraffic, postTraffic } from "./handlers/traffic.ts";
import { statusEndpoints } from "./handlers/status.ts";
import { Gate } from "./http/call.ts";
import type { Call, Caller, Endpoint } from "./http/call.ts";
import { preflight } from "./http/cors.ts";
import { QueryRecorder } from "./query-recorder.ts";
import type { Shop } from "./shop.ts";

export interface App {
  /** Never rejects: what fails is answered. `caller` is what the server knows of the connection. */
  fetch(request: Request, caller?: Caller): Promise<Response>;
  /** Ends streams that would go on; call before waiting for open requests. */
  drain(): void;
  /** Writes what still waits to be recorded; call before the log closes. */
  close(): Promise<void>;
}

const handlers: Readonly<Record<RouteName, (call: Call, parts: EventParts) => Promise<Response>>> = {
  search: postSearch,
  recommend: postRecommend,
  complete: postComplete,
  suggest: postSuggest,
  explain: postExplain,
  reviews: postReviews,
  events: postEvents,
  getProduct,
  putProduct,
  putProducts,
  patchOffers,
  deleteProduct,
  indexes: getIndexes,
  dropIndex,
  getTraffic,
  postTraffic,
  eventsUbi: postUbi,
  eventsGa4: postGa4,
  eventsSegment: postSegment,
  overview: getOverview,
  inspect: postInspect,
  adminProduct: getAdminProduct,
  config: getConfig,
  keys: getKeys,
  createKey: postKey,
  revokeKey: deleteKey,
};

function ownEndpoints(parts: EventParts): readonly Mount[] {
  return (Object.keys(routes) as RouteName[]).map((name) => {
    const { method, path, scope } = routes[name];
    const handler = handlers[name];
    return {
      method,
      path: path.replace(/\{(\w+)\}/g, ":$1"),
      endpoint: { name, scope, style: "own", handler: (call) => handler(call, parts) },
    };
  });
}

/** The app of a shop. */
export function createApp(shop: Shop): App {
  const gate = new Gate(shop);
  const recorder = new QueryRecorder(shop);
  const parts = { shop, limits: gate.limits, recorder };
  const live = new LiveEvents(shop);
  const mounts = [...ownEndpoints(parts), ...foreignEndpoints(parts), ...algoliaEndpoints(parts), ...statusEndpoints(shop), live.mount()];
  const app = new Hono<{ Bindings: Caller }>();

  for (const { method, path, endpoint } of mounts) app.on(method, path, (c) => gate.pass(endpoint, c.req.raw, c.req.param(), c.env));
  const paths = new Map<string, Mount[]>();
  for (const mount of mounts) paths.set(mount.path, [...(paths.get(mount.path) ?? []), mount]);
  for (const [path, alternatives] of paths) {
    app.options(path, (c) => {
      const wanted = c.req.header("access-control-request-method");
      const { endpoint } = alternatives.find(({ method }) => method === wanted) ?? alternatives[0]!;
      return preflight(c.req.raw, endpoint.scope, shop.corsOrigins);
    });
  }
  const missing = (style: Endpoint["style"]): Endpoint => ({
    name: "none",
    style,
    handler: () => Promise.reject(new AisleError("not_found", "there is nothing at this path and method")),
  });
  app.notFound((c) => gate.pass(missing(c.req.path.startsWith("/1/") ? "algolia" : "own"), c.req.raw, {}, c.env));

  return {
    fetch: async (request, caller = {}) => app.fetch(request, caller),
    drain: () => live.close(),
    close: () => recorder.flush(),
  };
}
