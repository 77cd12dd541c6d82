import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isAisleError } from "../base.ts";
import { createMemoryIndex } from "../retrieve.ts";
import type { IndexChange, IndexDocument } from "../retrieve.ts";
import { changeArbitrary, requestArbitrary } from "../testing/retrieval-arbitraries.ts";
import { replay, retrievalContract } from "../testing/retrieval-contract.ts";
import { createAnalyzer } from "../text.ts";

const analyzer = createAnalyzer();

function put(id: string, title: string, more: Partial<IndexDocument> = {}): IndexChange {
  return { op: "put", document: { id, texts: [{ field: "title", value: title }], ...more } };
}

async function indexOf(changes: readonly IndexChange[], shards = 1) {
  const index = createMemoryIndex({ analyzer, shards });
  await index.apply(changes);
  return index;
}

for (const shards of [1, 3]) {
  retrievalContract({
    test: (name, run) => test(`${name} (${shards} shard${shards > 1 ? "s" : ""})`, run),
    equal: (actual, expected, message) =>
      message === undefined ? assert.deepEqual(actual, expected) : assert.deepEqual(actual, expected, message),
    analyzer,
    open: async () => createMemoryIndex({ analyzer, shards }),
    runs: 150,
  });
}

test("any number of shards gives the same bytes, and so does a restored or rebuilt index", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(changeArbitrary, { maxLength: 60 }),
      requestArbitrary,
      fc.boolean(),
      fc.boolean(),
      fc.integer({ min: 2, max: 5 }),
      async (changes, base, distinct, typos, shards) => {
        const request = { ...base, distinct, typos, prefix: true };
        const one = await indexOf(changes);
        const expected = JSON.stringify(await one.search(request));
        assert.equal(JSON.stringify(await (await indexOf(changes, shards)).search(request)), expected);
        const rebuilt = await indexOf(replay(changes).map((document): IndexChange => ({ op: "put", document })));
        if (!typos && !base.query.includes("sho"))
          assert.equal(
            JSON.stringify(await rebuilt.search({ ...request, prefix: false })),
            JSON.stringify(await one.search({ ...request, prefix: false })),
          );
        const restored = createMemoryIndex({ analyzer, snapshot: await (await indexOf(changes, shards)).snapshot() });
        assert.equal(JSON.stringify(await restored.search(request)), expected);
      },
    ),
    { numRuns: 150 },
  );
});

test("thousands of documents, replaced again and again: merges and compaction change nothing", async () => {
  const index = createMemoryIndex({ analyzer });
  const title = (n: number, round: number) => `word${n % 97} item${n} round${round}`;
  for (let round = 0; round < 4; round++) {
    await index.apply(
      Array.from({ length: 4_000 }, (_, n) => put(`p${n}`, title(n, round), { numbers: { n }, keywords: { last: [String(n % 10)] } })),
    );
  }
  assert.equal(await index.count(), 4_000);
  const answer = await index.search({ query: "round3", facets: ["last"], limit: 5, sort: [{ field: "n", order: "asc" }] });
  assert.equal(answer.total, 4_000);
  assert.deepEqual(
    answer.hits.map((hit) => hit.id),
    ["p0", "p1", "p2", "p3", "p4"],
  );
  assert.deepEqual(
    answer.facets["last"]!.map(({ count }) => count),
    Array.from({ length: 10 }, () => 400),
  );
  assert.equal((await index.search({ query: "round2", typos: false })).total, 0);
  assert.deepEqual(
    (await index.search({ query: "item123 word26" })).hits.map((hit) => hit.id),
    ["p123"],
  );
});

test("damaged snapshots are refused as corrupt", async () => {
  const bytes = await (await indexOf([put("a", "tea"), put("b", "pot")], 2)).snapshot();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = bytes.slice();
      damaged[at]! ^= change;
      assert.throws(
        () => createMemoryIndex({ analyzer, snapshot: damaged }),
        (error) => isAisleError(error, "corrupt"),
      );
    }),
  );
  assert.throws(
    () => createMemoryIndex({ analyzer, snapshot: bytes.slice(0, 20) }),
    (error) => isAisleError(error, "corrupt"),
  );
});
