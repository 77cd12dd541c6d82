/** InstantSearch's own logic (connectors and helper, without a page) driven by the app: what a shop's widgets would show. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { createAdaptorServer } from "@hono/node-server";
import { liteClient } from "algoliasearch/lite";
import { createApp } from "../../app.ts";
import { fakeShop, keys } from "../../testing/fake-shop.ts";

// Connectors are read as the functions they are: their types are those of widgets in a page.
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;
// The package's ES modules import folders, which Node refuses; its CommonJS build is what servers load.
const require = createRequire(import.meta.url);
const instantsearch: Loose = require("instantsearch.js").default;
const connectors: Loose = require("instantsearch.js/cjs/connectors");

const app = createApp(fakeShop());
const server = createAdaptorServer({ fetch: (request) => app.fetch(request) });
before(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
after(() => new Promise((resolve) => server.close(resolve)));

test("disjunctive facets keep their alternatives, ranges their bounds, menus their levels", async () => {
  const { port } = server.address() as AddressInfo;
  const searchClient = liteClient("aisle", keys.public, { hosts: [{ url: `127.0.0.1:${port}`, protocol: "http", accept: "readWrite" }] });
  const shown: Record<string, Loose> = {};
  const keep = (name: string) => (state: Loose) => {
    shown[name] = state;
  };
  const search: Loose = instantsearch({
    indexName: "products",
    searchClient,
    future: { preserveSharedStateOnUnmount: true },
    initialUiState: {
      products: {
        query: "shoe",
        refinementList: { color: ["red"] },
        range: { price: "10:100" },
        hierarchicalMenu: { "hierarchicalCategories.lvl0": ["Shoes"] },
        toggle: { in_stock: true },
      },
    },
  });
  search.addWidgets([
    connectors.connectSearchBox(keep("box"))({}),
    connectors.connectHits(keep("hits"))({}),
    connectors.connectRefinementList(keep("color"))({ attribute: "color" }),
    connectors.connectRange(keep("price"))({ attribute: "price" }),
    connectors.connectToggleRefinement(keep("stock"))({ attribute: "in_stock" }),
    connectors.connectHierarchicalMenu(keep("menu"))({ attributes: ["hierarchicalCategories.lvl0", "hierarchicalCategories.lvl1"] }),
  ]);
  search.start();
  await new Promise<void>((resolve, reject) => {
    search.on("render", () => shown["hits"]?.results && resolve());
    search.on("error", ({ error }: Loose) => reject(error));
  });
  search.dispose();
  assert.deepEqual(
    shown["hits"].items.map((hit: Loose) => [hit.objectID, hit.__position, hit._highlightResult.title.value]),
    [["1", 1, "Red running <mark>shoe</mark>"]],
  );
  assert.deepEqual(
    shown["color"].items.map(({ value, count, isRefined }: Loose) => [value, count, isRefined]),
    [
      ["red", 1, true],
      ["blue", 1, false],
    ],
  );
  assert.deepEqual(shown["price"].range, { min: 80, max: 80 });
  assert.equal(shown["stock"].value.isRefined, true);
  assert.deepEqual(
    shown["menu"].items.map(({ value, isRefined, data }: Loose) => [
      value,
      isRefined,
      data.map((inner: Loose) => [inner.value, inner.count]),
    ]),
    [["Shoes", true, [["Shoes > Running", 1]]]],
  );
});
