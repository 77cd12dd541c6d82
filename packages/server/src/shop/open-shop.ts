/**
 * One shop on one machine: key store, log, snapshots, product stores, index workers and engine, opened in that order and
 * brought to the end of the log (law 4: newest good snapshot + replay).
 */
import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { AisleError } from "@aisle/core/base";
import type { ProductStore } from "@aisle/core/catalog";
import { defaultIndex, indexOpenedBy, ShopEngine, slotsIn } from "@aisle/core/engine";
import type { OpenPorts } from "@aisle/core/engine";
import type { Appended, EventLog, Position, ShopEvent } from "@aisle/core/event";
import { Recommender } from "@aisle/core/recommend";
import { createAnalyzer } from "@aisle/core/text";
import type { Asked } from "@aisle/api/shop";
import { keyStoreFolder } from "../config.ts";
import type { Config } from "../config.ts";
import { appendErasing } from "../log/append-erasing.ts";
import { openLog } from "../log/segment-log.ts";
import { openSnapshots } from "../log/snapshots.ts";
import type { Snapshot } from "../log/snapshots.ts";
import { openKeyStore } from "../privacy/key-store.ts";
import { buildHash } from "../requests/build-hash.ts";
import { openRequestStore } from "../requests/request-store.ts";
import type { RequestStore } from "../requests/request-store.ts";
import { createJiebaSegmenter } from "../text/jieba-segmenter.ts";
import { indexFiles, openRetrieval, shardsByCores, whenOpen } from "./index-ports.ts";

export interface OpenShop {
  readonly engine: ShopEngine;
  readonly log: EventLog;
  /** Products of the default index. */
  readonly products: ProductStore;
  /** Resolves once the events are durable and applied. */
  ingest(events: readonly ShopEvent[]): Promise<Appended>;
  /** The newest snapshot saved or started from; `saved` (milliseconds UTC) is known of those this process saved. */
  lastSnapshot(): { readonly position: Position; readonly saved?: number } | undefined;
  /** Takes an answered question for replay; absent where none are kept. */
  readonly answered?: (asked: Asked) => void;
  /** Saves every view now, and cuts the log behind the oldest snapshot kept where the configuration says so. */
  snapshot(): Promise<void>;
  close(): Promise<void>;
}

/** Changes that the product stores write between two turns before a snapshot: some milliseconds. */
const settleStep = 500;
/** A price or stock change is replayed so many times faster than a product. */
const offersPerEvent = 20;

/** What replaying an event costs, in the events that `log.snapshotEvery` counts. */
function replayCost(event: ShopEvent | undefined): number {
  return event?.type === "offers" ? 1 / offersPerEvent : 1;
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
  const files = indexFiles(config.data);
  const { shards, cachedAnswers } = config.search;
  const analyzer = createAnalyzer({ segmenter: createJiebaSegmenter() });
  /** Open stores that no index has yet, by slot. */
  const stores = new Map<string, ProductStore>();
  opened.defer(() => {
    for (const store of stores.values()) store.close();
  });
  const snapshot = await usableSnapshot();
  const defaultSlot = slotsIn(snapshot?.views).get(defaultIndex)!;
  const products = stores.get(defaultSlot)!;
  const retrievalOf = (store: ProductStore, bytes: Uint8Array | undefined, fresh: number) =>
    openRetrieval({
      fresh,
      ...(shards === undefined ? {} : { shards }),
      cachedAnswers,
      products: store,
      note,
      ...(bytes === undefined ? {} : { snapshot: bytes }),
    });
  const retrieval = await retrievalOf(products, snapshot?.views["retrieval"], shardsByCores());

  /** The stores that a snapshot names are open already; any other index begins empty. */
  const open: OpenPorts = (slot, bytes) => {
    const kept = stores.get(slot);
    stores.delete(slot);
    if (!kept) files.remove(slot);
    const store = kept ?? files.products(slot);
    return { products: store, retrieval: whenOpen(retrievalOf(store, bytes, 1)) };
  };
  const engine = new ShopEngine({
    analyzer,
    retrieval,
    products,
    open,
    recommender: new Recommender(analyzer),
    clock: Date.now,
    newId: () => randomBytes(16).toString("hex"),
    pseudonym: (user) => log.pseudonym(user),
    end: () => log.end,
    traffic: config.traffic,
    window: config.search.window,
    pause: () => nextTurn(),
  });
  stores.delete(defaultSlot);
  opened.defer(() => engine.close());
  if (snapshot) engine.restore(snapshot.views);
  files.keepOnly(engine.slots);
  /** What a replay of the log behind the newest snapshot would cost. */
  let unsaved = 0;
  await replay();
  const unsubscribe = log.subscribe((event) => engine.apply(event));
  engine.warm().catch((error: unknown) => note(`what a snapshot left for later could not be read: ${(error as Error).message}`));

  /** The newest snapshot whose products are all in the stores, which stay open; without one the whole log must be there. */
  async function usableSnapshot(): Promise<Snapshot | undefined> {
    const newest = await snapshots.newest();
    for (const slot of slotsIn(newest?.views).values()) stores.set(slot, files.products(slot));
    const complete = Math.min(...Array.from(stores.values(), (store) => store.position));
    if (newest && newest.position <= log.end && complete >= newest.position) return newest;
    if (newest)
      note(`the snapshot at ${newest.position} is not usable (log ends at ${log.end}, products at ${complete}): replaying the log`);
    if (log.start > 0) {
      throw new AisleError("corrupt", `the log starts at ${log.start} and no snapshot covers what came before`, { start: log.start });
    }
    for (const store of stores.values()) store.close();
    stores.clear();
    const first = files.products(defaultIndex);
    first.clear();
    stores.set(defaultIndex, first);
    return undefined;
  }

  async function replay(): Promise<void> {
    let applied = 0;
    for await (const event of log.read(engine.position)) {
      engine.apply(event);
      unsaved += replayCost(event.event);
      if (++applied % replayStep === 0) await engine.settle();
    }
    engine.commit(engine.position);
    if (applied > 0) await engine.settle();
  }

  const requests = await openRequests();

  async function openRequests(): Promise<RequestStore | undefined> {
    const { keep, days, segmentBytes } = config.requests;
    if (keep === 0) return undefined;
    const ground = { build: await buildHash(), models: {}, settings: { window: config.search.window, traffic: config.traffic } };
    const directory = join(config.data, "requests");
    const store = await openRequestStore({
      directory,
      keys,
      clock: Date.now,
      ground: () => ground,
      keep,
      age: days * 86_400_000,
      segmentBytes,
      note,
    });
    opened.defer(() => store.close());
    return store;
  }

  let lastSnapshot: Position = snapshot?.position ?? 0;
  let saved: number | undefined;
  let saving: Promise<void> | undefined;

  async function save(): Promise<void> {
    const before = unsaved;
    const { position, views } = await engine.snapshot();
    while (engine.settleStores(settleStep)) await nextTurn();
    engine.commit(position);
    const oldest = await snapshots.save(position, views);
    for (const slot of engine.releaseSlots(oldest)) files.remove(slot);
    lastSnapshot = position;
    unsaved -= before;
    saved = Date.now();
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

  /** Refuses events that would open more indexes than there may be. */
  function checkIndexes(events: readonly ShopEvent[]): void {
    const names = new Set<string>();
    for (const event of events) {
      const name = indexOpenedBy(event);
      if (name !== undefined && !engine.index(name)) names.add(name);
    }
    const maximum = config.search.indexes;
    if (names.size > 0 && engine.indexes.length + names.size > maximum)
      throw new AisleError("limit_exceeded", `${engine.indexes.length + names.size} indexes, the limit is ${maximum}`, {
        limit: "indexes",
        maximum,
      });
  }

  const parts = opened.move();
  return {
    engine,
    log,
    get products() {
      return engine.index(defaultIndex)!.products;
    },
    async ingest(events) {
      checkIndexes(events);
      const erasing = events.some((event) => event.type === "erase");
      const appended = await (erasing ? appendErasing(log, events, (person) => engine.devicesOf(person)) : log.append(events));
      if (erasing) {
        // The log destroyed the keys; a snapshot from before still holds what the person did.
        await snapshotNow();
        await snapshots.dropBefore(lastSnapshot);
        return appended;
      }
      for (const event of events) unsaved += replayCost(event);
      if (unsaved >= config.log.snapshotEvery && saving === undefined) {
        snapshotNow().catch((error: unknown) => note(`snapshot failed: ${(error as Error).message}`));
      }
      return appended;
    },
    lastSnapshot: () => (lastSnapshot === 0 ? undefined : { position: lastSnapshot, ...(saved === undefined ? {} : { saved }) }),
    ...(requests ? { answered: (asked: Asked) => requests.note(asked) } : {}),
    snapshot: snapshotNow,
    async close() {
      unsubscribe();
      await saving;
      if (engine.position > lastSnapshot) await save();
      await parts.disposeAsync();
    },
  };
}
