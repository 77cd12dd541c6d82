/**
 * Algolia's own light client, pointed at this shop. Only the way a request travels is ours: fetch, with the log position
 * that the answer must reflect. Answers are not cached, because each event may change the next one.
 */
import { liteClient } from "algoliasearch/lite";
import { appId, searchKey } from "../config.ts";
import { demandedPosition, eventsSettled, forgetPosition } from "./position.ts";

type Options = NonNullable<Parameters<typeof liteClient>[2]>;
type Requester = NonNullable<Options["requester"]>;
type EndRequest = Parameters<Requester["send"]>[0];

async function ask(request: EndRequest, position: string | undefined): Promise<Response> {
  return fetch(request.url, {
    method: request.method,
    headers: position === undefined ? request.headers : { ...request.headers, "Aisle-Position": position },
    ...(request.data === undefined ? {} : { body: request.data as BodyInit }),
    signal: AbortSignal.timeout(request.responseTimeout),
  });
}

const requester: Requester = {
  send: async (request) => {
    await eventsSettled();
    const position = demandedPosition();
    try {
      let response = await ask(request, position);
      if (position !== undefined && response.status === 409) {
        forgetPosition();
        response = await ask(request, undefined);
      }
      return { status: response.status, content: await response.text(), isTimedOut: false };
    } catch (error) {
      const isTimedOut = error instanceof DOMException && error.name === "TimeoutError";
      return { status: 0, content: error instanceof Error ? error.message : String(error), isTimedOut };
    }
  },
};

const noCache: NonNullable<Options["responsesCache"]> = {
  get: (_key, make) => make(),
  set: (_key, value) => Promise.resolve(value),
  delete: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

export const client = liteClient(appId, searchKey, {
  hosts: [{ url: location.host, accept: "readWrite", protocol: location.protocol === "https:" ? "https" : "http" }],
  requester,
  responsesCache: noCache,
  requestsCache: noCache,
});
