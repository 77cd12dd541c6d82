/** Price and stock changes over real HTTP in batches: a kill in their midst loses nothing that was acknowledged. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { post, serve } from "../serving.ts";
import type { Serving } from "../serving.ts";

const count = 300;
const id = (n: number) => `lamp${n % count}`;
const offer = (price: number) => ({ availability: "in_stock", price, currency: "EUR", stock: price % 100 });

interface Found {
  readonly hits: readonly { readonly product: { readonly id: string; readonly offers: readonly { readonly price: number }[] } }[];
  readonly stats: Readonly<Record<string, { readonly sum: number; readonly count: number }>>;
}

/** Sends a batch; the position that was acknowledged, or undefined where the server was gone. */
async function change(shop: Serving, changes: readonly object[]): Promise<number | undefined> {
  try {
    const response = await fetch(new URL("/api/products", shop.url), {
      method: "PATCH",
      headers: { authorization: `Bearer ${shop.adminKey}` },
      body: JSON.stringify({ changes }),
    });
    return ((await response.json()) as { position: number }).position;
  } catch {
    return undefined;
  }
}

async function prices(shop: Serving): Promise<ReadonlyMap<string, number>> {
  const { hits, stats } = await post<Found>(shop, "/api/search", shop.searchKey, { query: "", limit: 500, facets: ["price"] });
  const found = new Map(hits.map(({ product }) => [product.id, product.offers[0]!.price]));
  assert.equal(
    stats["price"]!.sum,
    [...found.values()].reduce((a, b) => a + b, 0),
    "the index and the documents tell the same prices",
  );
  return found;
}

test("kill -9 during updates: every acknowledged price is there after the restart, and after the next kill too", async (t) => {
  let shop = await serve();
  t.after(() => shop.remove());
  const products = Array.from({ length: count }, (_, n) => ({ id: id(n), title: `lamp ${n}`, offers: [offer(1)] }));
  await post(shop, "/api/products", shop.adminKey, { products });
  let price = 1;
  for (let round = 0; round < 2; round++) {
    /** The last price that was acknowledged, and the last that was sent: what stands in between may or may not be there. */
    const acknowledged = new Map(products.map((one) => [one.id, round === 0 ? 1 : price]));
    const sent = new Map(acknowledged);
    let batches = 0;
    const writing = Array.from({ length: 3 }, async (_, writer) => {
      for (;;) {
        // A writer changes products of its own, so that the last acknowledged change is the newest.
        const own = ++price;
        const ids = Array.from({ length: count / 3 }, (_, n) => id(n * 3 + writer));
        for (const one of ids) sent.set(one, own);
        const position = await change(
          shop,
          ids.map((product) => ({ product, offers: [offer(own)] })),
        );
        if (position === undefined) return;
        for (const one of ids) acknowledged.set(one, own);
        batches++;
        if (batches === 20 + 7 * round) shop.process.kill("SIGKILL");
      }
    });
    await Promise.all(writing);
    assert.ok(batches >= 20);
    shop = await serve({ data: shop.data });
    const found = await prices(shop);
    assert.equal(found.size, count);
    for (const [product, is] of found)
      assert.ok(
        is === acknowledged.get(product) || is === sent.get(product),
        `${product}: ${is}, acknowledged ${acknowledged.get(product)}`,
      );
    // What the next round starts from.
    price += 1;
    await change(
      shop,
      products.map(({ id: product }) => ({ product, offers: [offer(price)] })),
    );
  }
  await shop.stop();
  shop = await serve({ data: shop.data });
  assert.deepEqual(new Set((await prices(shop)).values()), new Set([price]), "after a clean stop nothing is replayed and nothing differs");
});
