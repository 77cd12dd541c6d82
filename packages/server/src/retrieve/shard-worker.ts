/** Worker entry: one shard, or the whole index where there is one shard only, so that the main thread does no analysis. */
import { parentPort, workerData } from "node:worker_threads";
import { ShardedIndex, defaultRelevance, openLocalShard } from "@aisle/core/retrieve";
import { createAnalyzer } from "@aisle/core/text";
import type { Segmenter } from "@aisle/core/text";
import { createJiebaSegmenter } from "../text/jieba-segmenter.ts";
import { errorReply } from "./calls.ts";
import type { Call, Reply } from "./calls.ts";

export interface ShardWorkerData {
  readonly whole: boolean;
  readonly snapshot?: Uint8Array;
}

const port = parentPort!;
const { whole, snapshot } = workerData as ShardWorkerData;

let loaded: Segmenter | undefined;
/** Its dictionary takes longer to load than a whole snapshot, so opening does not wait for it; the first Chinese text may. */
const segmenter = (): Segmenter => (loaded ??= createJiebaSegmenter());
const analyzer = createAnalyzer({
  segmenter: { cut: (text) => segmenter().cut(text), lattice: (text) => segmenter().lattice(text) },
});

/** Words of a snapshot that are learnt between two calls. */
const wordsAtOnce = 2_000;

function answer(reply: Reply, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(reply, [...transfer]);
}

try {
  const shard = openLocalShard(analyzer, defaultRelevance, snapshot);
  const index = whole ? new ShardedIndex({ analyzer, shards: [shard], words: shard.words() }) : undefined;
  const target = index ?? shard;
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
  /** What opening left for later, in the gaps between calls. */
  const prepare = (): void => {
    if (index?.prepare(wordsAtOnce)) setImmediate(prepare);
    else segmenter();
  };
  setImmediate(prepare);
} catch (error) {
  answer(errorReply(0, error));
}
