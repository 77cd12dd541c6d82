/**
 * `aisle batch search`: the answers of a whole query file as a TREC run. The catalogue goes through the same path as in a
 * running shop (product → index document → retrieval port) and each query asks for every match, best first: full matches,
 * then relaxed ones. Scores in the run never rise with the rank, because evaluators order by score.
 */
import { createReadStream, createWriteStream } from "node:fs";
import { basename } from "node:path";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { createInterface } from "node:readline";
import { AisleError, defaultLimits } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import { toDocument } from "@aisle/core/engine";
import type { IndexChange, Retrieval, SearchResult } from "@aisle/core/retrieve";
import { createProgress } from "../telemetry/progress.ts";

/** Documents that go to the index at once. */
const batchSize = 1000;

export interface BatchQuery {
  readonly id: string;
  readonly query: string;
}

export interface BatchSearchOptions {
  readonly queries: string;
  readonly top: number;
  readonly out: string;
  /** Writes `OUT.explain.jsonl` beside the run: terms, corrections, and the parts of each score. */
  readonly explain?: boolean;
  readonly note: (line: string) => void;
}

export interface BatchSearchReport {
  readonly products: number;
  readonly queries: number;
  /** Queries without any answer. */
  readonly empty: number;
  readonly indexSeconds: number;
  readonly searchSeconds: number;
}

/** Reads `query_id<TAB>query` lines; a line without both is reported and skipped, a file without a usable one is an error. */
export async function readQueries(file: string, note: (line: string) => void): Promise<readonly BatchQuery[]> {
  const queries: BatchQuery[] = [];
  const seen = new Set<string>();
  let number = 0;
  const stream = createReadStream(file, "utf8");
  try {
    for await (const raw of createInterface({ input: stream, crlfDelay: Infinity })) {
      number++;
      const line = number === 1 ? raw.replace(/^\ufeff/, "") : raw;
      if (line.trim() === "") continue;
      const tab = line.indexOf("\t");
      const id = tab < 0 ? "" : line.slice(0, tab).trim();
      const query =
        tab < 0
          ? ""
          : line
              .slice(tab + 1)
              .replaceAll("\t", " ")
              .trim();
      const problem =
        tab < 0
          ? "has no tab"
          : id === ""
            ? "has no query id"
            : query === ""
              ? "has no query"
              : seen.has(id)
                ? `repeats query id ${id}`
                : "";
      if (problem === "") {
        seen.add(id);
        queries.push({ id, query });
      } else note(`${basename(file)}:${number}: bad_row: the line ${problem}; skipped`);
    }
  } catch (cause) {
    throw new AisleError("bad_file", `cannot read ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { file }, cause);
  }
  if (queries.length === 0) throw new AisleError("no_usable_rows", `${file} holds no line "query_id<TAB>query"`, { file });
  return queries;
}

/** Puts a catalogue into a retrieval index; the number of products. */
export async function indexCatalogue(retrieval: Retrieval, products: AsyncIterable<Product>): Promise<number> {
  let changes: IndexChange[] = [];
  let count = 0;
  for await (const product of products) {
    count++;
    changes.push({ op: "put", document: toDocument(product) });
    if (changes.length < batchSize) continue;
    await retrieval.apply(changes);
    changes = [];
  }
  await retrieval.apply(changes);
  return count;
}

/** The first `top` hits of a query over as many pages as it takes. */
export async function searchAll(retrieval: Retrieval, query: string, top: number): Promise<SearchResult> {
  const first = await retrieval.search({ query, match: "any", typos: true, limit: Math.min(top, defaultLimits.pageSize) });
  const hits = [...first.hits];
  while (hits.length < top && hits.length > 0 && hits.length % defaultLimits.pageSize === 0) {
    const limit = Math.min(top - hits.length, defaultLimits.pageSize);
    const page = await retrieval.search({ query, match: "any", typos: true, offset: hits.length, limit });
    if (page.hits.length === 0) break;
    hits.push(...page.hits);
  }
  return { ...first, hits };
}

/** One field of a TREC line: fields are parted by blanks, so blanks inside one are written as %20. */
function trecField(value: string): string {
  return /\s/.test(value) ? value.replaceAll(/\s/g, (blank) => encodeURIComponent(blank)) : value;
}

/** TREC lines of one answer. */
export function* trecLines(id: string, hits: SearchResult["hits"]): Generator<string> {
  let score = Infinity;
  let rank = 0;
  for (const hit of hits) {
    score = Math.min(score, hit.score);
    yield `${trecField(id)} Q0 ${trecField(hit.id)} ${++rank} ${score.toFixed(6)} aisle\n`;
  }
}

/** Indexes `products`, answers every query of the file and writes the run. */
export async function batchSearch(
  retrieval: Retrieval,
  products: AsyncIterable<Product>,
  options: BatchSearchOptions,
): Promise<BatchSearchReport> {
  const { top, out, note } = options;
  if (!Number.isInteger(top) || top < 1 || top > defaultLimits.pagingDepth) {
    throw new AisleError("bad_argument", `--top takes a whole number from 1 to ${defaultLimits.pagingDepth}`, { top });
  }
  const queries = await readQueries(options.queries, note);
  const begun = performance.now();
  const count = await indexCatalogue(retrieval, products);
  if (count === 0) throw new AisleError("no_usable_rows", "the catalogue holds no usable product");
  const indexed = performance.now();
  const run = createWriteStream(out);
  const explained = options.explain === true ? createWriteStream(`${out}.explain.jsonl`) : undefined;
  // The first failure of either file, wherever it happens.
  const done = Promise.all([finished(run), ...(explained ? [finished(explained)] : [])]);
  done.catch(() => undefined);
  let empty = 0;
  const progress = createProgress("queries");
  let answered = 0;
  try {
    for (const { id, query } of queries) {
      progress.update(answered++, queries.length);
      const result = await searchAll(retrieval, query, top);
      if (result.hits.length === 0) empty++;
      for (const line of trecLines(id, result.hits)) if (!run.write(line)) await Promise.race([once(run, "drain"), done]);
      if (explained) {
        const { terms, corrections, required, total, hits } = result;
        explained.write(`${JSON.stringify({ query_id: id, query, total, required, terms, corrections, hits })}\n`);
      }
    }
    run.end();
    explained?.end();
    await done;
    progress.end();
  } catch (cause) {
    run.destroy();
    explained?.destroy();
    if (cause instanceof AisleError) throw cause;
    throw new AisleError(
      "storage_failed",
      `cannot write ${out}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { file: out },
      cause,
    );
  }
  const seconds = (milliseconds: number) => Math.round(milliseconds) / 1000;
  return {
    products: count,
    queries: queries.length,
    empty,
    indexSeconds: seconds(indexed - begun),
    searchSeconds: seconds(performance.now() - indexed),
  };
}
