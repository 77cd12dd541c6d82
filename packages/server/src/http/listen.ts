/** Opens the port: web-standard fetch on Node's HTTP server, the next free port where the wanted one is taken. */
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { AisleError } from "@aisle/core/base";

export interface Listening {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  /** Stops accepting, lets open requests finish within `drainMs`, then cuts what is left. */
  close(drainMs: number): Promise<void>;
}

const attempts = 50;
const sweepMs = 50;

/** `answer` gets the address of the peer beside the request. Port 0 lets the system choose; an address that cannot be bound at all is "bad_config". */
export async function listen(
  answer: (request: Request, address: string | undefined) => Response | Promise<Response>,
  host: string,
  port: number,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch: (request, env) => answer(request, env.incoming.socket.remoteAddress) });
  for (let attempt = 0; ; attempt++) {
    const wanted = port === 0 ? 0 : port + attempt;
    const code = await new Promise<string | undefined>((resolve) => {
      const failed = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message);
      server.once("error", failed);
      server.listen(wanted, host, () => {
        server.off("error", failed);
        resolve(undefined);
      });
    });
    if (code === undefined) break;
    if (code !== "EADDRINUSE" || attempt === attempts || wanted >= 65_535) {
      throw new AisleError("bad_config", `cannot listen on ${host}:${wanted}: ${code}`, { host, port: wanted });
    }
  }
  const address = server.address() as AddressInfo;
  const name = host.includes(":") ? `[${host}]` : host === "0.0.0.0" ? "127.0.0.1" : host;
  return {
    host,
    port: address.port,
    url: `http://${name}:${address.port}/`,
    close: (drainMs) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), drainMs);
        // A connection kept alive is idle only once the answer on it has ended.
        const sweep = setInterval(() => "closeIdleConnections" in server && server.closeIdleConnections(), sweepMs);
        server.close(() => {
          clearTimeout(cut);
          clearInterval(sweep);
          resolve();
        });
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      }),
  };
}
