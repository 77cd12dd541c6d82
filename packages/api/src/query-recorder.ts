/**
 * Searches of a named shopper become query events without delaying the answer. Search as you type asks for every beginning
 * of a query, so a search waits until its shopper goes on to something that does not continue it, or is quiet for a moment;
 * only the last of a run is recorded, with the attribution id of its own answer. A crash loses what waits: nothing of it was
 * acknowledged. Bounded: the oldest waiting search is recorded early where too many shoppers type at once.
 */
import type { ShopEvent } from "@aisle/core/event";
import { ofIndex } from "./index-of.ts";
import type { Client } from "./http/client.ts";
import type { Shop } from "./shop.ts";

export interface AnsweredQuery {
  readonly user: string;
  readonly query: string;
  readonly total: number;
  readonly answer: string;
  readonly client?: Client;
  /** Name of the index that answered. */
  readonly index: string;
}

type Waiting = ShopEvent & { type: "query" };

const quietMs = 1_500;
const maximumWaiting = 10_000;

export class QueryRecorder {
  readonly #shop: Shop;
  readonly #waiting = new Map<string, Waiting>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  /** Takes note of a first page that was answered. */
  note({ user, query, total, answer, index, client }: AnsweredQuery): void {
    const typed = query.trim();
    if (this.#shop.recordQueries === false || typed === "" || user.length > 512) return;
    const before = this.#waiting.get(user);
    this.#waiting.delete(user);
    if (before && !continues(before.query, typed)) this.#record([before]);
    this.#waiting.set(user, {
      type: "query",
      time: this.#shop.clock(),
      user,
      query: typed,
      total,
      answer,
      surface: "search",
      ...ofIndex(index),
      ...client,
    });
    if (this.#waiting.size > maximumWaiting) this.#take(this.#waiting.keys().next().value!);
    this.#arm();
  }

  /** A shopper acted on an answer: what they searched comes before it in the log. */
  settle(users: Iterable<string>): void {
    for (const user of users) this.#take(user);
  }

  /** Records everything that waits; for shutting down. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = [...this.#waiting.values()];
    this.#waiting.clear();
    await this.#record(events);
  }

  #take(user: string): void {
    const event = this.#waiting.get(user);
    if (!event) return;
    this.#waiting.delete(user);
    void this.#record([event]);
  }

  #arm(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const due = this.#shop.clock() - quietMs;
      const events = [...this.#waiting.values()].filter((event) => event.time <= due);
      for (const event of events) this.#waiting.delete(event.user);
      void this.#record(events);
      if (this.#waiting.size > 0) this.#arm();
    }, quietMs);
    // In Node a waiting search must not keep the process alive.
    (this.#timer as { unref?: () => void }).unref?.();
  }

  async #record(events: readonly Waiting[]): Promise<void> {
    if (events.length === 0) return;
    try {
      await this.#shop.ingest(events);
    } catch (error) {
      this.#shop.log?.("warn", "query events could not be recorded", { count: events.length, cause: error });
    }
  }
}

/** True where one text is the other with more typed or deleted at its end. */
function continues(before: string, after: string): boolean {
  const [short, long] = before.length <= after.length ? [before, after] : [after, before];
  return long.toLowerCase().startsWith(short.toLowerCase());
}
