/**
 * A shop as it was at a position of its log: folded in this process from the newest snapshot before it, or from the log's start,
 * and changing nothing of the folder, so that it can be done beside a running server. It goes forward only.
 */
import { join } from "node:path";
import { AisleError, isAisleError } from "@aisle/core/base";
import { defaultIndex, ShopEngine, slotsIn } from "@aisle/core/engine";
import type { LoggedEvent, Position } from "@aisle/core/event";
import type { KeyStore } from "@aisle/core/privacy";
import { Recommender } from "@aisle/core/recommend";
import { createMemoryIndex } from "@aisle/core/retrieve";
import type { Retrieval } from "@aisle/core/retrieve";
import type { Analyzer } from "@aisle/core/text";
import type { Asked } from "@aisle/api/shop";
import type { LogReader } from "../log/read-events.ts";
import { openSnapshots } from "../log/snapshots.ts";
import type { Snapshot } from "../log/snapshots.ts";
import { openProductStore } from "../store/product-store.ts";
import type { Ground, StoredRequest } from "../requests/request-record.ts";
import { foldedProducts, recover, remainingProducts } from "./past-products.ts";
import type { Lost, PastProducts } from "./past-products.ts";

export interface PastOptions {
  /** Data folder. */
  readonly data: string;
  readonly log: LogReader;
  /** May be read-only. */
  readonly keys: KeyStore;
  readonly analyzer: Analyzer;
  /** As they were. */
  readonly settings: Ground["settings"];
  /** The first position that will be asked for. */
  readonly position: Position;
  readonly note: (message: string) => void;
}

/** Events applied between two waits for the index. */
const settleEvery = 5_000;

/** Opens a shop at or before a position; "not_found" where retention cut what it needs. */
export async function openPast(options: PastOptions): Promise<PastShop> {
  const { data, log, keys, analyzer, position, note } = options;
  const snapshots = openSnapshots({ directory: join(data, "snapshots"), keys, note });
  const usable = (await snapshots.positions()).filter((one) => one <= position && one >= log.start);
  for (const at of usable.reverse()) {
    try {
      const snapshot = await snapshots.load(at);
      const products = log.start === 0 ? await foldedProducts(log, analyzer, at) : await remainingProducts(data, log, snapshot.views, at);
      return new PastShop(options, products, snapshot);
    } catch (error) {
      if (!isAisleError(error, "corrupt") && !isAisleError(error, "sealed")) throw error;
      note(`${error.message}; the snapshot at ${at} is passed over`);
    }
  }
  if (log.start > 0)
    throw new AisleError("not_found", `the log was cut at ${log.start} and no snapshot before ${position} is left`, { start: log.start });
  return new PastShop(options, { stores: new Map([[defaultIndex, openProductStore(":memory:")]]), lost: new Map() });
}

export class PastShop {
  /** Where the fold began: 0, or the position of a snapshot. */
  readonly from: Position;
  /** Products of which the log does not tell how they were. */
  readonly lost: Lost;
  /** Events passed so far whose keys are gone, and events too damaged to be read. */
  erased = 0;
  damaged = 0;
  readonly #engine: ShopEngine;
  readonly #events: AsyncIterator<LoggedEvent>;
  #next: LoggedEvent | undefined;
  #id = "";
  /** What was applied while the index looked; once for one question, however many searches it takes. */
  #meanwhile: () => Promise<void> = async () => undefined;

  constructor(options: PastOptions, { stores, lost }: PastProducts, snapshot?: Snapshot) {
    const { analyzer, log, settings } = options;
    const views = snapshot?.views;
    const index = (bytes?: Uint8Array) =>
      this.#watched(createMemoryIndex({ analyzer, ...(bytes === undefined ? {} : { snapshot: bytes }) }));
    this.lost = lost;
    this.#engine = new ShopEngine({
      analyzer,
      ...settings,
      retrieval: index(views?.["retrieval"]),
      products: stores.get(slotsIn(views).get(defaultIndex)!)!,
      open: (slot, bytes) => ({ products: stores.get(slot) ?? openProductStore(":memory:"), retrieval: index(bytes) }),
      recommender: new Recommender(analyzer),
      clock: () => {
        throw new AisleError("internal", "a question of the past brings its moment");
      },
      newId: () => this.#id,
      // Stored requests name people by pseudonym.
      pseudonym: (user) => user,
      end: () => log.end,
    });
    if (views) this.#engine.restore(views);
    this.from = this.#engine.position;
    this.#events = log.read(this.from, log.end)[Symbol.asyncIterator]();
  }

  /** Position reached. */
  get position(): Position {
    return this.#engine.position;
  }

  #watched(index: Retrieval): Retrieval {
    const search = index.search.bind(index);
    index.search = async (request) => {
      const found = await search(request);
      await this.#meanwhile();
      return found;
    };
    return index;
  }

  /** Applies every event before `position`; "position_ahead" where the log ends earlier. */
  async advance(position: Position): Promise<void> {
    let applied = 0;
    for (;;) {
      if (this.#next === undefined) {
        const step = await this.#events.next();
        if (step.done === true) break;
        this.#next = step.value;
      }
      if (this.#next.position >= position) return;
      this.#apply(this.#next);
      this.#next = undefined;
      if (++applied % settleEvery === 0) await this.#engine.settle();
    }
    if (this.#engine.position < position)
      throw new AisleError("position_ahead", `the log ends at ${this.#engine.position}, before ${position}`, { position });
  }

  #apply(logged: LoggedEvent): void {
    if (logged.event === undefined) {
      if (logged.person === undefined) this.damaged++;
      else this.erased++;
    } else recover(this.lost, logged);
    this.#engine.apply(logged);
  }

  /** Asks a stored request anew at the position reached; what came in while it was answered comes in again. */
  async ask(request: StoredRequest): Promise<Asked> {
    this.#id = request.id;
    const { ranked } = request;
    let moving: Promise<void> | undefined;
    if (ranked !== undefined) this.#meanwhile = () => (moving ??= this.advance(ranked));
    try {
      const index = this.#engine.index(request.index);
      if (!index) throw new AisleError("not_found", `there was no index ${request.index}`, { index: request.index });
      const { kind, question } = request;
      const shared = { index: request.index };
      if (kind === "search") return { ...shared, kind, question, answer: await index.search(question) };
      if (kind === "recommend") return { ...shared, kind, question, answer: await index.recommend(question) };
      return { ...shared, kind, question, answer: await index.suggest(question.text, question) };
    } finally {
      this.#meanwhile = async () => undefined;
    }
  }

  async close(): Promise<void> {
    await this.#events.return?.();
    await this.#engine.close();
  }
}
