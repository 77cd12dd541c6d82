/** Reads a whole data folder, changing nothing and beside a running server: every frame, every payload, every snapshot. */
import { AisleError, isAisleError } from "@aisle/core/base";
import type { Position } from "@aisle/core/event";
import type { KeyStore } from "@aisle/core/privacy";
import { openKeyStore } from "../privacy/key-store.ts";
import { nodeFileSystem } from "./file-system.ts";
import type { FileSystem } from "./file-system.ts";
import { frameRecords } from "./frame.ts";
import { badStates } from "./log-state.ts";
import { openRecord, readEnvelope } from "./record.ts";
import { readSegment, segmentName, segmentPositions } from "./segment.ts";
import { openSnapshots } from "./snapshots.ts";

export interface VerifyOptions {
  readonly log: string;
  readonly keys: string;
  readonly snapshots: string;
  readonly fs?: FileSystem;
}

export interface Verified {
  /** Events by type; those of erased persons count as `erased`. */
  readonly events: Readonly<Record<string, number>>;
  /** One past the last event. */
  readonly position: Position;
  readonly problems: readonly string[];
}

/** Problems listed one by one; further ones are only counted. */
const listed = 1000;

/** Verifies a folder; throws "not_found" where it holds no log. */
export async function verifyLog(options: VerifyOptions): Promise<Verified> {
  const fs = options.fs ?? nodeFileSystem;
  const events: Record<string, number> = {};
  const problems: string[] = [];
  let unlisted = 0;
  const problem = (text: string) => (problems.length < listed ? problems.push(text) : unlisted++);

  // In this order a running server can only have more than was seen: snapshots, then log sizes, then keys.
  const snapshotPositions = await openSnapshots({ directory: options.snapshots, fs }).positions();
  const segments = await sizes(fs, options.log);
  if (segments.length === 0) throw new AisleError("not_found", `no log in ${options.log}`, { directory: options.log });
  const keys = await openKeyStore({ directory: options.keys, readOnly: true, fs }).catch((error: unknown) => {
    problem(`the keys cannot be used, so sealed payloads were not read: ${message(error)}`);
    return undefined;
  });

  let next = segments[0]!.position;
  const count = (name: string) => {
    events[name] = (events[name] ?? 0) + 1;
  };
  for (const [i, segment] of segments.entries()) {
    const name = segmentName(segment.position);
    const file = await fs.open(`${options.log}/${name}`, "read").catch(() => undefined);
    if (file === undefined) {
      // Retention of a running server cuts from the front only.
      if (!(await fs.list(options.log)).includes(name) && next === segment.position) {
        next = segments[i + 1]?.position ?? next;
        continue;
      }
      problem(`${name} cannot be opened`);
      continue;
    }
    try {
      if (segment.position !== next) problem(`${name}: the events from ${next} to ${segment.position - 1} are missing`);
      next = segment.position;
      for await (const piece of readSegment(file, segment.position, segment.size, i === segments.length - 1)) {
        // A write under way, or one that a crash cut short: it was not acknowledged.
        if (piece.kind === "torn") continue;
        if (piece.kind === "damage") {
          problem(`${name}: ${piece.size} bytes at ${piece.offset} are damaged`);
          continue;
        }
        if (piece.frame.position !== next) problem(`${name}: the events from ${next} to ${piece.frame.position - 1} are missing`);
        next = piece.frame.position;
        for (const record of frameRecords(piece.frame)) {
          try {
            count(kindOf(record, keys));
          } catch (error) {
            problem(`the event at ${next} cannot be read: ${message(error)}`);
          }
          next++;
        }
      }
    } finally {
      await file.close();
    }
  }
  for (const name of await badStates(fs, options.log)) problem(`${name} is damaged`);
  const good = await verifySnapshots(options, fs, keys, snapshotPositions, next, problem);
  const start = segments[0]!.position;
  if (start > 0 && keys !== undefined && !good.some((position) => position >= start)) {
    problem(`the log starts at ${start} and no good snapshot stands for what was before`);
  }
  await keys?.close();
  if (unlisted > 0) problems.push(`and ${unlisted} further problems`);
  return { events, position: next, problems };
}

async function sizes(fs: FileSystem, directory: string): Promise<{ position: Position; size: number }[]> {
  const found: { position: Position; size: number }[] = [];
  for (const position of segmentPositions(await fs.list(directory))) {
    const file = await fs.open(`${directory}/${segmentName(position)}`, "read").catch(() => undefined);
    if (file === undefined) continue;
    found.push({ position, size: await file.size() });
    await file.close();
  }
  return found;
}

function kindOf(record: Buffer, keys: KeyStore | undefined): string {
  if (keys === undefined && readEnvelope(record).person !== undefined && readEnvelope(record).erases === undefined) return "sealed";
  return openRecord(record, keys as KeyStore).event?.type ?? "erased";
}

async function verifySnapshots(
  options: VerifyOptions,
  fs: FileSystem,
  keys: KeyStore | undefined,
  positions: readonly Position[],
  end: Position,
  problem: (text: string) => void,
): Promise<Position[]> {
  const store = openSnapshots({ directory: options.snapshots, fs, ...(keys === undefined ? {} : { keys }) });
  const good: Position[] = [];
  if (keys === undefined) return good;
  for (const position of positions) {
    try {
      await store.load(position);
      if (position > end) problem(`the snapshot of ${position} lies after the end of the log, ${end}`);
      else good.push(position);
    } catch (error) {
      // A running server may have dropped it since.
      if ((await store.positions()).includes(position)) problem(message(error));
    }
  }
  return good;
}

function message(error: unknown): string {
  if (isAisleError(error)) return `${error.message} [${error.code}]`;
  return error instanceof Error ? error.message : String(error);
}
