/**
 * Algolia's own light client, pointed at this shop. Only the way a request travels is ours (travel.ts). Answers are not
 * cached, because each event may change the next one.
 */
import { liteClient } from "algoliasearch/lite";
import { appId, searchKey } from "../config.ts";
import { ask } from "./travel.ts";

type Options = NonNullable<Parameters<typeof liteClient>[2]>;
type Requester = NonNullable<Options["requester"]>;

const requester: Requester = {
  send: async (request) => {
    try {
      const response = await ask(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.data === undefined ? {} : { body: request.data as BodyInit }),
        signal: AbortSignal.timeout(request.responseTimeout),
      });
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

/** Milliseconds. There is one host, so a question is waited for rather than asked elsewhere; the page says when it takes long. */
const timeouts = { connect: 15_000, read: 15_000, write: 30_000 };

export const client = liteClient(appId, searchKey, {
  hosts: [{ url: location.host, accept: "readWrite", protocol: location.protocol === "https:" ? "https" : "http" }],
  requester,
  timeouts,
  responsesCache: noCache,
  requestsCache: noCache,
});
