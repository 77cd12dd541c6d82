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
import { FacetNames } from "./facets.ts";
import type { AskedFacets } from "./facets.ts";
import { compareHits } from "./order.ts";
import { planQuery } from "./planner.ts";
import { QueryCache, joinEffects } from "./query-cache.ts";
import type { Effects } from "./query-cache.ts";
import type { Completion, Planned } from "./planner.ts";
import type { Plan } from "./plan.ts";
import type { Hit, IndexChange, Retrieval, SearchRequest, SearchResult } from "./retrieval.ts";
import type { Surface } from "./shard.ts";
import type { ShardAnswer, ShardHit, ShardQuestion } from "./shard-search.ts";
import { topByKey } from "./top.ts";
import { Vocabulary } from "./vocabulary.ts";

/** What changes brought a shard. */
export interface Applied {
  /** Spellable words that are new. */
  readonly words: readonly Surface[];
  readonly effects: Effects;
}

/** What a shard does for the index, in this thread or another; calls are carried out in the order they are made. */
export interface ShardClient {
  apply(changes: readonly IndexChange[]): Promise<Applied>;
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
  /** Words of each restored shard, which may still be on their way. */
  readonly words?: readonly (Iterable<Surface> | Promise<Iterable<Surface>>)[];
  /** Answers that are kept for who asks the same; none where absent. */
  readonly cachedAnswers?: number;
}

const snapshotMagic = 0x31584941;
const defaultFacetLimit = 100;
const defaultLimit = 20;
/** Completions of a prefix, and prefixes whose completions are kept. */
const completionsKept = 100;
const prefixesKept = 10_000;
/** Terms whose frequencies are kept. */
const frequenciesKept = 50_000;

/** Which shard holds a document. */
export function shardOf(key: string, shards: number): number {
  return shards === 1 ? 0 : hashText(key, 0x5eed) % shards;
}

export class ShardedIndex implements Retrieval {
  readonly #analyzer: Analyzer;
  readonly #shards: readonly ShardClient[];
  readonly #relevance: Relevance;
  readonly #vocabulary = new Vocabulary();
  readonly #names = new FacetNames();
  readonly #cache: QueryCache | undefined;
  readonly #completions = new Map<string, readonly Completion[]>();
  /** Counts changes of documents: what was worked out during one is not kept. */
  #epoch = 0;
  /** Words of restored shards that are still to be learnt: a restart does not wait for them. */
  #restored: Promise<Iterator<Surface>>[];
  /** Frequencies of terms, kept until documents come or go, and how many documents there are. */
  readonly #frequencies = new Map<string, number>();
  #documents: number | undefined;
  #applied: Promise<void> = Promise.resolve();
  /** When the changes before the next ones have been sent. */
  #turn: Promise<void> = Promise.resolve();
  readonly #searching = new Set<Promise<void>>();

  constructor(options: ShardedIndexOptions) {
    this.#analyzer = options.analyzer;
    this.#shards = options.shards;
    this.#relevance = options.relevance ?? defaultRelevance;
    this.#cache = options.cachedAnswers ? new QueryCache(options.cachedAnswers) : undefined;
    this.#restored = (options.words ?? []).map(async (words) => (await words)[Symbol.iterator]());
    // A shard that fails says so when its words are needed.
    for (const words of this.#restored) words.catch(() => undefined);
  }

  /** Learns up to so many words of restored shards; false when all are known. What needs them learns them all first. */
  async prepare(count: number): Promise<boolean> {
    const first = this.#restored[0];
    if (first === undefined) return false;
    const words = await first;
    for (let left = count; left > 0; left--) {
      const next = words.next();
      if (next.done === true) {
        if (this.#restored[0] === first) this.#restored.shift();
        break;
      }
      this.#vocabulary.learn(next.value);
    }
    return this.#restored.length > 0;
  }

  /** All words, those of restored shards too. */
  async #words(): Promise<Vocabulary> {
    while (await this.prepare(Infinity));
    return this.#vocabulary;
  }

  /** The most frequent terms that begin so, kept until documents come or go (a price change is neither). */
  async #complete(prefix: string): Promise<readonly Completion[]> {
    const known = this.#completions.get(prefix);
    if (known) return known;
    const epoch = this.#epoch;
    const words = [...(await this.#words()).completions(prefix)];
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

  #forget(): void {
    this.#epoch++;
    this.#completions.clear();
    this.#frequencies.clear();
    this.#documents = undefined;
  }

  apply(changes: readonly IndexChange[]): Promise<void> {
    // Searches that began before are answered from what was there then, in all their steps and by every shard.
    this.#turn = Promise.all([this.#turn, ...this.#searching]).then(() => undefined);
    const applied = this.#turn.then(() => this.#apply(changes));
    // Later ones wait for it: the words it brings are what they are corrected and completed by.
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
    const counted = changes.some(({ op }) => op === "put" || op === "delete");
    if (counted) this.#forget();
    const applied = await Promise.all(this.#shards.map((shard, index) => shard.apply(parts[index]!)));
    for (const { words } of applied) for (const word of words) this.#vocabulary.learn(word);
    this.#cache?.take(joinEffects(applied.map(({ effects }) => effects)));
    if (counted) this.#forget();
  }

  async #statistics(terms: readonly string[]): Promise<{ documents: number; frequencies: number[] }> {
    const frequencies = terms.map((term) => this.#frequencies.get(term) ?? -1);
    const unknown = terms.filter((_, at) => frequencies[at]! < 0);
    if (unknown.length === 0 && this.#documents !== undefined) return { documents: this.#documents, frequencies };
    const epoch = this.#epoch;
    const parts = await Promise.all(this.#shards.map((shard) => shard.frequencies(unknown)));
    const documents = parts.reduce((sum, part) => sum + part.documents, 0);
    const found = unknown.map((_, at) => parts.reduce((sum, part) => sum + part.frequencies[at]!, 0));
    if (epoch === this.#epoch) this.#keep(documents, unknown, found);
    let next = 0;
    return { documents, frequencies: frequencies.map((known) => (known < 0 ? found[next++]! : known)) };
  }

  #keep(documents: number, terms: readonly string[], frequencies: readonly number[]): void {
    this.#documents = documents;
    if (terms.length > frequenciesKept / 2) return;
    if (this.#frequencies.size + terms.length > frequenciesKept) this.#frequencies.clear();
    terms.forEach((term, at) => this.#frequencies.set(term, frequencies[at]!));
  }

  async #plan(request: SearchRequest): Promise<Planned | undefined> {
    if (request.query.trim() === "") return undefined;
    const { documents } = await this.#statistics([]);
    return planQuery(
      request,
      this.#analyzer,
      { near: async (word, max) => (await this.#words()).near(word, max), completions: (prefix) => this.#complete(prefix) },
      { documents, frequencies: async (terms) => (await this.#statistics(terms)).frequencies },
      this.#relevance,
    );
  }

  search(request: SearchRequest): Promise<SearchResult> {
    const answer = this.#search(request);
    const settled = answer.then(
      () => undefined,
      () => undefined,
    );
    this.#searching.add(settled);
    void settled.then(() => this.#searching.delete(settled));
    return answer;
  }

  async #search(request: SearchRequest): Promise<SearchResult> {
    checkRequest(request);
    const offset = checkWhole("offset", request.offset ?? 0);
    const limit = checkWhole("limit", request.limit ?? defaultLimit);
    checkLimit("pageSize", limit);
    checkLimit("pagingDepth", offset + limit);
    await this.#applied;
    const planned = await this.#plan(request);
    const question = this.#question(request, planned, offset + limit);
    const find = () => this.#find(request, planned, question, offset, limit);
    if (!this.#cache) return find();
    const { match, facetLimit } = request;
    return this.#cache.ask({ question, others: { corrections: planned?.corrections, offset, limit, match, facetLimit } }, find);
  }

  async #find(
    request: SearchRequest,
    planned: Planned | undefined,
    question: Omit<ShardQuestion, "known">,
    offset: number,
    limit: number,
  ): Promise<SearchResult> {
    const any = request.match === "any" && planned !== undefined;
    const facets = this.#names.ask(question.facets);
    let answers = await this.#ask(any ? { ...question, least: 1 } : question, facets);
    let matched = planned?.plan.units.length ?? 0;
    if (planned && !any && matched > 1 && answers.every((answer) => answer.total === 0)) {
      const level = await this.#relax(planned.plan, request.views);
      if (level > 0 && level < matched) {
        matched = level;
        facets.again();
        answers = await this.#ask({ ...question, least: level }, facets);
      }
    }
    if (any) matched = Math.max(0, ...answers.map((answer) => answer.units));
    return this.#merge(request, planned, answers, facets, offset, limit, matched);
  }

  #ask(question: Omit<ShardQuestion, "known">, facets: AskedFacets): Promise<ShardAnswer[]> {
    return Promise.all(
      this.#shards.map(async (shard, number) => {
        const answer = await shard.search({ ...question, known: facets.known(number) });
        facets.add(number, answer.facets);
        return answer;
      }),
    );
  }

  /** Most units that a living document matches, filters aside, or 0 where that is less than the least share. */
  async #relax(plan: Plan, views: readonly string[] | undefined): Promise<number> {
    const counts = await Promise.all(this.#shards.map((shard) => shard.levels(plan, views)));
    const floor = Math.max(1, Math.ceil(plan.units.length * this.#relevance.leastShare));
    for (let level = plan.units.length; level >= floor; level--) if (counts.some((one) => one[level]! > 0)) return level;
    return 0;
  }

  #question(request: SearchRequest, planned: Planned | undefined, take: number): Omit<ShardQuestion, "known"> {
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
    asked: AskedFacets,
    offset: number,
    limit: number,
    matched: number,
  ): SearchResult {
    const sort = request.sort ?? [];
    const hits =
      answers.length === 1 ? [...answers[0]!.hits] : answers.flatMap((answer) => answer.hits).sort((a, b) => compareHits(a, b, sort));
    const total = answers.reduce((sum, answer) => sum + answer.total, 0);
    const { facets, stats } = asked.merged(request.facetLimit ?? defaultFacetLimit);
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
    await this.#applied;
    return (await this.#statistics([])).documents;
  }

  async snapshot(): Promise<Uint8Array> {
    await this.#applied;
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
