/** The unmodified algoliasearch client against the app of a shop, over a socket; for test files, which open it once each. */
import type { AddressInfo } from "node:net";
import { after, before } from "node:test";
import { createAdaptorServer } from "@hono/node-server";
import { algoliasearch } from "algoliasearch";
import type { Algoliasearch } from "algoliasearch";
import { createApp } from "../app.ts";
import { fakeShop, keys } from "./fake-shop.ts";
import type { FakeShop } from "./fake-shop.ts";
import type { Shop } from "../shop.ts";

export interface ShopServer<S extends Shop> {
  /** The shop behind the client made last. */
  readonly shop: S;
  /** Host and port. */
  readonly address: string;
  /** A client of a new shop. */
  fresh(key?: string): Algoliasearch;
  /** A client of the same shop. */
  client(key: string): Algoliasearch;
}

export function fakeShopServer(): ShopServer<FakeShop> {
  return shopServer(() => fakeShop());
}

/** Opens before the file's tests and closes after them. */
export function shopServer<S extends Shop>(make: () => S): ShopServer<S> {
  let shop = make();
  let app = createApp(shop);
  const server = createAdaptorServer({ fetch: (request) => app.fetch(request) });
  before(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  after(async () => {
    await new Promise((resolve) => server.close(resolve));
    await app.close();
  });
  const address = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = (key: string) => algoliasearch("aisle", key, { hosts: [{ url: address(), protocol: "http", accept: "readWrite" }] });
  return {
    get shop() {
      return shop;
    },
    get address() {
      return address();
    },
    client,
    fresh(key = keys.admin) {
      shop = make();
      app = createApp(shop);
      return client(key);
    },
  };
}
