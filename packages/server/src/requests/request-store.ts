/**
 * Stored requests in segment files beside the log (decision 014 says why not in it): written a few times a second without waiting
 * for the disk, because nothing of them was promised to anybody; a crash of the machine loses the last moment. The oldest segments
 * go by count and by age, each with the key that seals what nobody named asked in it.
 */
import type { Clock } from "@aisle/core/base";
import type { SearchQuestion } from "@aisle/core/engine";
import type { Position } from "@aisle/core/event";
import type { KeyStore } from "@aisle/core/privacy";
import type { Asked } from "@aisle/api/shop";
import { nodeFileSystem, writeFully } from "../log/file-system.ts";
import type { FileSystem, OpenFile } from "../log/file-system.ts";
import { frameSize, headerBytes, writeFrame } from "../log/frame.ts";
import { createSegment } from "../log/recover.ts";
import { readSegment, segmentName, segmentPositions } from "../log/segment.ts";
import { printOf } from "./answer-print.ts";
import { TimeBudget } from "./print-budget.ts";
import { writeRequest } from "./request-record.ts";
import type { Ground, StoredRequest } from "./request-record.ts";

export interface RequestStoreOptions {
  readonly directory: string;
  readonly keys: KeyStore;
  readonly clock: Clock;
  /** What answers depend on now. */
  readonly ground: () => Ground;
  /** Newest requests kept, about: whole segments go. */
  readonly keep: number;
  /** Milliseconds after which requests go. */
  readonly age: number;
  readonly note: (message: string) => void;
  readonly fs?: FileSystem;
  /** A segment that has reached this size is followed by the next. */
  readonly segmentBytes: number;
}

export interface RequestStore {
  /** Takes an answered question; never throws and waits for nothing. */
  note(asked: Asked): void;
  /** Resolves once everything noted so far is written or given up. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

const sealMs = 20;
const flushMs = 250;
/** Requests that may wait to be written; beyond it they are given up. */
const waitingLimit = 20_000;
/** Bytes that are written without waiting for the moment to pass. */
const flushBytes = 1 << 20;
/** Share of the time that may go into digests of whole answers, and milliseconds of it that may be saved up. */
const digestShare = 0.005;
const digestSavings = 100;
/** A request of more bytes (a filter of thousands of ids) is not kept. */
const requestLimit = 64 << 10;

/** The person slot of a segment's key: a digest, which no pseudonym can be. */
function segmentOwner(keys: KeyStore, position: number): string {
  return Buffer.from(keys.digest(`requests\0${position}`), "latin1").toString("base64url");
}

/** A request that is still to be sealed. */
interface Noted {
  readonly request: StoredRequest;
  readonly head: { readonly asked: number; readonly position: Position; readonly person?: string };
}

interface Segment {
  /** Number of its first request. */
  readonly position: number;
  /** When its first frame was written. */
  arrival: number;
}

/** First frames' times and the number after the last request. */
async function found(fs: FileSystem, directory: string): Promise<{ segments: Segment[]; end: number }> {
  const segments: Segment[] = [];
  let end = 0;
  const positions = segmentPositions(await fs.list(directory));
  for (const position of positions) {
    const file = await fs.open(`${directory}/${segmentName(position)}`, "read");
    const last = position === positions.at(-1);
    end = position;
    let arrival: number | undefined;
    try {
      for await (const piece of readSegment(file, position, await file.size(), last)) {
        if (piece.kind !== "frame") continue;
        arrival ??= piece.frame.arrival;
        end = piece.frame.position + piece.frame.count;
        if (!last) break;
      }
    } finally {
      await file.close();
    }
    segments.push({ position, arrival: arrival ?? Infinity });
  }
  return { segments, end };
}

/** Opens the store of a folder, making it where there is none. */
export async function openRequestStore(options: RequestStoreOptions): Promise<RequestStore> {
  const fs = options.fs ?? nodeFileSystem;
  await fs.makeDirectory(options.directory);
  const { segments, end } = await found(fs, options.directory);
  return new SegmentStore({ ...options, fs }, segments, end);
}

class SegmentStore implements RequestStore {
  readonly #options: RequestStoreOptions & { readonly fs: FileSystem };
  readonly #segments: Segment[];
  /** Number of the next request written. */
  #next: number;
  /** First number of the segment whose key seals: the next one already while the last batch of the one before is written. */
  #sealing: number;
  #file: OpenFile | undefined;
  #size = 0;
  #noted: Noted[] = [];
  #records: Buffer[] = [];
  #bytes = 0;
  #soon: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #lost = 0;
  #closed = false;
  readonly #budget = new TimeBudget(digestShare, digestSavings, () => performance.now());

  constructor(options: RequestStoreOptions & { readonly fs: FileSystem }, segments: Segment[], end: number) {
    this.#options = options;
    this.#segments = segments;
    this.#next = end;
    this.#sealing = end;
  }

  note(asked: Asked): void {
    if (this.#closed || this.#noted.length + this.#records.length >= waitingLimit) {
      this.#lost++;
      return;
    }
    const { keys, clock, ground } = this.#options;
    const { kind, index, question, answer } = asked;
    const user = "asker" in question ? question.asker?.user : undefined;
    const person = user === undefined ? undefined : keys.pseudonym(user);
    const request = {
      id: answer.id,
      kind,
      index,
      question: person === undefined ? question : { ...question, asker: { ...(question as SearchQuestion).asker, user: person } },
      ...("ranked" in answer ? { ranked: answer.ranked } : {}),
      ground: ground(),
      // Made now: an answer that is held until later outlives the young objects and costs the collector more than this.
      answer: this.#budget.allows ? this.#budget.spend(() => printOf(asked, true)) : printOf(asked, false),
    } as StoredRequest;
    const head = { asked: question.now ?? clock(), position: answer.position, ...(person === undefined ? {} : { person }) };
    this.#noted.push({ request, head });
    this.#soon ??= setTimeout(() => this.#seal(), sealMs).unref();
  }

  /** A few at a time: a turn of the loop for each would cost more than the work. */
  #seal(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    const { keys } = this.#options;
    const noted = this.#noted;
    this.#noted = [];
    for (const { request, head } of noted) {
      const key = keys.keyOf(head.person ?? segmentOwner(keys, this.#sealing));
      const record = writeRequest(request, head, key, keys);
      if (record.length > requestLimit) {
        this.#lost++;
        continue;
      }
      this.#records.push(record);
      this.#bytes += record.length;
    }
    if (this.#bytes >= flushBytes) void this.#flush();
    else this.#timer ??= setTimeout(() => void this.#flush(), flushMs).unref();
  }

  #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const batch = this.#records;
    if (batch.length === 0) return;
    this.#records = [];
    this.#bytes = 0;
    const position = this.#next;
    // A number is given once, whatever becomes of its request.
    this.#next += batch.length;
    const full = this.#size >= this.#options.segmentBytes;
    if (full) this.#sealing = this.#next;
    try {
      await this.#store(batch, position);
      if (full) await this.#end();
    } catch (error) {
      this.#lost += batch.length;
      this.#options.note(`${batch.length} requests could not be kept for replay: ${(error as Error).message}`);
      await this.#end().catch(() => undefined);
      this.#sealing = this.#next;
    }
    if (this.#lost > 0) this.#options.note(`${this.#lost} requests were not kept for replay`);
    this.#lost = 0;
  }

  async #store(batch: readonly Buffer[], position: number): Promise<void> {
    const { keys, clock, fs, directory } = this.#options;
    if (!this.#file) {
      if (this.#segments.at(-1)?.position === position) this.#segments.pop();
      this.#file = await createSegment(fs, directory, position);
      this.#size = headerBytes;
      this.#segments.push({ position, arrival: clock() });
      await this.#retain();
    }
    // Keys first: a request whose key is lost could never be opened.
    await keys.sync();
    const bytes = Buffer.allocUnsafe(frameSize(batch));
    writeFrame(bytes, 0, { position, group: position, arrival: clock() }, batch);
    await writeFully(this.#file, bytes, this.#size);
    this.#size += bytes.length;
  }

  async #end(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    this.#size = 0;
    if (!file) return;
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  async #retain(): Promise<void> {
    const { keys, clock, fs, directory, keep, age } = this.#options;
    const oldest = clock() - age;
    while (this.#segments.length > 1 && (this.#next - this.#segments[1]!.position >= keep || this.#segments[1]!.arrival < oldest)) {
      const { position } = this.#segments.shift()!;
      await fs.remove(`${directory}/${segmentName(position)}`);
      await keys.destroy(keys.retire(segmentOwner(keys, position)));
    }
  }

  async flush(): Promise<void> {
    this.#seal();
    await this.#flush();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.flush();
    await this.#end();
  }
}
