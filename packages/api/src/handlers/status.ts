/** What operators and their machines ask: alive, ready, figures, the contract. Open to everybody who reaches the port. */
import { AisleError } from "@aisle/core/base";
import type { Mount } from "../compat/algolia/endpoints.ts";
import { answer } from "../http/answer.ts";
import type { Handler } from "../http/call.ts";
import { openApiDocument } from "../openapi.ts";
import type { Shop } from "../shop.ts";
import { version } from "../version.ts";

const prometheus = "text/plain; version=0.0.4; charset=utf-8";

/** /livez, /readyz, /metrics, /openapi.json. */
export function statusEndpoints(shop: Shop): readonly Mount[] {
  const mount = (path: string, handler: Handler): Mount => ({ method: "GET", path, endpoint: { name: path, style: "own", handler } });
  let document: unknown;
  return [
    mount("/livez", async () => answer({ status: "alive" })),
    mount("/readyz", async () => {
      const { ready, details } = shop.health();
      const { position } = shop.engine;
      return answer({ status: ready ? "ready" : "not ready", position, ...details }, { status: ready ? 200 : 503, position });
    }),
    mount("/metrics", async () => {
      if (!shop.metrics) throw new AisleError("not_found", "this server keeps no metrics");
      return new Response(await shop.metrics.text(), { headers: { "content-type": prometheus } });
    }),
    mount("/openapi.json", async () => answer((document ??= openApiDocument(version)))),
  ];
}
