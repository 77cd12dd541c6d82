/** A shard in this thread, and its snapshot bytes: version, checksum, content. */
import { AisleError, ByteReader, ByteWriter } from "../base.ts";
import type { Analyzer } from "../text.ts";
import { checksum } from "./arrays.ts";
import { defaultRelevance } from "./defaults.ts";
import type { Relevance } from "./defaults.ts";
import type { IndexChange, Retrieval } from "./retrieval.ts";
import { Shard } from "./shard.ts";
import type { Surface } from "./shard.ts";
import { ShardSearcher } from "./shard-search.ts";
import type { ShardAnswer, ShardQuestion } from "./shard-search.ts";
import { ShardedIndex, readSnapshot } from "./sharded-index.ts";
import type { Applied, ShardClient } from "./sharded-index.ts";
import type { Plan } from "./plan.ts";

const formatVersion = 6;
/** Version and checksum: a multiple of eight, so that arrays of the content stay aligned. */
const headerSize = 8;

export class LocalShard implements ShardClient {
  readonly #shard: Shard;
  readonly #searcher: ShardSearcher;

  constructor(shard: Shard) {
    this.#shard = shard;
    this.#searcher = new ShardSearcher(shard);
  }

  /** The spellable words that the shard knows now. */
  words(): Iterable<Surface> {
    return this.#shard.words();
  }

  async apply(changes: readonly IndexChange[]): Promise<Applied> {
    for (const change of changes) this.#shard.apply(change);
    return { words: this.#shard.takeFresh(), effects: this.#shard.takeEffects() };
  }

  async frequencies(terms: readonly string[]): Promise<{ readonly documents: number; readonly frequencies: readonly number[] }> {
    return { documents: this.#shard.count, frequencies: this.#shard.frequencies(terms) };
  }

  async levels(plan: Plan, views?: readonly string[]): Promise<readonly number[]> {
    return this.#searcher.levels(plan, views);
  }

  async search(question: ShardQuestion): Promise<ShardAnswer> {
    return this.#searcher.search(question);
  }

  /** Moves background merging on; false when nothing is left to do. */
  maintain(steps: number): boolean {
    return this.#shard.maintain(steps);
  }

  async snapshot(): Promise<Uint8Array> {
    const body = new ByteWriter(1 << 20);
    this.#shard.write(body);
    const content = body.finish();
    return new ByteWriter(content.length + headerSize).u32(formatVersion).u32(checksum(content)).raw(content).finish();
  }

  async close(): Promise<void> {}
}

/**
 * A shard from its snapshot bytes, which become its own (pass a copy to keep them), or an empty one; "corrupt" where the bytes
 * are damaged or of another version.
 */
export function openLocalShard(analyzer: Analyzer, relevance: Relevance = defaultRelevance, snapshot?: Uint8Array): LocalShard {
  if (!snapshot) return new LocalShard(new Shard(analyzer, relevance));
  const reader = new ByteReader(snapshot);
  const version = reader.u32();
  if (version !== formatVersion)
    throw new AisleError("corrupt", `index snapshot version ${version}, known is ${formatVersion}`, { version });
  const expected = reader.u32();
  const body = reader.raw(reader.remaining);
  if (checksum(body) !== expected) throw new AisleError("corrupt", "an index snapshot fails its checksum");
  return new LocalShard(Shard.read(new ByteReader(body), analyzer, relevance));
}

export interface MemoryIndexOptions {
  readonly analyzer: Analyzer;
  readonly shards?: number;
  readonly relevance?: Relevance;
  readonly snapshot?: Uint8Array;
  /** Answers that are kept for who asks the same; none where absent. */
  readonly cachedAnswers?: number;
}

/** Retrieval in this thread. A snapshot brings its own number of shards. */
export function createMemoryIndex(options: MemoryIndexOptions): Retrieval {
  const parts = options.snapshot ? readSnapshot(options.snapshot) : Array.from({ length: options.shards ?? 1 }, () => undefined);
  // A copy of its own: the slice of a Node Buffer would be a view, and not aligned.
  const shards = parts.map((part) => openLocalShard(options.analyzer, options.relevance, part && new Uint8Array(part)));
  return new ShardedIndex({
    analyzer: options.analyzer,
    shards,
    ...(options.relevance ? { relevance: options.relevance } : {}),
    ...(options.cachedAnswers ? { cachedAnswers: options.cachedAnswers } : {}),
    ...(options.snapshot ? { words: shards.map((shard) => shard.words()) } : {}),
  });
}
