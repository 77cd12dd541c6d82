/**
 * One shop on one machine: key store, log, snapshots, product store, index workers and engine, opened in that order and
 * brought to the end of the log (law 4: newest good snapshot + replay).
 */
import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { AisleError, isAisleError } from "@aisle/core/base";
import type { ProductStore } from "@aisle/core/catalog";
import { ShopEngine, toDocument } from "@aisle/core/engine";
import type { Appended, EventLog, Position, ShopEvent } from "@aisle/core/event";
import { Recommender } from "@aisle/core/recommend";
import { readSnapshot } from "@aisle/core/retrieve";
import type { IndexChange, Retrieval } from "@aisle/core/retrieve";
import { createAnalyzer } from "@aisle/core/text";
import { keyStoreFolder } from "../config.ts";
import type { Config } from "../config.ts";
import { appendErasing } from "../log/append-erasing.ts";
import { openLog } from "../log/segment-log.ts";
import { openSnapshots } from "../log/snapshots.ts";
import type { Snapshot } from "../log/snapshots.ts";
import { openKeyStore } from "../privacy/key-store.ts";
import { openWorkerRetrieval } from "../retrieve/worker-retrieval.ts";
import { openProductStore } from "../store/product-store.ts";
import { createJiebaSegmenter } from "../text/jieba-segmenter.ts";

export interface OpenShop {
  readonly engine: ShopEngine;
  readonly log: EventLog;
  readonly products: ProductStore;
  /** Resolves once the events are durable and applied. */
  ingest(events: readonly ShopEvent[]): Promise<Appended>;
  /** Saves every view now, and cuts the log behind the oldest snapshot kept where the configuration says so. */
  snapshot(): Promise<void>;
  close(): Promise<void>;
}

/** Events replayed between two waits for the index, so that a long replay does not queue up in memory. */
const replayStep = 5_000;

export async function openShop(config: Config, note: (message: string) => void): Promise<OpenShop> {
  // What is open is closed again, last first, where a later part cannot be opened.
  await using opened = new AsyncDisposableStack();
  await mkdir(config.data, { recursive: true });
  const keys = await openKeyStore({ directory: keyStoreFolder(config) });
  opened.defer(() => keys.close());
  const log = await openLog({ directory: join(config.data, "log"), keys, clock: Date.now, segmentBytes: config.log.segmentBytes, note });
  opened.defer(() => log.close());
  const snapshots = openSnapshots({ directory: join(config.data, "snapshots"), keys, keep: config.log.snapshots, note });
  const products = openProductStore(join(config.data, "products.db"));
  opened.defer(() => products.close());

  const snapshot = await usableSnapshot();
  const analyzer = createAnalyzer({ segmenter: createJiebaSegmenter() });
  const retrieval = await openRetrieval(snapshot?.views["retrieval"]);
  opened.defer(() => retrieval.close());
  const engine = new ShopEngine({
    analyzer,
    retrieval,
    products,
    recommender: new Recommender(analyzer),
    clock: Date.now,
    newId: () => randomBytes(16).toString("hex"),
    pseudonym: (user) => log.pseudonym(user),
    end: () => log.end,
    window: config.search.window,
    pause: () => nextTurn(),
  });
  if (snapshot) engine.restore(snapshot.views);
  await replay();
  const unsubscribe = log.subscribe((event) => engine.apply(event));

  /** The newest snapshot whose products are all in the store; without one the whole log must be there. */
  async function usableSnapshot(): Promise<Snapshot | undefined> {
    const newest = await snapshots.newest();
    if (newest && newest.position <= log.end && products.position >= newest.position) return newest;
    if (newest)
      note(
        `the snapshot at ${newest.position} is not usable (log ends at ${log.end}, products at ${products.position}): replaying the log`,
      );
    if (log.start > 0) {
      throw new AisleError("corrupt", `the log starts at ${log.start} and no snapshot covers what came before`, { start: log.start });
    }
    products.clear();
    return undefined;
  }

  /** The index of the snapshot; where it cannot be used, or for another number of shards, one made anew from the product store. */
  async function openRetrieval(bytes: Uint8Array | undefined): Promise<Retrieval> {
    const { shards } = config.search;
    if (bytes !== undefined) {
      try {
        if (readSnapshot(bytes).length === shards) return await openWorkerRetrieval({ analyzer, shards, snapshot: bytes });
        note(`the index was kept for another number of shards: building it for ${shards}`);
      } catch (error) {
        if (!isAisleError(error, "corrupt")) throw error;
        note(`the index in the snapshot is not usable (${error.message}): building it from the products`);
      }
    }
    const fresh = await openWorkerRetrieval({ analyzer, shards });
    if (bytes === undefined) return fresh;
    let changes: IndexChange[] = [];
    for (const product of products.all()) {
      changes.push({ op: "put", document: toDocument(product) });
      if (changes.length < replayStep) continue;
      await fresh.apply(changes);
      changes = [];
    }
    await fresh.apply(changes);
    return fresh;
  }

  async function replay(): Promise<void> {
    let applied = 0;
    products.begin();
    for await (const event of log.read(engine.position)) {
      engine.apply(event);
      if (++applied % replayStep === 0) await engine.settle();
    }
    products.commit(engine.position);
    if (applied > 0) await engine.settle();
  }

  let lastSnapshot: Position = snapshot?.position ?? 0;
  let saving: Promise<void> | undefined;

  async function save(): Promise<void> {
    const { position, views } = await engine.snapshot();
    products.commit(position);
    const oldest = await snapshots.save(position, views);
    lastSnapshot = position;
    if (config.log.retain) await log.retain(oldest);
  }

  /** One save at a time; a call while one runs gets the next, whether that one succeeds or not. */
  function snapshotNow(): Promise<void> {
    const next = (saving ?? Promise.resolve())
      .catch(() => undefined)
      .then(save)
      .finally(() => {
        if (saving === next) saving = undefined;
      });
    saving = next;
    return next;
  }

  const parts = opened.move();
  return {
    engine,
    log,
    products,
    async ingest(events) {
      const erasing = events.some((event) => event.type === "erase");
      const appended = await (erasing ? appendErasing(log, events, (person) => engine.devicesOf(person)) : log.append(events));
      if (erasing) {
        // The log destroyed the keys; a snapshot from before still holds what the person did.
        await snapshotNow();
        await snapshots.dropBefore(lastSnapshot);
      } else if (engine.position - lastSnapshot >= config.log.snapshotEvery && saving === undefined) {
        snapshotNow().catch((error: unknown) => note(`snapshot failed: ${(error as Error).message}`));
      }
      return appended;
    },
    snapshot: snapshotNow,
    async close() {
      unsubscribe();
      await saving;
      if (engine.position > lastSnapshot) await save();
      await parts.disposeAsync();
    },
  };
}
