/** The unmodified algoliasearch client against the app of a fake shop, over a socket; for test files, which open it once each. */
import type { AddressInfo } from "node:net";
import { after, before } from "node:test";
import { createAdaptorServer } from "@hono/node-server";
import { algoliasearch } from "algoliasearch";
import type { Algoliasearch } from "algoliasearch";
import { createApp } from "../app.ts";
import { fakeShop, keys } from "./fake-shop.ts";
import type { FakeShop } from "./fake-shop.ts";

export interface FakeShopServer {
  /** The shop behind the client made last. */
  readonly shop: FakeShop;
  /** A client of a new shop. */
  fresh(key?: string): Algoliasearch;
}

/** Opens before the file's tests and closes after them. */
export function fakeShopServer(): FakeShopServer {
  let shop = fakeShop();
  let app = createApp(shop);
  const server = createAdaptorServer({ fetch: (request) => app.fetch(request) });
  before(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  after(async () => {
    await new Promise((resolve) => server.close(resolve));
    await app.close();
  });
  return {
    get shop() {
      return shop;
    },
    fresh(key = keys.admin) {
      shop = fakeShop();
      app = createApp(shop);
      const { port } = server.address() as AddressInfo;
      return algoliasearch("aisle", key, { hosts: [{ url: `127.0.0.1:${port}`, protocol: "http", accept: "readWrite" }] });
    },
  };
}
