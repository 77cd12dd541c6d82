import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { isAisleError } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import type { IndexChange, Retrieval, SearchRequest, SearchResult } from "@aisle/core/retrieve";
import { batchSearch, readQueries, searchAll, trecLines } from "./batch-search.ts";

/** A port that knows every document by position and answers all of them. */
class EveryDocument implements Retrieval {
  readonly #ids: string[] = [];
  readonly requests: SearchRequest[] = [];

  async apply(changes: readonly IndexChange[]): Promise<void> {
    for (const change of changes) if (change.op === "put") this.#ids.push(change.document.id);
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    this.requests.push(request);
    const { offset = 0, limit = 10 } = request;
    const hits =
      request.query === "nothing" ? [] : this.#ids.map((id, i) => ({ id, score: 10 - i / 1000, tier: 0 as const, level: 0 as const }));
    return {
      total: hits.length,
      hits: hits.slice(offset, offset + limit),
      facets: {},
      stats: {},
      terms: [request.query],
      corrections: [],
      required: { matched: 1, of: 1 },
    };
  }

  async complete(): Promise<[]> {
    return [];
  }

  async count(): Promise<number> {
    return this.#ids.length;
  }

  async snapshot(): Promise<Uint8Array> {
    return new Uint8Array();
  }

  async close(): Promise<void> {}
}

async function* products(count: number): AsyncGenerator<Product> {
  for (let i = 0; i < count; i++)
    yield { id: `p ${i}`, title: `Product ${i}`, description: "", images: [], categories: [], offers: [], attributes: {} };
}

function folder(t: { after(fn: () => void): void }): string {
  const path = mkdtempSync(join(tmpdir(), "aisle-batch-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test("a run has a line per hit, explained beside it, and counts queries without an answer", async (t) => {
  const at = folder(t);
  writeFileSync(join(at, "q.tsv"), "q1\tred shoes\nq2\tnothing\n");
  const report = await batchSearch(new EveryDocument(), products(3), {
    queries: join(at, "q.tsv"),
    top: 2,
    out: join(at, "run.trec"),
    explain: true,
    note: () => {},
  });
  assert.equal(readFileSync(join(at, "run.trec"), "utf8"), "q1 Q0 p%200 1 10.000000 aisle\nq1 Q0 p%201 2 9.999000 aisle\n");
  const explained = readFileSync(join(at, "run.trec.explain.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { query_id: string; hits: unknown[] });
  assert.deepEqual(
    explained.map(({ query_id, hits }) => [query_id, hits.length]),
    [
      ["q1", 2],
      ["q2", 0],
    ],
  );
  assert.deepEqual([report.products, report.queries, report.empty], [3, 2, 1]);
});

test("more hits than a page holds come page by page", async () => {
  const retrieval = new EveryDocument();
  const changes: IndexChange[] = Array.from({ length: 2500 }, (_, i) => ({ op: "put", document: { id: String(i), texts: [] } }));
  await retrieval.apply(changes);
  const { hits } = await searchAll(retrieval, "all", 2200);
  assert.equal(hits.length, 2200);
  assert.equal(hits.at(-1)!.id, "2199");
  assert.deepEqual(
    retrieval.requests.map(({ offset, limit }) => [offset, limit]),
    [
      [undefined, 1000],
      [1000, 1000],
      [2000, 200],
    ],
  );
});

test("scores never rise with the rank", () => {
  const hits = [3, 5, 1].map((score, i) => ({ id: `d${i}`, score, tier: 0 as const, level: 0 as const }));
  assert.deepEqual([...trecLines("q", hits)], ["q Q0 d0 1 3.000000 aisle\n", "q Q0 d1 2 3.000000 aisle\n", "q Q0 d2 3 1.000000 aisle\n"]);
});

test("bad query lines are named and skipped", async (t) => {
  const at = folder(t);
  const file = join(at, "q.tsv");
  writeFileSync(file, "\ufeffq1\tone\r\nno tab\n\n\tempty id\nq2\t \nq1\tagain\nq3\ttwo\twords\n");
  const notes: string[] = [];
  assert.deepEqual(await readQueries(file, (line) => notes.push(line)), [
    { id: "q1", query: "one" },
    { id: "q3", query: "two words" },
  ]);
  assert.deepEqual(
    notes.map((line) => line.slice(0, 8)),
    ["q.tsv:2:", "q.tsv:4:", "q.tsv:5:", "q.tsv:6:"],
  );
});

test("a file without queries, a missing file, no products, a bad --top and an unwritable run are coded errors", async (t) => {
  const at = folder(t);
  const queries = join(at, "q.tsv");
  writeFileSync(queries, "\n");
  const options = { queries, top: 10, out: join(at, "run"), note: () => {} };
  await assert.rejects(
    readQueries(queries, () => {}),
    (error) => isAisleError(error, "no_usable_rows"),
  );
  await assert.rejects(
    readQueries(join(at, "none"), () => {}),
    (error) => isAisleError(error, "bad_file"),
  );
  writeFileSync(queries, "q\tx\n");
  await assert.rejects(batchSearch(new EveryDocument(), products(0), options), (error) => isAisleError(error, "no_usable_rows"));
  await assert.rejects(batchSearch(new EveryDocument(), products(1), { ...options, top: 0 }), (error) =>
    isAisleError(error, "bad_argument"),
  );
  await assert.rejects(batchSearch(new EveryDocument(), products(1), { ...options, out: join(at, "no/run") }), (error) =>
    isAisleError(error, "storage_failed"),
  );
});
