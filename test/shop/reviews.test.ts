/** Reviews through the real server: read with the next question, kept over a restart, gone with an erasure and not back after another. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { post, serve, type Serving } from "../serving.ts";

interface Reviews {
  readonly count: number;
  readonly average?: number;
  readonly reviews: readonly { readonly text: string; readonly bought: boolean }[];
}

const product = { id: "mug", title: "Stoneware mug", offers: [{ price: 12, currency: "EUR", availability: "in_stock" }] };

async function read(shop: Serving): Promise<Reviews> {
  return post<Reviews>(shop, "/api/reviews", shop.searchKey, { products: ["mug"] });
}

test("a review is read at once, outlives a restart, and goes with an erasure", { timeout: 60_000 }, async (t) => {
  const first = await serve();
  const { data } = first;
  let shop = first;
  t.after(async () => {
    await shop.remove();
    await first.remove();
  });
  await post(shop, "/api/products", shop.adminKey, { products: [product] });
  await post(shop, "/api/events", shop.searchKey, {
    events: [
      { type: "purchase", user: "ann", order: "o1", lines: [{ product: "mug", quantity: 1, price: 12, currency: "EUR" }] },
      { type: "review", user: "ann", product: "mug", text: "Keeps the tea warm", value: 5 },
      { type: "rating", user: "bob", product: "mug", value: 2 },
    ],
  });
  const before = await read(shop);
  assert.deepEqual(
    [before.count, before.average, before.reviews.map(({ text, bought }) => [text, bought])],
    [2, 3.5, [["Keeps the tea warm", true]]],
  );

  assert.equal(await shop.stop(), 0);
  shop = await serve({ data });
  assert.deepEqual({ ...(await read(shop)), position: 0 }, { ...before, position: 0 });

  await post(shop, "/api/events", shop.adminKey, { events: [{ type: "erase", user: "ann" }] });
  const after = await read(shop);
  assert.deepEqual([after.count, after.average, after.reviews], [1, 2, []]);
  assert.equal(await shop.stop(), 0);
  shop = await serve({ data });
  assert.deepEqual([(await read(shop)).count, (await read(shop)).reviews], [1, []]);
});
