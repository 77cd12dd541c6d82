/** EventLog in memory: for tests, and the queue of an edge that has no disk. Follows the same contract suite as the durable ones. */
import { AisleError, checkLimit, contentHash } from "../base.ts";
import type { Clock } from "../base.ts";
import { storedForm } from "./event-codec.ts";
import { Deduplication, PendingKeys } from "./deduplication.ts";
import type { DeduplicationLimits } from "./deduplication.ts";
import type { Appended, EventLog, LoggedEvent, Position } from "./event-log.ts";
import { isShopperEvent } from "./shop-event.ts";
import type { ShopEvent } from "./shop-event.ts";

export interface MemoryLogOptions {
  readonly clock: Clock;
  readonly deduplication?: DeduplicationLimits;
}

/** An empty log that lives as long as the process. */
export function memoryEventLog(options: MemoryLogOptions): EventLog {
  return new MemoryEventLog(options);
}

class MemoryEventLog implements EventLog {
  readonly #clock: Clock;
  readonly #seen: Deduplication;
  readonly #events: LoggedEvent[] = [];
  readonly #listeners = new Set<(event: LoggedEvent) => void>();
  readonly #consent = new Map<string, number>();
  #start = 0;
  #closed = false;

  constructor(options: MemoryLogOptions) {
    this.#clock = options.clock;
    this.#seen = new Deduplication(options.deduplication);
  }

  get start(): Position {
    return this.#start;
  }

  get end(): Position {
    return this.#start + this.#events.length;
  }

  pseudonym(user: string): string {
    return contentHash(`person ${user}`);
  }

  async append(events: readonly ShopEvent[]): Promise<Appended> {
    return this.#append(events, (user) => this.pseudonym(user));
  }

  async #append(events: readonly ShopEvent[], pseudonym: (user: string) => string): Promise<Appended> {
    if (this.#closed) throw new AisleError("closed", "the log is closed");
    checkLimit("batchEvents", events.length);
    const keys = new PendingKeys(this.#seen);
    const arrival = this.#clock();
    const accepted = events.filter((event) => keys.accept({ ...event.origin, ...(event.id === undefined ? {} : { id: event.id }) }));
    keys.commit();
    for (const event of accepted) {
      const logged = this.#logged(storedForm(event), arrival, pseudonym);
      if (event.type === "erase") this.#forget(logged.person!);
      this.#events.push(logged);
      for (const listener of this.#listeners) listener(logged);
    }
    return { level: "durable", position: this.end, accepted: accepted.length, duplicates: events.length - accepted.length };
  }

  #logged(event: ShopEvent, arrival: number, pseudonym: (user: string) => string): LoggedEvent {
    const position = this.end;
    if (!isShopperEvent(event)) return { position, arrival, event };
    const person = pseudonym(event.user);
    if (event.type === "erase") return { position, arrival, person, consent: 0, event: { type: "erase", time: event.time, user: person } };
    const consent = (this.#consent.get(person) ?? 0) + (event.type === "consent" ? 1 : 0);
    this.#consent.set(person, consent);
    return {
      position,
      arrival,
      person,
      consent,
      ...(event.type === "identify" ? { anonymous: this.pseudonym(event.anonymous) } : {}),
      event,
    };
  }

  #forget(person: string): void {
    this.#consent.delete(person);
    for (let i = 0; i < this.#events.length; i++) {
      const logged = this.#events[i]!;
      if (logged.person !== person || logged.event?.type === "erase") continue;
      const { anonymous: _, ...envelope } = logged;
      this.#events[i] = { ...envelope, event: undefined };
    }
  }

  read(from: Position): AsyncIterable<LoggedEvent> {
    return flattened(this.readBatches(from));
  }

  async *#lists(from: Position, end: Position): AsyncIterable<readonly LoggedEvent[]> {
    checkPosition(from, this.#start, end);
    if (end > from) yield this.#events.slice(from - this.#start, end - this.#start);
  }

  readBatches(from: Position): AsyncIterable<readonly LoggedEvent[]> {
    return this.#lists(from, this.end);
  }

  subscribe(listener: (event: LoggedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async retain(position: Position): Promise<void> {
    const cut = Math.min(position, this.end) - this.#start;
    if (cut <= 0) return;
    this.#events.splice(0, cut);
    this.#start += cut;
  }

  async erase(user: string): Promise<void> {
    await this.append([{ type: "erase", time: this.#clock(), user }]);
  }

  async erasePerson(person: string): Promise<void> {
    await this.#append([{ type: "erase", time: this.#clock(), user: person }], (user) => user);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }
}

/** Single events of lists. */
export async function* flattened(batches: AsyncIterable<readonly LoggedEvent[]>): AsyncIterable<LoggedEvent> {
  for await (const batch of batches) yield* batch;
}

/** Throws where a reader asks for a position that the log does not hold. */
export function checkPosition(from: Position, start: Position, end: Position): void {
  if (from < start) throw new AisleError("not_found", `position ${from} was cut by retention, the log starts at ${start}`, { from, start });
  if (from > end) throw new AisleError("position_ahead", `position ${from} lies after the end of the log, ${end}`, { from, end });
}
