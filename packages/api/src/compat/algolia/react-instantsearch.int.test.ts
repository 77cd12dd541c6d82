/** The unmodified react-instantsearch, rendered on the server as shops do: several indexes, a replica, Recommend's widgets. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { liteClient } from "algoliasearch/lite";
import { shopServer } from "../../testing/algolia-client.ts";
import { keys } from "../../testing/fake-shop.ts";
import { memoryShop } from "../../testing/memory-shop.ts";

// Widgets are read as the functions they are; without JSX their types add nothing.
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;
// The package's ES modules import folders, which Node refuses; its CommonJS build is what servers load.
const require = createRequire(import.meta.url);
const { createElement: h }: Loose = require("react");
const { renderToString }: Loose = require("react-dom/server");
const widgets: Loose = require("react-instantsearch");

const server = shopServer(() => memoryShop());

const object = (objectID: string, title: string, price: number, brand = "Halden") => ({
  objectID,
  title,
  price,
  currency: "EUR",
  brand,
  categories: ["Home"],
});

/** What a page of these widgets shows. */
async function rendered(initialUiState: object, children: readonly Loose[]): Promise<string> {
  const searchClient = liteClient("aisle", keys.public, { hosts: [{ url: server.address, protocol: "http", accept: "readWrite" }] });
  const page = (serverState: Loose) =>
    h(
      widgets.InstantSearchSSRProvider,
      serverState,
      h(
        widgets.InstantSearch,
        { searchClient, indexName: "products", initialUiState, future: { preserveSharedStateOnUnmount: true } },
        ...children,
      ),
    );
  const state = await widgets.getServerState(page({}), { renderToString });
  return renderToString(page(state));
}

const titles = (className: string) =>
  h(widgets.Hits, { classNames: { root: className }, hitComponent: ({ hit }: Loose) => h("b", null, hit.title) });

/** Texts in bold within the element of a class. */
function bold(html: string, className: string): readonly string[] {
  const from = html.indexOf(className);
  assert.notEqual(from, -1, `${className} is on the page`);
  const list = html.slice(from, html.indexOf("</ol>", from));
  return [...list.matchAll(/<b>([^<]*)<\/b>/g)].map((match) => match[1]!);
}

test("hits of several indexes on one page, each with its own facets; a replica as a sort order", async () => {
  const client = server.fresh();
  await client.saveObjects({ indexName: "products", objects: [object("1", "Oak lamp", 30), object("2", "Pine lamp", 10, "Nord")] });
  await client.saveObjects({ indexName: "outlet", objects: [object("9", "Worn lamp", 5, "Retro")] });
  await client.setSettings({ indexName: "products", indexSettings: { replicas: ["cheap"] } });
  await client.setSettings({ indexName: "cheap", indexSettings: { ranking: ["asc(price)"] } });
  const brands = () => h(widgets.RefinementList, { attribute: "brand" });
  const children = [
    brands(),
    titles("main-hits"),
    h(widgets.SortBy, {
      items: [
        { label: "Relevance", value: "products" },
        { label: "Price", value: "cheap" },
      ],
    }),
    h(widgets.Index, { indexName: "outlet" }, brands(), titles("outlet-hits")),
  ];
  const html = await rendered({ products: { query: "lamp", sortBy: "cheap" } }, children);
  assert.deepEqual(bold(html, "main-hits"), ["Pine lamp", "Oak lamp"]);
  assert.deepEqual(bold(html, "outlet-hits"), ["Worn lamp"]);
  assert.ok(html.includes("Retro") && html.includes("Nord"));
});

test("Recommend's widgets", async () => {
  const client = server.fresh();
  const objects = ["Oak lamp", "Oak desk lamp", "Oak floor lamp", "Steel shelf"].map((title, n) => object(`${n + 1}`, title, 10));
  await client.saveObjects({ indexName: "products", objects });
  const { shop } = server;
  const time = shop.clock();
  const lines = ["1", "4"].map((product) => ({ product, quantity: 1 }));
  await shop.ingest(["ann", "bob", "cat"].map((user) => ({ type: "purchase", time, user, order: user, lines }) as const));
  const one = (name: string, props: object) =>
    h(widgets[name], { ...props, classNames: { root: `of-${name}` }, itemComponent: ({ item }: Loose) => h("b", null, item.title) });
  const html = await rendered({}, [
    one("RelatedProducts", { objectIDs: ["1"], limit: 2 }),
    one("LookingSimilar", { objectIDs: ["1"], limit: 1 }),
    one("FrequentlyBoughtTogether", { objectIDs: ["1"] }),
    one("TrendingItems", { limit: 2 }),
  ]);
  assert.equal(bold(html, "of-FrequentlyBoughtTogether")[0], "Steel shelf");
  assert.deepEqual([...bold(html, "of-TrendingItems")].sort(), ["Oak lamp", "Steel shelf"]);
  assert.equal(bold(html, "of-RelatedProducts").length, 2);
  assert.equal(bold(html, "of-LookingSimilar").length, 1);
  assert.ok(!bold(html, "of-RelatedProducts").includes("Oak lamp"));
});
