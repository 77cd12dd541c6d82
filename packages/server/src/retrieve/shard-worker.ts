/** Worker entry: one shard, or the whole index where there is one shard only, so that the main thread does no analysis. */
import { parentPort, workerData } from "node:worker_threads";
import { ShardedIndex, defaultRelevance, openLocalShard } from "@aisle/core/retrieve";
import { createAnalyzer } from "@aisle/core/text";
import { createJiebaSegmenter } from "../text/jieba-segmenter.ts";
import { errorReply } from "./calls.ts";
import type { Call, Reply } from "./calls.ts";

export interface ShardWorkerData {
  readonly whole: boolean;
  readonly snapshot?: Uint8Array;
}

const port = parentPort!;
const { whole, snapshot } = workerData as ShardWorkerData;
const analyzer = createAnalyzer({ segmenter: createJiebaSegmenter() });

function answer(reply: Reply, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(reply, [...transfer]);
}

try {
  const shard = openLocalShard(analyzer, defaultRelevance, snapshot);
  const target = whole ? new ShardedIndex({ analyzer, shards: [shard], words: shard.words() }) : shard;
  let busy: Promise<unknown> = Promise.resolve();
  let maintaining = false;

  /** Merges in the gaps between calls, a step at a time. */
  const maintain = (): void => {
    maintaining = shard.maintain(1);
    if (maintaining) setImmediate(maintain);
  };

  const carryOut = async ({ id, method, args }: Call): Promise<void> => {
    try {
      const value =
        method === "words"
          ? [...shard.words()]
          : await (target as unknown as Record<string, (...args: readonly unknown[]) => Promise<unknown>>)[method]!(...args);
      if (value instanceof Uint8Array) answer({ id, value }, [value.buffer as ArrayBuffer]);
      else answer({ id, value });
    } catch (error) {
      answer(errorReply(id, error));
    }
    if (method === "apply" && !maintaining) maintain();
  };
  port.on("message", (call: Call) => {
    busy = busy.then(() => carryOut(call));
  });
  answer({ id: 0, value: true });
} catch (error) {
  answer(errorReply(0, error));
}
