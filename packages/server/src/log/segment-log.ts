/**
 * EventLog on one machine: segment files and one writer with asynchronous group commit. Appends are sealed when they come in;
 * while one group waits for the disk the next gathers, and one fdatasync serves all of it (the scheme of every commit log
 * since Gawlick and Kinkade's IMS Fast Path). SPEC.md beside this file has the rules, with the IDs that test names carry.
 */
import { AisleError, checkLimit } from "@aisle/core/base";
import type { Clock } from "@aisle/core/base";
import { PendingKeys, checkPosition, flattened } from "@aisle/core/event";
import type { Appended, Deduplication, DeduplicationLimits, EventLog, LoggedEvent, Position, ShopEvent } from "@aisle/core/event";
import type { KeyStore } from "@aisle/core/privacy";
import { nodeFileSystem, storageFailed, writeFully } from "./file-system.ts";
import type { FileSystem, OpenFile } from "./file-system.ts";
import { frameSize, headerBytes, maximumBody, writeFrame } from "./frame.ts";
import { saveState } from "./log-state.ts";
import { readEvents } from "./read-events.ts";
import { deliveryOf, prepareEvent } from "./record.ts";
import type { Prepared } from "./record.ts";
import { createSegment, recoverLog } from "./recover.ts";
import type { RecoveredLog } from "./recover.ts";
import { segmentName } from "./segment.ts";

export interface OpenLogOptions {
  readonly directory: string;
  /** The log seals through it and does not close it. */
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly fs?: FileSystem;
  /** A segment that has reached this size is followed by the next; default 64 MB. */
  readonly segmentBytes?: number;
  readonly deduplication?: DeduplicationLimits;
  /** Hears of what opening or reading passed over: a torn tail, damage. */
  readonly note?: (message: string) => void;
}

/** Bytes that one fdatasync covers at most. */
const groupBytes = 8 * 1024 * 1024;
/** Bytes of appends that may wait for the disk; more are turned away as "unavailable". */
const waitingBytes = 256 * 1024 * 1024;

interface Request {
  readonly prepared: readonly Prepared[];
  /** Events of the append, those found to be duplicates already included. */
  readonly given: number;
  readonly size: number;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** Opens the log of a folder, or starts one: finishes what a crash left open and takes the folder's writer lock. */
export async function openLog(options: OpenLogOptions): Promise<EventLog> {
  const fs = options.fs ?? nodeFileSystem;
  try {
    await fs.makeDirectory(options.directory);
    const unlock = await fs.lock(`${options.directory}/writer.lock`);
    try {
      return await SegmentLog.open(options, fs, unlock);
    } catch (error) {
      await unlock();
      throw error;
    }
  } catch (cause) {
    throw storageFailed(`opening the log in ${options.directory}`, cause);
  }
}

class SegmentLog implements EventLog {
  readonly #directory: string;
  readonly #fs: FileSystem;
  readonly #keys: KeyStore;
  readonly #clock: Clock;
  readonly #segmentBytes: number;
  readonly #note: (message: string) => void;
  readonly #unlock: () => Promise<void>;
  readonly #seen: Deduplication;
  readonly #listeners = new Set<(event: LoggedEvent) => void>();
  /** First positions of the segments, in order; the last is being written. */
  readonly #segments: number[];
  #file: OpenFile;
  /** Durable bytes of the file being written. */
  #size: number;
  #end: Position;
  /** Position of the newest saved de-duplication memory. */
  #saved: Position;
  /** True after a failed write: bytes of a rejected group may lie behind `#size`. */
  #dirty = false;
  #queue: Request[] = [];
  #waiting = 0;
  #writing: Promise<void> | undefined;
  #closed = false;
  #buffer = Buffer.allocUnsafe(1 << 16);

  private constructor(options: OpenLogOptions, fs: FileSystem, unlock: () => Promise<void>, found: RecoveredLog) {
    this.#directory = options.directory;
    this.#fs = fs;
    this.#keys = options.keys;
    this.#clock = options.clock;
    this.#segmentBytes = options.segmentBytes ?? 64 * 1024 * 1024;
    this.#note = options.note ?? (() => undefined);
    this.#unlock = unlock;
    this.#seen = found.memory;
    this.#segments = found.segments;
    this.#file = found.file;
    this.#size = found.size;
    this.#end = found.end;
    this.#saved = found.saved;
  }

  static async open(options: OpenLogOptions, fs: FileSystem, unlock: () => Promise<void>): Promise<SegmentLog> {
    const found = await recoverLog({ ...options, fs });
    try {
      // An erase that was logged is carried out, whatever happened after it was logged.
      await options.keys.destroy(found.erases);
    } catch (error) {
      await found.file.close();
      throw error;
    }
    return new SegmentLog(options, fs, unlock, found);
  }

  get start(): Position {
    return this.#segments[0]!;
  }

  get end(): Position {
    return this.#end;
  }

  pseudonym(user: string): string {
    return this.#keys.pseudonym(user);
  }

  append(events: readonly ShopEvent[]): Promise<Appended> {
    return this.#append(events, false);
  }

  async #append(events: readonly ShopEvent[], byPseudonym: boolean): Promise<Appended> {
    if (this.#closed) throw new AisleError("closed", "the log is closed");
    checkLimit("batchEvents", events.length);
    if (events.length === 0) return { level: "durable", position: this.#end, accepted: 0, duplicates: 0 };
    if (this.#waiting > waitingBytes) throw new AisleError("unavailable", "too many events wait for the disk", { bytes: this.#waiting });
    // Erase and consent change the person's key when they are made ready, so that a repeated delivery must not get that far.
    const known = events.some(({ type }) => type === "erase" || type === "consent") ? new PendingKeys(this.#seen) : undefined;
    const prepared: Prepared[] = [];
    for (const event of events) {
      const delivery = deliveryOf(event, this.#keys);
      if (known === undefined || known.accept(delivery)) prepared.push(prepareEvent(event, delivery, this.#keys, byPseudonym));
    }
    const size = frameSize(prepared.map(({ record }) => record));
    if (size > maximumBody) {
      throw new AisleError("too_large", `the batch takes ${size} bytes, the limit is ${maximumBody}`, { limit: "batchBytes", value: size });
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ prepared, given: events.length, size, resolve, reject });
      this.#waiting += size;
      this.#writing ??= this.#write();
    });
  }

  async #write(): Promise<void> {
    // Appends of the same turn join the first group.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      let count = 0;
      let bytes = 0;
      while (count < this.#queue.length && (count === 0 || bytes + this.#queue[count]!.size <= groupBytes))
        bytes += this.#queue[count++]!.size;
      const group = this.#queue.slice(0, count);
      this.#queue = this.#queue.slice(count);
      try {
        await this.#commit(group);
      } catch (error) {
        for (const request of group) request.reject(error);
      }
      this.#waiting -= bytes;
    }
    this.#writing = undefined;
  }

  async #commit(group: readonly Request[]): Promise<void> {
    const fresh = new PendingKeys(this.#seen);
    const batches = group.map(({ prepared }) => prepared.filter(({ delivery }) => fresh.accept(delivery)));
    const arrival = this.#clock();
    const bytes = this.#frames(batches, arrival);
    if (bytes.length > 0) {
      try {
        // Keys first: a durable event whose key is lost could never be opened.
        await this.#keys.sync();
        await this.#store(bytes);
      } catch (cause) {
        throw storageFailed("writing the log", cause);
      }
      fresh.commit();
      this.#size += bytes.length;
    }
    const start = this.#end;
    const accepted = batches.flat();
    const erases = accepted.flatMap((prepared) => prepared.erases ?? []);
    let erasing: unknown;
    try {
      if (erases.length > 0) await this.#keys.destroy(erases);
    } catch (cause) {
      erasing = cause;
    }
    this.#end = start + accepted.length;
    for (const [i, { logged }] of accepted.entries()) this.#tell({ position: start + i, arrival, ...logged });
    let position = start;
    for (const [i, request] of group.entries()) {
      const own = batches[i]!;
      const duplicates = request.given - own.length;
      position += own.length;
      // The original of a duplicate may stand anywhere before the end of the group.
      const covered = duplicates === 0 ? position : this.#end;
      if (erasing !== undefined && own.some((prepared) => prepared.erases !== undefined)) request.reject(erasing);
      else request.resolve({ level: "durable", position: covered, accepted: own.length, duplicates });
    }
  }

  #frames(batches: readonly (readonly Prepared[])[], arrival: number): Buffer {
    const lists = batches.filter((batch) => batch.length > 0).map((batch) => batch.map(({ record }) => record));
    const size = lists.reduce((sum, records) => sum + frameSize(records), 0);
    if (this.#buffer.length < size || this.#buffer.length > Math.max(size, groupBytes) * 2)
      this.#buffer = Buffer.allocUnsafe(Math.max(size, 1 << 16));
    let at = 0;
    let position = this.#end;
    for (const records of lists) {
      at = writeFrame(this.#buffer, at, { position, group: this.#end, arrival }, records);
      position += records.length;
    }
    return this.#buffer.subarray(0, at);
  }

  async #store(bytes: Buffer): Promise<void> {
    if (this.#dirty) {
      await this.#file.truncate(this.#size);
      this.#dirty = false;
    }
    if (this.#size >= this.#segmentBytes) await this.#roll();
    this.#dirty = true;
    try {
      await writeFully(this.#file, bytes, this.#size);
      await this.#file.datasync();
      this.#dirty = false;
    } catch (cause) {
      // Space given back at once lets others recover; where even that fails the next write tries again.
      await this.#file.truncate(this.#size).then(
        () => {
          this.#dirty = false;
        },
        () => undefined,
      );
      throw cause;
    }
  }

  async #roll(): Promise<void> {
    const file = await createSegment(this.#fs, this.#directory, this.#end);
    await this.#file.close();
    this.#file = file;
    this.#size = headerBytes;
    this.#segments.push(this.#end);
    try {
      await saveState(this.#fs, this.#directory, this.#end, this.#seen);
      this.#saved = this.#end;
    } catch (cause) {
      this.#note(`the state of the log at ${this.#end} could not be saved, the one before serves: ${String(cause)}`);
    }
  }

  #tell(event: LoggedEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        // A listener's defect must not turn a durable event into a failed append.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  read(from: Position): AsyncIterable<LoggedEvent> {
    return flattened(this.readBatches(from));
  }

  readBatches(from: Position): AsyncIterable<readonly LoggedEvent[]> {
    checkPosition(from, this.start, this.#end);
    const last = this.#segments.at(-1)!;
    // All of the last segment's size is durable: whatever is damaged in it is damage.
    const segments = this.#segments.map((position) => ({ position, open: false, ...(position === last ? { size: this.#size } : {}) }));
    return readEvents({ fs: this.#fs, directory: this.#directory, keys: this.#keys, note: this.#note }, segments, from, this.#end);
  }

  subscribe(listener: (event: LoggedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async retain(position: Position): Promise<void> {
    // What is cut must not be needed to rebuild the de-duplication memory.
    const until = Math.min(position, this.#saved);
    let removed = false;
    while (this.#segments.length > 1 && this.#segments[1]! <= until) {
      const oldest = this.#segments.shift()!;
      await this.#fs.remove(`${this.#directory}/${segmentName(oldest)}`);
      removed = true;
    }
    if (removed) await this.#fs.syncDirectory(this.#directory);
  }

  async erase(user: string): Promise<void> {
    await this.#append([{ type: "erase", time: this.#clock(), user }], false);
  }

  async erasePerson(person: string): Promise<void> {
    if (!/^[\w-]{22}$/.test(person)) throw new AisleError("bad_request", "a pseudonym has 22 characters of base64url", { person });
    await this.#append([{ type: "erase", time: this.#clock(), user: person }], true);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#writing;
    await this.#file.close();
    await this.#unlock();
  }
}
