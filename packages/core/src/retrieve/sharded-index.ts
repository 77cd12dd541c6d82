/**
 * Retrieval over N shards, near or far: documents go to the shard of their group's (else id's) hash, a query is planned once
 * from frequencies summed over all shards, and their answers are added and merged in the one order of hits. The result is
 * the same for every N.
 */
import { AisleError, ByteReader, ByteWriter, checkLimit, hashText } from "../base.ts";
import type { Analyzer } from "../text.ts";
import { checkRequest, checkText, checkWhole } from "./check-request.ts";
import { defaultRelevance } from "./defaults.ts";
import type { Relevance } from "./defaults.ts";
import { mergeFacets } from "./facets.ts";
import { compareHits } from "./order.ts";
import { planQuery } from "./planner.ts";
import type { Completion, Planned } from "./planner.ts";
import type { Plan } from "./plan.ts";
import type { Hit, IndexChange, Retrieval, SearchRequest, SearchResult } from "./retrieval.ts";
import type { Surface } from "./shard.ts";
import type { ShardAnswer, ShardHit, ShardQuestion } from "./shard-search.ts";
import { topByKey } from "./top.ts";
import { Vocabulary } from "./vocabulary.ts";

/** What a shard does for the index, in this thread or another; calls are carried out in the order they are made. */
export interface ShardClient {
  /** Applies the changes; the spellable words that they brought. */
  apply(changes: readonly IndexChange[]): Promise<readonly Surface[]>;
  frequencies(terms: readonly string[]): Promise<{ readonly documents: number; readonly frequencies: readonly number[] }>;
  /** `views` as in the question. */
  levels(plan: Plan, views?: readonly string[]): Promise<readonly number[]>;
  search(question: ShardQuestion): Promise<ShardAnswer>;
  snapshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface ShardedIndexOptions {
  readonly analyzer: Analyzer;
  readonly shards: readonly ShardClient[];
  readonly relevance?: Relevance;
  /** Words of restored shards. */
  readonly words?: Iterable<Surface>;
}

const snapshotMagic = 0x31584941;
const defaultFacetLimit = 100;
const defaultLimit = 20;
/** Completions of a prefix, and prefixes whose completions are kept. */
const completionsKept = 100;
const prefixesKept = 10_000;

/** Which shard holds a document. */
export function shardOf(key: string, shards: number): number {
  return shards === 1 ? 0 : hashText(key, 0x5eed) % shards;
}

export class ShardedIndex implements Retrieval {
  readonly #analyzer: Analyzer;
  readonly #shards: readonly ShardClient[];
  readonly #relevance: Relevance;
  readonly #vocabulary = new Vocabulary();
  readonly #completions = new Map<string, readonly Completion[]>();
  /** Counts changes of documents: completions worked out during one are not kept. */
  #epoch = 0;
  /** Words of restored shards that are still to be learnt: a restart does not wait for them. */
  #restored: Iterator<Surface> | undefined;
  #applied: Promise<void> = Promise.resolve();

  constructor(options: ShardedIndexOptions) {
    this.#analyzer = options.analyzer;
    this.#shards = options.shards;
    this.#relevance = options.relevance ?? defaultRelevance;
    this.#restored = options.words?.[Symbol.iterator]();
  }

  /** Learns up to so many words of restored shards; false when all are known. What needs them learns them all first. */
  prepare(count: number): boolean {
    const words = this.#restored;
    if (words === undefined) return false;
    for (let left = count; left > 0; left--) {
      const next = words.next();
      if (next.done === true) {
        this.#restored = undefined;
        return false;
      }
      this.#vocabulary.learn(next.value);
    }
    return true;
  }

  /** All words, those of restored shards too. */
  #words(): Vocabulary {
    this.prepare(Infinity);
    return this.#vocabulary;
  }

  /** The most frequent terms that begin so, kept until documents come or go (a price change is neither). */
  async #complete(prefix: string): Promise<readonly Completion[]> {
    const known = this.#completions.get(prefix);
    if (known) return known;
    const epoch = this.#epoch;
    const words = [...this.#words().completions(prefix)];
    const { frequencies } = await this.#statistics(words.map(([term]) => term));
    const keys = Float64Array.from(frequencies);
    const found = topByKey(keys, completionsKept, (a, b) => (a === b ? 0 : words[a]![0] < words[b]![0] ? -1 : 1))
      .filter((at) => keys[at]! > 0)
      .map((at) => ({ term: words[at]![0], word: words[at]![1], frequency: keys[at]! }));
    if (epoch !== this.#epoch) return found;
    if (this.#completions.size >= prefixesKept) this.#completions.clear();
    this.#completions.set(prefix, found);
    return found;
  }

  #forgetCompletions(): void {
    this.#epoch++;
    this.#completions.clear();
  }

  apply(changes: readonly IndexChange[]): Promise<void> {
    const applied = this.#apply(changes);
    // Questions wait for it: the words it brings are what they are corrected and completed by.
    this.#applied = Promise.all([this.#applied, applied]).then(
      () => undefined,
      () => undefined,
    );
    return applied;
  }

  async #apply(changes: readonly IndexChange[]): Promise<void> {
    const parts: IndexChange[][] = this.#shards.map(() => []);
    for (const change of changes) {
      if (change.op !== "put") {
        for (const part of parts) part.push(change);
        continue;
      }
      const { document } = change;
      const home = shardOf(document.group ?? document.id, parts.length);
      // Its group may have changed since it was put last.
      parts.forEach((part, shard) => part.push(shard === home ? change : { op: "delete", id: document.id }));
    }
    const counted = changes.some(({ op }) => op !== "patch");
    if (counted) this.#forgetCompletions();
    const fresh = await Promise.all(this.#shards.map((shard, index) => shard.apply(parts[index]!)));
    if (fresh.some((words) => words.length > 0)) {
      this.prepare(Infinity);
      for (const words of fresh) for (const word of words) this.#vocabulary.learn(word);
    }
    if (counted) this.#forgetCompletions();
  }

  async #statistics(terms: readonly string[]): Promise<{ documents: number; frequencies: number[] }> {
    const parts = await Promise.all(this.#shards.map((shard) => shard.frequencies(terms)));
    return {
      documents: parts.reduce((sum, part) => sum + part.documents, 0),
      frequencies: terms.map((_, index) => parts.reduce((sum, part) => sum + part.frequencies[index]!, 0)),
    };
  }

  async #plan(request: SearchRequest): Promise<Planned | undefined> {
    if (request.query.trim() === "") return undefined;
    const { documents } = await this.#statistics([]);
    return planQuery(
      request,
      this.#analyzer,
      { near: (word, max) => this.#words().near(word, max), completions: (prefix) => this.#complete(prefix) },
      { documents, frequencies: async (terms) => (await this.#statistics(terms)).frequencies },
      this.#relevance,
    );
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    checkRequest(request);
    const offset = checkWhole("offset", request.offset ?? 0);
    const limit = checkWhole("limit", request.limit ?? defaultLimit);
    checkLimit("pageSize", limit);
    checkLimit("pagingDepth", offset + limit);
    await this.#applied;
    const planned = await this.#plan(request);
    const question = this.#question(request, planned, offset + limit);
    const any = request.match === "any" && planned !== undefined;
    let answers = await this.#ask(any ? { ...question, least: 1 } : question);
    let matched = planned?.plan.units.length ?? 0;
    if (planned && !any && matched > 1 && answers.every((answer) => answer.total === 0)) {
      const level = await this.#relax(planned.plan, request.views);
      if (level > 0 && level < matched) {
        matched = level;
        answers = await this.#ask({ ...question, least: level });
      }
    }
    if (any) matched = Math.max(0, ...answers.map((answer) => answer.units));
    return this.#merge(request, planned, answers, offset, limit, matched);
  }

  #ask(question: ShardQuestion): Promise<ShardAnswer[]> {
    return Promise.all(this.#shards.map((shard) => shard.search(question)));
  }

  /** Most units that a living document matches, filters aside, or 0 where that is less than the least share. */
  async #relax(plan: Plan, views: readonly string[] | undefined): Promise<number> {
    const counts = await Promise.all(this.#shards.map((shard) => shard.levels(plan, views)));
    const floor = Math.max(1, Math.ceil(plan.units.length * this.#relevance.leastShare));
    for (let level = plan.units.length; level >= floor; level--) if (counts.some((one) => one[level]! > 0)) return level;
    return 0;
  }

  #question(request: SearchRequest, planned: Planned | undefined, take: number): ShardQuestion {
    return {
      ...(planned ? { plan: planned.plan } : {}),
      ...(request.filter ? { filter: request.filter } : {}),
      refinements: Object.fromEntries(Object.entries(request.refinements ?? {}).filter(([, values]) => values.length > 0)),
      facets: [...new Set(request.facets ?? [])],
      sort: request.sort ?? [],
      take,
      distinct: request.distinct === true,
      coverage: this.#relevance.coverage,
      saturation: this.#relevance.k1 + 1,
      ...(request.views === undefined ? {} : { views: request.views }),
    };
  }

  #merge(
    request: SearchRequest,
    planned: Planned | undefined,
    answers: readonly ShardAnswer[],
    offset: number,
    limit: number,
    matched: number,
  ): SearchResult {
    const sort = request.sort ?? [];
    const hits =
      answers.length === 1 ? [...answers[0]!.hits] : answers.flatMap((answer) => answer.hits).sort((a, b) => compareHits(a, b, sort));
    const total = answers.reduce((sum, answer) => sum + answer.total, 0);
    const { facets, stats } = mergeFacets(
      answers.map((answer) => answer.facets),
      request.facetLimit ?? defaultFacetLimit,
    );
    const terms = new Set(planned?.plan.terms.flatMap((term) => term.alternatives.map((alternative) => alternative.term)));
    return {
      total,
      hits: hits.slice(offset, offset + limit).map((hit) => publicHit(hit, request.distinct === true)),
      facets,
      stats,
      terms: [...terms],
      corrections: total > 0 ? (planned?.corrections ?? []) : [],
      required: { matched, of: planned?.plan.units.length ?? 0 },
    };
  }

  async complete(prefix: string, limit: number): Promise<readonly { readonly term: string; readonly count: number }[]> {
    checkText("prefix", prefix);
    checkWhole("limit", limit);
    await this.#applied;
    const found = await this.#complete(prefix.toLowerCase());
    return found.slice(0, limit).map(({ word, frequency }) => ({ term: word, count: frequency }));
  }

  async count(): Promise<number> {
    return (await this.#statistics([])).documents;
  }

  async snapshot(): Promise<Uint8Array> {
    const parts = await Promise.all(this.#shards.map((shard) => shard.snapshot()));
    return writeSnapshot(parts);
  }

  async close(): Promise<void> {
    await Promise.all(this.#shards.map((shard) => shard.close()));
  }
}

function publicHit(hit: ShardHit, distinct: boolean): Hit {
  return { id: hit.id, score: hit.score, tier: hit.tier, level: hit.level, ...(distinct ? { variants: hit.variants } : {}) };
}

/** Joins the bytes of shards. */
export function writeSnapshot(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter(parts.reduce((sum, part) => sum + part.length + 8, 16)).u32(snapshotMagic).varint(parts.length);
  for (const part of parts) writer.bytes(part);
  return writer.finish();
}

/** The shards' bytes of a snapshot; "corrupt" where it is none. */
export function readSnapshot(bytes: Uint8Array): Uint8Array[] {
  const reader = new ByteReader(bytes);
  if (reader.u32() !== snapshotMagic) throw new AisleError("corrupt", "these bytes are no index snapshot");
  const count = reader.varint();
  if (count < 1 || count > 1_024) throw new AisleError("corrupt", `an index snapshot of ${count} shards`);
  const parts = Array.from({ length: count }, () => reader.bytes());
  if (reader.remaining > 0) throw new AisleError("corrupt", "an index snapshot is longer than its shards");
  return parts;
}
