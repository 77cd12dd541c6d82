/** Opening a log: what a crash left open is finished here, before the first append. */
import { AisleError } from "@aisle/core/base";
import { defaultDeduplication } from "@aisle/core/event";
import type { Deduplication, DeduplicationLimits, Position } from "@aisle/core/event";
import { writeFully } from "./file-system.ts";
import type { FileSystem, OpenFile } from "./file-system.ts";
import { frameRecords, headerBytes, segmentHeader } from "./frame.ts";
import { loadState } from "./log-state.ts";
import { readEnvelope } from "./record.ts";
import { readSegment, segmentName, segmentPositions } from "./segment.ts";

/** A new empty segment that starts at `position`, durable with its name. */
export async function createSegment(fs: FileSystem, directory: string, position: Position): Promise<OpenFile> {
  const path = `${directory}/${segmentName(position)}`;
  // A file left by a roll that failed or crashed holds no event.
  await fs.remove(path);
  const file = await fs.open(path, "create");
  try {
    await writeFully(file, segmentHeader(position), 0);
    await file.datasync();
    await fs.syncDirectory(directory);
    return file;
  } catch (error) {
    await file.close();
    await fs.remove(path).catch(() => undefined);
    throw error;
  }
}

/** What an opened log goes on from; `file` is the last segment. */
export interface RecoveredLog {
  readonly segments: number[];
  readonly file: OpenFile;
  readonly size: number;
  readonly end: Position;
  readonly saved: Position;
  readonly memory: Deduplication;
  readonly erases: readonly number[];
}

/** The part of the log's options that opening needs. */
export interface RecoverOptions {
  readonly directory: string;
  readonly fs: FileSystem;
  readonly deduplication?: DeduplicationLimits;
  readonly note?: (message: string) => void;
}

/** Reads what a folder holds: cuts a torn group, rebuilds the de-duplication memory, finds erases to finish. */
export async function recoverLog(options: RecoverOptions): Promise<RecoveredLog> {
  const { directory, fs } = options;
  const note = options.note ?? (() => undefined);
  const segments = segmentPositions(await fs.list(directory));
  if (segments.length === 0) {
    await (await createSegment(fs, directory, 0)).close();
    segments.push(0);
  }
  const last = segments.at(-1)!;
  const state = await loadState(fs, directory, segments[0]!, last, options.deduplication ?? defaultDeduplication);
  for (const name of state.bad) note(`${name} is damaged and passed over`);
  const erases: number[] = [];
  let end = last;
  for (const segment of segments.filter((position) => position >= state.position)) {
    const file = await fs.open(`${directory}/${segmentName(segment)}`, segment === last ? "write" : "read");
    try {
      let size = await file.size();
      for await (const piece of readSegment(file, segment, size, segment === last)) {
        if (piece.kind === "frame") {
          for (const record of frameRecords(piece.frame)) {
            const envelope = readEnvelope(record);
            state.memory.add(envelope.delivery);
            if (envelope.erases !== undefined) erases.push(...envelope.erases);
          }
          end = Math.max(end, piece.frame.position + piece.frame.count);
        } else if (piece.kind === "torn") {
          note(`${segmentName(segment)}: ${piece.size} bytes at ${piece.offset} were never acknowledged and are cut`);
          size = Math.max(piece.offset, headerBytes);
          if (piece.offset === 0) await writeFully(file, segmentHeader(segment), 0);
          await file.truncate(size);
          await file.datasync();
        } else note(`${segmentName(segment)}: ${piece.size} bytes at ${piece.offset} are damaged and passed over`);
      }
      if (segment === last)
        return { segments, file, size: Math.max(size, headerBytes), end, saved: state.position, memory: state.memory, erases };
    } catch (error) {
      await file.close();
      throw error;
    }
    await file.close();
  }
  throw new AisleError("internal", "a log has a last segment");
}
