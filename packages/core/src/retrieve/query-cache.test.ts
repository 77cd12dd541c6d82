import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ShardedIndex, createMemoryIndex, openLocalShard } from "../retrieve.ts";
import type { IndexChange, SearchRequest } from "../retrieve.ts";
import { changeArbitrary, requestArbitrary } from "../testing/retrieval-arbitraries.ts";
import { createAnalyzer } from "../text.ts";
import { QueryCache, noEffects } from "./query-cache.ts";
import type { CacheQuestion } from "./query-cache.ts";

const analyzer = createAnalyzer();

test("a kept answer is the one that would be worked out now, whatever changed, for any number of shards", async () => {
  const request = fc.tuple(requestArbitrary, fc.boolean(), fc.boolean()).map(([base, distinct, prefix]) => ({ ...base, distinct, prefix }));
  const rounds = fc.array(fc.record({ changes: fc.array(changeArbitrary, { maxLength: 3 }), apart: fc.boolean() }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(changeArbitrary, { maxLength: 40 }),
      fc.array(request, { minLength: 1, maxLength: 6 }),
      rounds,
      fc.integer({ min: 1, max: 3 }),
      async (first, requests, changing, shards) => {
        const cached = createMemoryIndex({ analyzer, shards, cachedAnswers: 4 });
        const plain = createMemoryIndex({ analyzer, shards });
        const check = async () => {
          const [known, wanted] = await Promise.all([cached, plain].map((index) => Promise.all(requests.map((one) => index.search(one)))));
          assert.equal(JSON.stringify(known), JSON.stringify(wanted));
        };
        await Promise.all([cached, plain].map((index) => index.apply(first)));
        for (const { changes, apart } of changing) {
          await check();
          // Changes may come while answers are worked out: those that began before are of before, later ones of after.
          const applied = [cached, plain].map((index) => index.apply(changes));
          if (apart) await Promise.all(applied);
        }
        await check();
      },
    ),
    { numRuns: 150 },
  );
});

/** An index that counts how often its one shard is asked. */
async function counting(changes: readonly IndexChange[]) {
  const shard = openLocalShard(analyzer);
  let asked = 0;
  const index = new ShardedIndex({
    analyzer,
    cachedAnswers: 10,
    shards: [
      {
        apply: (some) => shard.apply(some),
        frequencies: (terms) => shard.frequencies(terms),
        levels: (plan, views) => shard.levels(plan, views),
        search: (question) => {
          asked++;
          return shard.search(question);
        },
        snapshot: () => shard.snapshot(),
        close: () => shard.close(),
      },
    ],
  });
  await index.apply(changes);
  return {
    apply: (change: IndexChange) => index.apply([change]),
    /** Whether the shard was asked. */
    async asks(request: SearchRequest): Promise<boolean> {
      const before = asked;
      await index.search(request);
      return asked > before;
    },
  };
}

const tea = (id: string, price: number): IndexChange => ({
  op: "put",
  document: { id, texts: [{ field: "title", value: "Green Tea" }], numbers: { price, stock: 5 }, flags: { in_stock: true }, views: {} },
});

test("a change drops what reads the changed field only, documents drop everything", async () => {
  const index = await counting([tea("a", 10), tea("b", 20)]);
  const plain: SearchRequest = { query: "green tea", views: [] };
  const priced: SearchRequest = { ...plain, filter: { not: { or: [{ field: "price", max: 15 }] } }, facets: ["in_stock"] };
  const sorted: SearchRequest = { ...plain, sort: [{ field: "price", order: "asc" }] };
  const all = [plain, priced, sorted];
  const asks = async () => {
    const found = [];
    for (const one of all) found.push(await index.asks(one));
    return found;
  };
  assert.deepEqual(await asks(), [true, true, true]);
  assert.deepEqual(await asks(), [false, false, false]);
  assert.equal(await index.asks({ query: "  GREEN   teas", views: [] }), false, "other spellings of one query share an answer");
  const offer = (price: number, stock: number) => ({
    op: "patch" as const,
    id: "a",
    numbers: { price, stock },
    flags: { in_stock: true },
    views: {},
  });
  await index.apply(offer(10, 4));
  assert.deepEqual(await asks(), [false, false, false], "nobody reads the stock, and the price is what it was");
  await index.apply(offer(11, 4));
  assert.deepEqual(await asks(), [false, true, true]);
  await index.apply({ ...offer(11, 4), flags: { in_stock: false } });
  assert.deepEqual(await asks(), [false, true, false]);
  await index.apply({ ...offer(11, 4), views: { vip: { numbers: { price: 9 }, flags: {} } } });
  assert.deepEqual(await asks(), [false, true, true]);
  await index.apply({ ...offer(11, 4), restricted: true });
  assert.deepEqual(await asks(), [true, true, true]);
  await index.apply({ op: "delete", id: "nobody" });
  assert.deepEqual(await asks(), [false, false, false]);
  await index.apply({ op: "delete", id: "b" });
  assert.deepEqual(await asks(), [true, true, true]);
  await index.apply(tea("c", 3));
  assert.deepEqual(await asks(), [true, true, true]);
});

const asking = (limit: number): CacheQuestion => ({
  question: { refinements: {}, facets: [], sort: [], take: limit, distinct: false, coverage: 0.5, saturation: 2.2 },
  others: { limit },
});
const answer = { total: 0, hits: [], facets: {}, stats: {}, terms: [], corrections: [], required: { matched: 0, of: 0 } };

test("the least recently asked answers make room, one question at once is worked out once, a failure is not kept", async () => {
  const cache = new QueryCache(2);
  let found = 0;
  const ask = (limit: number) =>
    cache.ask(asking(limit), async () => {
      found++;
      return answer;
    });
  await Promise.all([ask(1), ask(1)]);
  assert.equal(found, 1);
  await ask(2);
  await ask(1);
  await ask(3);
  assert.deepEqual([cache.count, found], [2, 3]);
  await ask(1);
  assert.equal(found, 3);
  await ask(2);
  assert.equal(found, 4);
  await assert.rejects(
    cache.ask(asking(4), () => Promise.reject(new Error("no"))),
    /no/,
  );
  assert.equal(await cache.ask(asking(4), async () => answer), answer);
  cache.take({ ...noEffects, documents: true });
  assert.equal(cache.count, 0);
});
