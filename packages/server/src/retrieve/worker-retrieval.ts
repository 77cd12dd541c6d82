/** Retrieval in worker threads: the shop's thread only sends questions. A worker that dies makes every call "unavailable". */
import { Worker } from "node:worker_threads";
import { AisleError } from "@aisle/core/base";
import { ShardedIndex, checkRequest, readSnapshot } from "@aisle/core/retrieve";
import type { IndexChange, Retrieval, SearchRequest, SearchResult, ShardClient } from "@aisle/core/retrieve";
import type { Analyzer } from "@aisle/core/text";
import { errorOf, errorReply } from "./calls.ts";
import type { Reply } from "./calls.ts";
import type { ShardWorkerData } from "./shard-worker.ts";

export interface WorkerRetrievalOptions {
  /** Plans queries where there is more than one shard. */
  readonly analyzer: Analyzer;
  readonly shards: number;
  /** From `Retrieval.snapshot`; it brings its own number of shards. */
  readonly snapshot?: Uint8Array;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** One worker and the calls it owes an answer. */
class WorkerCalls {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #next = 1;
  #gone: AisleError | undefined;

  constructor(data: ShardWorkerData) {
    // The bytes are a copy of its own (a Buffer's slice would be a view) and change hands instead of being cloned.
    this.#worker = new Worker(new URL("./shard-worker.ts", import.meta.url), {
      workerData: data,
      transferList: data.snapshot ? [data.snapshot.buffer as ArrayBuffer] : [],
    });
    this.#worker.on("message", (reply: Reply) => this.#settle(reply));
    this.#worker.on("error", (error: Error) =>
      this.#fail(new AisleError("unavailable", `the search worker failed: ${error.message}`, {}, error)),
    );
    this.#worker.on("exit", () => this.#fail(new AisleError("closed", "the search worker has ended")));
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if ("error" in reply) pending?.reject(errorOf(reply));
    else pending?.resolve(reply.value);
  }

  #fail(error: AisleError): void {
    this.#gone ??= error;
    for (const pending of this.#pending.values()) pending.reject(this.#gone);
    this.#pending.clear();
  }

  /** Resolves once the worker has opened its shard. */
  opened(): Promise<void> {
    return this.#expect(0) as Promise<void>;
  }

  #expect(id: number): Promise<unknown> {
    if (this.#gone) return Promise.reject(this.#gone);
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
  }

  call<T>(method: string, ...args: readonly unknown[]): Promise<T> {
    const id = this.#next++;
    const answer = this.#expect(id) as Promise<T>;
    if (this.#gone) return answer;
    try {
      this.#worker.postMessage({ id, method, args });
    } catch (error) {
      // Functions and symbols cannot cross; nothing was sent.
      this.#settle(errorReply(id, new AisleError("bad_request", `${method} was given what is no data: ${String(error)}`)));
    }
    return answer;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

function shardClient(calls: WorkerCalls): ShardClient {
  return {
    apply: (changes) => calls.call("apply", changes),
    frequencies: (terms) => calls.call("frequencies", terms),
    levels: (plan, views) => calls.call("levels", plan, views),
    search: (question) => calls.call("search", question),
    snapshot: () => calls.call("snapshot"),
    close: () => calls.end(),
  };
}

function wholeIndex(calls: WorkerCalls): Retrieval {
  return {
    apply: (changes: readonly IndexChange[]) => calls.call("apply", changes),
    search: async (request: SearchRequest): Promise<SearchResult> => {
      checkRequest(request);
      return calls.call("search", request);
    },
    complete: (prefix, limit) => calls.call("complete", prefix, limit),
    count: () => calls.call("count"),
    snapshot: () => calls.call("snapshot"),
    close: () => calls.end(),
  };
}

/** Starts the workers; "corrupt" where the snapshot cannot be used. */
export async function openWorkerRetrieval(options: WorkerRetrievalOptions): Promise<Retrieval> {
  const parts = options.snapshot ? readSnapshot(options.snapshot) : Array.from({ length: options.shards }, () => undefined);
  const whole = parts.length === 1;
  const workers = parts.map((snapshot) => new WorkerCalls({ whole, ...(snapshot ? { snapshot: new Uint8Array(snapshot) } : {}) }));
  try {
    await Promise.all(workers.map((worker) => worker.opened()));
    if (whole) return wholeIndex(workers[0]!);
    const words = options.snapshot
      ? await Promise.all(workers.map((worker) => worker.call<readonly { word: string; term: string }[]>("words")))
      : [];
    return new ShardedIndex({ analyzer: options.analyzer, shards: workers.map(shardClient), words: words.flat() });
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.end()));
    throw error;
  }
}
