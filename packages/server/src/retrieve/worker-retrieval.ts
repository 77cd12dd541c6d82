/**
 * Retrieval in worker threads, a shard in each: the shop's thread only sends questions. A worker that dies makes every call
 * "unavailable".
 */
import { MessageChannel, Worker } from "node:worker_threads";
import { AisleError } from "@aisle/core/base";
import { checkRequest, readSnapshot } from "@aisle/core/retrieve";
import type { IndexChange, Retrieval, SearchRequest, SearchResult } from "@aisle/core/retrieve";
import { Calls } from "./calls.ts";
import type { ShardWorkerData } from "./shard-worker.ts";

export interface WorkerRetrievalOptions {
  readonly shards: number;
  /** From `Retrieval.snapshot`; it brings its own number of shards. */
  readonly snapshot?: Uint8Array;
  /** Answers that are kept for who asks the same; none where absent. */
  readonly cachedAnswers?: number;
}

function start(data: ShardWorkerData): Worker {
  return new Worker(new URL("./shard-worker.ts", import.meta.url), {
    workerData: data,
    // Ports and the bytes change hands; the bytes are a copy of the shard's own.
    transferList: [
      ...(data.snapshot ? [data.snapshot.buffer as ArrayBuffer] : []),
      ...(data.index ? [data.index] : []),
      ...(data.others ?? []),
    ],
  });
}

/** One worker a shard, the last of them with the index. A function of its own: what is returned must not keep the snapshot alive. */
function startAll({ shards, snapshot, cachedAnswers }: WorkerRetrievalOptions): readonly Worker[] {
  const parts = snapshot ? readSnapshot(snapshot) : Array.from({ length: shards }, () => undefined);
  const channels = parts.slice(1).map(() => new MessageChannel());
  return parts.map((part, number) =>
    start({
      // A Buffer's slice would be a view.
      ...(part ? { snapshot: new Uint8Array(part) } : {}),
      ...(number < channels.length
        ? { index: channels[number]!.port1 }
        : { others: channels.map(({ port2 }) => port2), ...(cachedAnswers ? { cachedAnswers } : {}) }),
    }),
  );
}

/** Starts the workers; "corrupt" where the snapshot cannot be used. */
export async function openWorkerRetrieval(options: WorkerRetrievalOptions): Promise<Retrieval> {
  return retrievalOf(startAll(options));
}

async function retrievalOf(workers: readonly Worker[]): Promise<Retrieval> {
  const calls = workers.map((worker) => new Calls(worker));
  const fail = (error: AisleError): void => {
    for (const one of calls) one.fail(error);
  };
  for (const worker of workers) {
    worker.on("error", (error: Error) => fail(new AisleError("unavailable", `a search worker failed: ${error.message}`, {}, error)));
    worker.on("exit", () => fail(new AisleError("closed", "the search worker has ended")));
  }
  const close = async (): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  try {
    await Promise.all(calls.map((one) => one.opened()));
  } catch (error) {
    await close();
    throw error;
  }
  const index = calls.at(-1)!;
  return {
    apply: (changes: readonly IndexChange[]) => index.call("apply", changes),
    search: async (request: SearchRequest): Promise<SearchResult> => {
      checkRequest(request);
      return index.call("search", request);
    },
    complete: (prefix, limit) => index.call("complete", prefix, limit),
    count: () => index.call("count"),
    snapshot: () => index.call("snapshot"),
    close,
  };
}
