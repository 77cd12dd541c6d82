import assert from "node:assert/strict";
import { after, test } from "node:test";
import { isAisleError } from "@aisle/core/base";
import { createMemoryIndex } from "@aisle/core/retrieve";
import type { IndexChange } from "@aisle/core/retrieve";
import { retrievalContract } from "@aisle/core/testing/retrieval-contract";
import { createAnalyzer } from "@aisle/core/text";
import { createJiebaSegmenter } from "../text/jieba-segmenter.ts";
import { openWorkerRetrieval } from "./worker-retrieval.ts";

const analyzer = createAnalyzer({ segmenter: createJiebaSegmenter() });

for (const shards of [1, 2]) {
  const opened = openWorkerRetrieval({ shards });
  after(async () => (await opened).close());
  retrievalContract({
    test: (name, run) => test(`${name} (${shards} worker${shards > 1 ? "s" : ""})`, run),
    equal: (actual, expected, message) =>
      message === undefined ? assert.deepEqual(actual, expected) : assert.deepEqual(actual, expected, message),
    analyzer,
    open: () => opened,
    runs: 20,
  });
}

const changes: IndexChange[] = Array.from({ length: 600 }, (_, n) => ({
  op: "put",
  document: {
    id: `p${n}`,
    texts: [{ field: "title", value: n % 2 ? `红色连衣裙 ${n}` : `red dress ${n}` }],
    keywords: { parity: [String(n % 2)] },
    numbers: { n },
  },
}));
const questions = [
  { query: "连衣裙", facets: ["parity"] },
  { query: "dres", limit: 5 },
  { query: "", sort: [{ field: "n", order: "desc" as const }] },
];

for (const shards of [1, 3]) {
  test(`${shards} worker(s) answer like the index in this thread, also after a restart from the snapshot`, async (t) => {
    const here = createMemoryIndex({ analyzer });
    await here.apply(changes);
    const there = await openWorkerRetrieval({ shards });
    t.after(() => there.close());
    void there.apply(changes);
    const expected = await Promise.all(questions.map((question) => here.search(question)));
    assert.deepEqual(
      await Promise.all(questions.map((question) => there.search(question))),
      expected,
      "a search sent after apply sees the change",
    );
    const again = await openWorkerRetrieval({ shards: 1, snapshot: await there.snapshot() });
    t.after(() => again.close());
    assert.deepEqual(await Promise.all(questions.map((question) => again.search(question))), expected);
    assert.equal(await again.count(), 600);
  });
}

test("errors keep their code across the thread, and a closed worker answers instead of hanging", async () => {
  const index = await openWorkerRetrieval({ shards: 1 });
  await assert.rejects(index.search({ query: "a", limit: -1 }), (error) => isAisleError(error, "bad_request"));
  const open = index.search({ query: "a" });
  const settled = open.then(
    () => "answered",
    () => "refused",
  );
  await index.close();
  assert.match(await settled, /answered|refused/);
  await assert.rejects(index.search({ query: "a" }), (error) => isAisleError(error, "closed"));
});

test("a damaged snapshot is refused", async () => {
  await assert.rejects(openWorkerRetrieval({ shards: 1, snapshot: new Uint8Array([1, 2, 3, 4, 5]) }), (error) =>
    isAisleError(error, "corrupt"),
  );
});
