/** Events out of segment files in order: by the writer over what it knows to be durable, and without its lock beside a running server. */
import { AisleError } from "@aisle/core/base";
import { checkPosition, flattened } from "@aisle/core/event";
import type { LoggedEvent, Position } from "@aisle/core/event";
import type { KeyStore } from "@aisle/core/privacy";
import type { FileSystem } from "./file-system.ts";
import { frameRecords } from "./frame.ts";
import { openRecord, readEnvelope } from "./record.ts";
import { readSegment, segmentName, segmentPositions } from "./segment.ts";

/** A segment to be read up to `size` bytes; `open` where a group at its end may be under way or torn. */
export interface ReadableSegment {
  readonly position: Position;
  readonly size?: number;
  readonly open: boolean;
}

export interface ReadEventsOptions {
  readonly fs: FileSystem;
  readonly directory: string;
  readonly keys: KeyStore;
  readonly note: (message: string) => void;
  /** False passes over whatever persons did without opening it; default true. */
  readonly personal?: boolean;
}

/** Events of one list, about. */
const listEvents = 512;

/** The events of the segments from `from` up to `end`, in lists. */
export async function* readEvents(
  options: ReadEventsOptions,
  segments: readonly ReadableSegment[],
  from: Position,
  end: Position,
): AsyncIterable<readonly LoggedEvent[]> {
  const { fs, directory, keys, note } = options;
  let list: LoggedEvent[] = [];
  for (const segment of segments.slice(segments.findLastIndex(({ position }) => position <= from))) {
    if (segment.position >= end) break;
    const name = segmentName(segment.position);
    const file = await fs.open(`${directory}/${name}`, "read");
    try {
      for await (const piece of readSegment(file, segment.position, segment.size ?? (await file.size()), segment.open)) {
        if (piece.kind === "torn") continue;
        if (piece.kind === "damage") {
          note(`${name}: ${piece.size} bytes at ${piece.offset} are damaged and passed over`);
          continue;
        }
        const { frame } = piece;
        if (frame.position + frame.count <= from) continue;
        if (frame.position >= end) break;
        let { position } = frame;
        for (const record of frameRecords(frame)) {
          const wanted = position >= from && position < end && (options.personal !== false || readEnvelope(record).person === undefined);
          if (wanted) list.push({ position, arrival: frame.arrival, ...opened(record, position, keys, note) });
          position++;
        }
        if (list.length >= listEvents) {
          yield list;
          list = [];
        }
      }
    } finally {
      await file.close();
    }
  }
  if (list.length > 0) yield list;
}

function opened(
  record: Buffer,
  position: Position,
  keys: KeyStore,
  note: (message: string) => void,
): Omit<LoggedEvent, "position" | "arrival"> {
  try {
    return openRecord(record, keys);
  } catch (error) {
    note(`the event at ${position} cannot be opened: ${String(error)}`);
    return { event: undefined };
  }
}

/** A log that another process may be writing. */
export interface LogReader {
  readonly start: Position;
  /** One past the last event that was there when it was opened. */
  readonly end: Position;
  /** The events from `from` up to `end`; without those of persons where `personal` is false. */
  read(from: Position, end: Position, personal?: boolean): AsyncIterable<LoggedEvent>;
}

/** Reads the log of a folder without taking its lock or changing anything; "not_found" where there is none. */
export async function openLogReader(options: Omit<ReadEventsOptions, "personal">): Promise<LogReader> {
  const { fs, directory } = options;
  const positions = segmentPositions(await fs.list(directory));
  if (positions.length === 0) throw new AisleError("not_found", `no log in ${directory}`, { directory });
  const last = positions.at(-1)!;
  const segments = positions.map((position): ReadableSegment => ({ position, open: position === last }));
  let end = last;
  const file = await fs.open(`${directory}/${segmentName(last)}`, "read");
  try {
    for await (const piece of readSegment(file, last, await file.size(), true)) {
      if (piece.kind === "frame") end = piece.frame.position + piece.frame.count;
    }
  } finally {
    await file.close();
  }
  return {
    start: positions[0]!,
    end,
    read: (from, to, personal = true) => {
      checkPosition(from, positions[0]!, end);
      checkPosition(to, positions[0]!, end);
      return flattened(readEvents({ ...options, personal }, segments, from, to));
    },
  };
}
