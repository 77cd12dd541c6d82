/**
 * Worker entry: one shard. The last one also holds the index over all of them, so that the shop's thread neither analyses nor
 * merges: the others answer it over ports of their own while it searches its own part.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { AisleError } from "@aisle/core/base";
import { ShardedIndex, defaultRelevance, openLocalShard } from "@aisle/core/retrieve";
import type { IndexChange, LocalShard, ShardClient } from "@aisle/core/retrieve";
import { createAnalyzer } from "@aisle/core/text";
import type { Segmenter } from "@aisle/core/text";
import { createJiebaSegmenter } from "../text/jieba-segmenter.ts";
import { Calls, answerCalls, tellOpened } from "./calls.ts";

export interface ShardWorkerData {
  readonly snapshot?: Uint8Array;
  /** Where the index asks this shard; absent where this worker holds the index. */
  readonly index?: MessagePort;
  /** Where the other shards are asked, in order. */
  readonly others?: readonly MessagePort[];
  readonly cachedAnswers?: number;
}

const { snapshot, index, others, cachedAnswers } = workerData as ShardWorkerData;

let loaded: Segmenter | undefined;
/** Its dictionary takes longer to load than a whole snapshot, and some 80 MB: only what holds Chinese loads it before it is asked. */
const segmenter = (): Segmenter => (loaded ??= createJiebaSegmenter());
const analyzer = createAnalyzer({
  segmenter: { cut: (text) => segmenter().cut(text), lattice: (text) => segmenter().lattice(text) },
});

/** Words that are looked at for Chinese ones. */
const wordsLookedAt = 20_000;
const han = /\p{Script=Han}/u;

/** Loads the dictionary where the shard's first words tell that it will be wanted. */
function loadDictionary(shard: LocalShard): void {
  let left = wordsLookedAt;
  for (const { word } of shard.words()) {
    if (han.test(word)) return void segmenter();
    if (--left === 0) return;
  }
}

/** Words of a snapshot that are learnt between two calls. */
const wordsAtOnce = 2_000;
/** Between words that cross a port as one text: no word holds it. */
const separator = "\n";

/** Calls of a shard that are the same for the index in this thread and in another. */
function shardMethods(shard: LocalShard) {
  let maintaining = false;
  /** Merges in the gaps between calls, a step at a time. */
  const maintain = (): void => {
    maintaining = shard.maintain(1);
    if (maintaining) setImmediate(maintain);
  };
  return {
    apply: async (changes: readonly IndexChange[]) => {
      const applied = await shard.apply(changes);
      if (!maintaining) maintain();
      return applied;
    },
    frequencies: (terms) => shard.frequencies(terms),
    levels: (plan, views) => shard.levels(plan, views),
    search: (question) => shard.search(question),
    snapshot: () => shard.snapshot(),
    close: () => shard.close(),
  } satisfies ShardClient;
}

/** Words as two texts, which cross a port much faster than an object each. */
async function wordsOf(shard: LocalShard): Promise<readonly [string, string]> {
  const words = [...shard.words()];
  return [words.map(({ word }) => word).join(separator), words.map(({ term }) => term).join(separator)];
}

function shardBehind(port: MessagePort): { readonly client: ShardClient; readonly words: () => Promise<{ word: string; term: string }[]> } {
  const calls = new Calls(port);
  port.on("close", () => calls.fail(new AisleError("unavailable", "a search worker has ended")));
  return {
    client: {
      apply: (changes) => calls.call("apply", changes),
      frequencies: (terms) => calls.call("frequencies", terms),
      levels: (plan, views) => calls.call("levels", plan, views),
      search: (question) => calls.call("search", question),
      snapshot: () => calls.call("snapshot"),
      close: async () => {},
    },
    words: async () => {
      const [words, terms] = (await calls.call<readonly [string, string]>("words")).map((text) => text.split(separator));
      return words!.flatMap((word, at) => (word === "" ? [] : [{ word, term: terms![at]! }]));
    },
  };
}

const port = parentPort!;
try {
  const shard = openLocalShard(analyzer, defaultRelevance, snapshot);
  if (index) {
    answerCalls(index, { ...shardMethods(shard), words: () => wordsOf(shard) });
    setImmediate(() => loadDictionary(shard));
  } else {
    const remote = (others ?? []).map(shardBehind);
    const whole = new ShardedIndex({
      analyzer,
      // Its own last: the others begin before it does.
      shards: [...remote.map(({ client }) => client), shardMethods(shard)],
      ...(cachedAnswers ? { cachedAnswers } : {}),
      ...(snapshot ? { words: [...remote.map(({ words }) => words()), shard.words()] } : {}),
    });
    answerCalls(port, {
      apply: (changes: readonly IndexChange[]) => whole.apply(changes),
      search: (request: never) => whole.search(request),
      complete: (prefix: string, limit: number) => whole.complete(prefix, limit),
      count: () => whole.count(),
      snapshot: () => whole.snapshot(),
    });
    /** What opening left for later, in the gaps between calls. */
    const prepare = (): void => {
      whole.prepare(wordsAtOnce).then(
        (more) => (more ? setImmediate(prepare) : loadDictionary(shard)),
        // The shard that failed says so to whoever asks it.
        () => undefined,
      );
    };
    setImmediate(prepare);
  }
  tellOpened(port);
} catch (error) {
  tellOpened(port, error);
}
