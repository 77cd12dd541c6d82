/**
 * The ports of one index on this machine: products in a SQLite file, retrieval in workers. The engine opens an index in the
 * middle of an event, so a retrieval port is there at once and passes its calls on, in order, when its workers are.
 */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { isAisleError } from "@aisle/core/base";
import type { ProductStore } from "@aisle/core/catalog";
import { defaultIndex, toDocument } from "@aisle/core/engine";
import { readSnapshot } from "@aisle/core/retrieve";
import type { IndexChange, Retrieval } from "@aisle/core/retrieve";
import { openWorkerRetrieval } from "../retrieve/worker-retrieval.ts";
import { openProductStore } from "../store/product-store.ts";

export interface IndexFiles {
  /** The store of a slot as it was left. */
  products(slot: string): ProductStore;
  /** Removes what is left of a slot. */
  remove(slot: string): void;
  /** Removes every slot but these. */
  keepOnly(slots: Iterable<string>): void;
}

/** The file of a slot's products: `products.db` for the first slot of the default index, `indexes/SLOT.db` for the others. */
export function productFile(data: string, slot: string): string {
  return slot === defaultIndex ? join(data, "products.db") : join(data, "indexes", `${slot}.db`);
}

/** Product files of a data folder. */
export function indexFiles(data: string): IndexFiles {
  const folder = join(data, "indexes");
  const fileOf = (slot: string) => productFile(data, slot);
  const remove = (slot: string) => {
    for (const suffix of ["", "-wal", "-shm"]) rmSync(fileOf(slot) + suffix, { force: true });
  };
  return {
    products(slot) {
      if (slot !== defaultIndex) mkdirSync(folder, { recursive: true });
      return openProductStore(fileOf(slot));
    },
    remove,
    keepOnly(slots) {
      const kept = new Set(slots);
      let names: readonly string[] = [];
      try {
        names = readdirSync(folder);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      }
      for (const name of names) if (name.endsWith(".db") && !kept.has(name.slice(0, -3))) remove(name.slice(0, -3));
    },
  };
}

/** Documents put at once while an index is built. */
const buildStep = 5_000;

export interface RetrievalOptions {
  /** Absent: as many as the snapshot has, else `fresh`. */
  readonly shards?: number;
  /** Shards of a new index. */
  readonly fresh: number;
  readonly cachedAnswers: number;
  readonly products: ProductStore;
  /** From `Retrieval.snapshot`. */
  readonly snapshot?: Uint8Array;
  readonly note: (message: string) => void;
}

/** One shard for each core; more than this gain little for one question. */
export function shardsByCores(): number {
  return Math.min(availableParallelism(), 8);
}

/** The index of a snapshot; where it cannot be used, or for another number of shards, one made anew from the products. */
export async function openRetrieval({ shards, fresh, cachedAnswers, products, snapshot, note }: RetrievalOptions): Promise<Retrieval> {
  if (snapshot !== undefined) {
    try {
      const kept = readSnapshot(snapshot).length;
      if (kept === (shards ?? kept)) return await openWorkerRetrieval({ shards: kept, snapshot, cachedAnswers });
      note(`the index was kept for another number of shards: building it for ${shards}`);
    } catch (error) {
      if (!isAisleError(error, "corrupt")) throw error;
      note(`the index in the snapshot is not usable (${error.message}): building it from the products`);
    }
  }
  const opened = await openWorkerRetrieval({ shards: shards ?? fresh, cachedAnswers });
  if (snapshot === undefined) return opened;
  try {
    let changes: IndexChange[] = [];
    for (const product of products.all()) {
      changes.push({ op: "put", document: toDocument(product) });
      if (changes.length < buildStep) continue;
      await opened.apply(changes);
      changes = [];
    }
    await opened.apply(changes);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** A port that is still opening: calls are passed on in order; each fails where the port could not be opened. */
export function whenOpen(opening: Promise<Retrieval>): Retrieval {
  // Every call reports it; without one there is nobody to tell.
  opening.catch(() => undefined);
  return {
    apply: async (changes) => (await opening).apply(changes),
    search: async (request) => (await opening).search(request),
    complete: async (prefix, limit) => (await opening).complete(prefix, limit),
    count: async () => (await opening).count(),
    snapshot: async () => (await opening).snapshot(),
    close: async () => (await opening).close(),
  };
}
