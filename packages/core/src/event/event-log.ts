/** Port EventLog: durable, ordered, replayable. Real versions: segment files (server), JetStream (cluster); in memory for tests. */
import type { ShopEvent } from "./shop-event.ts";

/** Index of an event in the log, from 0; a reader at position p has seen every event before p. */
export type Position = number;

/** `durable`: on this machine's disk. `replicated`: a quorum of brokers has it. */
export type AckLevel = "durable" | "replicated";

export interface LoggedEvent {
  readonly position: Position;
  /** When the log took it, milliseconds UTC. */
  readonly arrival: number;
  /** Keyed hash of the person's id, stable while the key store lives; what views key a person by. */
  readonly person?: string;
  /** For `identify`: the pseudonym of the anonymous id. */
  readonly anonymous?: string;
  /**
   * Epoch of the person's consent when the event was taken: grows with each consent event, this one included, and may skip
   * numbers (a failed append). Absent where no person is.
   */
  readonly consent?: number;
  /**
   * Undefined where the person was erased: the payload can no longer be opened, and views skip it. An `erase` event stays
   * readable, with the pseudonym in the place of `user`.
   */
  readonly event: ShopEvent | undefined;
}

export interface Appended {
  readonly level: AckLevel;
  /** A reader that has applied everything before `position` has seen this batch: the token of law 3. */
  readonly position: Position;
  readonly accepted: number;
  /** Events that were in the log already (same origin or id). */
  readonly duplicates: number;
}

export interface EventLog {
  /** First position still held (after retention). */
  readonly start: Position;
  /** One past the last durable event. */
  readonly end: Position;
  /** Resolves once every event of the batch is durable; rejects with "storage_failed" and none of the batch is applied. */
  append(events: readonly ShopEvent[]): Promise<Appended>;
  /**
   * Durable events from a position on, in order, up to the end at the time of the call. "not_found" before `start`,
   * "position_ahead" after `end`.
   */
  read(from: Position): AsyncIterable<LoggedEvent>;
  /** The same events in lists, as they lie together in storage: what a replay uses. */
  readBatches(from: Position): AsyncIterable<readonly LoggedEvent[]>;
  /** Called synchronously, in order, for each event once it is durable and before its append resolves; returns the way to stop. */
  subscribe(listener: (event: LoggedEvent) => void): () => void;
  /** The keyed pseudonym that `LoggedEvent.person` carries for this id. */
  pseudonym(user: string): string;
  /** Forgets whole segments that end before `position`; a snapshot at or after it must exist. */
  retain(position: Position): Promise<void>;
  /** Appends an `erase` event, then destroys the person's key: their earlier payloads can never be opened again. */
  erase(user: string): Promise<void>;
  /** `erase` for a person known by pseudonym, such as an anonymous device that an identify joined. */
  erasePerson(person: string): Promise<void>;
  close(): Promise<void>;
}
