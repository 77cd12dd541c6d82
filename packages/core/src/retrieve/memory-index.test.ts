import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isAisleError } from "../base.ts";
import { createMemoryIndex } from "../retrieve.ts";
import type { IndexChange, IndexDocument, SearchRequest } from "../retrieve.ts";
import { changeArbitrary, requestArbitrary } from "../testing/retrieval-arbitraries.ts";
import { naiveSearch } from "../testing/naive-retrieval.ts";
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

async function ids(changes: readonly IndexChange[], request: SearchRequest): Promise<string[]> {
  return (await (await indexOf(changes)).search(request)).hits.map((hit) => hit.id);
}

/** The documents that a list of changes leaves, by the plain meaning of each change. */
function replay(changes: readonly IndexChange[]): IndexDocument[] {
  const documents = new Map<string, IndexDocument>();
  for (const change of changes) {
    if (change.op === "put") documents.set(change.document.id, change.document);
    else if (change.op === "delete") documents.delete(change.id);
    else {
      const old = documents.get(change.id);
      if (!old) continue;
      const numbers = Object.fromEntries(
        Object.entries({ ...old.numbers, ...change.numbers }).filter((entry): entry is [string, number] => entry[1] !== null),
      );
      documents.set(change.id, {
        ...old,
        numbers,
        keywords: { ...old.keywords, ...change.keywords },
        flags: { ...old.flags, ...change.flags },
      });
    }
  }
  return [...documents.values()];
}

test("finds what the naive twin finds: matches, totals and facet counts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(changeArbitrary, { maxLength: 60 }), requestArbitrary, async (changes, request) => {
      const expected = naiveSearch(replay(changes), request, analyzer);
      const index = await indexOf(changes);
      const answer = await index.search({ ...request, offset: 0, limit: 100 });
      assert.deepEqual(answer.hits.map((hit) => hit.id).sort(), [...expected.ids].sort());
      assert.equal(answer.total, expected.ids.length);
      const counts = Object.fromEntries(
        Object.entries(answer.facets).map(([field, values]) => [
          field,
          Object.fromEntries(values.map(({ value, count }) => [value, count])),
        ]),
      );
      assert.deepEqual(counts, expected.facets);
    }),
    { numRuns: 300 },
  );
});

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

test("paging cuts one order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(changeArbitrary, { maxLength: 60 }), requestArbitrary, async (changes, request) => {
      const index = await indexOf(changes);
      const all = (await index.search({ ...request, offset: 0, limit: 100 })).hits;
      for (let offset = 0; offset < all.length; offset += 7) {
        assert.deepEqual((await index.search({ ...request, offset, limit: 7 })).hits, all.slice(offset, offset + 7));
      }
    }),
    { numRuns: 50 },
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

test("exact stands above corrected, corrected above synonym, whatever the scores", async () => {
  const changes = [
    put("typo", "headphnes"),
    ...Array.from({ length: 60 }, (_, n) => put(`right${n}`, "headphones headphones headphones")),
    put("other", "earbuds earbuds earbuds"),
  ];
  const answer = await (await indexOf(changes)).search({ query: "headphnes", synonyms: { headphnes: ["earbuds"] }, limit: 100 });
  assert.equal(answer.hits[0]!.id, "typo");
  assert.equal(answer.hits.at(-1)!.id, "other");
  assert.deepEqual([...new Set(answer.hits.map((hit) => hit.tier))], [0, 1, 2]);
});

test("a misspelt word is corrected and named, numbers and identifiers never", async () => {
  const changes = [put("a", "wireless keyboard"), put("b", "usb cable 1200 model xk4500")];
  const answer = await (await indexOf(changes)).search({ query: "wirelss keybord" });
  assert.deepEqual(
    answer.hits.map(({ id, tier }) => ({ id, tier })),
    [{ id: "a", tier: 1 }],
  );
  assert.deepEqual(answer.corrections, [
    { from: "wirelss", to: "wireless" },
    { from: "keybord", to: "keyboard" },
  ]);
  assert.deepEqual(await ids(changes, { query: "1201" }), []);
  assert.deepEqual(await ids(changes, { query: "xk4501" }), []);
  assert.deepEqual(await ids(changes, { query: "wirelss", typos: false }), []);
});

test("the last word is completed while typing", async () => {
  const changes = [put("a", "red shoes"), put("b", "red shorts"), put("c", "red hat")];
  assert.deepEqual((await ids(changes, { query: "red sho", prefix: true })).sort(), ["a", "b"]);
  const whole = await (await indexOf(changes)).search({ query: "red sho", typos: false });
  assert.deepEqual(whole.required, { matched: 1, of: 2 }, "as a whole word it is found nowhere");
});

test("a query that nothing fulfils whole is relaxed to most of its words, and says so", async () => {
  const changes = [put("a", "green leather bag"), put("b", "green bag"), put("c", "hat")];
  const answer = await (await indexOf(changes)).search({ query: "green leather bag rucksack", typos: false });
  assert.deepEqual(
    answer.hits.map((hit) => hit.id),
    ["a"],
  );
  assert.deepEqual(answer.required, { matched: 3, of: 4 });
  assert.equal(
    (await (await indexOf(changes)).search({ query: "rucksack valise hat", typos: false })).total,
    0,
    "one word of three is too little",
  );
});

test("Chinese sub-words are found, traditional characters too", async () => {
  const changes = [put("bank", "中国农业发展银行"), put("dress", "红色连衣裙"), put("taiwan", "藍牙耳機")];
  assert.deepEqual(await ids(changes, { query: "农业" }), ["bank"]);
  assert.deepEqual(await ids(changes, { query: "連衣裙" }), ["dress"]);
  assert.deepEqual(await ids(changes, { query: "蓝牙" }), ["taiwan"]);
});

test("an identifier is found whole", async () => {
  const changes = [put("a", "headphones", { identifiers: ["4548736101234", "WH-1000XM4"] }), put("b", "headphones")];
  assert.deepEqual(await ids(changes, { query: "WH1000XM4" }), ["a"]);
  assert.deepEqual(await ids(changes, { query: "4548736101234" }), ["a"]);
});

test("distinct shows the best of each group, counts groups, and facets count a group once per value", async () => {
  const variant = (id: string, group: string, color: string) => put(id, "shirt", { group, keywords: { color: [color], kind: ["shirt"] } });
  const changes = [
    variant("a1", "a", "red"),
    variant("a2", "a", "blue"),
    variant("b1", "b", "red"),
    put("c", "shirt", { keywords: { color: ["red"], kind: ["shirt"] } }),
  ];
  const answer = await (await indexOf(changes, 3)).search({ query: "shirt", distinct: true, facets: ["color", "kind"] });
  assert.equal(answer.total, 3);
  assert.deepEqual(
    answer.hits.map(({ id, variants }) => [id, variants]),
    [
      ["a1", 2],
      ["b1", 1],
      ["c", 1],
    ],
  );
  assert.deepEqual(answer.facets, {
    color: [
      { value: "red", count: 3 },
      { value: "blue", count: 1 },
    ],
    kind: [{ value: "shirt", count: 3 }],
  });
});

test("numbers are summarised, and a patched price is seen by the next search", async () => {
  const index = await indexOf([put("a", "tea", { numbers: { price: 3.5 } }), put("b", "tea", { numbers: { price: 10 } })]);
  assert.deepEqual((await index.search({ query: "tea", facets: ["price"] })).stats, { price: { min: 3.5, max: 10, sum: 13.5, count: 2 } });
  await index.apply([
    { op: "patch", id: "a", numbers: { price: 20 } },
    { op: "patch", id: "b", numbers: { price: null } },
  ]);
  const answer = await index.search({ query: "tea", facets: ["price"], sort: [{ field: "price", order: "desc" }] });
  assert.deepEqual(answer.stats, { price: { min: 20, max: 20, sum: 20, count: 1 } });
  assert.deepEqual(
    answer.hits.map((hit) => hit.id),
    ["a", "b"],
    "no value comes last in either direction",
  );
});

test("completes from the words of the index, most documents first", async () => {
  const index = await indexOf([put("a", "shoes"), put("b", "shoes shorts"), put("c", "shoe")]);
  assert.deepEqual(await index.complete("sho", 2), [
    { term: "shoe", count: 3 },
    { term: "shoes", count: 3 },
  ]);
});

test("a request without meaning is a coded error", async () => {
  const index = await indexOf([put("a", "tea")]);
  const cases: [Partial<SearchRequest>, string][] = [
    [{ offset: -1 }, "bad_request"],
    [{ limit: 0.5 }, "bad_request"],
    [{ limit: 1_001 }, "limit_exceeded"],
    [{ offset: 2_000_000 }, "limit_exceeded"],
    [{ filter: { field: "price", min: Number.NaN } }, "bad_filter"],
    [{ filter: { and: 5 } as never }, "bad_filter"],
    [{ filter: { and: Array.from({ length: 3_000 }, () => ({ field: "a", is: true })) } }, "limit_exceeded"],
  ];
  for (const [request, code] of cases) {
    await assert.rejects(
      index.search({ query: "tea", ...request }),
      (error) => isAisleError(error) && error.code === code,
      JSON.stringify(request).slice(0, 80),
    );
  }
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

test("few alternatives of a word (merged) and many (joined) give a document the same score and tier", async () => {
  const texts = ["sofa couch", "couch", "settee sofa", "couch settee", "sofa", "divan"];
  const changes = texts.map((text, n) => put(`d${n}`, text));
  const index = await indexOf([...changes, ...["aa", "bb", "cc", "ee"].map((word) => put(word, word))]);
  const ask = async (synonyms: readonly string[]) =>
    (await index.search({ query: "sofa", typos: false, synonyms: { sofa: synonyms } })).hits
      .filter(({ id }) => id.startsWith("d"))
      .map(({ id, score, tier }) => ({ id, score, tier }));
  const merged = await ask(["couch", "settee"]);
  assert.deepEqual(await ask(["couch", "settee", "aa", "bb", "cc", "ee"]), merged);
  assert.deepEqual(
    merged.map(({ id, tier }) => [id, tier]),
    [
      ["d4", 0],
      ["d0", 0],
      ["d2", 0],
      ["d1", 2],
      ["d3", 2],
    ],
  );
  assert.equal(merged[1]!.score, merged[2]!.score, "where the word itself stands, its alternatives add nothing");
});
